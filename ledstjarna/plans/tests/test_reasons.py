"""Why an activity is in the plan: chosen, kept through every act, frozen with the decision, printed."""

from datetime import timedelta
from io import BytesIO
from typing import Any
from uuid import UUID, uuid4

import docx
import pdfplumber
import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from ledstjarna.accounts.tests.town import person
from ledstjarna.plans import services
from ledstjarna.plans.comparing import differences
from ledstjarna.plans.content import Row, as_bytes, draft_parts, fingerprint, version_parts
from ledstjarna.plans.interchange import plan_from_file
from ledstjarna.plans.models import Activity, Change, Plan, Reason, Revision, Version
from ledstjarna.plans.tests.test_edit import COLUMNS, form, url
from ledstjarna.plans.tests.world import World, browser
from ledstjarna.situation import services as situation
from ledstjarna.situation.selectors import draft_fingerprint
from ledstjarna.walls.roles import Role

ROUTINE = "Personalen känner inte till rutinen"
FLYERS = "Fler affischer sitter vid skolorna"


def first_row(plan: Plan) -> Row:
    return draft_parts(plan)[1].activities[0]


def headings(row: Row) -> list[str]:
    return [finding.heading for finding in row.findings]


def test_an_activity_is_added_with_its_reason(world: World) -> None:
    routine, _flyers = world.picture(ROUTINE, FLYERS)
    first = world.first_activity(world.plan())
    add = reverse("plans:activity_add", args=[first.section_id])
    client = browser(world.alice)
    assert ROUTINE in client.get(add).text and FLYERS in client.get(add).text
    client.post(add, {**COLUMNS, "findings": [str(routine.key)], "once": uuid4()})
    added = draft_parts(first.plan)[1].activities[-1]
    assert added.activity == "Möte" and headings(added) == [ROUTINE]
    kept = Revision.objects.get(key=UUID(added.key), change=Change.ADDED)
    assert kept.after and kept.after["findings"] == ROUTINE


def test_without_a_published_picture_no_findings_are_asked_for(world: World) -> None:
    first = world.first_activity(world.plan())
    client = browser(world.alice)
    assert "Slutsatser" not in client.get(url(first)).text
    client.post(url(first), form(first, schedule="Ny tid", findings=[str(uuid4())]))
    assert first_row(first.plan).schedule == "Ny tid" and not Reason.objects.exists()


def test_the_reasons_are_changed_and_the_history_tells(world: World) -> None:
    routine, flyers = world.picture(ROUTINE, FLYERS)
    first = world.answering(routine)
    client = browser(world.alice)
    page = client.get(url(first)).text
    assert page.count("checked") == 1
    client.post(url(first), form(first, findings=[str(flyers.key)]))
    assert headings(first_row(first.plan)) == [FLYERS]
    latest = Revision.objects.filter(key=first.key)[0]
    assert latest.before and latest.after
    assert (latest.before["findings"], latest.after["findings"]) == (ROUTINE, FLYERS)
    history = client.get(reverse("plans:item_history", args=[first.plan.pk, first.key])).text
    assert "Svarar på" in history and ROUTINE in history and FLYERS in history
    first.refresh_from_db()
    client.post(url(first), form(first))
    assert headings(first_row(first.plan)) == []


def test_the_same_reasons_saved_again_change_nothing(world: World) -> None:
    routine, flyers = world.picture(ROUTINE, FLYERS)
    first = world.answering(flyers, routine)
    before = list(Revision.objects.values_list("pk", flat=True))
    browser(world.alice).post(url(first), form(first, findings=[str(flyers.key), str(routine.key)]))
    lock = first.lock
    first.refresh_from_db()
    assert list(Revision.objects.values_list("pk", flat=True)) == before and first.lock == lock


def test_an_act_that_says_nothing_of_reasons_keeps_them(world: World) -> None:
    first = world.answering(*world.picture(ROUTINE))
    services.item_edit(item=first, texts={"schedule": "Ny tid"}, lock=first.lock, actor_id=world.alice.pk)
    assert headings(first_row(first.plan)) == [ROUTINE]


def test_the_later_of_two_sees_both_choices(world: World) -> None:
    routine, flyers = world.picture(ROUTINE, FLYERS)
    first = world.answering()
    own = form(first, findings=[str(flyers.key)])
    services.item_edit(item=first, texts={}, findings=[routine.key], lock=first.lock, actor_id=world.bob.pk)
    client = browser(world.alice)
    answer = client.post(url(first), own)
    assert answer.status_code == 409
    assert f"<p>{ROUTINE}</p>" in answer.text and f"<p>{FLYERS}</p>" in answer.text
    assert headings(first_row(first.plan)) == [ROUTINE]
    first.refresh_from_db()
    client.post(url(first), {**own, "lock": first.lock, "once": uuid4()})
    assert headings(first_row(first.plan)) == [FLYERS]


@pytest.mark.parametrize("removed", ["activity", "section"])
def test_what_is_removed_and_brought_back_keeps_its_reasons(world: World, removed: str) -> None:
    first = world.answering(*world.picture(ROUTINE))
    item = first if removed == "activity" else first.section
    before = draft_parts(first.plan)
    services.item_remove(item=item, actor_id=world.alice.pk)
    services.item_restore(item=item, actor_id=world.alice.pk)
    assert draft_parts(first.plan) == before and headings(first_row(first.plan)) == [ROUTINE]


def test_a_draft_thrown_away_gives_the_decided_reasons_back(world: World) -> None:
    routine, flyers = world.picture(ROUTINE, FLYERS)
    plan = world.decided(world.answering(routine).plan).plan
    services.plan_revise(plan=plan, actor_id=world.alice.pk)
    assert headings(first_row(plan)) == [ROUTINE]
    world.answering(flyers, plan=plan)
    services.draft_discard(plan=plan, actor_id=world.alice.pk)
    assert headings(first_row(plan)) == [ROUTINE] and Reason.objects.count() == 1


def test_another_reason_is_another_draft_than_the_one_that_was_read(world: World) -> None:
    routine, flyers = world.picture(ROUTINE, FLYERS)
    plan = world.answering(routine).plan
    seen = fingerprint(plan, draft_parts(plan))
    world.answering(flyers, plan=plan)
    assert fingerprint(plan, draft_parts(plan)) != seen
    world.answering(routine, plan=plan)
    assert fingerprint(plan, draft_parts(plan)) == seen


def test_a_version_says_what_the_finding_said_when_it_was_decided(world: World) -> None:
    [routine] = world.picture(ROUTINE)
    version = world.decided(world.answering(routine).plan)
    [frozen] = version_parts(version)[1].activities[0].findings
    assert (frozen.key, frozen.heading, frozen.picture, frozen.year) == (
        str(routine.key), ROUTINE, "Lägesbild 2026", 2026,
    )  # fmt: skip
    assert frozen.published == routine.published_on.isoformat()
    assert ROUTINE.encode() in bytes(version.content)


def test_a_version_from_before_there_were_findings_is_still_shown(world: World) -> None:
    old = world.decided()
    assert b'"findings"' not in bytes(old.content)
    world.picture(ROUTINE)
    assert [row.findings for part in version_parts(old) for row in part.activities] == [(), ()]
    assert browser(world.charlie).get(reverse("plans:plan", args=[old.plan_id])).status_code == 200


def test_what_has_changed_since_the_decision_names_the_reasons(world: World) -> None:
    routine, flyers = world.picture(ROUTINE, FLYERS)
    version = world.decided(world.answering(routine).plan)
    services.plan_revise(plan=version.plan, actor_id=world.alice.pk)
    assert differences(version_parts(version), draft_parts(version.plan)) == []
    world.answering(routine, flyers, plan=version.plan)
    [change] = differences(version_parts(version), draft_parts(version.plan))
    assert [(str(f.label), f.before, f.after) for f in change.fields] == [
        ("Svarar på", ROUTINE, f"{FLYERS}\n{ROUTINE}")
    ]


def exported(world: World, version: Version, fmt: str) -> bytes:
    door = reverse("plans:version_export", args=[version.plan_id, version.number, fmt])
    return browser(world.charlie).get(door).content


def test_the_papers_name_the_finding_behind_the_activity(world: World) -> None:
    version = world.decided(world.answering(*world.picture(ROUTINE)).plan)
    sentence = f"Svarar på slutsatsen i lägesbilden 2026: {ROUTINE}"
    with pdfplumber.open(BytesIO(exported(world, version, "pdf"))) as pdf:
        words = "".join("".join(page.extract_text() for page in pdf.pages).split())
    # The columns are narrow: another column's words stand between the lines.
    assert "Svararpåslutsatsen" in words and "rutinen" in words
    cells = [cell.text for table in docx.Document(BytesIO(exported(world, version, "docx"))).tables
             for row in table.rows for cell in row.cells]  # fmt: skip
    assert any(cell.endswith(sentence) for cell in cells)
    assert ROUTINE.encode() in exported(world, version, "json")


def test_read_in_again_from_word_the_finding_is_no_part_of_the_activity_and_from_pdf_it_is(world: World) -> None:
    version = world.decided(world.answering(*world.picture(ROUTINE)).plan)
    cells = {}
    for fmt in ("pdf", "docx"):
        text = plan_from_file(exported(world, version, fmt), filename=f"plan.{fmt}")
        first = next(row for section in text.sections for row in section.activities)
        cells[fmt] = (" ".join(first.activity.split()), first.responsible)
    sentence = f"Svarar på slutsatsen i lägesbilden 2026: {ROUTINE}"
    assert cells["docx"] == ("Möte i nätverket", "Lokal samordnare")
    assert cells["pdf"] == (f"Möte i nätverket {sentence}", "Lokal samordnare")


def test_a_draft_goes_out_as_json_with_its_reasons_and_comes_in_again(world: World) -> None:
    first = world.answering(*world.picture(ROUTINE))
    data = browser(world.alice).get(reverse("plans:draft_export", args=[first.plan.pk, "json"])).content
    assert ROUTINE.encode() in data
    assert plan_from_file(data, filename="plan.json").sections[1].activities[0].activity == first.activity


def test_a_finding_of_another_board_is_refused_and_nothing_stored(world: World) -> None:
    [routine] = world.picture(ROUTINE)
    [foreign] = world.picture(FLYERS, board=world.culture)
    first = world.answering(routine)
    client = browser(world.alice)
    answer = client.post(url(first), form(first, schedule="Ny tid", findings=[str(routine.key), str(foreign.key)]))
    assert answer.status_code == 422 and "nämnden har publicerat" in answer.text
    assert 'href="#id_findings_0"' in answer.text and FLYERS not in answer.text
    add = reverse("plans:activity_add", args=[first.section_id])
    assert client.post(add, {**COLUMNS, "findings": [str(foreign.key)]}).status_code == 422
    row = first_row(first.plan)
    assert (row.schedule, headings(row)) == ("En gång i månaden", [ROUTINE]) and Activity.objects.count() == 2


def test_past_the_form_a_foreign_or_made_up_finding_is_refused_too(world: World) -> None:
    first = world.first_activity(world.plan())
    [foreign] = world.picture(FLYERS, board=world.culture)
    for key in (foreign.key, uuid4()):
        act: dict[str, Any] = {"findings": [key], "actor_id": world.alice.pk}
        with pytest.raises(ValidationError):
            services.activity_add(section=first.section, texts=COLUMNS, **act)
        with pytest.raises(ValidationError):
            services.item_edit(item=first, texts={"schedule": "Ny tid"}, lock=0, **act)
    first.refresh_from_db()
    assert Activity.objects.count() == 2 and first.schedule == "En gång i månaden" and not Reason.objects.exists()


def test_a_finding_that_the_newest_picture_lacks_is_still_named_and_can_be_kept(world: World) -> None:
    [routine] = world.picture(ROUTINE)
    first = world.answering(routine)
    world.picture(FLYERS, without=routine)
    assert headings(first_row(first.plan)) == [ROUTINE]
    client = browser(world.alice)
    page = client.get(url(first)).text
    assert ROUTINE in page and FLYERS in page and page.count("checked") == 1
    client.post(url(first), form(first, schedule="Ny tid", findings=[str(routine.key)]))
    assert headings(first_row(first.plan)) == [ROUTINE]


def test_a_draft_shows_the_finding_as_last_published_and_a_version_as_decided(world: World) -> None:
    [routine] = world.picture(ROUTINE)
    version = world.decided(world.answering(routine).plan)
    world.picture(reworded={routine.key: "Nu känner hälften till rutinen"})
    assert headings(first_row(version.plan)) == ["Nu känner hälften till rutinen"]
    assert headings(version_parts(version)[1].activities[0]) == [ROUTINE]


def test_the_reader_of_another_board_gets_the_heading_without_a_link(world: World) -> None:
    [routine] = world.picture(ROUTINE)
    plan = world.decided(world.answering(routine).plan).plan
    page, finding = reverse("plans:plan", args=[plan.pk]), reverse("situation:finding", args=[routine.key])
    stranger = browser(person("Dana", Role.LOCAL_COORDINATOR, world.culture)).get(page).text
    assert ROUTINE in stranger and finding not in stranger
    assert f'<a href="{finding}" lang="sv">{ROUTINE}</a>' in browser(world.alice).get(page).text


def test_a_released_draft_shows_the_central_coordinator_the_heading_without_a_link(world: World) -> None:
    [routine] = world.picture(ROUTINE)
    plan = world.answering(routine).plan
    services.draft_release(plan=plan, actor_id=world.alice.pk)
    cecilia = browser(person("Cecilia", Role.CENTRAL_COORDINATOR, world.city))
    page = cecilia.get(reverse("plans:draft", args=[plan.pk])).text
    assert ROUTINE in page and reverse("situation:finding", args=[routine.key]) not in page


def test_a_plan_is_asked_for_findings_once_the_board_has_published_a_picture(world: World) -> None:
    plan = world.decided().plan
    services.plan_revise(plan=plan, actor_id=world.alice.pk)
    client = browser(world.alice)
    draft, decided = reverse("plans:draft", args=[plan.pk]), reverse("plans:plan", args=[plan.pk])
    sentence = "svarar inte på någon slutsats"
    assert sentence not in client.get(draft).text
    [routine] = world.picture(ROUTINE)
    assert f"2 aktiviteter {sentence}" in client.get(draft).text
    assert sentence not in client.get(decided).text, "the board decided before there was a picture"
    world.answering(routine, plan=plan)
    assert f"1 aktivitet {sentence}" in client.get(draft).text


def test_a_finding_that_no_board_has_published_is_left_out_of_a_json_plan(world: World) -> None:
    made_up = {"key": str(uuid4()), "heading": "Påhittad", "picture": "", "year": 2026, "published": "2026-01-01"}
    row = {**COLUMNS, "findings": [made_up]}
    data = {"title": "Plan", "sections": [{"heading": "A", "level": 1, "text": "", "activities": [row]}]}
    plan = world.plan(text=plan_from_file(as_bytes(data), filename="plan.json"))
    assert [row.activity for row in draft_parts(plan)[0].activities] == ["Möte"] and not Reason.objects.exists()


def test_another_finding_of_the_same_heading_leaves_its_history_too(world: World) -> None:
    first, second = world.picture("Lika", "Lika")
    activity = world.answering(first)
    before = activity.plan.revisions.count()
    services.item_edit(item=activity, texts={}, findings=[second.key], lock=activity.lock, actor_id=world.alice.pk)
    assert activity.plan.revisions.count() == before + 1
    assert Activity.objects.get(pk=activity.pk).lock == activity.lock + 1


def test_a_decided_plan_goes_on_asking_for_findings_when_the_next_picture_comes(world: World) -> None:
    world.picture(ROUTINE)
    plan = world.decided(day=timezone.localdate()).plan
    sentence, page = "svarar inte på någon slutsats", reverse("plans:plan", args=[plan.pk])
    assert sentence in browser(world.alice).get(page).text
    later = timezone.now() + timedelta(days=2)
    picture = situation.picture_create(board=world.social, year=2026, actor_id=None)
    situation.picture_publish(picture=picture, seen=draft_fingerprint(picture), actor_id=None, at=later)
    assert sentence in browser(world.alice).get(page).text
