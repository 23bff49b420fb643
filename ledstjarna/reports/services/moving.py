"""How an act takes hold of a report: alone, as it was when it was opened, and only the ways it may go."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.db.models import F
from django.utils.translation import gettext as _

from ledstjarna.audit import services as audit
from ledstjarna.reports.lists import Age, Environment, Involved, Kind, Place, Span, Target
from ledstjarna.reports.models import ALLOWED_TRANSITIONS, UNREAD, Report, Status, first_day
from ledstjarna.reports.services.following import contact_erase
from ledstjarna.texts.answers import answers_of
from ledstjarna.ui.errors import Conflict

# What a report keeps no trace of once it is set aside; the row itself stays, to be counted.
_WIPED: Final[dict[str, Any]] = {
    "environment": Environment.UNCLEAR,
    "kind": Kind.OTHER,
    "place": Place.OTHER,
    "district": "",
    "target": Target.UNKNOWN,
    "involved": Involved.UNKNOWN,
    "age": Age.UNKNOWN,
    "measures": (),
    "handled_with": (),
    "urgent": False,
    "description": None,
    "feedback_words": None,
}
_UNTOUCHED: Final = frozenset({"board", "unit", "handler", "same_event"})


class MovedOn(Conflict):
    """Somebody has handled the report since one opened it."""

    def __init__(self) -> None:
        super().__init__(_("Rapporten har ändrats sedan du öppnade den."))


@contextmanager
def held(
    action: str, report: Report, *, within: Collection[Status], lock: int, actor_id: int | None, once: UUID | None
) -> Iterator[tuple[audit.Act, Report]]:
    """Hold a report that stands within some standings: the caller changes it, and what it leaves is checked and saved.

    Raises `MovedOn` when it is gone, stands elsewhere, or has been handled since `lock` was read.
    """
    with audit.act(action, actor_id=actor_id, board_id=report.board_id, once=once) as done:
        now = Report.objects.select_for_update().filter(pk=report.pk).first()
        if now is None or now.lock != lock or now.status not in within:
            raise MovedOn
        done.on("report", now.pk)
        before = _values(now)
        now.lock = lock + 1
        yield done, now
        after = _values(now)
        # Only what the act has changed: a text that the guard reads otherwise today must not stop an act beside it.
        same = {name for name in after if after[name] == before[name]}
        now.clean_fields(exclude=same | _UNTOUCHED)
        now.save(update_fields=after.keys() - same)


def _values(report: Report) -> dict[str, Any]:
    """What the row holds, a text with the answers to its marks."""
    values = {field.name: getattr(report, field.attname) for field in report._meta.concrete_fields}
    del values["id"]
    return {name: (value, answers_of(value)) if isinstance(value, str) else value for name, value in values.items()}


@contextmanager
def moved(
    action: str,
    report: Report,
    to: Status,
    *,
    of: Collection[Status] = tuple(Status),
    lock: int,
    actor_id: int | None,
    once: UUID | None,
) -> Iterator[tuple[audit.Act, Report]]:
    """Hold a report and move it on, if it may go that way and the act is meant for where it stands (`of`)."""
    before = [start for start, ends in ALLOWED_TRANSITIONS.items() if to in ends and start in of]
    with held(action, report, within=before, lock=lock, actor_id=actor_id, once=once) as (done, now):
        move(done, now, to)
        yield done, now
        if done.facts["from"] in UNREAD and to not in UNREAD:
            _forget_days(now)


def move(done: audit.Act, now: Report, to: Status) -> None:
    """Let a held report stand elsewhere; whoever it waits for there has not been reminded."""
    done.facts.update({"from": now.status, "to": to})
    now.status, now.reminded_on = to, None
    if to not in UNREAD:
        now.read_by = None


def _forget_days(now: Report) -> None:
    """Keep the week of what the reporter did, not the day: beside who signed in that day it could point at one.

    Nobody waits by those days once the report is judged (docs/decisions/0009).
    """
    now.received_on = first_of_week(now.received_on)
    for question in now.questions.all():
        if question.answered_on is not None:
            question.answered_on = max(question.asked_on, first_of_week(question.answered_on))
            question.save(update_fields=("answered_on",))


def first_of_week(day: date) -> date:
    """The first day of a week that is in the same month, so that neither month nor year changes."""
    return max(first_day(day, Span.WEEK), first_day(day, Span.MONTH))


def wipe(now: Report) -> None:
    """Erase all that was said about a report that is set aside: texts, questions with answers, contact, particulars.

    Those that were told to be the same event stand on their own again, so that they are still counted.
    """
    for name, value in _WIPED.items():
        setattr(now, name, list(value) if isinstance(value, tuple) else value)
    now.questions.all().delete()
    contact_erase(now)
    part(now)


def part(now: Report) -> None:
    """Let a held report stand for no other and by itself."""
    now.same_event = None
    Report.objects.filter(same_event=now).update(same_event=None, lock=F("lock") + 1)
