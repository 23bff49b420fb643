"""The rows of a draft written as a whole: from a file, from another plan, or back to what the board decided."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from decimal import Decimal, InvalidOperation
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _

from ledstjarna.accounts.selectors import unit_by_code
from ledstjarna.plans.content import Part, Row
from ledstjarna.plans.details import WITH_DETAILS, Details, GoalText, PartyText, details_of, term_names
from ledstjarna.plans.models import (
    COLUMNS,
    Activity,
    Goal,
    Indicator,
    IndicatorValue,
    Party,
    Plan,
    Reason,
    Section,
    shown,
)
from ledstjarna.plans.services.occurrences import occurrences_follow
from ledstjarna.plans.terms import PreventionLevel
from ledstjarna.plans.understanding import period_names, schedule_of, understand
from ledstjarna.situation import selectors as situation


def store(plan: Plan, parts: Iterable[Part]) -> int:
    """Make the draft these sections and activities, by key: what is there already keeps its row and the work on it.

    Gives how many links lead nowhere here and are left out: to findings that the board has not published, to goals and
    words of the lists that the city does not have. The caller's act holds the transaction. Raises ValidationError with
    every fault and the section it is in.
    """
    parts = tuple(parts)
    sections, activities = rows_of(plan, parts)
    _by_key(Section, plan.sections.all(), sections, ("position", "heading", "level", "text", "answers", "removed_at"))
    there = {section.key: section for section in plan.sections.all()}
    for activity in activities:
        activity.section = there[activity.section.key]
    _by_key(
        Activity,
        Activity.objects.filter(section__plan=plan),
        activities,
        ("section", "position", *COLUMNS, "understood", "reference", "areas", "factors", "removed_at"),
    )
    rows = [row for part in parts for row in part.activities]
    return _details(plan, rows) + _unknown_terms(rows, activities)


def _unknown_terms(rows: Iterable[Row], activities: Iterable[Activity]) -> int:
    asked = sum(len(row.details.areas) + len(row.details.factors) for row in rows)
    return asked - sum(len(activity.areas) + len(activity.factors) for activity in activities)


def rows_of(plan: Plan, parts: Iterable[Part]) -> tuple[list[Section], list[Activity]]:
    """Unsaved, guarded rows. Raises ValidationError with every fault and the section it is in."""
    sections: list[Section] = []
    activities: list[Activity] = []
    faults: list[str] = []
    parts = tuple(parts)
    names = period_names(plan.year) if plan.year else ()
    terms = frozenset(term_names(row.details for part in parts for row in part.activities))
    for place, part in enumerate(parts):
        section = Section(
            plan=plan,
            position=place,
            heading=part.heading,
            level=part.level,
            text=part.text,
            key=UUID(part.key),
            answers=UUID(part.answers) if part.answers else None,
        )
        below = [_activity(section, n, row, terms) for n, row in enumerate(part.activities)]
        for activity in below:
            understand(activity, plan.year or 2000, names)
        faults += _faults(place + 1, section, *below)
        sections.append(section)
        activities += below
    if faults:
        raise ValidationError(faults)
    return sections, activities


def _activity(section: Section, place: int, row: Row, terms: Collection[str]) -> Activity:
    return Activity(
        section=section,
        position=place,
        key=UUID(row.key),
        reference=row.details.reference,
        areas=[[area, level] for area, level in row.details.areas if area in terms and level in PreventionLevel.values],
        factors=[code for code in row.details.factors if code in terms],
        **dict(zip(COLUMNS, row.columns(), strict=True)),
    )


def _by_key(
    model: type[Section] | type[Activity], there: Iterable[Any], wanted: list[Any], fields: tuple[str, ...]
) -> None:
    """Rewrite, add and take away so that the rows are the wanted ones."""
    old = {row.key: row for row in there}
    for row in wanted:
        if same := old.pop(row.key, None):
            row.pk, row.lock = same.pk, same.lock + 1
    model._default_manager.filter(pk__in=[row.pk for row in old.values()]).delete()
    kept = [row for row in wanted if row.pk]
    model._default_manager.bulk_update(kept, (*fields, "lock"))
    model._default_manager.bulk_create(row for row in wanted if not row.pk)


def _details(plan: Plan, rows: list[Row]) -> int:
    """Findings, goal, parties and indicators of every activity, and the occurrences that follow its schedule.

    Gives how many findings and goals are not to be found here.
    """
    activities = Activity.objects.filter(section__plan=plan).prefetch_related(*WITH_DETAILS, "occurrences")
    there = {str(activity.key): activity for activity in activities}
    Reason.objects.filter(activity__in=there.values()).delete()
    answers = list(dict.fromkeys((there[row.key], UUID(finding.key)) for row in rows for finding in row.findings))
    published = situation.findings({key for _activity, key in answers}) if answers else {}
    own = {key for key, finding in published.items() if finding.board_id == plan.board_id}
    Reason.objects.bulk_create(Reason(activity=activity, finding=key) for activity, key in answers if key in own)
    lost = sum(key not in own for _activity, key in answers)
    for row in rows:
        activity, had = there[row.key], details_of(there[row.key])
        if row.details.goal != had.goal:
            activity.goal = goal_named(plan, row.details.goal)
            lost += activity.goal is None and row.details.goal is not None
            activity.save(update_fields=["goal"])
        if row.details.parties != had.parties:
            _parties(activity, row.details.parties)
        if row.details.indicators != had.indicators:
            _indicators(activity, row.details)
    occurrences_follow((there[row.key], schedule_of(there[row.key])) for row in rows)
    return lost


def goal_named(plan: Plan, goal: GoalText | None) -> Goal | None:
    """The board's or the council's goal of that name and year; None when there is none."""
    if goal is None:
        return None
    named = Goal.objects.filter(name=goal.name, year=goal.year, retired_at__isnull=True)
    return named.filter(Q(board=plan.board_id) | Q(board__isnull=True)).order_by("-board").first()


def _parties(activity: Activity, wanted: tuple[PartyText, ...]) -> None:
    """Those that are there already keep their answers."""
    had = {
        (party.role, party.unit.code if party.unit else "", party.function): party for party in activity.parties.all()
    }
    activity.parties.update(lead=False)
    for text in wanted:
        party = had.pop((text.role, text.unit, text.function), None)
        if party is None:
            unit = unit_by_code(text.unit) if text.unit else None
            # A unit that is not here is named in words rather than lost.
            named = text.role and unit is None
            party = Party(
                activity=activity,
                role="" if named else text.role,
                unit=unit,
                function=str(text)[:200] if named else text.function,
            )
        party.lead = text.lead
        party.full_clean(exclude=("activity",))
        party.save()
    activity.parties.filter(pk__in=[party.pk for party in had.values()]).delete()


def _indicators(activity: Activity, details: Details) -> None:
    """Those that are there already keep their outcomes."""
    had = {str(indicator.key): indicator for indicator in activity.indicators.all()}
    for place, text in enumerate(details.indicators):
        indicator = had.pop(text.key, None) or Indicator(activity=activity, key=UUID(text.key))
        indicator.name, indicator.measure, indicator.position = text.name, text.measure, place
        indicator.full_clean(exclude=("activity",))
        indicator.save()
        values = {value.year: value for value in indicator.values.all()}
        for value in values.values():
            value.target = None
        for year, target in text.targets:
            values.setdefault(year, IndicatorValue(indicator=indicator, year=year)).target = _decimal(target)
        for value in values.values():
            value.full_clean(exclude=("indicator",))
            value.save()
    activity.indicators.filter(pk__in=[indicator.pk for indicator in had.values()]).delete()


def _decimal(text: str) -> Decimal:
    try:
        return Decimal(text)
    except InvalidOperation:
        raise ValidationError(_("Målvärdet %s är inget tal.") % text[:20]) from None


def _faults(number: int, section: Section, *rows: Activity) -> list[str]:
    """Sentences that name the section by its heading, unless that is what the guard stops."""
    name = _("Avsnitt %d") % number
    found: dict[str, None] = {}
    for item in (section, *rows):
        try:
            item.clean_fields(exclude=("plan", "section"))
        except ValidationError as fault:
            found.update(dict.fromkeys(fault.messages))
            if item is section and "heading" in fault.message_dict:
                continue
        if item is section and section.heading:
            name = _("Avsnittet ”%s”") % shown(section)
    return [f"{name}: {sentence}" for sentence in found]
