"""Retention: nothing goes without an adopted decision, and what goes leaves a tombstone."""

import datetime as dt
from collections.abc import Iterator
from uuid import uuid4

import pytest
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.utils import timezone

from ledstjarna.audit import retention
from ledstjarna.audit.models import Entry, LogReview, RetentionDecision, RetentionRun, Segment, Tombstone
from ledstjarna.audit.months import add_months
from ledstjarna.audit.retention import Rule
from ledstjarna.audit.services import read
from ledstjarna.audit.tests.conftest import Town
from ledstjarna.audit.tests.people import signed_in
from ledstjarna.audit.verify import verify

pytestmark = pytest.mark.django_db


@pytest.fixture
def letters() -> Iterator[list[int]]:
    """A room's rule over five letters that are all old."""
    kept = list(range(1, 6))

    def purge(keys: list[int]) -> None:
        for key in keys:
            kept.remove(key)

    retention.register(
        Rule("test.letters", "Brev", months=24, kind="letter", select=lambda _before: list(kept), purge=purge)  # type: ignore[arg-type]
    )
    yield kept
    del retention.RULES["test.letters"]


def decide(code: str, months: int = 24) -> None:
    decision = RetentionDecision(rule=code, decision="KS 2026/17 § 3", adopted_on=dt.date(2026, 1, 2), months=months)
    retention.decide(decision, actor_id=1)


def test_nothing_goes_without_a_decision(letters: list[int]) -> None:
    run = retention.run()
    assert (letters, run.removed) == ([1, 2, 3, 4, 5], {})
    assert run.finished_at


def test_what_a_decision_lets_go_leaves_tombstones_and_a_row(letters: list[int]) -> None:
    decide("test.letters")
    run = retention.run(actor_id=7)
    assert (letters, run.removed) == ([], {"test.letters": 5})
    assert set(Tombstone.objects.values_list("kind", "object_id", "rule")) == {
        ("letter", number, "test.letters") for number in range(1, 6)
    }
    row = Entry.objects.get(action="retention.run")
    assert (row.actor_id, row.ids, row.facts["decision"]) == (7, [1, 2, 3, 4, 5], "KS 2026/17 § 3")


def test_a_run_that_was_cut_off_goes_on_where_it_stood(letters: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    decide("test.letters")
    monkeypatch.setattr(retention, "_BATCH", 2)
    real = retention._purge
    calls: list[int] = []

    def purge_once(*args: object) -> None:
        if calls:
            raise KeyboardInterrupt
        calls.append(1)
        real(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(retention, "_purge", purge_once)
    with pytest.raises(KeyboardInterrupt):
        retention.run()
    assert letters == [3, 4, 5]
    assert RetentionRun.objects.get().finished_at is None
    monkeypatch.setattr(retention, "_purge", real)
    retention.run()
    assert (letters, Tombstone.objects.count()) == ([], 5)


def test_the_latest_decision_rules_and_the_earlier_ones_stay(letters: list[int]) -> None:
    decide("test.letters", months=24)
    decide("test.letters", months=36)
    assert retention.state(retention.RULES["test.letters"]).months == 36
    assert RetentionDecision.objects.count() == 2


def test_a_dry_run_counts_and_removes_nothing(letters: list[int], capsys: pytest.CaptureFixture[str]) -> None:
    decide("test.letters")
    call_command("retention", "run", "--dry-run")
    out = capsys.readouterr().out
    assert "test.letters: 24 månader enligt KS 2026/17 § 3, 5 rader att gallra" in out
    assert "audit.segments: inget antaget beslut" in out
    assert "audit.tombstones: bevaras" in out
    assert len(letters) == 5


def test_the_command_runs_and_says_what_went(letters: list[int], capsys: pytest.CaptureFixture[str]) -> None:
    decide("test.letters")
    call_command("retention", "run")
    assert "Gallrade 5: test.letters" in capsys.readouterr().out
    assert letters == []


def test_old_years_of_the_log_go_whole_and_the_chain_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    now = timezone.now()
    for years in (8, 7, 0):
        monkeypatch.setattr("django.utils.timezone.now", lambda years=years: now - dt.timedelta(days=365 * years))
        read("plan_read", actor_id=1, board_id=2, kind="plan", ids=[1])
    old = list(Segment.objects.order_by("year").values_list("year", flat=True))[:2]
    decide("audit.segments", months=60)
    retention.run()
    assert not Entry.objects.filter(segment_id__in=old).exists()
    assert list(Tombstone.objects.order_by("object_id").values_list("object_id", flat=True)) == old
    assert verify().broken is None


def test_expired_sessions_and_old_reviews_go() -> None:
    now = timezone.now()
    for key, days in (("old", 90), ("new", 1)):
        Session.objects.create(session_key=key, session_data="", expire_date=now - dt.timedelta(days=days))
    LogReview.objects.create(
        period_from="2010-01-01", period_to="2010-02-01", rows=0, checked="a", result="clean", signed_by_id=1,
        signed_at=now - dt.timedelta(days=3000),
    )  # fmt: skip
    decide("audit.sessions", months=1)
    decide("audit.reviews", months=60)
    run = retention.run()
    assert run.removed == {"audit.sessions": 1, "audit.reviews": 1}
    assert [session.pk for session in Session.objects.all()] == ["new"]
    assert Tombstone.objects.count() == 1


def test_a_code_cannot_be_used_twice(letters: list[int]) -> None:
    with pytest.raises(ValueError, match="declared twice"):
        retention.register(Rule("test.letters", "Annat", months=1))


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (dt.date(2026, 3, 31), -1, dt.date(2026, 2, 28)),
        (dt.date(2026, 1, 15), -60, dt.date(2021, 1, 15)),
        (dt.date(2024, 2, 29), 12, dt.date(2025, 2, 28)),
        (dt.date(2026, 12, 1), 1, dt.date(2027, 1, 1)),
    ],
)
def test_months_are_counted_by_the_calendar(day: dt.date, months: int, then: dt.date) -> None:
    assert add_months(day, months) == then


def test_auditors_and_administrators_see_the_rules_and_only_the_latter_decide(town: Town) -> None:
    assert "Registrera beslut" not in signed_in(town.bob).get("/gallring/").content.decode()
    assert "Registrera beslut" in signed_in(town.charlie).get("/gallring/").content.decode()
    assert signed_in(town.bob).get("/gallring/audit.segments/").status_code == 403


def test_a_decision_is_registered_once_on_the_page(town: Town) -> None:
    client = signed_in(town.charlie)
    data = {"decision": "KS 2026/17 § 3", "adopted_on": "2026-01-02", "months": "60", "once": str(uuid4())}
    for _ in range(2):
        assert client.post("/gallring/audit.segments/", data).status_code == 302
    found = RetentionDecision.objects.get()
    assert (found.rule, found.months, found.registered_by_id) == ("audit.segments", 60, town.charlie.pk)
    assert "KS 2026/17 § 3" in client.get("/gallring/").content.decode()
    assert "KS 2026/17 § 3" in client.get("/gallring/audit.segments/").content.decode()


@pytest.mark.parametrize(
    "wrong",
    [
        {"decision": ""},
        {"months": "0"},
        {"months": "99999999999"},
        {"adopted_on": "2999-01-01"},
        {"decision": "811218-9876"},
    ],
)
def test_a_wrong_decision_is_not_registered(town: Town, wrong: dict[str, str]) -> None:
    data = {"decision": "KS 2026/17", "adopted_on": "2026-01-02", "months": "60"} | wrong
    assert signed_in(town.charlie).post("/gallring/audit.segments/", data).status_code == 422
    assert not RetentionDecision.objects.exists()


def test_rules_that_are_unknown_or_preserve_take_no_decision(town: Town) -> None:
    for code in ("nope", "audit.tombstones"):
        assert signed_in(town.charlie).get(f"/gallring/{code}/").status_code == 404


def test_a_proposal_of_one_month_is_said_in_the_singular(town: Town) -> None:
    client = signed_in(town.charlie)
    assert "Förslaget är att spara i en månad." in client.get("/gallring/audit.sessions/").text
    assert "Förslaget är att spara i 60 månader." in client.get("/gallring/audit.reviews/").text
