"""Sections and activities in a draft: edited in place, by two at once, moved, taken out and brought back."""

from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse

from ledstjarna.audit import services as audit
from ledstjarna.plans import services
from ledstjarna.plans.content import draft_parts
from ledstjarna.plans.models import Activity, Change, Plan, Revision, Section
from ledstjarna.plans.tests.world import World, browser

COLUMNS = {"activity": "Möte", "responsible": "Bob", "schedule": "Varje vecka", "follow_up": "T1"}


def url(item: Section | Activity, act: str = "") -> str:
    name = "section" if isinstance(item, Section) else "activity"
    return reverse(f"plans:{name}{act}", args=[item.pk])


def form(item: Activity, /, **changed: Any) -> dict[str, Any]:
    texts = {name: getattr(item, name) for name in Activity.TEXTS}
    return {**texts, "lock": item.lock, "once": uuid4(), **changed}


def test_an_activity_is_rewritten_and_its_history_kept(world: World) -> None:
    first = world.first_activity(world.plan())
    answer = browser(world.alice).post(url(first), form(first, schedule="Varje vecka\r\n- tisdagar"))
    assert answer["Location"].endswith(f"/utkast/#r-{first.key}")
    first.refresh_from_db()
    assert first.schedule == "Varje vecka\n- tisdagar"
    row = Revision.objects.get(key=first.key)
    assert (row.actor, row.change) == (world.alice, Change.EDITED)
    assert row.before and row.after
    assert (row.before["schedule"], row.after["schedule"]) == ("En gång i månaden", first.schedule)


def test_saving_what_stands_there_changes_nothing(world: World) -> None:
    first = world.first_activity(world.plan())
    browser(world.alice).post(url(first), form(first))
    first.refresh_from_db()
    assert first.lock == 0 and not Revision.objects.filter(key=first.key).exists()


def test_the_later_of_two_sees_both_texts_and_loses_none(world: World) -> None:
    first = world.first_activity(world.plan())
    client = browser(world.alice)
    own = form(first, schedule="Alices tid")
    services.item_edit(item=first, texts={"schedule": "Bobs tid"}, lock=0, actor_id=world.bob.pk)
    answer = client.post(url(first), own)
    page = answer.content.decode()
    assert answer.status_code == 409 and "Alices tid" in page and "Bobs tid" in page and "Bob ändrade" in page
    first.refresh_from_db()
    assert first.schedule == "Bobs tid"
    assert client.post(url(first), {**own, "lock": first.lock, "once": uuid4()}).status_code == 302
    first.refresh_from_db()
    assert first.schedule == "Alices tid"


def test_a_text_removed_while_one_writes_can_still_be_saved(world: World) -> None:
    plan = world.plan()
    first = world.first_activity(plan)
    services.item_remove(item=first.section, actor_id=world.bob.pk)
    client = browser(world.alice)
    answer = client.post(url(first), form(first, schedule="Alices tid"))
    assert answer.status_code == 409 and "Bob tog bort" in answer.content.decode()
    first.refresh_from_db()
    client.post(url(first), form(first, schedule="Alices tid"))
    assert draft_parts(plan)[1].activities[0].schedule == "Alices tid"


def test_a_text_whose_draft_was_decided_while_one_wrote_stays_in_the_form(world: World) -> None:
    first = world.first_activity(world.plan())
    world.decided(first.plan)
    answer = browser(world.alice).post(url(first), form(first, schedule="Alices tid"))
    assert answer.status_code == 409 and "Alices tid" in answer.content.decode()
    first.refresh_from_db()
    assert first.schedule == "En gång i månaden"


@pytest.mark.parametrize("text", ["x" * 100_000, "19121212-1212", "", "vänd \u202e text"], ids=range(4))
def test_a_bad_text_is_refused_beside_the_field_and_kept_in_it(world: World, text: str) -> None:
    first = world.first_activity(world.plan())
    answer = browser(world.alice).post(url(first), form(first, activity=text, responsible="Kvar i fältet"))
    page = answer.content.decode()
    assert answer.status_code == 422 and "Kvar i fältet" in page and 'href="#id_activity"' in page
    first.refresh_from_db()
    assert first.activity == "Möte i nätverket"


@pytest.mark.parametrize("lock", ["", "x", "-1", "9" * 30])
def test_a_form_with_a_broken_lock_never_overwrites(world: World, lock: str) -> None:
    first = world.first_activity(world.plan())
    answer = browser(world.alice).post(url(first), form(first, activity="Annat", lock=lock))
    assert answer.status_code in {409, 422}
    first.refresh_from_db()
    assert first.activity == "Möte i nätverket"


def test_with_script_only_the_form_comes_and_without_it_a_page(world: World) -> None:
    first = world.first_activity(world.plan())
    client = browser(world.alice)
    fragment = client.get(url(first), headers={"HX-Request": "true"}).content.decode()
    assert fragment.lstrip().startswith('<td colspan="4"') and "<html" not in fragment
    assert f'action="{url(first)}"' in fragment
    assert "<html" in client.get(url(first)).content.decode()
    section = client.get(url(first.section), headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in section and "<textarea" in section


def test_a_section_is_added_where_one_says(world: World) -> None:
    plan = world.plan()
    data = {"heading": "Ansvar", "level": "2", "text": "Vem gör vad", "after": "1", "once": str(uuid4())}
    for _ in range(2):
        browser(world.alice).post(reverse("plans:section_add", args=[plan.pk]), data)
    assert [part.heading for part in draft_parts(plan)] == ["Inledning", "Ansvar", "Aktiviteter", "Kontakt"]


def test_an_activity_is_added_once_last_in_its_table(world: World) -> None:
    first = world.first_activity(world.plan())
    data = {**COLUMNS, "once": str(uuid4())}
    for _ in range(2):
        browser(world.alice).post(reverse("plans:activity_add", args=[first.section_id]), data)
    rows = draft_parts(first.plan)[1].activities
    assert len(rows) == 3 and rows[-1].columns() == tuple(COLUMNS.values())


def test_items_move_one_step_and_stop_at_the_ends(world: World) -> None:
    plan = world.plan()
    first = world.first_activity(plan)
    client = browser(world.alice)
    order = [first.activity, "Utbildning för nyanställda"]
    for to, expected in (("up", order), ("down", order[::-1]), ("down", order[::-1]), ("up", order)):
        client.post(url(first, "_move"), {"to": to, "once": uuid4()})
        assert [row.activity for row in draft_parts(plan)[1].activities] == expected
    client.post(url(first.section, "_move"), {"to": "down", "once": uuid4()})
    assert [part.heading for part in draft_parts(plan)] == ["Inledning", "Kontakt", "Aktiviteter"]


def test_what_is_removed_can_be_brought_back_with_its_texts(world: World) -> None:
    plan = world.plan()
    before = draft_parts(plan)
    client = browser(world.alice)
    for item in (world.first_activity(plan), Section.objects.filter(plan=plan)[1]):
        client.post(url(item, "_remove"), {"once": uuid4()})
        assert draft_parts(plan) != before
        assert "Borttaget ur utkastet" in client.get(reverse("plans:draft", args=[plan.pk])).content.decode()
        client.post(url(item, "_restore"), {"once": uuid4()})
        assert draft_parts(plan) == before


def test_what_was_removed_is_gone_after_the_decision_but_not_from_the_history(world: World) -> None:
    plan = world.plan()
    first = world.first_activity(plan)
    services.item_remove(item=first, actor_id=world.alice.pk)
    world.decided(plan)
    assert not Activity.objects.filter(pk=first.pk).exists()
    kept = Revision.objects.get(key=first.key, change=Change.REMOVED)
    assert kept.before and kept.before["activity"] == first.activity


def test_a_decided_plan_is_not_edited_without_a_new_draft(world: World) -> None:
    first = world.first_activity(world.plan())
    world.decided(first.plan)
    client = browser(world.alice)
    for act in ("_move", "_remove", "_restore"):
        assert client.post(url(first, act)).status_code == 302
    assert client.get(url(first)).status_code == 302
    with pytest.raises(services.NoDraft):
        services.activity_add(section=first.section, texts=COLUMNS, actor_id=world.alice.pk)
    assert Plan.objects.get().draft_since is None and Activity.objects.count() == 2


def test_a_lock_written_otherwise_is_no_crash(world: World) -> None:
    first = world.first_activity(world.plan())
    for lock in ("0.0", "", "x"):
        answer = browser(world.alice).post(url(first), form(first, lock=lock, schedule="Ny tid"))
        assert answer.status_code in (302, 409, 422)


def test_the_short_name_of_a_row_cuts_no_number_into_another(world: World) -> None:
    long = "a" * 67 + " 811228-98741234 och mer"
    first = world.first_activity(world.plan())
    assert browser(world.alice).post(url(first), form(first, activity=long)).status_code == 302
    first.refresh_from_db()
    assert first.activity == long


@pytest.mark.parametrize("act", ["", "_move", "_remove", "_restore"])
def test_what_was_thrown_away_meanwhile_is_told_in_a_sentence(
    world: World, act: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = world.first_activity(world.plan())
    client, data = browser(world.alice), form(first, schedule="Alices tid")
    whole = audit.act

    def after_the_other(*given: Any, **named: Any) -> Any:
        monkeypatch.setattr(audit, "act", whole)
        services.draft_discard(plan=first.plan, actor_id=world.bob.pk)
        return whole(*given, **named)

    monkeypatch.setattr(audit, "act", after_the_other)
    answer = client.post(url(first, act), data)
    assert answer.status_code == 409
    assert "finns inte kvar" in answer.content.decode()


def test_a_draft_whose_last_section_is_taken_out_is_still_shown(world: World) -> None:
    plan = world.plan()
    client = browser(world.alice)
    for section in plan.sections.all():
        client.post(url(section, "_remove"), {"once": uuid4()})
    assert client.get(reverse("plans:draft", args=[plan.pk])).status_code == 200
    assert browser(world.bob).get(reverse("plans:decide", args=[plan.pk])).status_code == 200
    for fmt in ("pdf", "docx", "xlsx", "json"):
        assert client.get(reverse("plans:draft_export", args=[plan.pk, fmt])).status_code == 200
    assert client.get(reverse("plans:plan", args=[world.decided(plan).plan_id])).status_code == 200


def test_a_name_cut_so_that_the_guard_reads_it_otherwise_stops_nothing(world: World) -> None:
    row = world.first_activity(world.plan())
    text = "x" * 44 + ": 123 7466 121212 1212 12 SE45 född -1212 slut slut slut slut slut slut"
    answer = browser(world.alice).post(url(row), form(row, activity=text))
    row.refresh_from_db()
    assert answer.status_code == 302 and row.activity == text
