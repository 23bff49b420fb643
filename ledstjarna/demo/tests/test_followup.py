"""Whatever the day, the demo has periods that are over and one that is open, with something waiting for each role."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from ledstjarna.accounts.models import User
from ledstjarna.demo.build import build
from ledstjarna.followup import selectors
from ledstjarna.followup.models import Report, State
from ledstjarna.walls.roles import Role

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

DAYS = (
    date(2026, 1, 10),
    date(2026, 5, 4),
    *(pytest.param(day, marks=pytest.mark.deep) for day in (date(2026, 3, 1), date(2026, 11, 28))),
)


@pytest.mark.parametrize("today", DAYS)
def test_each_role_has_something_to_do(today: date, monkeypatch: pytest.MonkeyPatch) -> None:
    noon = datetime(today.year, today.month, today.day, 12, tzinfo=ZoneInfo("Europe/Stockholm"))
    monkeypatch.setattr("django.utils.timezone.now", lambda: noon)
    build(today=today)
    users = {row.assignments.get().role: row for row in User.objects.filter(demo=True)}
    (waiting, *_more) = selectors.to_report(users[Role.LOCAL_COORDINATOR], today)
    assert waiting.waiting
    assert selectors.to_accept(users[Role.LOCAL_COORDINATOR])
    states = set(Report.objects.values_list("state", flat=True))
    assert {State.ACCEPTED, State.SUBMITTED, State.SENT_BACK} <= states
