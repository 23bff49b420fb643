"""How an act takes hold of a report: alone, as it was when it was opened, and only the ways it may go."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from typing import Any, Final
from uuid import UUID

from django.db.models import F
from django.utils.translation import gettext as _

from ledstjarna.audit import services as audit
from ledstjarna.reports.lists import Age, Environment, Involved, Kind, Place, Target
from ledstjarna.reports.models import ALLOWED_TRANSITIONS, Report, Status
from ledstjarna.reports.services.following import contact_erase
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
    "same_event": None,
}
_UNTOUCHED: Final = ("board", "unit", "handler", "same_event")


class MovedOn(Conflict):
    """Somebody has handled the report since one opened it."""

    def __init__(self) -> None:
        super().__init__(_("Någon har tagit ställning till rapporten sedan du öppnade den. Öppna den igen."))


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
        now.lock = lock + 1
        yield done, now
        now.clean_fields(exclude=_UNTOUCHED)
        now.save()


@contextmanager
def moved(
    action: str, report: Report, to: Status, *, lock: int, actor_id: int | None, once: UUID | None
) -> Iterator[tuple[audit.Act, Report]]:
    """Hold a report and move it on, if it may go that way."""
    before = [start for start, ends in ALLOWED_TRANSITIONS.items() if to in ends]
    with held(action, report, within=before, lock=lock, actor_id=actor_id, once=once) as (done, now):
        move(done, now, to)
        yield done, now


def move(done: audit.Act, now: Report, to: Status) -> None:
    """Let a held report stand elsewhere; whoever it waits for there has not been reminded."""
    done.facts.update({"from": now.status, "to": to})
    now.status, now.reminded_on = to, None


def wipe(now: Report) -> None:
    """Erase all that was said about a report that is set aside: texts, questions with answers, contact, particulars.

    Those that were told to be the same event stand on their own again, so that they are still counted.
    """
    for name, value in _WIPED.items():
        setattr(now, name, list(value) if isinstance(value, tuple) else value)
    now.questions.all().delete()
    contact_erase(now)
    Report.objects.filter(same_event=now).update(same_event=None, lock=F("lock") + 1)
