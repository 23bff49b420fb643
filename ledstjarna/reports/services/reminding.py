"""A reminder by mail of what should have been read or done: numbers and a way in, nothing of what any report says."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import Enum
from typing import Final

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.db.models import Max, Q
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ledstjarna.accounts.models import User
from ledstjarna.audit import services as audit
from ledstjarna.reports.clock import WORKDAYS, waits_since
from ledstjarna.reports.models import UNMADE, Recusal, Report, Status
from ledstjarna.reports.team import Colleague, teams
from ledstjarna.reports.workdays import is_workday, workdays_since

AHEAD: Final = timedelta(hours=4)


class Why(Enum):
    """Why somebody is reminded; all but the first is told to those who stand in too."""

    UNREAD = "unread"
    URGENT = "urgent"
    CONCERN = "concern"
    HANDED = "handed"


class _Nothing(Exception):
    """Somebody else has reminded meanwhile."""


def remind(now: datetime | None = None) -> int:
    """Remind of what waits, once a report (of a concern that is not made: once a day); gives the number of mails.

    Safe to repeat. The mails and the marks that they are sent are one transaction.
    """
    moment = timezone.localtime(now)
    due = _due(moment)
    if not due:
        return 0
    told: dict[int, Counter[Why]] = defaultdict(Counter)
    people: dict[int, User] = {}
    with transaction.atomic():
        team = teams({report.board_id for report in due})
        for board_id in sorted(team):
            for user, why in _claimed(board_id, team[board_id], moment):
                people[user.pk] = user
                told[user.pk][why] += 1
        for pk, counts in told.items():
            _write(people[pk], counts)
    return len(told)


def tell(user: User, why: Why) -> None:
    """Write to somebody of one report, at once."""
    _write(user, Counter({why: 1}))


def _due(moment: datetime, board_id: int | None = None) -> dict[Report, Why]:
    """The reports to remind of now, each with its reason."""
    today = moment.date()
    waits = Q(status=Status.RECEIVED, reminded_on__isnull=True)
    rows = Report.objects.filter(waits | UNMADE).defer("description", "feedback_words")
    rows = rows.annotate(answered=Max("questions__answered_on"))
    if board_id is not None:
        rows = rows.filter(board=board_id)
    found = {report: _why(report, moment) for report in rows if report.reminded_on != today}
    return {report: why for report, why in found.items() if why is not None}


def _why(report: Report, moment: datetime) -> Why | None:
    today, since = moment.date(), waits_since(report)
    if report.status == Status.CONCERN:
        decided = report.concern_decided_at
        return Why.CONCERN if decided and timezone.localdate(decided) < today else None
    if report.read_by and moment >= report.read_by - AHEAD:
        return Why.URGENT
    return Why.UNREAD if is_workday(today) and workdays_since(since, today) >= WORKDAYS else None


def _claimed(board_id: int, team: list[Colleague], moment: datetime) -> list[tuple[User, Why]]:
    """Mark a board's reports as reminded of, and say whom to tell: none of those who have stepped back from one."""
    try:
        with audit.act("report.remind", actor_id=None, board_id=board_id) as done:
            due = _due(moment, board_id)  # anew, now that nobody else is at it
            if not due or not team:
                raise _Nothing
            keys = sorted(report.pk for report in due)
            Report.objects.filter(pk__in=keys).update(reminded_on=moment.date())
            done.on("report", *keys)
            back = set(Recusal.objects.filter(report__in=keys).values_list("report_id", "user_id"))
            found = [
                (one.user, why)
                for report, why in due.items()
                for one in _to_tell(team, why)
                if (report.pk, one.user.pk) not in back
            ]
            done.facts["mails"] = len({user.pk for user, _why in found})
            return found
    except _Nothing:
        return []


def _to_tell(team: list[Colleague], why: Why) -> Iterable[Colleague]:
    """The coordinators; those who stand in when it is pressing, or when there is nobody else."""
    ordinary = [one for one in team if not one.deputy]
    return team if why is not Why.UNREAD or not ordinary else ordinary


def _write(user: User, counts: Counter[Why]) -> None:
    with translation.override(user.language):
        lines = [_("Hej!"), " ".join(_sentences(counts)), _way_in()]
        send_mail(_("Rapporter väntar på dig"), "\n\n".join(lines) + "\n", None, [user.email])


def _sentences(counts: Counter[Why]) -> Iterable[str]:
    if concerns := counts[Why.CONCERN]:
        yield (
            ngettext(
                "%d orosanmälan skulle ha gjorts tidigare.", "%d orosanmälningar skulle ha gjorts tidigare.", concerns
            )
            % concerns
        )
    if counts[Why.HANDED]:
        yield _("En brådskande rapport har lämnats över till dig.")
    if urgent := counts[Why.URGENT]:
        yield ngettext("%d brådskande rapport är inte läst.", "%d brådskande rapporter är inte lästa.", urgent) % urgent
    if unread := counts[Why.UNREAD]:
        yield (
            ngettext(
                "%d rapport har väntat i fem arbetsdagar eller mer.",
                "%d rapporter har väntat i fem arbetsdagar eller mer.",
                unread,
            )
            % unread
        )


def _way_in() -> str:
    """The inbox's address, where the machine has a name that others know."""
    hosts = [host for host in settings.ALLOWED_HOSTS if host.strip("*.") and host not in {"127.0.0.1", "localhost"}]
    if not hosts:
        return _("Logga in i Ledstjärna och öppna Inkorg.")
    scheme = "https" if settings.HTTPS else "http"
    return _("Öppna inkorgen: %(address)s") % {
        "address": f"{scheme}://{hosts[0].lstrip('.')}{reverse('reports:inbox')}"
    }
