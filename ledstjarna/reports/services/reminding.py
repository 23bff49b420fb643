"""A reminder by mail of what should have been read or done: numbers and a way in, nothing of what any report says.

What nobody at the board can see is told to the administrators instead, who can let somebody in.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime, timedelta
from enum import Enum
from typing import Final

from django.core.mail import send_mail
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ledstjarna.accounts.models import Unit, User
from ledstjarna.audit import services as audit
from ledstjarna.operations.mail import address_of
from ledstjarna.reports.clock import WORKDAYS, waits_since
from ledstjarna.reports.models import UNMADE, Recusal, Report, Status
from ledstjarna.reports.team import Colleague, administrators, teams
from ledstjarna.reports.workdays import is_workday, workdays_since

AHEAD: Final = timedelta(hours=4)
_UNREAD: Final = Q(status=Status.RECEIVED)


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
    due, alone = _due(moment), _alone(moment.date())
    if not due and not alone:
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
        return len(told) + _tell_administrators({report.board_id for report in alone}, moment.date())


def tell(user: User, why: Why) -> None:
    """Write to somebody of one report, at once."""
    _write(user, Counter({why: 1}))


def _due(moment: datetime, board_id: int | None = None) -> dict[Report, Why]:
    """The reports to remind of now, each with its reason."""
    today = moment.date()
    rows = Report.objects.filter(_UNREAD & Q(reminded_on__isnull=True) | UNMADE).defer("description", "feedback_words")
    rows = rows.with_answered()
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
    """Say whom to tell of a board's reports, none of those who have stepped back, and mark what somebody is told of."""
    try:
        with audit.act("report.remind", actor_id=None, board_id=board_id) as done:
            due = _due(moment, board_id)  # anew, now that nobody else is at it
            back = set(Recusal.objects.filter(report__in=due).values_list("report_id", "user_id"))
            found = [
                (report.pk, one.user, why)
                for report, why in due.items()
                for one in _to_tell([one for one in team if (report.pk, one.user.pk) not in back], why)
            ]
            keys = sorted({pk for pk, _user, _why in found})
            if not keys:
                raise _Nothing
            Report.objects.filter(pk__in=keys).update(reminded_on=moment.date())
            done.on("report", *keys)
            done.facts["mails"] = len({user.pk for _pk, user, _why in found})
            return [(user, why) for _pk, user, why in found]
    except _Nothing:
        return []


def _alone(today: date, board_id: int | None = None) -> list[Report]:
    """What waits while nobody who handles the board's reports can see it, and has not been told of today."""
    rows = Report.objects.filter(_UNREAD | UNMADE).exclude(alone_on=today).only("board")
    if board_id is not None:
        rows = rows.filter(board=board_id)
    waiting = list(rows)
    team = teams({report.board_id for report in waiting})
    back: dict[int, set[int]] = defaultdict(set)
    for report_id, user_id in Recusal.objects.filter(report__in=rows.values("pk")).values_list("report", "user"):
        back[report_id].add(user_id)
    return [report for report in waiting if {one.user.pk for one in team[report.board_id]} <= back[report.pk]]


def _tell_administrators(boards: Collection[int], today: date) -> int:
    """A mail to each administrator with how many reports wait at which board; gives the number of mails."""
    to = administrators() if boards else []
    numbers: dict[str, int] = {}
    for board in Unit.objects.filter(pk__in=boards).order_by("sort_key") if to else ():
        try:
            with audit.act("report.unattended", actor_id=None, board_id=board.pk) as done:
                keys = sorted(report.pk for report in _alone(today, board.pk))  # anew, now that nobody else is at it
                if not keys:
                    raise _Nothing
                Report.objects.filter(pk__in=keys).update(alone_on=today)
                done.on("report", *keys)
                done.facts["mails"] = len(to)
                numbers[board.name] = len(keys)
        except _Nothing:
            continue
    for user in to if numbers else ():
        with translation.override(user.language):
            lines = [_("Hej!"), *_alone_in_words(numbers), _("Lägg in en samordnare eller ersättare för nämnden.")]
            send_mail(_("Rapporter som ingen kan se"), "\n\n".join(lines) + "\n", None, [user.email])
    return len(to) if numbers else 0


def _alone_in_words(numbers: Mapping[str, int]) -> Iterable[str]:
    for board, number in numbers.items():
        words = ngettext(
            "%(number)d rapport vid %(board)s väntar på en samordnare. Ingen som har rollen kan se den.",
            "%(number)d rapporter vid %(board)s väntar på en samordnare. Ingen som har rollen kan se dem.",
            number,
        )
        yield words % {"number": number, "board": board}


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
    address = address_of(reverse("reports:inbox"))
    if not address:
        return _("Logga in i Ledstjärna och öppna Inkorg.")
    return _("Öppna inkorgen: %(address)s") % {"address": address}
