"""What an activity is measured by: an aim for each year, a part of the plan, and what came of it, which is not."""

from __future__ import annotations

from decimal import Decimal
from uuid import UUID

from ledstjarna.audit import services as audit
from ledstjarna.plans.details import indicator_text
from ledstjarna.plans.models import Activity, Indicator, IndicatorValue
from ledstjarna.plans.services.history import GONE, changing
from ledstjarna.ui.errors import Conflict


def indicator_add(
    *, activity: Activity, name: str, measure: str = "", actor_id: int | None, once: UUID | None = None
) -> Indicator:
    """Measure the activity by something more."""
    with changing("plan.indicator.add", activity, _words, actor_id=actor_id, once=once) as done:
        place = activity.indicators.count()
        indicator = Indicator(activity=activity, name=name, measure=measure, position=place)
        indicator.full_clean(exclude=("activity",))
        indicator.save()
        done.facts["indicator"] = indicator.pk
    return indicator


def indicator_remove(*, indicator: Indicator, actor_id: int | None, once: UUID | None = None) -> None:
    """Measure the activity by it no longer; the history keeps its name and aims."""
    with changing("plan.indicator.remove", indicator.activity, _words, actor_id=actor_id, once=once) as done:
        done.facts["indicator"] = indicator.pk
        Indicator.objects.filter(pk=indicator.pk).delete()


def target_set(
    *, indicator: Indicator, year: int, target: Decimal | None, actor_id: int | None, once: UUID | None = None
) -> IndicatorValue:
    """Aim at a value for a year, or at none."""
    with changing("plan.indicator.target", indicator.activity, _words, actor_id=actor_id, once=once) as done:
        _still_there(indicator)
        value = _value(indicator, year)
        value.target = target
        value.full_clean(exclude=("indicator",))
        value.save()
        done.facts |= {"indicator": indicator.pk, "year": year}
    return value


def outcome_set(
    *, indicator: Indicator, year: int, value: Decimal | None, actor_id: int | None, once: UUID | None = None
) -> IndicatorValue:
    """Say what came of it a year; at any time, without a draft."""
    plan = indicator.activity.plan
    with audit.act("plan.indicator.outcome", actor_id=actor_id, board_id=plan.board_id, once=once) as done:
        _still_there(indicator)
        row = _value(indicator, year)
        row.value = value
        row.full_clean(exclude=("indicator",))
        row.save()
        done.on("plan", plan.pk)
        done.facts |= {"indicator": indicator.pk, "year": year}
    return row


def _still_there(indicator: Indicator) -> None:
    """Raise `Conflict` when somebody has removed it meanwhile."""
    if not Indicator.objects.select_for_update().filter(pk=indicator.pk).exists():
        raise Conflict(str(GONE))


def _value(indicator: Indicator, year: int) -> IndicatorValue:
    found = indicator.values.filter(year=year).first()
    return found or IndicatorValue(indicator=indicator, year=year)


def _words(activity: Activity) -> dict[str, str]:
    rows = activity.indicators.prefetch_related("values")
    return {"indicators": "\n".join(str(indicator_text(row)) for row in rows)}
