"""Stepping back: the report is out of sight, and somebody else at the board can take care of it."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from ledstjarna.accounts.tests.town import person
from ledstjarna.audit.models import Entry
from ledstjarna.reports import selectors, services, statistics
from ledstjarna.reports.models import Recusal, Report
from ledstjarna.reports.tests.filing import page_of
from ledstjarna.reports.tests.test_handover import deputy
from ledstjarna.reports.tests.world import TEXT, World, browser
from ledstjarna.walls.roles import Role


def url(report: Report) -> str:
    return f"{reverse('reports:report', args=[report.pk])}jav/"


def test_after_a_yes_the_report_is_out_of_sight_for_one_and_there_for_the_other(world: World) -> None:
    dana, report = deputy(world), world.report()
    services.report_take(report=report, actor=world.bob, lock=report.lock)
    report.refresh_from_db()
    client = browser(world.bob)
    page = page_of(client.get(url(report)))
    assert "går inte att ångra" in page and "Dana" in page and TEXT not in page
    form = {"lock": report.lock, "once": str(uuid4())}
    for _click in range(2):
        assert client.post(url(report), form)["Location"] == reverse("reports:inbox")
    assert client.get(reverse("reports:report", args=[report.pk])).status_code == 404
    assert client.get(url(report)).status_code == 404
    assert selectors.waiting(world.bob).total == 0 and selectors.waiting(dana).total == 1
    assert reverse("reports:report", args=[report.pk]) not in page_of(client.get(reverse("reports:inbox")))
    report.refresh_from_db()
    assert report.handler is None and Recusal.objects.get().user == world.bob
    assert Entry.objects.get(action="report.recuse").actor_id == world.bob.pk


def test_a_report_handed_to_another_stays_with_that_one(world: World) -> None:
    dana, report = deputy(world), world.report()
    services.report_hand_over(report=report, to=dana, actor=world.bob, lock=report.lock)
    report.refresh_from_db()
    services.report_recuse(report=report, actor=world.bob, lock=report.lock)
    report.refresh_from_db()
    assert report.handler == dana


def test_where_there_is_nobody_else_one_is_told_whom_to_ask(world: World) -> None:
    report, administrator = world.report(), person("Ada", Role.ADMINISTRATOR, world.city)
    client = browser(world.bob)
    page = page_of(client.get(url(report)))
    assert f"Be {administrator.name} att lägga in en ersättare" in page and "Lämna rapporten</button>" not in page
    answer = client.post(url(report), {"lock": report.lock})
    assert answer.status_code == 422 and "Ingen annan vid nämnden" in page_of(answer)
    assert not Recusal.objects.exists()
    with pytest.raises(ValidationError, match="Ingen annan"):
        services.report_recuse(report=report, actor=world.bob, lock=report.lock)


def test_the_last_one_cannot_step_back_when_the_others_have(world: World) -> None:
    dana, report = deputy(world), world.report()
    services.report_recuse(report=report, actor=dana, lock=report.lock)
    report.refresh_from_db()
    with pytest.raises(ValidationError, match="systemförvaltaren"):
        services.report_recuse(report=report, actor=world.bob, lock=report.lock)


def test_what_one_has_stepped_back_from_is_not_had_by_subtraction(world: World) -> None:
    """The figures and the file are of the same reports, and nothing points at the one that is out of sight."""
    deputy(world)
    first, again = world.confirmed(), world.confirmed()
    services.event_join(report=again, same_as=first, lock=again.lock, actor_id=world.bob.pk)
    other = world.confirmed()
    services.report_recuse(report=first, actor=world.bob, lock=first.lock)
    client, year = browser(world.bob), first.year
    found = statistics.of_year(statistics.scopes(world.bob)[0], year, timezone.localdate())
    file = b"".join(client.get(reverse("reports:export", args=[world.social.pk, year, "csv"])))
    counted = [line for line in file.decode().splitlines()[1:] if line.endswith(";ja")]
    assert len(counted) == 1 and found.sentence.startswith("En bekräftad händelse") and other.status == "confirmed"
    assert {row.now.words for table in found.tables for row in table.rows} <= {"0", "1"}
    link = reverse("reports:report", args=[first.pk])
    for name in ("report", "same_event"):
        page = page_of(client.get(reverse(f"reports:{name}", args=[again.pk])))
        assert f'href="{link}"' not in page and f"rapport {first.pk}" not in page.casefold()
        assert "en rapport som du inte ser" in page
