"""The database refuses to change the log, and what is changed past it is found."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from ledstjarna.audit.models import Entry, Segment
from ledstjarna.audit.services import read
from ledstjarna.audit.testing import walls_down
from ledstjarna.audit.verify import Fault, verify

pytestmark = pytest.mark.django_db


@pytest.fixture
def two_years(monkeypatch: pytest.MonkeyPatch) -> None:
    """Five rows of 2024 and five of 2025."""
    for year in (2024, 2025):
        for day in range(1, 6):
            now = dt.datetime(year, 3, day, 12, tzinfo=dt.UTC)
            monkeypatch.setattr("ledstjarna.audit.services.timezone.now", lambda now=now: now)
            read("plan_read", actor_id=1, board_id=2, kind="plan", ids=[day])


def run(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)


REFUSED = {
    "changing a row": "UPDATE audit_entry SET actor_id = 9 WHERE seq = 2",
    "changing all rows": "UPDATE audit_entry SET actor_id = actor_id",
    "deleting a row": "DELETE FROM audit_entry WHERE seq = 2",
    "deleting all rows": "DELETE FROM audit_entry",
    "deleting a segment": "DELETE FROM audit_segment WHERE year = 2024",
    "winding a head back": "UPDATE audit_segment SET head_seq = 2 WHERE year = 2025",
    "a new opening": "UPDATE audit_segment SET opening_hash = 'x' WHERE year = 2025",
    "a head without its row": "UPDATE audit_segment SET head_seq = 6, head_hash = 'x' WHERE year = 2025",
    "an older segment slipped in": (
        "INSERT INTO audit_segment (year, opening_hash, head_seq, head_hash) VALUES (2023, 'x', 0, 'x')"
    ),
    "a segment that opens elsewhere": (
        "INSERT INTO audit_segment (year, opening_hash, head_seq, head_hash) VALUES (2026, 'x', 0, 'x')"
    ),
    "a row slipped into the old year": (
        "INSERT INTO audit_entry (segment_id, seq, at, action, outcome, kind, ids, facts, prev_hash, hash) "
        "SELECT segment_id, 6, at, action, outcome, kind, ids, facts, hash, 'x' FROM audit_entry "
        "WHERE segment_id = 2024 AND seq = 5"
    ),
    "a row out of line": (
        "INSERT INTO audit_entry (segment_id, seq, at, action, outcome, kind, ids, facts, prev_hash, hash) "
        "SELECT segment_id, 7, at, action, outcome, kind, ids, facts, hash, 'x' FROM audit_entry "
        "WHERE segment_id = 2025 AND seq = 5"
    ),
    "removing the year that is written": (
        "INSERT INTO audit_segmentremoval (segment_id, decision, decided_on, removed_at, count, first_hash, last_hash) "
        "SELECT year, 'x', '2026-01-01', '2026-01-01', head_seq, 'x', head_hash FROM audit_segment WHERE year = 2025"
    ),
}


@pytest.mark.parametrize("sql", REFUSED.values(), ids=REFUSED.keys())
@pytest.mark.usefixtures("two_years")
def test_the_database_itself_refuses(sql: str) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        run(sql)
    assert verify().broken is None


@pytest.mark.usefixtures("two_years")
def test_the_log_cannot_be_emptied_or_replaced_by_the_engines_own_short_cuts() -> None:
    sql = {
        "sqlite": "INSERT OR REPLACE INTO audit_entry SELECT * FROM audit_entry WHERE seq = 1",
        "postgresql": "TRUNCATE audit_entry CASCADE",
    }[connection.vendor]
    with pytest.raises(DatabaseError), transaction.atomic():
        run(sql)
    assert verify().entries == 10


DECIDED = {
    "audit_logreview": (
        "INSERT INTO audit_logreview (period_from, period_to, rows, checked, result, note, signed_by_id, signed_at) "
        "VALUES ('2026-01-01', '2026-01-02', 1, 'allt', 'clean', '', 1, '2026-01-03')"
    ),
    "audit_retentiondecision": (
        "INSERT INTO audit_retentiondecision (rule, decision, adopted_on, months, registered_at) "
        "VALUES ('audit.segments', 'KS 2026/1', '2026-01-01', 60, '2026-01-01')"
    ),
}


@pytest.mark.parametrize("table", DECIDED)
def test_what_is_signed_and_decided_is_not_replaced_emptied_or_deleted(table: str) -> None:
    run(DECIDED[table])
    short_cut = {
        "sqlite": f"REPLACE INTO {table} SELECT * FROM {table}",  # noqa: S608
        "postgresql": f"TRUNCATE {table} CASCADE",
    }[connection.vendor]
    deletion = [] if table == "audit_logreview" else [f"DELETE FROM {table}"]  # noqa: S608 (reviews go by retention)
    for sql in (short_cut, *deletion):
        with pytest.raises(DatabaseError), transaction.atomic():
            run(sql)


def remove_segment() -> None:
    run("UPDATE audit_entry SET segment_id = 2025, seq = seq + 10 WHERE segment_id = 2024")
    run("DELETE FROM audit_segment WHERE year = 2024")


def close_gap() -> None:
    run("DELETE FROM audit_entry WHERE segment_id = 2024 AND seq = 5")
    run("UPDATE audit_entry SET seq = 5 WHERE segment_id = 2024 AND seq = 4")


def swap_times() -> None:
    """Row 3 earlier than row 2, with hashes and links made anew from there on: only the order tells."""
    from ledstjarna.audit.chain import entry_hash

    previous = ""
    for entry in Entry.objects.filter(segment_id=2025).order_by("seq"):
        if entry.seq == 3:
            entry.at -= dt.timedelta(days=2)
        entry.prev_hash = previous or entry.prev_hash
        previous = entry.hash = entry_hash(entry)
        entry.save()
    Segment.objects.filter(year=2025).update(head_hash=previous)


TAMPERED: dict[str, tuple[Callable[[], None], tuple[int, int, Fault]]] = {
    "a changed actor": (
        lambda: run("UPDATE audit_entry SET actor_id = 9 WHERE segment_id = 2025 AND seq = 2"),
        (2025, 2, Fault.HASH),
    ),
    "a changed fact": (
        lambda: run("UPDATE audit_entry SET facts = '{\"a\": 1}' WHERE segment_id = 2024 AND seq = 4"),
        (2024, 4, Fault.HASH),
    ),
    "a row taken out": (
        lambda: run("DELETE FROM audit_entry WHERE segment_id = 2024 AND seq = 3"),
        (2024, 4, Fault.GAP),
    ),
    "a row taken out and the gap closed": (
        close_gap,
        (2024, 5, Fault.GAP),
    ),
    "a link bent": (
        lambda: run("UPDATE audit_entry SET prev_hash = 'x' WHERE segment_id = 2024 AND seq = 3"),
        (2024, 3, Fault.LINK),
    ),
    "the last row taken": (
        lambda: run("DELETE FROM audit_entry WHERE segment_id = 2025 AND seq = 5"),
        (2025, 4, Fault.HEAD),
    ),
    "the head wound back": (
        lambda: run(
            "UPDATE audit_segment SET head_seq = 4,"
            " head_hash = (SELECT hash FROM audit_entry WHERE segment_id = 2025 AND seq = 4),"
            " head_at = (SELECT at FROM audit_entry WHERE segment_id = 2025 AND seq = 4) WHERE year = 2025"
        ),
        (2025, 5, Fault.HEAD),
    ),
    "the first year taken": (remove_segment, (2025, 0, Fault.SEGMENT)),
    "time turned back": (swap_times, (2025, 3, Fault.ORDER)),
}


@pytest.mark.parametrize(("tamper", "expected"), TAMPERED.values(), ids=TAMPERED.keys())
@pytest.mark.usefixtures("two_years")
def test_what_is_changed_past_the_walls_is_found_and_named(
    tamper: Callable[[], None], expected: tuple[int, int, Fault]
) -> None:
    with walls_down(connection):
        tamper()
    broken = verify().broken
    assert broken is not None
    assert (broken.segment, broken.seq, broken.why) == expected
    with pytest.raises(CommandError, match=rf"{expected[0]}:{expected[1]} .*\[{expected[2]}\]") as caught:
        call_command("audit", "verify")
    assert caught.value.returncode == 1


@pytest.mark.usefixtures("two_years")
def test_a_whole_chain_gives_its_counts(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("audit", "verify")
    assert "10 rader i 2 år" in capsys.readouterr().out


def test_an_empty_log_holds(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("audit", "verify")
    assert "0 rader" in capsys.readouterr().out
