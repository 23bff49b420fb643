"""A report is handled: confirmed or set aside, and closed. Each act is one transaction with what the log keeps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from ledstjarna.audit import services as audit
from ledstjarna.reports.lists import Age, Environment, Feedback, Handling, Involved, Kind, Place, Target
from ledstjarna.reports.models import ALLOWED_TRANSITIONS, SET_ASIDE, Report, Status
from ledstjarna.texts.guard import tidy
from ledstjarna.ui.errors import Conflict

# What a report keeps no trace of once it is set aside; the row itself stays, to be counted.
_WIPED = {
    "environment": Environment.UNCLEAR,
    "kind": Kind.OTHER,
    "place": Place.OTHER,
    "district": "",
    "target": Target.UNKNOWN,
    "involved": Involved.UNKNOWN,
    "age": Age.UNKNOWN,
    "measures": [],
    "urgent": False,
}


class MovedOn(Conflict):
    """Somebody has handled the report since one opened it."""

    def __init__(self) -> None:
        super().__init__(_("Någon har tagit ställning till rapporten sedan du öppnade den. Öppna den igen."))


@dataclass(frozen=True, slots=True)
class Triage:
    """The coordinator's three answers, and the report as it is to stand if it is confirmed.

    `guess`: could a colleague guess who it is about? `act`: is it an act and not only an opinion? `child`: is there
    a child who may be harmed? `concern_made`: the report to the social services is made or will be today.
    """

    guess: bool
    act: bool
    child: bool
    environment: str
    kind: str
    description: str
    concern_made: bool = False

    @property
    def outcome(self) -> Status:
        """A child comes first, whatever else the report is (Social Services Act 2025:400, chapter 19, section 1)."""
        if self.child:
            return Status.CONCERN
        return Status.CONFIRMED if self.act else Status.OPINION

    def check(self) -> None:
        """Raise ValidationError when a child waits for a report to the social services that nobody has made."""
        if self.child and not self.concern_made:
            raise ValidationError(
                {"concern_made": _("Gör orosanmälan först. Kryssa i rutan när den är gjord eller görs i dag.")}
            )


def report_triage(
    *, report: Report, triage: Triage, lock: int, actor_id: int | None, once: UUID | None = None
) -> Report:
    """Confirm a new report, or set it aside and erase its text: see `Triage.outcome`.

    Raises ValidationError by field, and `MovedOn` when someone has handled the report since `lock` was read.
    """
    outcome = triage.outcome
    with _handling("report.triage", report, outcome, lock, actor_id, once) as (done, now):
        if outcome in SET_ASIDE:
            triage.check()
            for name, value in _WIPED.items():
                setattr(now, name, value)
            now.description = None
            if outcome is Status.CONCERN:
                now.concern_decided_at = now.concern_made_at = timezone.now()
        else:
            text = tidy(triage.description).strip() or None
            if triage.guess and text is not None and text == now.description:
                raise ValidationError(
                    {"description": _("Någon skulle kunna gissa vem det gäller. Skriv om texten eller töm den.")}
                )
            done.facts["rewritten"] = text != now.description
            now.environment, now.kind, now.description = triage.environment, triage.kind, text
    return now


def report_handle(
    *, report: Report, handled_with: Sequence[str], lock: int, actor_id: int | None, once: UUID | None = None
) -> Report:
    """Note what has been done about a confirmed report: codes of `lists.Handling`, at least one.

    Raises ValidationError, and `MovedOn` when someone has handled the report since `lock` was read.
    """
    if not handled_with or not set(handled_with) <= set(Handling.values):
        raise ValidationError({"handled_with": _("Välj vad som har gjorts.")})
    with _handling("report.handle", report, Status.HANDLED, lock, actor_id, once) as (done, now):
        now.handled_with = list(handled_with)
        done.facts["measures"] = ", ".join(now.handled_with)
    return now


def report_close(
    *, report: Report, feedback: str, words: str = "", lock: int, actor_id: int | None, once: UUID | None = None
) -> Report:
    """Close a handled report with what the reporter is told: one of `lists.Feedback`, and a few words if need be.

    Raises ValidationError, and `MovedOn` when someone has handled the report since `lock` was read.
    """
    if feedback not in Feedback.values:
        raise ValidationError({"feedback": _("Välj vad rapporten har lett till.")})
    with _handling("report.close", report, Status.CLOSED, lock, actor_id, once) as (done, now):
        now.feedback, now.feedback_words = feedback, tidy(words).strip() or None
        done.facts["feedback"] = feedback
    return now


@contextmanager
def _handling(
    action: str, report: Report, to: Status, lock: int, actor_id: int | None, once: UUID | None
) -> Iterator[tuple[audit.Act, Report]]:
    """Move a report on: the caller changes what the move means, and what it leaves is checked and saved."""
    with audit.act(action, actor_id=actor_id, board_id=report.board_id, once=once) as done:
        now = Report.objects.select_for_update().filter(pk=report.pk).first()
        if now is None or now.lock != lock or to not in ALLOWED_TRANSITIONS[Status(now.status)]:
            raise MovedOn
        done.on("report", now.pk)
        done.facts.update({"from": now.status, "to": to})
        now.status, now.lock = to, lock + 1
        yield done, now
        now.clean_fields(exclude=("board", "unit"))
        now.save()
