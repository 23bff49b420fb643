"""A year of the log goes by decision, and the rest still verifies."""

import datetime as dt

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from ledstjarna.audit.models import Entry, SegmentRemoval
from ledstjarna.audit.removal import delete_removed_rows, segment_remove
from ledstjarna.audit.services import read
from ledstjarna.audit.testing import walls_down
from ledstjarna.audit.verify import Fault, verify

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def three_years(monkeypatch: pytest.MonkeyPatch) -> None:
    """Four rows in each of 2019, 2020 and 2025, and the clock left in 2025."""
    for year in (2019, 2020, 2025):
        now = dt.datetime(year, 3, 1, 12, tzinfo=dt.UTC)
        monkeypatch.setattr("django.utils.timezone.now", lambda now=now: now)
        for number in range(4):
            read("plan_read", actor_id=1, board_id=2, kind="plan", ids=[number])


def test_a_removed_year_leaves_its_segment_and_the_rest_verifies() -> None:
    call_command("audit", "remove", "--year", "2019", "--decision", "Gallringsbeslut, KS 2025/12 § 4")
    removal = SegmentRemoval.objects.get()
    assert (removal.segment_id, removal.count) == (2019, 4)
    assert not Entry.objects.filter(segment_id=2019).exists()
    report = verify()
    assert (report.broken, report.removed, report.entries) == (None, 1, 9)


def test_a_dry_run_removes_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("audit", "remove", "--year", "2019", "--decision", "x", "--dry-run")
    assert "4 rader" in capsys.readouterr().out
    assert Entry.objects.count() == 12


@pytest.mark.parametrize(
    ("year", "sentence"), [(2025, "skrivs fortfarande"), (2018, "ingen logg"), (2019, "redan gallrad")]
)
def test_what_cannot_be_removed_is_said(year: int, sentence: str) -> None:
    segment_remove(year=2019, decision="KS 2025/12", decided_on=dt.date(2025, 1, 1))
    with pytest.raises(CommandError, match=sentence):
        call_command("audit", "remove", "--year", str(year), "--decision", "KS 2025/12")


def test_a_decision_must_be_named_and_may_hold_no_personal_number() -> None:
    for decision in ("", "811218-9876"):
        with pytest.raises(CommandError):
            call_command("audit", "remove", "--year", "2019", "--decision", decision)
    assert not SegmentRemoval.objects.exists()


def test_a_removal_that_was_cut_off_verifies_and_is_finished_later() -> None:
    segment_remove(year=2020, decision="KS 2025/12", decided_on=dt.date(2025, 1, 1))
    assert Entry.objects.filter(segment_id=2020).count() == 4
    assert verify().broken is None
    assert delete_removed_rows() == 4
    assert delete_removed_rows() == 0
    assert verify().broken is None


def test_a_removal_on_record_opens_no_other_year() -> None:
    segment_remove(year=2019, decision="KS 2025/12", decided_on=dt.date(2025, 1, 1))
    with pytest.raises(DatabaseError), transaction.atomic():
        Entry.objects.filter(segment_id=2020).delete()
    with pytest.raises(DatabaseError), transaction.atomic():
        SegmentRemoval.objects.all().delete()


def test_a_removal_without_its_row_in_the_log_is_found() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO audit_segmentremoval "
            "(segment_id, decision, decided_on, removed_at, count, first_hash, last_hash) "
            "SELECT year, 'x', '2025-01-01', '2025-02-01 00:00:00+00:00', head_seq, 'x', head_hash "
            "FROM audit_segment WHERE year = 2019"
        )
        cursor.execute("DELETE FROM audit_entry WHERE segment_id = 2019")
    broken = verify().broken
    assert broken is not None
    assert (broken.segment, broken.why) == (2019, Fault.REMOVAL)


def test_a_removal_with_other_figures_is_found() -> None:
    segment_remove(year=2019, decision="KS 2025/12", decided_on=dt.date(2025, 1, 1))
    with walls_down(connection):
        SegmentRemoval.objects.update(count=3)
    broken = verify().broken
    assert broken is not None
    assert broken.why == Fault.REMOVAL
