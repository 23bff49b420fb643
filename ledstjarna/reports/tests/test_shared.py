"""Information given to units: who, when and what kind; a record that stays."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from ledstjarna.audit.models import Entry
from ledstjarna.reports.models import Report, Shared, Status
from ledstjarna.reports.tests.filing import page_of
from ledstjarna.reports.tests.world import World, browser


def url(report: Report) -> str:
    return reverse("reports:report", args=[report.pk])


def sent(world: World, report: Report, **changed: Any) -> dict[str, Any]:
    today = timezone.localdate().isoformat()
    form = {"unit": world.treatment.pk, "what": "symbols", "on": today, "lock": report.lock, "once": str(uuid4())}
    return form | changed


@pytest.mark.parametrize("status", [Status.CONFIRMED, Status.HANDLED, Status.CLOSED])
def test_information_is_noted_listed_and_logged(world: World, status: Status) -> None:
    report, client = world.standing(status), browser(world.bob)
    form = sent(world, report)
    for _click in range(2):
        assert client.post(f"{url(report)}information/", form)["Location"] == url(report)
    shared = Shared.objects.get()
    assert (shared.unit, shared.what, shared.by, shared.on) == (
        world.treatment,
        "symbols",
        world.bob,
        timezone.localdate(),
    )
    page = page_of(client.get(url(report)))
    assert "Behandlingsenheten, symboler och budskap" in page and "Bob" in page
    assert Entry.objects.get(action="report.share").facts == {"unit": world.treatment.pk, "what": "symbols"}
    report.refresh_from_db()
    assert report.status == status


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"unit": ""}, "unit"),
        ({"unit": "x"}, "unit"),
        ({"what": "names"}, "what"),
        ({"on": "2020-01-01"}, "on"),
        ({"on": "2120-01-01"}, "on"),
        ({"on": "i går"}, "on"),
    ],
    ids=str,
)
def test_what_is_wrong_is_said_beside_the_field(world: World, changed: dict[str, Any], field: str) -> None:
    report = world.confirmed()
    answer = browser(world.bob).post(f"{url(report)}information/", sent(world, report, **changed))
    page = page_of(answer)
    assert answer.status_code == 422 and f'href="#share_{field}' in page and 'name="handled_with"' in page
    assert not Shared.objects.exists()


def test_another_board_is_another_authority_and_gets_nothing_this_way(world: World) -> None:
    report = world.confirmed()
    for unit in (world.library, world.culture, world.city):
        answer = browser(world.bob).post(f"{url(report)}information/", sent(world, report, unit=unit.pk))
        assert answer.status_code == 422
    assert not Shared.objects.exists()


@pytest.mark.parametrize("status", [Status.RECEIVED, Status.RETURNED, Status.OPINION, Status.CONCERN])
def test_nothing_is_told_of_what_is_not_confirmed(world: World, status: Status) -> None:
    report, client = world.standing(status), browser(world.bob)
    assert "Notera information" not in page_of(client.get(url(report)))
    assert client.post(f"{url(report)}information/", sent(world, report)).status_code == 409
    assert not Shared.objects.exists()


def test_the_day_is_from_the_week_that_the_report_came_in(world: World) -> None:
    report = world.confirmed(on=timezone.localdate() - dt.timedelta(days=3))
    for days, status in ((1, 422), (0, 302)):  # a judged report has the week that it came in, not the day
        on = (report.received_on - dt.timedelta(days=days)).isoformat()
        answer = browser(world.bob).post(f"{url(report)}information/", sent(world, report, on=on))
        assert answer.status_code == status
