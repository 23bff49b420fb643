"""Recurring duties run when they are due, once, and one that fails does not stop the others."""

from datetime import timedelta

import pytest
from django.utils import timezone

from ledstjarna.operations import timer
from ledstjarna.operations.models import Tick

pytestmark = pytest.mark.django_db


@pytest.fixture
def ran(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    calls: list[str] = []

    def fail() -> None:
        raise RuntimeError

    duties = {
        "broken": timer.Duty("broken", timedelta(hours=1), fail),
        "daily": timer.Duty("daily", timedelta(days=1), lambda: calls.append("daily")),
    }
    monkeypatch.setattr(timer, "DUTIES", duties)
    return calls


def test_a_duty_that_fails_does_not_stop_the_next(ran: list[str]) -> None:
    assert timer.run_due() == ["broken", "daily"]
    assert ran == ["daily"]


def test_a_duty_runs_once_until_its_time_has_passed(ran: list[str]) -> None:
    timer.run_due()
    assert timer.run_due() == []
    Tick.objects.filter(duty="daily").update(ran_at=timezone.now() - timedelta(days=2))
    assert timer.run_due() == ["daily"]
    assert ran == ["daily", "daily"]
