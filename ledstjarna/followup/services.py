"""The acts of the room. Each is one transaction with its row in the log, and the log keeps them from running at once.

`on` is the day an act is done, today if none is given; a period of the past is entered with the days it had.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date
from typing import Final
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ledstjarna.audit import services as audit
from ledstjarna.followup.following import HANDED_IN
from ledstjarna.followup.models import Report, State
from ledstjarna.periods import selectors as periods
from ledstjarna.periods.selectors import PeriodRef
from ledstjarna.plans import selectors_followup as plans
from ledstjarna.plans import services as plan_services
from ledstjarna.plans.selectors_followup import FollowedActivity, FollowedPlan, Status
from ledstjarna.texts.guard import derived
from ledstjarna.ui.errors import Conflict

KIND: Final = "followup_report"
UNCHANGED: Final = "Oförändrat sedan %s."
"""In Swedish whoever clicks: it becomes a part of the board's own text."""
SAY_WHY: Final = frozenset({Status.PAUSED, Status.BLOCKED, Status.CANCELLED})
"""What a report says the deviation of."""
NO_TEXT: Final = gettext_lazy("Skriv något kort om vad som har hänt.")
_GONE: Final = gettext_lazy("Uppföljningen finns inte kvar.")


class Stale(Exception):
    """Somebody else has saved the report since it was read; `current` is how it stands now."""

    def __init__(self, current: Report) -> None:
        super().__init__(current.pk)
        self.current = current


class Shut(Exception):
    """The report cannot be written any more; the message is a sentence that says why and who can help."""


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody reports."""

    status: str
    text: str = ""
    deviation: str = ""
    measure: str = ""
    on_behalf_of: str = ""


def report_save(
    *,
    plan: FollowedPlan,
    activity: FollowedActivity,
    period: PeriodRef,
    said: Said,
    submit: bool,
    lock: int = 0,
    actor_id: int | None,
    once: UUID | None = None,
    on: date | None = None,
) -> Report:
    """Save a report on an activity and, if asked, hand it in; then the activity stands as it says.

    A period that is not open keeps it as a draft instead. Raises ValidationError when something is missing, `Stale`
    when it was saved since `lock` was read, `Shut` when it is accepted, or handed in and the period has closed.
    """
    with audit.act("followup.report.save", actor_id=actor_id, board_id=plan.board_id, once=once) as done:
        report = _report(plan, activity, period, lock)
        is_open = _is_open(period, plan.board_id, on)
        if report.state == State.ACCEPTED or (report.state == State.SUBMITTED and not is_open):
            raise Shut(_accepted() if report.state == State.ACCEPTED else closed(period))
        for name, value in asdict(said).items():
            setattr(report, name, value)
        report.unchanged = False
        kept = State.SENT_BACK if report.state == State.SENT_BACK else State.DRAFT
        _store(report, activity, State.SUBMITTED if submit and is_open else kept, actor_id)
        _tell(done, report, period)
    return report


def report_unchanged(
    *,
    plan: FollowedPlan,
    activity: FollowedActivity,
    period: PeriodRef,
    before: Report,
    on_behalf_of: str = "",
    actor_id: int | None,
    once: UUID | None = None,
    on: date | None = None,
) -> Report:
    """Hand in that nothing has changed since the report before, whose status and deviation still hold.

    Raises `Stale` when somebody has begun a report meanwhile, `Shut` when the period is not open.
    """
    with audit.act("followup.report.unchanged", actor_id=actor_id, board_id=plan.board_id, once=once) as done:
        report = _report(plan, activity, period, 0)
        if not _is_open(period, plan.board_id, on):
            raise Shut(closed(period))
        report.status, report.deviation, report.measure = before.status, before.deviation, before.measure
        since = before.period.code if before.period.year == period.year else str(before.period)
        report.text, report.unchanged, report.on_behalf_of = UNCHANGED % since, True, on_behalf_of
        _store(report, activity, State.SUBMITTED, actor_id)
        _tell(done, report, period)
    return report


def report_accept(*, report_id: int, lock: int, actor_id: int | None, once: UUID | None = None) -> Report:
    """Accept what was handed in. Raises `Conflict` when it is not as it was read."""
    with _judging("followup.report.accept", report_id, lock, State.ACCEPTED, actor_id, once) as report:
        report.remark = ""
    return report


def report_send_back(
    *, report_id: int, lock: int, remark: str, actor_id: int | None, once: UUID | None = None
) -> Report:
    """Ask for a change, with a remark. Raises ValidationError without one, `Conflict` when it is not as it was read."""
    with _judging("followup.report.send_back", report_id, lock, State.SENT_BACK, actor_id, once) as report:
        report.remark = remark
    return report


def reports_accept(
    *, board_id: int, period_id: int, seen: Mapping[int, int], actor_id: int | None, once: UUID | None = None
) -> int:
    """Accept all that was handed in for a board and a period, as it was read: `seen` is the lock of each report.

    One that has changed since stays. Returns how many were accepted.
    """
    with audit.act("followup.reports.accept", actor_id=actor_id, board_id=board_id, once=once) as done:
        waiting = Report.objects.filter(board=board_id, period=period_id, state=State.SUBMITTED, pk__in=seen)
        found = [report for report in waiting if report.lock == seen[report.pk]]
        for report in found:
            report.remark = ""
            _judge(report, State.ACCEPTED, actor_id)
        done.on(KIND, *(report.pk for report in found))
        done.facts["period"] = period_id
    return len(found)


def closed(period: PeriodRef) -> str:
    """The sentence for a period that takes no more, with the way out."""
    if timezone.localdate() < period.opens:
        return _("%s har inte öppnat än.") % period
    return _("%s är stängd. Central samordnare kan öppna den igen för nämnden.") % period


def short(text: str, most: int) -> str:
    """The text on one line, cut between words. No number is cut into another by it, nor do two lines become one."""
    line = " ".join(text.split())
    if len(line) > most:
        cut = line[: most - 1]
        line = re.sub(r"[\W\d]+$", "", cut.rpartition(" ")[0] or cut) + "…"
    return derived(line, "institution")


def _accepted() -> str:
    return _("Uppföljningen är redan godkänd. Be den lokala samordnaren skicka tillbaka den om något ska ändras.")


def _report(plan: FollowedPlan, activity: FollowedActivity, period: PeriodRef, lock: int) -> Report:
    """The report as it stands, or a new one. Raises `Stale`."""
    found = Report.objects.filter(period=period.pk, board=plan.board_id, key=activity.key).first()
    if found is None:
        return Report(period_id=period.pk, board_id=plan.board_id, key=activity.key)
    if found.lock != lock or lock == 0:
        raise Stale(found)
    return found


def _is_open(period: PeriodRef, board_id: int, on: date | None) -> bool:
    """As the period's days are now, not when the page was opened. Raises `Shut` when somebody has removed it."""
    now = periods.period(period.pk)
    if now is None:
        raise Shut(_("%s finns inte längre. Central samordnare har tagit bort perioden.") % period)
    return now.is_open(board_id, on or timezone.localdate())


def _store(report: Report, activity: FollowedActivity, state: State, actor_id: int | None) -> None:
    if not report.may_become(state):
        raise Conflict
    handed_in = state == State.SUBMITTED
    report.label = short(activity.activity, 300)
    report.state = state
    report.lock += 1
    report.saved_at, report.saved_by_id = timezone.now(), actor_id
    if handed_in:
        report.submitted_at, report.submitted_by_id = report.saved_at, actor_id
    report.full_clean(exclude=("period", "board"))
    if handed_in:
        _complete(report)
    report.save()
    if handed_in and (row := plans.activity_row(activity)):
        plan_services.activity_status_set(
            activity=row,
            status=report.status,
            blocked_because=short(report.deviation, 1_000),
            unblocked_by=short(report.measure, 300),
            actor_id=actor_id,
        )


def _complete(report: Report) -> None:
    """Raise ValidationError for what must be there when a report is handed in."""
    faults = {}
    if not report.text:
        faults["text"] = str(NO_TEXT)
    if report.status in SAY_WHY and not report.deviation:
        faults["deviation"] = _("Skriv vad som avviker från planen.")
    if report.status == Status.BLOCKED and not report.measure:
        faults["measure"] = _("Skriv vad som behövs, och vem som kan göra det.")
    if faults:
        raise ValidationError(faults)


def _tell(done: audit.Act, report: Report, period: PeriodRef) -> None:
    done.on(KIND, report.pk)
    done.facts.update(period=str(period), state=str(report.state), status=str(report.status))


@contextmanager
def _judging(
    action: str, report_id: int, lock: int, state: State, actor_id: int | None, once: UUID | None
) -> Iterator[Report]:
    """A judgement of a report as it was read. Raises `Conflict` when it is another by now, or `audit.Repeated`."""
    with audit.act(action, actor_id=actor_id, once=once) as done:
        report = Report.objects.filter(pk=report_id).first()
        if report is None:
            raise Conflict(str(_GONE))
        if report.lock != lock or report.state not in HANDED_IN or not report.may_become(state):
            raise Conflict(_("Uppföljningen har ändrats sedan du läste den. Läs den igen innan du godkänner."))
        done.board_id = report.board_id
        done.on(KIND, report.pk)
        yield report
        _judge(report, state, actor_id)


def _judge(report: Report, state: State, actor_id: int | None) -> None:
    report.state = state
    report.lock += 1
    report.judged_at, report.judged_by_id = timezone.now(), actor_id
    report.full_clean(exclude=("period", "board"))
    report.save()
