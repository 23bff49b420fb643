"""The acts of the room. Each is one transaction with its row in the log."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import date
from typing import Final
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import ProtectedError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ledstjarna.accounts.models import Unit, UnitKind
from ledstjarna.audit import services as audit
from ledstjarna.periods.models import Period, Reopening
from ledstjarna.periods.suggestion import PeriodDays
from ledstjarna.ui.errors import Conflict

KIND: Final = "period"
DAYS: Final = ("until", "opens", "due", "closes")
_GONE: Final = gettext_lazy("Perioden finns inte kvar. Någon tog bort den under tiden.")


def periods_set_up(
    *, year: int, rows: Iterable[PeriodDays], actor_id: int | None, once: UUID | None = None
) -> list[Period]:
    """Give a year its periods, all or none. Raises ValidationError, whose sentences begin with the period's code."""
    made, faults = [], []
    with audit.act("period.set_up", actor_id=actor_id, once=once) as done:
        for row in rows:
            period = Period(year=year, **asdict(row))
            try:
                period.full_clean()
            except ValidationError as fault:
                faults += [f"{row.code}: {sentence}" for sentence in fault.messages]
            else:
                period.save(force_insert=True)
                made.append(period)
        if faults:
            raise ValidationError(faults)
        done.on(KIND, *(period.pk for period in made))
        done.facts.update(year=year, codes=[period.code for period in made])
    return made


def period_add(*, year: int, row: PeriodDays, actor_id: int | None, once: UUID | None = None) -> Period:
    """Add a period to a year. Raises ValidationError."""
    with audit.act("period.add", actor_id=actor_id, once=once) as done:
        period = Period(year=year, **asdict(row))
        period.full_clean()
        period.save(force_insert=True)
        done.on(KIND, period.pk)
        done.facts.update(year=year, code=period.code, **_days(period))
    return period


def period_change(*, period_id: int, row: PeriodDays, actor_id: int | None, once: UUID | None = None) -> Period:
    """Give a period other names or days; the log keeps what it had. Raises ValidationError, `Conflict` when gone."""
    with _changing("period.change", period_id, actor_id=actor_id, once=once) as (done, period):
        done.facts.update({f"{name}_before": day for name, day in _days(period).items()})
        for name, value in asdict(row).items():
            setattr(period, name, value)
        period.full_clean()
        period.save()
        done.facts.update(year=period.year, code=period.code, **_days(period))
    return period


def period_remove(*, period_id: int, actor_id: int | None, once: UUID | None = None) -> None:
    """Take away a period that nothing hangs on. Raises ValidationError when something does, `Conflict` when gone."""
    with _changing("period.remove", period_id, actor_id=actor_id, once=once) as (done, period):
        done.facts.update(year=period.year, code=period.code)
        try:
            period.delete()
        except ProtectedError as fault:
            raise ValidationError(
                _("Perioden används redan och kan inte tas bort. Ändra dess dagar i stället.")
            ) from fault


def period_reopen(
    *,
    period_id: int,
    board: Unit,
    until: date,
    reason: str,
    actor_id: int | None,
    once: UUID | None = None,
    on: date | None = None,
) -> Reopening:
    """Let one board hand in until a day though the period has closed. `on` is the day it is done, today if not given.

    Raises ValidationError when the day is past, the period still open that day or the reason left out.
    """
    with _changing("period.reopen", period_id, actor_id=actor_id, once=once) as (done, period):
        if board.kind != UnitKind.BOARD:
            raise ValidationError({"board": _("En period öppnas igen för en nämnd.")})
        if until < (on or timezone.localdate()):
            raise ValidationError({"until": _("Den dagen har redan passerat. Välj i dag eller en senare dag.")})
        if until <= period.closes:
            raise ValidationError({"until": _("Perioden är öppen till och med den dagen redan.")})
        again = Reopening(period=period, board=board, until=until, reason=reason, actor_id=actor_id)
        again.full_clean()
        again.save(force_insert=True)
        done.board_id = board.pk
        done.facts["until"] = until.isoformat()
    return again


def _days(period: Period) -> dict[str, str]:
    return {name: getattr(period, name).isoformat() for name in DAYS}


@contextmanager
def _changing(
    action: str, period_id: int, *, actor_id: int | None, once: UUID | None
) -> Iterator[tuple[audit.Act, Period]]:
    """An act on a period as it stands. Raises `Conflict` when it is gone, or `audit.Repeated`."""
    with audit.act(action, actor_id=actor_id, once=once) as done:
        found = Period.objects.filter(pk=period_id).first()
        if found is None:
            raise Conflict(str(_GONE))
        done.on(KIND, found.pk)
        yield done, found
