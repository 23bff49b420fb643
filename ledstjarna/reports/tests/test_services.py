"""The acts themselves: what is stored, what is refused, and which way a report may go."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from itertools import product
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connections, transaction
from django.utils import timezone

from ledstjarna.accounts.models import Unit
from ledstjarna.audit.models import Entry, Nameless
from ledstjarna.reports import selectors, services
from ledstjarna.reports.models import ALLOWED_TRANSITIONS, OPEN, Report, Status
from ledstjarna.reports.tests.world import TEXT, World
from ledstjarna.ui.errors import Conflict

pytestmark = pytest.mark.slow


def test_a_report_lies_at_its_units_board_with_the_week_and_no_day(world: World) -> None:
    report = world.report(happened=date(2026, 11, 19))
    assert (report.board, report.unit, report.happened, report.span, report.year) == (
        world.social,
        world.homeless,
        date(2026, 11, 16),
        "week",
        2026,
    )
    assert (report.description, report.status, report.received_on) == (TEXT, "received", timezone.localdate())


@pytest.mark.parametrize(
    ("day", "span", "first", "year"),
    [
        (date(2024, 12, 31), "week", date(2024, 12, 30), 2025),
        (date(2021, 1, 3), "week", date(2020, 12, 28), 2020),
        (date(2024, 12, 31), "month", date(2024, 12, 1), 2024),
        (date(2026, 1, 1), "month", date(2026, 1, 1), 2026),
    ],
)
def test_a_week_belongs_to_its_iso_year_and_a_month_to_its_own(
    world: World, day: date, span: str, first: date, year: int
) -> None:
    report = world.report(happened=day, span=span)
    assert (report.happened, report.year) == (first, year)


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "rumour"},
        {"place": "Storgatan 4"},
        {"environment": ""},
        {"span": "day"},
        {"measures": ["prayed"]},
        {"description": "  \r\n "},
        {"description": "Ring 070-174 06 05 om det."},
        {"description": "x" * 1_001},
        {"happened": timezone.localdate() + timedelta(days=8)},
    ],
    ids=str,
)
def test_what_may_not_be_stored_is_not(world: World, wrong: dict[str, Any]) -> None:
    before = Entry.objects.count()
    with pytest.raises(ValidationError):
        world.report(**wrong)
    assert Report.objects.count() == Nameless.objects.count() == 0 and Entry.objects.count() == before


def test_the_city_itself_is_no_place_to_file_from(world: World) -> None:
    with pytest.raises(ValidationError):
        world.report(unit=world.city)


def test_the_same_form_gives_the_same_code_and_one_row(world: World) -> None:
    once = uuid4()
    first, second = world.filed(once=once), world.filed(once=once)
    assert (second.code, second.pk, first.again, second.again) == (first.code, first.pk, False, True)
    assert Report.objects.count() == Nameless.objects.filter(action="report.file").count() == 1
    assert world.filed(once=uuid4()).code != first.code


@pytest.mark.django_db(transaction=True)
def test_many_at_once_with_the_same_form_make_one_report() -> None:
    world, once = World(), uuid4()

    def work(_number: int) -> services.Filed:
        try:
            return world.filed(once=once)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        filed = list(pool.map(work, range(8)))
    assert (
        len({(one.pk, one.code) for one in filed}) == 1 and sorted(one.again for one in filed) == [False] + [True] * 7
    )
    assert Report.objects.count() == Nameless.objects.count() == 1


def test_what_is_not_a_repeat_is_not_taken_for_one(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_given: Any, **_named: Any) -> None:
        raise IntegrityError

    monkeypatch.setattr(Report, "save", broken)
    with pytest.raises(IntegrityError):
        world.filed()


@pytest.mark.parametrize(("start", "end"), list(product(Status, Status)))
def test_a_report_goes_only_the_ways_it_may(world: World, start: Status, end: Status) -> None:
    report = world.standing(start)
    acts: dict[Status, Callable[[], object]] = {
        Status.RECEIVED: lambda: withdrawn(world, report),
        Status.RETURNED: lambda: world.asked(report),
        Status.CONFIRMED: lambda: world.triaged(report),
        Status.HANDLED: lambda: world.handled(report),
        Status.CLOSED: lambda: closed(world, report),
        Status.OPINION: lambda: world.triaged(report, act=False),
        Status.CONCERN: lambda: world.triaged(report, child=True, concern_made=True),
        Status.UNCOUNTED: lambda: world.left_out(report),
    }
    back: dict[tuple[Status, Status], Callable[[], object]] = {
        (Status.CONFIRMED, Status.RECEIVED): lambda: world.reopened(report),
        (Status.HANDLED, Status.CONFIRMED): lambda: world.unhandled(report),
    }
    if (start, end) in back:
        with pytest.raises((Conflict, ValidationError)):
            acts[end]()  # there is an act of its own for the way back
        back[start, end]()
    elif end in ALLOWED_TRANSITIONS[start]:
        acts[end]()
    elif end is Status.RETURNED and start in OPEN:
        acts[end]()  # a question may always be asked, but moves only what is new
    else:
        with pytest.raises((Conflict, ValidationError)):
            acts[end]()
    report.refresh_from_db()
    assert report.status == (end if end in ALLOWED_TRANSITIONS[start] else start)


@pytest.mark.parametrize("start", Status)
def test_the_ways_back_start_where_they_are_meant_to(world: World, start: Status) -> None:
    ways: tuple[tuple[Status, Callable[[Report], Report], Status, str], ...] = (
        (Status.CONFIRMED, world.reopened, Status.RECEIVED, "report.reopen"),
        (Status.HANDLED, world.unhandled, Status.CONFIRMED, "report.unhandle"),
    )
    for meant, act, end, action in ways:
        report = world.standing(start)
        if start is not meant:
            with pytest.raises(Conflict):
                act(report)
            continue
        act(report)
        report.refresh_from_db()
        assert (report.status, report.handled_with) == (end, [])
        assert Entry.objects.get(action=action).facts == {"from": start, "to": end}


def test_a_reopened_report_stands_for_no_other_and_by_itself(world: World) -> None:
    first, second, third = (world.confirmed() for _number in range(3))
    for one in (second, third):
        services.event_join(report=one, same_as=first, lock=one.lock, actor_id=world.bob.pk)
    third.refresh_from_db()
    world.reopened(third)
    world.reopened(first)
    assert set(Report.objects.values_list("status", "same_event")) == {("received", None), ("confirmed", None)}
    assert Report.objects.get(pk=first.pk).confirmed_at is None


def test_what_is_not_counted_keeps_its_text_and_is_in_no_figure(world: World) -> None:
    report = world.asked(world.report())
    with pytest.raises(ValidationError):
        world.left_out(world.report(), "unanswered")  # nothing was asked
    with pytest.raises(ValidationError):
        world.left_out(report, "removed")
    report = world.left_out(report, "unanswered")
    report.refresh_from_db()
    assert (report.status, report.feedback, report.description) == ("uncounted", "unanswered", TEXT)
    assert report.handler == world.bob and not report.questions.exists()
    assert selectors.counts(board_id=world.social.pk, years=[report.year]) == []
    facts = {"from": "returned", "to": "uncounted", "feedback": "unanswered"}
    assert Entry.objects.get(action="report.leave_out").facts == facts


def test_every_standing_has_its_ways() -> None:
    assert set(ALLOWED_TRANSITIONS) == set(Status)


def closed(world: World, report: Report) -> Report:
    return services.report_close(report=report, feedback="counted", lock=report.lock, actor_id=world.bob.pk)


def withdrawn(world: World, report: Report) -> Report:
    """Take back the first question, or one that was never put."""
    asked = report.questions.values_list("pk", flat=True).first() or 0
    return services.question_withdraw(report=report, question=asked, lock=report.lock, actor_id=world.bob.pk)


@pytest.mark.parametrize("answers", [{"act": False}, {"child": True, "concern_made": True, "act": False}])
def test_what_is_set_aside_keeps_neither_text_nor_what_it_was_about(world: World, answers: dict[str, Any]) -> None:
    report = world.triaged(world.report(environment="islamist", measures=["police"], urgent=True), **answers)
    report.refresh_from_db()
    assert report.status == ("concern" if answers.get("child") else "opinion")
    about = (report.description, report.environment, report.kind, report.place, report.measures, report.urgent)
    assert about == (None, "unclear", "other", "other", [], False)


def test_a_text_that_points_at_someone_must_be_changed_or_emptied(world: World) -> None:
    report = world.report()
    with pytest.raises(ValidationError) as caught:
        world.triaged(report, guess=True)
    assert set(caught.value.message_dict) == {"description"}
    world.triaged(report, guess=True, description=" ")
    report.refresh_from_db()
    assert (report.status, report.description) == ("confirmed", None)


@pytest.mark.parametrize(
    ("feedback", "words", "field"),
    [
        ("", "", "feedback"),
        ("thanks", "", "feedback"),
        ("vague", "", "feedback"),
        ("police", "070-174 06 05", "feedback_words"),
    ],
)
def test_an_answer_is_from_the_list_and_its_words_are_guarded(
    world: World, feedback: str, words: str, field: str
) -> None:
    report = world.standing(Status.HANDLED)
    with pytest.raises(ValidationError) as caught:
        world.closed(report, feedback, words)
    assert set(caught.value.message_dict) == {field}
    report.refresh_from_db()
    assert (report.status, report.feedback) == ("handled", "")


def test_the_log_says_from_where_to_where_and_never_what(world: World) -> None:
    world.closed(words="Tack för hjälpen.")
    rows = {entry.action: entry for entry in Entry.objects.filter(kind="report")}
    assert set(rows) == {"report.triage", "report.handle", "report.close"}
    assert rows["report.triage"].facts == {"from": "received", "to": "confirmed", "rewritten": False}
    assert rows["report.handle"].facts == {"from": "confirmed", "to": "handled", "measures": "removed"}
    assert rows["report.close"].facts == {"from": "handled", "to": "closed", "feedback": "counted"}
    assert rows["report.close"].actor_id == world.bob.pk and rows["report.close"].board_id == world.social.pk


def test_the_database_itself_keeps_no_text_of_what_was_set_aside(world: World) -> None:
    report = world.standing(Status.OPINION)
    with pytest.raises(IntegrityError), transaction.atomic():
        Report.objects.filter(pk=report.pk).update(description="Kvar")


def test_a_unit_that_has_ended_and_a_time_before_all_are_refused(world: World) -> None:
    with pytest.raises(ValidationError, match="långt tillbaka"):
        world.filed(happened=date(1950, 1, 1))
    Unit.objects.filter(pk=world.homeless.pk).update(valid_to=timezone.localdate())
    world.homeless.refresh_from_db()
    with pytest.raises(ValidationError, match="finns inte längre"):
        world.filed()
    assert not Report.objects.exists()
