"""Letters to the managers: when a round opens, two weeks and three days before its last day, and the day after.

A unit that has been given longer is written to three days before its own last day and the day after. A letter names
the units and the day, never an answer. Units whose manager has no account are told to the co-ordinators.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.core.mail import send_mail
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ledstjarna.accounts.models import Unit, User
from ledstjarna.accounts.selectors import holders
from ledstjarna.audit import services as audit
from ledstjarna.operations.mail import address_of
from ledstjarna.surveys.models import Invitation, Notice, Round, Stage
from ledstjarna.surveys.selectors import managers_of
from ledstjarna.surveys.services.rounds import ROUND
from ledstjarna.walls.roles import Role

DAYS: Final = {
    Stage.FORTNIGHT: timedelta(days=-14),
    Stage.THREE_DAYS: timedelta(days=-3),
    Stage.AFTER: timedelta(days=1),
}
OWN: Final = {Stage.OWN_SOON: DAYS[Stage.THREE_DAYS], Stage.OWN_AFTER: DAYS[Stage.AFTER]}
LATE: Final = timedelta(days=7)
"""How long after its day a letter may still leave, when the timer has stood still."""


class _Nothing(Exception):
    """There is nobody to write to, or it is done already."""


@dataclass(frozen=True, slots=True)
class Missing:
    """The units that a round waits for, by the accounts that answer for them; and those that nobody answers for."""

    by_user: Mapping[User, list[Unit]]
    unheld: list[Unit]


def reminders_send() -> None:
    """Write the letters that are due today, each once for a last day; a new last day has its own."""
    today = timezone.localdate()
    since = today - LATE
    opened = Round.objects.filter(opened_at__isnull=False, on_paper=False).select_related("questionnaire")
    for found in opened.filter(closed_at__isnull=True, closes__gte=since):
        if stage := stage_of(found, today):
            _send(found, stage, found.closes, today)
    for found in opened.filter(released_at=None, invitations__until__gte=since).distinct():
        rows = found.invitations.filter(until__gte=since, answered_on=None)
        for last in sorted({day for row in rows if (day := _own_day(row, found))}):
            if stage := _latest({own: last + days for own, days in OWN.items()}, today):
                _send(found, stage, last, today)


def stage_of(found: Round, today: date) -> Stage | None:
    """Which letter is due to all for an open round on the day, if any."""
    due = {stage: found.closes + days for stage, days in DAYS.items() if found.closes + days > found.opens}
    return _latest({Stage.INVITED: found.opens, **due}, today)


def _latest(due: Mapping[Stage, date], today: date) -> Stage | None:
    """The last letter whose day has come, unless it came long ago."""
    reached = [(day, stage) for stage, day in due.items() if day <= today]
    day, stage = max(reached, default=(today, None), key=lambda one: one[0])
    return stage if stage and today - day < LATE else None


def missing(found: Round, today: date, own: date | None = None) -> Missing:
    """Whom a round waits for: the units whose last day is the round's, or those whose own it is. Three queries."""
    waiting = found.invitations.filter(answered_on=None).select_related("unit")
    rows = [row for row in waiting if row.unit.holds(today) and row.unit.board_id == found.board_id]
    return answering([row.unit for row in rows if _own_day(row, found) == own], today)


def answering(asked: Collection[Unit], today: date) -> Missing:
    """Who would be written to for the units. Two queries."""
    units = {unit.pk: unit for unit in asked}
    by_user: dict[User, list[Unit]] = defaultdict(list)
    managers = managers_of(units.values(), on=today, accounts=True)
    for pk, held in managers.items():
        for user in {one.user: None for one in held if one.user}:
            by_user[user].append(units[pk])
    return Missing(by_user, [unit for pk, unit in units.items() if not managers[pk]])


def _own_day(row: Invitation, found: Round) -> date | None:
    """The unit's last day where it has been given longer than the others."""
    return row.until if row.until and (found.closed_at or row.until > found.closes) else None


def _send(found: Round, stage: Stage, last: date, today: date) -> None:
    try:
        with audit.act("survey.remind", actor_id=None, board_id=found.board_id) as done:
            told = Notice.objects.filter(round=found, stage=stage)
            if (told if stage == Stage.INVITED else told.filter(closes=last)).exists():
                raise _Nothing
            waiting = missing(found, today, own=last if stage in OWN else None)
            if not (waiting.by_user or waiting.unheld):
                raise _Nothing
            for user, units in waiting.by_user.items():
                _write(user, _lines(found, stage, last, units))
            quiet = stage in (Stage.INVITED, Stage.OWN_SOON) and not waiting.unheld
            coordinators = [] if quiet else _coordinators(found, today)
            for user in coordinators:
                _write(user, _summary(found, waiting))
            letters = len(waiting.by_user) + len(coordinators)
            Notice.objects.create(round=found, stage=stage, closes=last, sent_on=today, letters=letters)
            done.on(ROUND, found.pk)
            done.facts.update(stage=stage.value, letters=letters)
    except _Nothing:
        pass


def _coordinators(found: Round, today: date) -> list[User]:
    held = holders(role=Role.LOCAL_COORDINATOR, on=today).filter(unit__board=found.board_id, user__is_active=True)
    return list({one.user_id: one.user for one in held if one.user}.values())


def _write(user: User, letter: Iterator[str]) -> None:
    with translation.override(user.language):
        subject, *lines = letter
        send_mail(subject, "\n\n".join([_("Hej!"), *lines]) + "\n", None, [user.email])


def _lines(found: Round, stage: Stage, last: date, units: Collection[Unit]) -> Iterator[str]:
    """The subject, then the paragraphs; worked out in the reader's language."""
    values = {"title": found.title, "day": date_format(last, "j F"), "units": named(units)}
    if stage == Stage.INVITED:
        yield _("%(title)s är öppen") % values
        yield _("Svara för %(units)s senast %(day)s. Det tar ungefär tio minuter.") % values
        yield _("Varje svar sparas när du ger det. Du kan sluta och fortsätta senare.")
    elif stage in (Stage.AFTER, Stage.OWN_AFTER):
        yield _("%(title)s är stängd") % values
        yield _("Sista dagen att svara var %(day)s. Vi har inte fått svaren från %(units)s.") % values
        yield _("Vill ni ändå svara, säg till nämndens samordnare.")
        return
    else:
        yield _("Påminnelse: %(title)s") % values
        yield _("Vi saknar svar från %(units)s. Sista dagen är %(day)s.") % values
        yield _("Har du redan börjat, tryck på Klar när du är färdig.")
    address, menu = address_of(reverse("surveys:mine")), _("Enhetens enkät")
    if address:
        yield _("Enkäten finns i Ledstjärna under %(menu)s: %(address)s") % {"menu": menu, "address": address}
    else:
        yield _("Logga in i Ledstjärna och öppna %(menu)s.") % {"menu": menu}


def _summary(found: Round, waiting: Missing) -> Iterator[str]:
    silent = sum(map(len, waiting.by_user.values())) + len(waiting.unheld)
    yield _("%(title)s: de som inte har svarat") % {"title": found.title}
    words = ngettext("%d enhet har inte svarat.", "%d enheter har inte svarat.", silent)
    yield words % silent
    if waiting.unheld:
        yield _("Vid de här enheterna finns ingen att skriva till: %s.") % named(waiting.unheld)


def named(units: Collection[Unit]) -> str:
    """At most five names, then how many more."""
    names = [unit.name for unit in units]
    if len(names) > 5:
        return _("%(names)s och %(more)d till") % {"names": ", ".join(names[:5]), "more": len(names) - 5}
    return _("%(names)s och %(last)s") % {"names": ", ".join(names[:-1]), "last": names[-1]} if names[1:] else names[0]
