"""Several processes write to the log at once, on the database that the tests run on."""

import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote

import pytest
from django.db import connection

from ledstjarna.audit.chain import GENESIS
from ledstjarna.audit.models import Entry, Segment
from ledstjarna.audit.verify import verify

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

PROCESSES, ROWS = 4, 8
BEFORE, AFTER = "2026-12-31T22:59:59", "2026-12-31T23:00:01"


def address() -> str:
    known = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{known['NAME']}"
    port = f":{known['PORT']}" if known["PORT"] else ""
    who = quote(known["USER"]) + (f":{quote(known['PASSWORD'])}" if known["PASSWORD"] else "")
    host = known["HOST"] or known["OPTIONS"].get("host", "")
    return f"postgres://{who}@{quote(host, safe='')}{port}/{known['NAME']}"


def race(folder: Path, *clocks: list[str]) -> None:
    """One writing process for each clock, let loose together."""
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "ledstjarna.config.settings",
        "DATABASE_URL": address(),
        "LEDSTJARNA_DATA": str(folder),
    }
    go = folder / "go"
    command = [sys.executable, "-m", "ledstjarna.audit.tests.writer", str(go), str(ROWS)]
    writers = [
        subprocess.Popen([*command, *clock], env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for clock in clocks
    ]
    connection.close()
    for writer in writers:
        assert writer.stdout
        assert writer.stdout.readline() == "ready\n"
    go.touch()
    for writer in writers:
        _out, errors = writer.communicate(timeout=60)
        assert writer.returncode == 0, errors


def test_the_very_first_year_is_opened_once_however_many_begin(tmp_path: Path) -> None:
    race(tmp_path, *[[BEFORE]] * PROCESSES)
    assert Segment.objects.get().opening_hash == GENESIS
    report = verify()
    assert (report.broken, report.entries) == (None, PROCESSES * ROWS * 2)


def test_the_years_turn_opens_the_new_year_once_and_nothing_follows_in_the_old(tmp_path: Path) -> None:
    race(tmp_path, [BEFORE], [BEFORE, AFTER], [AFTER, BEFORE], [AFTER])
    report = verify()
    assert (report.broken, report.entries) == (None, PROCESSES * ROWS * 2)
    assert [segment.year for segment in Segment.objects.order_by("year")] in ([2026, 2027], [2027])
    assert list(Entry.objects.order_by("pk").values_list("pk", flat=True)) == list(
        Entry.objects.order_by("segment_id", "seq").values_list("pk", flat=True)
    )
