"""The prevention star of a plan: the numbers, the gaps, and the table beside."""

import re

from django.urls import reverse

from ledstjarna.plans import services
from ledstjarna.plans.tests.world import World, browser


def marked(world: World, *pairs: tuple[str, str]) -> str:
    """The draft's page when its first activity is marked with these areas and levels."""
    activity = world.first_activity(world.plan())
    texts = {"areas": [list(pair) for pair in pairs]}
    services.item_edit(item=activity, texts=texts, lock=activity.lock, actor_id=world.alice.pk)
    return browser(world.alice).get(reverse("plans:draft", args=[activity.plan.pk])).content.decode()


def test_the_star_counts_each_activity_in_its_areas_and_levels(world: World) -> None:
    page = marked(world, ("extremism", "universal"), ("crime", "indicated"))
    table = page[page.index("Visa som tabell") :]
    rows = dict(re.findall(r'<th scope="row">([^<]+)</th>((?:<td>\d</td>)+)', table))
    assert rows["våldsbejakande extremism"] == "<td>1</td><td>0</td><td>0</td>"
    assert rows["kriminalitet"] == "<td>0</td><td>0</td><td>1</td>"
    assert rows["utanförskap"] == "<td>0</td><td>0</td><td>0</td>"
    assert "1 av 2 aktiviteter är märkta." in page and "<svg" in page


def test_a_plan_without_areas_has_no_star(world: World) -> None:
    assert "Preventionsstjärnan" not in marked(world)


def test_the_areas_are_chosen_in_the_activitys_form(world: World) -> None:
    activity = world.first_activity(world.plan())
    client = browser(world.alice)
    url = reverse("plans:activity", args=[activity.pk])
    assert "andts:universal" in client.get(url).content.decode()
    form = {name: getattr(activity, name) for name in ("activity", "responsible", "schedule", "follow_up")}
    form |= {"lock": str(activity.lock), "areas": ["andts:universal", "crime:selective"], "factors": ["safe_adult"]}
    assert client.post(url, form).status_code == 302
    activity.refresh_from_db()
    assert activity.areas == [["andts", "universal"], ["crime", "selective"]] and activity.factors == ["safe_adult"]
    wrong = client.post(url, form | {"lock": "1", "areas": ["andts:everything"]})
    assert wrong.status_code == 422 and "Välj bland områdena i listan." in wrong.content.decode()


def test_two_people_at_once_see_each_others_choices(world: World) -> None:
    activity = world.first_activity(world.plan())
    client = browser(world.alice)
    url = reverse("plans:activity", args=[activity.pk])
    form = {name: getattr(activity, name) for name in ("activity", "responsible", "schedule", "follow_up")}
    form["lock"] = str(activity.lock)
    client.post(url, form | {"areas": ["crime:universal"]})
    late = client.post(url, form | {"areas": ["andts:universal"], "activity": "Mitt nya möte"})
    page = late.content.decode()
    assert late.status_code == 409
    assert "kriminalitet: universell" in page and "ANDTS: universell" in page and "Mitt nya möte" in page
    assert re.search(r'value="andts:universal"[^>]* checked', page)
