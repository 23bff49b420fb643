"""A report is filed. Nothing here knows who does it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Final
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ledstjarna.accounts.models import Unit
from ledstjarna.audit import services as audit
from ledstjarna.reports import terms
from ledstjarna.reports.clock import read_by
from ledstjarna.reports.codes import code_for, code_hash
from ledstjarna.reports.lists import Age, Environment, Involved, Measure, Target
from ledstjarna.reports.models import Heard, Report, TermList, first_day, year_of
from ledstjarna.texts.guard import tidy

EARLIEST: Final = 2000
"""The first year a report may be about."""


@dataclass(frozen=True, slots=True)
class Filed:
    """The report's number and receipt code; `again` when the same form had been sent before."""

    pk: int
    code: str
    again: bool


def report_file(
    *,
    unit: Unit,
    happened: date,
    span: str,
    kind: str,
    place: str,
    description: str,
    environment: str = Environment.UNCLEAR,
    district: str = "",
    target: str = Target.UNKNOWN,
    involved: str = Involved.UNKNOWN,
    age: str = Age.UNKNOWN,
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
        district=district,
        target=target,
        involved=involved,
        age=age,
        urgent=urgent,
        measures=list(measures),
        description=tidy(description).strip(),
        received_on=today,
        read_by=read_by(_noon(on) if on else timezone.now()) if urgent else None,
        code_hash=code_hash(code),
    )
    _check_new(report, today)
    try:
        with transaction.atomic():
            # Looked for first: PostgreSQL would write a refused row, with its time, in the server's own log.
            if (before := _number_of(report.code_hash)) is not None:
                return Filed(before, code, again=True)
            report.save(force_insert=True)
            # No lock and no look: a unit that was heard of before in the month stays as it is.
            Heard.objects.bulk_create([Heard(unit=unit, month=today.replace(day=1))], ignore_conflicts=True)
            audit.nameless("report.file", board_id=report.board_id)
    except IntegrityError:  # sent twice at once, and the other one was first
        if (before := _number_of(report.code_hash)) is None:
            raise
        return Filed(before, code, again=True)
    return Filed(report.pk, code, again=False)


def _number_of(code_hash: str) -> int | None:
    return Report.objects.filter(code_hash=code_hash).values_list("pk", flat=True).first()


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), tzinfo=timezone.get_default_timezone())


def _check_new(report: Report, today: date) -> None:
    """What the guard on the way into the database does not look at."""
    if not report.unit.holds(today):
        raise ValidationError({"unit": _("Enheten finns inte längre. Välj en annan.")})
    if report.year < EARLIEST:
        raise ValidationError({"happened": _("Händelsen ligger för långt tillbaka.")})
    if report.happened > today:
        raise ValidationError({"happened": _("Händelsen kan inte ligga i framtiden.")})
    if not report.description:
        raise ValidationError({"description": _("Skriv några ord om vad som har hänt.")})
    if not set(report.measures) <= set(Measure.values):
        raise ValidationError({"measures": _("Välj bland åtgärderna i listan.")})
    lists = terms.in_use(report.year)
    if report.kind not in lists[TermList.KIND]:
        raise ValidationError({"kind": _("Välj bland händelserna i listan.")})
    if report.environment not in lists[TermList.ENVIRONMENT]:
        raise ValidationError({"environment": _("Välj bland miljöerna i listan.")})
    if report.district and report.district not in lists[TermList.DISTRICT]:
        raise ValidationError({"district": _("Välj bland stadsdelarna i listan.")})
    report.clean_fields(exclude=("board", "unit", "description", "code_hash"))
