"""What is said of an activity beside its four columns: parties, goal, reference, areas, factors, indicators.

All of it is a part of what the board decides. How the work goes (status, occurrences, outcomes) is not.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields, replace
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar
from uuid import UUID

from django.db.models import Prefetch
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from ledstjarna.plans.models import Activity, Goal, Indicator, Party, TermKind
from ledstjarna.plans.terms import FACTORS, PreventionLevel, every_term
from ledstjarna.walls.roles import Role

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

    Said = TypeVar("Said", bound=DataclassInstance)

FIELDS = ("goal", "reference", "areas", "factors")
"""The details that are columns of the activity itself, written in its form."""


@dataclass(frozen=True, slots=True)
class PartyText:
    """A party by role and unit, or by function. `unit` is the unit's code, `unit_name` its name when it was frozen."""

    lead: bool
    role: str = ""
    unit: str = ""
    unit_name: str = ""
    function: str = ""

    def __str__(self) -> str:
        who = capfirst(str(Role(self.role).label)) if self.role else self.function
        return f"{who}, {self.unit_name}" if self.unit_name else who


@dataclass(frozen=True, slots=True)
class GoalText:
    """A goal and the council's goal that it stands under, "" when it stands alone."""

    name: str
    year: int
    parent: str = ""

    def __str__(self) -> str:
        return f"{self.parent} → {self.name}" if self.parent else self.name


@dataclass(frozen=True, slots=True)
class IndicatorText:
    """An indicator and the (year, value) pairs aimed at, values as written with a decimal point."""

    name: str
    measure: str
    key: str
    targets: tuple[tuple[int, str], ...] = ()

    def __str__(self) -> str:
        measure = f" ({self.measure})" if self.measure else ""
        aims = ", ".join(f"{year}: {value}" for year, value in self.targets)
        return f"{self.name}{measure}{' ' if aims else ''}{aims}"


@dataclass(frozen=True, slots=True)
class Details:
    """`areas` are (area, level) codes, `factors` codes; see `terms` for their names."""

    parties: tuple[PartyText, ...] = ()
    goal: GoalText | None = None
    reference: str = ""
    areas: tuple[tuple[str, str], ...] = ()
    factors: tuple[str, ...] = ()
    indicators: tuple[IndicatorText, ...] = ()

    EMPTY: ClassVar[Details]

    @property
    def lead(self) -> PartyText | None:
        return next((party for party in self.parties if party.lead), None)

    def as_json(self) -> dict[str, Any]:
        """Plain data of what is not empty."""
        return {name: value for name, value in asdict(self).items() if value}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Details:
        """The inverse of `as_json`. Raises KeyError, TypeError or ValueError when the shape is another."""
        if not isinstance(data, Mapping):
            raise TypeError
        if set(data) - {field.name for field in fields(cls)}:
            raise ValueError
        goal = data.get("goal")
        return cls(
            parties=_parties(data.get("parties", ())),
            goal=_checked(GoalText(**goal)) if goal else None,
            reference=_word(data.get("reference", "")),
            areas=tuple((_word(area), _word(level)) for area, level in data.get("areas", ())),
            factors=tuple(_word(code) for code in data.get("factors", ())),
            indicators=tuple(_indicator(**indicator) for indicator in data.get("indicators", ())),
        )


Details.EMPTY = Details()

WITH_DETAILS = (
    "reasons",
    Prefetch("parties", Party.objects.select_related("unit")),
    Prefetch("goal", Goal.objects.select_related("parent")),
    Prefetch("indicators", Indicator.objects.prefetch_related("values")),
)
"""What to prefetch so that `details_of` asks nothing more."""


def details_of(activity: Activity) -> Details:
    """The details as they stand in the rows. Fetch the activities with `WITH_DETAILS`."""
    return Details(
        parties=tuple(party_text(party) for party in activity.parties.all()),
        goal=goal_text(activity.goal),
        reference=activity.reference,
        areas=tuple((area, level) for area, level in activity.areas),
        factors=tuple(activity.factors),
        indicators=tuple(map(indicator_text, activity.indicators.all())),
    )


def party_text(party: Party) -> PartyText:
    """The party as the plan names it."""
    unit = party.unit
    return PartyText(party.lead, party.role, unit.code if unit else "", unit.name if unit else "", party.function)


def goal_text(goal: Goal | None) -> GoalText | None:
    """The goal as the plan names it."""
    return GoalText(goal.name, goal.year, goal.parent.name if goal.parent else "") if goal else None


def indicator_text(indicator: Indicator) -> IndicatorText:
    """The indicator as the plan names it."""
    targets = tuple((v.year, f"{v.target.normalize():f}") for v in indicator.values.all() if v.target is not None)
    return IndicatorText(indicator.name, indicator.measure, str(indicator.key), targets)


def _parties(rows: Iterable[Mapping[str, Any]]) -> tuple[PartyText, ...]:
    """Raises ValueError for a role that is none, a party twice or two that answer for it."""
    found = tuple(_checked(PartyText(**row)) for row in rows)
    named = {(one.role, one.unit, one.function) for one in found}
    if len(named) < len(found) or sum(one.lead for one in found) > 1:
        raise ValueError
    if any(one.role and one.role not in Role.values for one in found):
        raise ValueError
    return found


def _indicator(*, targets: Iterable[Any] = (), **texts: Any) -> IndicatorText:
    pairs = tuple((_year(year), _word(value)) for year, value in targets)
    found = _checked(IndicatorText(**texts, targets=pairs))
    return replace(found, key=str(UUID(found.key)))


def _checked(text: Said) -> Said:
    """The dataclass itself when each of its fields holds what it says; files from outside come this way."""
    kinds = {"lead": bool, "year": int, "targets": tuple}
    for field in fields(text):
        if type(getattr(text, field.name)) is not kinds.get(field.name, str):
            raise TypeError
    return text


def _word(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _year(value: Any) -> int:
    if type(value) is not int:
        raise TypeError
    return value


def own_details_in_words(activity: Activity) -> dict[str, str]:
    """The details that are columns of the activity, those that are filled in, as its history keeps them."""
    details = Details(
        goal=goal_text(activity.goal),
        reference=activity.reference,
        areas=tuple((area, level) for area, level in activity.areas),
        factors=tuple(activity.factors),
    )
    return details_in_words(details, term_names((details,)))


def term_names(all_details: Iterable[Details]) -> dict[str, str]:
    """What the areas and factors in the details are called, by code. One query, none when there are none."""
    if not any(details.areas or details.factors for details in all_details):
        return {}
    return {term.code: term.name for term in every_term(TermKind.AREA, *FACTORS)}


def details_in_words(details: Details, names: Mapping[str, str]) -> dict[str, str]:
    """The details that are filled in, each in words, several on a line each. `names`: see `term_names`."""
    words = {
        "parties": "\n".join(_("ansvarig: %s") % party if party.lead else str(party) for party in details.parties),
        "goal": str(details.goal or ""),
        "reference": details.reference,
        "areas": "\n".join(f"{names.get(area, area)}: {_level_name(level)}" for area, level in details.areas),
        "factors": "\n".join(names.get(code, code) for code in details.factors),
        "indicators": "\n".join(map(str, details.indicators)),
    }
    return {name: text for name, text in words.items() if text}


def _level_name(code: str) -> str:
    return str(PreventionLevel(code).label) if code in PreventionLevel.values else code
