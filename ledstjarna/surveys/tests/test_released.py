"""The city reads what a board has released, and nothing else of it; the board sees the same before it decides."""

from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone

from ledstjarna.accounts.models import User
from ledstjarna.accounts.tests.town import person, unit
from ledstjarna.audit.models import Entry
from ledstjarna.surveys import services
from ledstjarna.surveys.models import Answer, Invitation, Round
from ledstjarna.surveys.tests.world import World, browser
from ledstjarna.walls.roles import Role

YEAR = 2025
CITY = "Enkäter i staden"
HIDDEN = ">visas inte<"


def answered(world: World, units: int = 10, **more: Any) -> Round:
    """A round that is over. Two of its units have been met by something, the others have not."""
    for number in range(units - 2):
        unit(f"N{number}", "unit", world.social_office)
    found = world.round(opens=date(YEAR, 3, 1), **more)
    for number, invitation in enumerate(found.invitations.select_related("unit")):
        met: Any = {"events_met": "yes", "cases": "3", "event_kinds": "threat"} if number < 2 else {}
        world.answer(found, invitation.unit, **met, form_known="yes" if number < units // 2 else "no")
    return found


def released(world: World, found: Round, wanted: bool = True) -> Round:
    return services.round_release(round_id=found.pk, released=wanted, actor_id=world.alice.pk)


def central(world: World) -> User:
    return person("Cecilia", Role.CENTRAL_COORDINATOR, world.city)


def door(found: Round) -> str:
    return reverse("surveys:released_round", args=[found.pk])


def test_the_city_sees_released_rounds_without_small_numbers(world: World) -> None:
    found = released(world, answered(world))
    client = browser(central(world))
    assert door(found) in client.get(reverse("surveys:released")).text
    page = client.get(door(found)).text.partition("<main")[2]
    assert "10 av 10 enheter har svarat" in page and "Socialnämnden" in page
    assert "5 av 10 chefer (50\N{NO-BREAK SPACE}%)" in page and "75\N{NO-BREAK SPACE}% av 100 medarbetare" in page
    assert "0 av 10 enheter" in page  # nobody did not know
    assert ">2 av 10" not in page and ">8 av 10" not in page and page.count(HIDDEN) >= 4
    assert "Vilka slags händelser?" in page and "3 av" not in page


def test_neither_own_words_nor_units_nor_the_year_before_are_on_the_page(world: World) -> None:
    world.answer(world.round(opens=date(YEAR - 1, 3, 1)))
    found = released(world, answered(world))
    page = browser(central(world)).get(door(found)).text
    for words in ("Vi behöver en ny genomgång.", "Vill du säga mer?", "Enheten för hemlösa", str(YEAR - 1)):
        assert words not in page


def test_a_round_that_few_units_answered_tells_not_even_how_many(world: World) -> None:
    found = world.round(opens=date(YEAR, 3, 1))
    world.answer(found)
    page = browser(central(world)).get(door(released(world, found))).text.partition("<main")[2]
    assert "Färre än fem av 2 enheter har svarat" in page and "1 av 2" not in page
    assert page.count(HIDDEN) == 7


def test_a_round_that_is_not_released_or_no_longer_is_not_there(world: World) -> None:
    found, client = world.round(opens=date(YEAR, 3, 1)), browser(central(world))
    assert client.get(door(found)).status_code == 404
    assert "Inget är utlämnat än" in client.get(reverse("surveys:released")).text
    released(world, found)
    assert client.get(door(found)).status_code == 200
    released(world, found, wanted=False)
    assert client.get(door(found)).status_code == 404
    assert door(found) not in client.get(reverse("surveys:released")).text
    assert client.get(reverse("surveys:released_round", args=[10**30])).status_code == 404


def test_a_round_that_takes_answers_again_is_released_no_longer(world: World) -> None:
    found = world.round()
    world.answer(found)
    services.round_close(round_id=found.pk, actor_id=world.alice.pk)
    released(world, found)
    services.round_reopen(round_id=found.pk, closes=found.closes, actor_id=world.alice.pk)
    assert browser(central(world)).get(door(found)).status_code == 404


def test_none_but_the_central_coordinator_reads_what_is_released(world: World) -> None:
    found = world.round(opens=date(YEAR, 3, 1))
    released(world, found)
    for role in (Role.LOCAL_COORDINATOR, Role.UNIT_MANAGER, Role.STAFF, Role.REGISTRAR, Role.DECISION_MAKER):
        client = browser(person(role.name, role, world.social))
        assert client.get(door(found)).status_code == 403, role
        assert client.get(reverse("surveys:released")).status_code == 403, role
        assert CITY not in client.get(reverse("home:start")).text, role


def test_the_central_coordinator_reads_nothing_else_of_a_round(world: World) -> None:
    found, client = released(world, world.round(opens=date(YEAR, 3, 1))), browser(central(world))
    for name in ("round", "answers", "words", "preview"):
        assert client.get(reverse(f"surveys:{name}", args=[found.pk])).status_code == 403, name
    assert client.get(reverse("surveys:years", args=[found.pk, "form_known"])).status_code == 403
    assert client.get(reverse("surveys:unit", args=[found.pk, world.homeless.pk])).status_code == 403
    assert client.post(reverse("surveys:release", args=[found.pk])).status_code == 403
    assert client.get(reverse("surveys:figure", args=[world.social.pk, YEAR, "form_known"])).status_code == 403


def test_the_board_sees_what_the_city_would_before_it_decides(world: World) -> None:
    found = answered(world)
    page = browser(world.alice).get(reverse("surveys:preview", args=[found.pk])).text
    assert "Så här ser resultatet ut utanför nämnden." in page
    released(world, found)
    city = browser(central(world)).get(door(found)).text
    table = slice(city.index("<table"), city.index("</table>"))
    assert city[table] == page[page.index("<table") : page.index("</table>")]
    stranger = browser(person("Erik", Role.LOCAL_COORDINATOR, world.culture))
    assert stranger.get(reverse("surveys:preview", args=[found.pk])).status_code == 404


def test_each_reading_is_in_the_log(world: World) -> None:
    found, cecilia = released(world, world.round(opens=date(YEAR, 3, 1))), central(world)
    browser(cecilia).get(door(found))
    browser(world.alice).get(reverse("surveys:preview", args=[found.pk]))
    rows = Entry.objects.filter(action__in=("survey.released.read", "survey.results.read")).order_by("pk")
    assert [(row.action, row.actor_id, row.board_id, row.ids) for row in rows] == [
        ("survey.released.read", cecilia.pk, world.social.pk, [found.pk]),
        ("survey.results.read", world.alice.pk, world.social.pk, [found.pk]),
    ]


def test_releasing_and_taking_back_are_buttons_of_the_page_and_in_the_log(world: World) -> None:
    found, client = world.round(opens=date(YEAR, 3, 1)), browser(world.alice)
    world.answer(found)
    url = reverse("surveys:release", args=[found.pk])
    assert "Lämna ut till staden" in client.get(reverse("surveys:round", args=[found.pk])).text
    page = client.post(url, follow=True).text
    assert "Staden kan se resultatet." in page and "Dra tillbaka" in page
    assert "kan inte se resultatet längre" in client.post(url, {"released": "no"}, follow=True).text
    rows = Entry.objects.filter(action="survey.round.release").order_by("pk")
    assert [row.facts for row in rows] == [{"released": True}, {"released": False}]


def test_a_round_is_released_only_when_it_is_closed(world: World) -> None:
    found, client = world.round(), browser(world.alice)
    world.answer(found)
    url = reverse("surveys:release", args=[found.pk])
    assert "Lämna ut till staden" not in client.get(reverse("surveys:round", args=[found.pk])).text
    assert "kan lämnas ut när enkäten är stängd" in client.post(url, follow=True).text
    planned = world.planned(name="Efter utbildningen", opens=timezone.localdate())
    assert "kan lämnas ut" in client.post(reverse("surveys:release", args=[planned.pk]), follow=True).text
    assert not Round.objects.released().exists()


def test_what_the_city_reads_does_not_change_answer_by_answer(world: World) -> None:
    found, client = world.round(), browser(world.alice)
    world.answer(found)
    services.round_close(round_id=found.pk, actor_id=world.alice.pk)
    later = {"until": (timezone.localdate() + timedelta(days=3)).isoformat()}
    extend = reverse("surveys:extend", args=[found.pk, world.treatment.pk])
    client.post(extend, later)
    release = reverse("surveys:release", args=[found.pk])
    assert "En enhet har längre tid att svara." in client.post(release, follow=True).text
    Invitation.objects.update(until=None)
    assert "Staden kan se resultatet." in client.post(release, follow=True).text
    assert "Dra tillbaka det innan" in client.post(extend, later).text
    behalf = reverse("surveys:behalf", args=[found.pk, world.treatment.pk])
    answer = client.post(behalf, {"q-form_known": "yes", "act": "send-anyway"})
    assert answer.status_code == 422 and "Dra tillbaka det innan" in answer.text
    one = client.post(f"{behalf}?fraga=form_known", {"q-form_known": "yes"}, headers={"HX-Request": "true"})
    assert "Dra tillbaka det innan" in one.text
    assert not Answer.objects.exclude(invitation__unit=world.homeless).exists()
    client.post(release, {"released": "no"})
    assert client.post(behalf, {"q-form_known": "yes", "act": "send-anyway"}).status_code == 302
