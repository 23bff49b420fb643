"""The acts of the room: a report is filed, handled and closed. Each is one transaction with what the log keeps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ledstjarna.accounts.models import Unit
from ledstjarna.audit import services as audit
from ledstjarna.reports.codes import code_for, code_hash
from ledstjarna.reports.lists import Environment, Feedback, Kind, Measure, Place
from ledstjarna.reports.models import ALLOWED_TRANSITIONS, SET_ASIDE, Report, Status, first_day, year_of
from ledstjarna.texts.guard import tidy
from ledstjarna.ui.errors import Conflict

EARLIEST: Final = 2000
"""The first year a report may be about."""

# What a report keeps no trace of once it is set aside; the row itself stays, to be counted.
_WIPED = {
    "environment": Environment.UNCLEAR,
    "kind": Kind.OTHER,
    "place": Place.OTHER,
    "measures": [],
    "urgent": False,
}


class MovedOn(Conflict):
    """Somebody has handled the report since one opened it."""

    def __init__(self) -> None:
        super().__init__(_("Någon har tagit ställning till rapporten sedan du öppnade den. Öppna den igen."))


@dataclass(frozen=True, slots=True)
class Filed:
    """The report's number and receipt code; `again` when the same form had been sent before."""

    pk: int
    code: str
    again: bool


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


def report_file(
    *,
    unit: Unit,
    happened: date,
    span: str,
    kind: str,
    place: str,
    description: str,
    environment: str = Environment.UNCLEAR,
    urgent: bool = False,
    measures: Sequence[str] = (),
    once: UUID | None = None,
    on: date | None = None,
) -> Filed:
    """Store a report about a day (kept as its week or month) and give its receipt code.

    Who files is not asked, and the log only counts the day's reports. The same form sent again, which its number
    `once` tells, gives the same code and no second row. Raises ValidationError; then nothing is stored. The guard reads
    the text on its way into the database. `on` is the day it came in, today if none is given.
    """
    today = on or timezone.localdate()
    if unit.board_id is None:
        raise ValidationError({"unit": _("En rapport hör till en enhet under en nämnd.")})
    once = once or uuid4()
    code = code_for(once)
    first = first_day(happened, span)
    report = Report(
        board_id=unit.board_id,
        unit=unit,
        happened=first,
        span=span,
        year=year_of(first, span),
        kind=kind,
        environment=environment,
        place=place,
        urgent=urgent,
        measures=list(measures),
        description=tidy(description).strip(),
        received_on=today,
        code_hash=code_hash(code),
    )
    _check_new(report, today)
    try:
        with transaction.atomic():
            # Looked for first: PostgreSQL would write a refused row, with its time, in the server's own log.
            if (before := _number_of(report.code_hash)) is not None:
                return Filed(before, code, again=True)
            report.save(force_insert=True)
            audit.nameless("report.file", board_id=report.board_id)
    except IntegrityError:  # sent twice at once, and the other one was first
        if (before := _number_of(report.code_hash)) is None:
            raise
        return Filed(before, code, again=True)
    return Filed(report.pk, code, again=False)


def _number_of(code_hash: str) -> int | None:
    return Report.objects.filter(code_hash=code_hash).values_list("pk", flat=True).first()


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
        else:
            text = tidy(triage.description).strip() or None
            if triage.guess and text is not None and text == now.description:
                raise ValidationError(
                    {"description": _("Någon skulle kunna gissa vem det gäller. Skriv om texten eller töm den.")}
                )
            done.facts["rewritten"] = text != now.description
            now.environment, now.kind, now.description = triage.environment, triage.kind, text
    return now


def report_close(
    *, report: Report, feedback: str, words: str = "", lock: int, actor_id: int | None, once: UUID | None = None
) -> Report:
    """Close a confirmed report with what the reporter is told: one of `lists.Feedback`, and a few words if need be.

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


def _check_new(report: Report, today: date) -> None:
    """What the guard on the way into the database does not look at."""
    if not report.unit.holds(today):
        raise ValidationError({"unit": _("Enheten finns inte längre. Välj en annan.")})
    if report.year < EARLIEST:
        raise ValidationError({"happened": _("Händelsen ligger för långt tillbaka.")})
    if report.happened > today:
        raise ValidationError({"happened": _("Händelsen kan inte ligga i framtiden.")})
    if not report.description:
        raise ValidationError({"description": _("Beskriv kort vad som har hänt.")})
    if not set(report.measures) <= set(Measure.values):
        raise ValidationError({"measures": _("Välj bland åtgärderna i listan.")})
    report.clean_fields(exclude=("board", "unit", "description", "code_hash"))
