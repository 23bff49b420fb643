"""The demo's follow-up: the periods of two years, accepted reports in those that are over, the open one half way."""

from __future__ import annotations

from datetime import date, timedelta

from ledstjarna.accounts.models import Unit, User
from ledstjarna.demo.followup_texts import DEVIATION, MEASURE, REASON, REMARK, SPEAKER, text_for
from ledstjarna.followup import services
from ledstjarna.followup.following import sheets
from ledstjarna.followup.models import Report
from ledstjarna.followup.services import Said
from ledstjarna.periods import selectors as periods
from ledstjarna.periods import services as period_services
from ledstjarna.periods.selectors import PeriodRef
from ledstjarna.periods.suggestion import suggested
from ledstjarna.plans.selectors_followup import FollowedActivity, FollowedPlan, Status, followed_plan
from ledstjarna.walls.roles import Role

NOVEMBER = 11
FORTNIGHT = timedelta(days=14)
WAITING, SENT_BACK = 2, 1
"""How many reports the open period has that wait for the coordinator, and that were sent back."""


def build_periods(users: dict[str, User], today: date) -> None:
    """Last year's and this year's usual periods; next year's too, once its first has opened."""
    years = [today.year - 1, today.year] + ([today.year + 1] if today.month >= NOVEMBER else [])
    for year in years:
        period_services.periods_set_up(year=year, rows=suggested(year), actor_id=users[Role.CENTRAL_COORDINATOR].pk)


def build_followup(units: dict[str, Unit], users: dict[str, User], today: date) -> None:
    """The social board has reported in all periods that are over and is half way in the open one; another board has
    reported a little, a third not at all.
    """
    begun = [term for term in periods.periods([today.year - 1, today.year, today.year + 1]) if term.opens <= today]
    social, schools = units["SOC"], units["UTB"]
    now = _open_one(social, users, begun, today)
    for term in begun:
        plan = followed_plan(social.pk, term.year)
        if plan and term.pk != now.pk:
            _over(plan, term, users)
    if plan := followed_plan(social.pk, now.year):
        _half_way(plan, now, users, today)
    past = max((term for term in begun if term.pk != now.pk), key=lambda term: term.due)
    if plan := followed_plan(schools.pk, past.year):
        for activity in _due(plan, past)[:1]:
            _say(plan, past, activity, None, past.due, on_behalf_of=SPEAKER)


def _open_one(social: Unit, users: dict[str, User], begun: list[PeriodRef], today: date) -> PeriodRef:
    """The period that is due last of those open; when none is, the last one is opened again for the board."""
    latest = max(begun, key=lambda term: (term.is_open(social.pk, today), term.due))
    if not latest.is_open(social.pk, today):
        period_services.period_reopen(
            period_id=latest.pk,
            board=social,
            until=today + FORTNIGHT,
            reason=REASON,
            actor_id=users[Role.CENTRAL_COORDINATOR].pk,
            on=today,
        )
    return latest


def _over(plan: FollowedPlan, term: PeriodRef, users: dict[str, User]) -> None:
    """All that was due is accepted, one of them with a deviation."""
    for place, activity in enumerate(_due(plan, term)):
        more = {"deviation": DEVIATION, "measure": MEASURE} if place == 1 else {}
        report = _say(plan, term, activity, users[Role.UNIT_MANAGER], term.due, **more)
        services.report_accept(report_id=report.pk, lock=report.lock, actor_id=users[Role.LOCAL_COORDINATOR].pk)


def _half_way(plan: FollowedPlan, term: PeriodRef, users: dict[str, User], today: date) -> None:
    """Some of what is due is handed in, one of them sent back; the rest waits for those who answer for it."""
    coordinator = users[Role.LOCAL_COORDINATOR]
    last_first = _due(plan, term)[::-1]
    free = [activity for activity in last_first if not activity.held]
    taken = [activity for activity in last_first if activity.held]
    handed_in = [*free, *taken][: min(WAITING + SENT_BACK, len(last_first) - 1)]
    reports = [_say(plan, term, activity, coordinator, today) for activity in handed_in]
    for report in reports[:SENT_BACK]:
        services.report_send_back(report_id=report.pk, lock=report.lock, remark=REMARK, actor_id=coordinator.pk)


def _due(plan: FollowedPlan, term: PeriodRef) -> list[FollowedActivity]:
    (sheet,) = sheets([(plan, term)])
    return [line.activity for line in sheet.lines if line.due]


def _say(
    plan: FollowedPlan, term: PeriodRef, activity: FollowedActivity, by: User | None, on: date, **more: str
) -> Report:
    said = Said(status=Status.UNDER_WAY, text=text_for(activity.activity), **more)
    return services.report_save(
        plan=plan, activity=activity, period=term, said=said, submit=True, actor_id=by.pk if by else None, on=on
    )
