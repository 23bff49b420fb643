"""A draft beside the structure it follows: what it lacks, what is its own, and guidance for what is empty."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import takewhile, zip_longest

from ledstjarna.plans.content import Part, Row
from ledstjarna.plans.models import Plan, Section
from ledstjarna.plans.template import Structure, StructureSection, details_missing, structure_for, structure_of
from ledstjarna.texts.swedish import fold


@dataclass(frozen=True, slots=True)
class Comparison:
    """`idle` are sections for activities that have none; `short` activities with the codes of what they lack.

    `guidance` is by the key of a section that is still empty. `newer` is what the city has adopted since the plan
    began.
    """

    structure: Structure
    missing: tuple[StructureSection, ...]
    own: tuple[Part, ...]
    idle: tuple[Part, ...]
    short: tuple[tuple[Row, tuple[str, ...]], ...]
    guidance: dict[str, str]
    newer: Structure | None = None

    @property
    def complete(self) -> bool:
        return not (self.missing or self.idle or self.short)


def lacks_and_adds(plan: Plan, parts: Iterable[Part]) -> Comparison:
    """The draft beside its structure. Two queries, four when the plan follows a template."""
    parts, structure = tuple(parts), structure_of(plan)
    newest = structure_for(plan.year) if plan.template_id else structure
    answered = {part.key: section for part, section in zip(parts, matched(parts, structure), strict=True) if section}
    there = {section.key for section in answered.values()}
    return Comparison(
        structure=structure,
        missing=tuple(s for s in structure.sections if s.required and s.key not in there),
        own=tuple(part for part in parts if part.heading and part.key not in answered),
        idle=tuple(
            part
            for place, part in enumerate(parts)
            if (section := answered.get(part.key)) and section.table and not _has_activities(parts[place:])
        ),
        short=tuple(
            (row, lacking)
            for part in parts
            for row in part.activities
            if (lacking := details_missing(row, structure.required))
        ),
        guidance={
            part.key: answered[part.key].guidance
            for part, following in zip_longest(parts, parts[1:])
            if part.key in answered and _is_empty(part, following)
        },
        newer=newest if newest.pk != structure.pk else None,
    )


def matched(parts: Iterable[Part], structure: Structure) -> list[StructureSection | None]:
    """For each part the section of the structure that it fulfils: by its key, else by the words of its heading."""
    by_key = {section.key: section for section in structure.sections}
    by_words = {fold(section.heading): section for section in structure.sections}
    return [by_key.get(part.answers) or by_words.get(fold(part.heading)) for part in parts]


def guidance_for(section: Section) -> str:
    """What the structure says to the one who writes a section; "" when the section is the plan's own. Two queries."""
    part = Part(section.heading, section.level, "", (), str(section.key), answers=str(section.answers or ""))
    found = matched([part], structure_of(section.plan))[0]
    return found.guidance if found else ""


def place_for(section: StructureSection, parts: Iterable[Part], structure: Structure) -> int:
    """Where in the plan a section of the structure goes: after the nearest that comes before it, and what is below."""
    parts = tuple(parts)
    order = {other.key: place for place, other in enumerate(structure.sections)}
    ranks = [order[found.key] if found else None for found in matched(parts, structure)]
    own = order[section.key]
    before = max((rank for rank in ranks if rank is not None and rank < own), default=None)
    if before is None:
        return 0
    place = ranks.index(before) + 1
    while place < len(parts) and parts[place].level > section.level and (ranks[place] or -1) < own:
        place += 1
    return place


def _is_empty(part: Part, following: Part | None) -> bool:
    """Whether a section still waits for its words; a heading above a subsection does not."""
    return not (part.text.strip() or part.activities or (following and following.level > part.level))


def _has_activities(parts: tuple[Part, ...]) -> bool:
    """Whether the first section or one below it has activities."""
    first, *rest = parts
    below = takewhile(lambda part: part.level > first.level, rest)
    return bool(first.activities) or any(part.activities for part in below)
