"""Nameless acts: counted by the day, sealed into the chain when the day is over, never lost and never counted twice."""

import datetime as dt
import re
from typing import Any

import pytest
from django.core.management import call_command
from django.db import DatabaseError, transaction
from django.utils import timezone

from ledstjarna.audit import actions, services
from ledstjarna.audit.models import Entry, Nameless, Outcome, Segment
from ledstjarna.audit.removal import delete_removed_rows, segment_remove
from ledstjarna.audit.services import act, nameless, seal
from ledstjarna.audit.tests.conftest import Town
from ledstjarna.audit.tests.people import signed_in
from ledstjarna.audit.verify import verify

pytestmark = pytest.mark.django_db

SUNDAY, MONDAY, TUESDAY = dt.date(2026, 11, 22), dt.date(2026, 11, 23), dt.date(2026, 11, 24)


def on(day: dt.date, *, board: int | None = 7, action: str = "filed", outcome: str = "done", times: int = 1) -> None:
    Nameless.objects.bulk_create(
        Nameless(day=day, board_id=board, action=action, outcome=outcome) for _time in range(times)
    )


def sealed() -> list[tuple[Any, ...]]:
    rows = Entry.objects.filter(facts__has_keys=["day", "count"])
    return [(row.facts["day"], row.board_id, row.action, row.outcome, row.facts["count"]) for row in rows]


def test_an_act_keeps_its_day_and_nothing_that_tells_when_or_who() -> None:
    nameless("filed", board_id=7)
    nameless("asked", outcome=Outcome.REFUSED)
    rows = {row.action: row for row in Nameless.objects.all()}
    assert {field.name for field in Nameless._meta.get_fields()} == {"id", "day", "board_id", "action", "outcome"}
    assert (rows["filed"].day, rows["filed"].board_id, rows["filed"].outcome) == (timezone.localdate(), 7, "done")
    assert (rows["asked"].board_id, rows["asked"].outcome) == (None, "refused")
    assert all(row.id.version == 4 for row in rows.values()), "the key is random"
    assert not Entry.objects.exists()


def test_an_act_that_rolls_back_was_never_noted() -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        nameless("filed")
        raise RuntimeError
    assert not Nameless.objects.exists()


def test_days_that_are_over_are_counted_one_row_for_all_that_are_alike() -> None:
    on(SUNDAY)
    on(MONDAY, times=3)
    on(MONDAY, board=8)
    on(MONDAY, board=None, outcome="refused", times=2)
    on(TUESDAY, times=4)
    assert seal(before=TUESDAY) == 7
    assert sorted(sealed(), key=str) == [
        ("2026-11-22", 7, "filed", "done", 1),
        ("2026-11-23", 7, "filed", "done", 3),
        ("2026-11-23", 8, "filed", "done", 1),
        ("2026-11-23", None, "filed", "refused", 2),
    ]
    assert not Entry.objects.exclude(actor_id=None, kind="", ids=[], once=None).exists()
    assert Nameless.objects.count() == 4 and verify().broken is None


def test_sealing_again_adds_nothing() -> None:
    on(MONDAY, times=2)
    assert (seal(before=TUESDAY), seal(before=TUESDAY)) == (2, 0)
    assert len(sealed()) == Entry.objects.count() == 1


def test_today_is_left_alone() -> None:
    nameless("filed", board_id=7)
    assert seal() == 0
    assert Nameless.objects.count() == 1 and not Entry.objects.exists()


def test_an_act_that_comes_in_late_is_counted_the_next_time(monkeypatch: pytest.MonkeyPatch) -> None:
    real = services._append

    def append(*given: Any) -> None:
        real(*given)
        monkeypatch.undo()
        on(MONDAY)  # another process that began before midnight

    on(MONDAY)
    monkeypatch.setattr(services, "_append", append)
    assert (seal(before=TUESDAY), seal(before=TUESDAY)) == (1, 1)
    assert [row[-1] for row in sealed()] == [1, 1] and not Nameless.objects.exists()


@pytest.mark.parametrize("where", ["between two rows", "before the acts are let go"])
def test_a_sealing_that_is_cut_off_leaves_the_day_whole(monkeypatch: pytest.MonkeyPatch, where: str) -> None:
    on(SUNDAY)
    on(MONDAY, times=3)
    on(MONDAY, board=8)
    real = services._append
    appended: list[object] = []

    def cut(*given: Any) -> None:
        if len(appended) == 2 and where == "between two rows":
            raise KeyboardInterrupt
        real(*given)
        appended.append(given)
        if len(appended) == 3:
            raise KeyboardInterrupt

    monkeypatch.setattr(services, "_append", cut)
    with pytest.raises(KeyboardInterrupt):
        seal(before=TUESDAY)
    assert [row[0] for row in sealed()] == ["2026-11-22"] and Nameless.objects.count() == 4
    assert verify().broken is None
    monkeypatch.undo()
    assert seal(before=TUESDAY) == 4
    assert sorted(row[-1] for row in sealed()) == [1, 1, 3] and verify().broken is None


def test_more_acts_than_one_statement_lets_go_are_one_row(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(services, "_BATCH", 2)
    on(MONDAY, times=5)
    assert seal(before=TUESDAY) == 5 and [row[-1] for row in sealed()] == [5]
    assert not Nameless.objects.exists()


def test_the_last_day_of_a_year_goes_into_the_next_and_outlives_the_removed_year(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def at(year: int, month: int, day: int) -> None:
        monkeypatch.setattr("django.utils.timezone.now", lambda: dt.datetime(year, month, day, 12, tzinfo=dt.UTC))

    at(2026, 12, 31)
    with act("something", actor_id=1):
        nameless("filed", board_id=7)
    at(2027, 1, 1)
    assert seal() == 1
    assert list(Segment.objects.order_by("year").values_list("year", "head_seq")) == [(2026, 1), (2027, 1)]
    segment_remove(year=2026, decision="KS 2027/1", decided_on=dt.date(2027, 1, 1))
    assert delete_removed_rows() == 1
    assert sealed() == [("2026-12-31", 7, "filed", "done", 1)] and verify().broken is None


def test_what_is_sealed_cannot_be_changed() -> None:
    on(MONDAY)
    seal(before=TUESDAY)
    with pytest.raises(DatabaseError), transaction.atomic():
        Entry.objects.update(facts={"day": "2026-11-23", "count": 0})


def test_the_command_says_how_many_wait_and_seals_them(capsys: pytest.CaptureFixture[str]) -> None:
    on(timezone.localdate() - dt.timedelta(days=1), times=2)
    nameless("filed")
    said = []
    for command in ("verify", "seal", "verify", "seal"):
        call_command("audit", command)
        said.append(capsys.readouterr().out.splitlines()[-1])
    assert said == [
        "3 noteringar utan namn väntar på att räknas in i kedjan.",
        "Räknade in 2 noteringar utan namn i kedjan.",
        "1 notering utan namn väntar på att räknas in i kedjan.",
        "Räknade in 0 noteringar utan namn i kedjan.",
    ]


def test_the_log_says_how_many_times_on_which_day(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(actions.LABELS, "filed", "rapporterade en händelse")
    on(SUNDAY, board=town.north.pk)
    on(MONDAY, board=town.north.pk, times=5)
    on(MONDAY, board=town.south.pk)
    seal(before=TUESDAY)
    rows = re.sub(r"\s+", " ", signed_in(town.bob).get("/logg/").text.partition("<tbody")[2])
    assert "rapporterade en händelse en gång den 22 november 2026" in rows
    assert "rapporterade en händelse 5 gånger den 23 november 2026" in rows
    assert rows.count("någon utan namn i loggen") == 2, "the other board's row is not Bob's to see"
    entry = Entry.objects.get(board_id=town.north.pk, facts__count=5)
    page = signed_in(town.bob).get(f"/logg/rad/{entry.pk}/").text
    assert "någon utan namn i loggen rapporterade en händelse 5 gånger den 23 november 2026." in page
    export = b"".join(signed_in(town.bob).get("/logg/fil/").streaming_content).decode()  # type: ignore[attr-defined]
    assert "rapporterade en händelse 5 gånger den 23 november 2026" in export


@pytest.mark.django_db(transaction=True)
def test_two_timers_seal_a_day_once() -> None:
    """The second waits for the head, and then finds nothing left."""
    from concurrent.futures import ThreadPoolExecutor

    from django.db import connections

    def work(_number: int) -> int:
        try:
            return seal(before=TUESDAY)
        finally:
            connections.close_all()

    on(MONDAY, times=20)
    on(SUNDAY, times=20)
    with ThreadPoolExecutor(4) as pool:
        counted = list(pool.map(work, range(8)))
    assert sum(counted) == 40
    assert sorted(sealed()) == [("2026-11-22", 7, "filed", "done", 20), ("2026-11-23", 7, "filed", "done", 20)]
    assert verify().broken is None and not Nameless.objects.exists()
