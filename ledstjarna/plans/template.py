"""The structure that plans share: the city's adopted template or, until there is one, the one in `outline`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final
from uuid import UUID, uuid4, uuid5

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from ledstjarna.accounts.models import User
from ledstjarna.plans.content import Part, Row
from ledstjarna.plans.models import Plan, Template
from ledstjarna.plans.outline import SECTIONS
from ledstjarna.plans.permissions import STRUCTURE_EDIT

_NAMESPACE: Final = UUID("8c1f3a52-5f5d-4a7e-9a53-0d6f1a0b7c21")


@dataclass(frozen=True, slots=True)
class Detail:
    """Something that a template can require of each activity, and whether an activity has it."""

    label: str | Promise
    had_by: Callable[[Row], bool]


DETAILS: Final[dict[str, Detail]] = {
    "party": Detail(_("en utpekad ansvarig, utöver namnet i kolumnen"), lambda row: row.details.lead is not None),
    "finding": Detail(_("en slutsats som den svarar på"), lambda row: bool(row.findings)),
    "goal": Detail(_("ett mål"), lambda row: row.details.goal is not None),
    "reference": Detail(_("en beteckning i styrsystemet"), lambda row: bool(row.details.reference)),
    "areas": Detail(_("ett område och en nivå"), lambda row: bool(row.details.areas)),
    "factors": Detail(_("en risk- eller skyddsfaktor"), lambda row: bool(row.details.factors)),
    "indicator": Detail(_("en indikator"), lambda row: bool(row.details.indicators)),
}
"""By code, in the order they are shown. The four columns are not here: `checker` asks for them always."""


@dataclass(frozen=True, slots=True)
class StructureSection:
    """A section that plans have. `key` follows it from template to template; `pk` is 0 when it is our own."""

    key: str
    heading: str
    level: int
    guidance: str
    required: bool
    table: bool
    pk: int = 0


@dataclass(frozen=True, slots=True)
class Structure:
    """What plans are begun from and compared with. `pk` and `year` are 0 when no city has adopted it."""

    title: str
    sections: tuple[StructureSection, ...]
    required: tuple[str, ...] = ()
    police: bool = True
    executive: bool = True
    months: int = 12
    year: int = 0
    pk: int = 0


def structure_for(year: int) -> Structure:
    """The template that the city has adopted for the year, else the latest before it, else our own. Two queries."""
    adopted = Template.objects.filter(year__lte=year, adopted_at__isnull=False)
    latest = adopted.order_by("-year").prefetch_related("sections").first()
    return structure_from(latest) if latest else our_own()


def structure_of(plan: Plan) -> Structure:
    """What the plan follows: the template it was begun from or moved to, else the one of its year. Two queries."""
    if plan.template_id is None:
        return structure_for(plan.year)
    return structure_from(Template.objects.prefetch_related("sections").get(pk=plan.template_id))


def structure_from(template: Template) -> Structure:
    """A template's structure as it stands. Fetch it with its `sections`."""
    return Structure(
        title=template.title,
        sections=tuple(
            StructureSection(str(s.key), s.heading, s.level, s.guidance, s.required, s.table, s.pk)
            for s in template.sections.all()
        ),
        required=tuple(code for code in DETAILS if code in template.required),
        police=template.police,
        executive=template.executive,
        months=template.months,
        year=template.year,
        pk=template.pk,
    )


def our_own() -> Structure:
    """The structure that every city begins with."""
    sections = (
        StructureSection(str(uuid5(_NAMESPACE, name)), heading, level, guidance, required, table)
        for name, heading, level, required, table, guidance in SECTIONS
    )
    return Structure(_now("Ledstjärnas egen grundmall"), tuple(sections))


def parts_of(structure: Structure) -> tuple[Part, ...]:
    """The empty sections of a plan that begins from the structure."""
    return tuple(
        Part(section.heading, section.level, "", (), key=str(uuid4()), answers=section.key)
        for section in structure.sections
    )


def templates_for(user: User) -> QuerySet[Template]:
    """The templates the user may read, the latest year first: adopted ones, and at the city those in the making."""
    every = Template.objects.all()
    return every if user.may(STRUCTURE_EDIT) else every.filter(adopted_at__isnull=False)


def details_missing(row: Row, required: Iterable[str]) -> tuple[str, ...]:
    """The codes of `DETAILS` that the template requires of each activity and this one lacks."""
    return tuple(code for code in required if not DETAILS[code].had_by(row))
