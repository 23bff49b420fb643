"""From one year's plan to the next: what goes over, how it will read, and what was chosen for each activity."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from ledstjarna.plans import rounds
from ledstjarna.plans.content import Part, Row, draft_parts, fingerprint, version_parts
from ledstjarna.plans.models import COLUMNS, YEARS, Activity, Carried, Choice, Plan, Version
from ledstjarna.plans.years import moved_on, names_any


@dataclass(frozen=True, slots=True)
class Source:
    """What a plan hands on: its latest version or, before the first decision, its draft. `seen` says which it was."""

    plan: Plan
    version: Version | None
    title: str
    parts: tuple[Part, ...]
    seen: str


@dataclass(frozen=True, slots=True)
class RolledRow:
    """An activity as it stands and as it will read, with the names of the columns that differ."""

    before: Row
    after: Row
    moved: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RolledPart:
    before: Part
    after: Part
    rows: tuple[RolledRow, ...]


def source_of(plan: Plan) -> Source:
    """What the plan hands on. The queries do not grow with it."""
    latest = plan.versions.defer("pdf").last()
    if latest:
        return Source(plan, latest, latest.title, version_parts(latest), latest.sha256)
    parts = draft_parts(plan)
    return Source(plan, None, plan.title, parts, fingerprint(plan, parts))


def rolled(source: Source, year: int) -> list[RolledPart]:
    """The sections and activities beside how they will read in the year's plan."""
    return [_part(part, source.plan.year, year) for part in source.parts]


def rolled_title(source: Source, year: int) -> str:
    """The title as it will read."""
    return moved_on(source.title, range(source.plan.year, year), year - source.plan.year)


def plan_before(board_id: int, year: int) -> Plan | None:
    """The board's latest plan that begins before the year. One query."""
    return Plan.objects.filter(board=board_id, year__lt=year).order_by("-year").first()


def free_year(board_ids: Iterable[int], since: int) -> int:
    """The first year from `since` on for which some of the boards has no plan. One query."""
    boards = set(board_ids)
    taken = Counter(Plan.objects.filter(board__in=boards, year__gte=since).values_list("year", flat=True))
    return next((year for year in range(since, YEARS.stop) if taken[year] < max(1, len(boards))), since)


@dataclass(frozen=True, slots=True)
class Taken:
    """The plan that a board has for a year already; and the decided one to begin next year's from, if none has."""

    plan: Plan
    source: Plan | None


def taken(board_id: int, year: int) -> Taken | None:
    """What stands in the way of a new plan, if anything. Three queries at most."""
    plan = Plan.objects.filter(board=board_id, year=year).select_related("board").first()
    if plan is None:
        return None
    newest = Plan.objects.filter(board=board_id).order_by("-year")[0]
    return Taken(plan, newest if newest.versions.exists() else None)


def _part(part: Part, old: int, new: int) -> RolledPart:
    years, by = range(old, new), new - old
    rows = tuple(_row(row, years, by) for row in part.activities)
    after = replace(part, heading=moved_on(part.heading, years, by), activities=tuple(row.after for row in rows), pk=0)
    return RolledPart(part, after, rows)


def _row(row: Row, years: range, by: int) -> RolledRow:
    """Schedule and follow-up move on; the goal is the next year's of the same name; aims are set anew."""
    schedule, follow_up = (moved_on(text, years, by) for text in (row.schedule, row.follow_up))
    goal, indicators = row.details.goal, row.details.indicators
    details = replace(
        row.details,
        goal=replace(goal, year=goal.year + by) if goal else None,
        indicators=tuple(replace(indicator, targets=()) for indicator in indicators),
    )
    after = replace(row, schedule=schedule, follow_up=follow_up, details=details, pk=0)
    return RolledRow(row, after, tuple(name for name in COLUMNS if getattr(row, name) != getattr(after, name)))


@dataclass(frozen=True, slots=True)
class Base:
    """What a version or a draft is held against, and its name in words.

    `moved` says that it is last year's plan as the turn of the year made it, so that only what people changed differs.
    """

    version: Version
    words: str
    parts: tuple[Part, ...]
    moved: bool = False


def base_of(plan: Plan, version: Version | None) -> Base | None:
    """The decided version before; for a plan's first, the plan that it was begun from as it then was."""
    earlier = rounds.before(plan, version)
    if earlier:
        return Base(earlier, _("version %d") % earlier.number, version_parts(earlier))
    if plan.follows is None:
        return None
    last = plan.follows.versions.filter(recorded_at__lte=plan.created_at).defer("pdf").last()
    if last is None:
        return None
    source = Source(plan.follows, last, last.title, version_parts(last), last.sha256)
    parts = tuple(part.after for part in rolled(source, plan.year))
    return Base(last, _("planen för %d") % plan.follows.year, parts, moved=True)


@dataclass(frozen=True, slots=True)
class Turn:
    """What is left of the turn of the year in a draft: what was closed, is still to change, and names an old year."""

    closed: list[Carried]
    to_change: list[tuple[Carried, Activity]]
    dated: list[Part | Row]


def turn_of(plan: Plan, parts: Iterable[Part]) -> Turn | None:
    """The turn of the year as a draft shows it; None when the plan was not begun from another. Two queries."""
    before = plan.follows
    if before is None:
        return None
    chosen = list(plan.carried.exclude(choice=Choice.CARRY))
    waiting = {row.key: row for row in chosen if row.choice == Choice.CHANGE}
    kept = Activity.objects.filter(section__plan=plan, key__in=waiting, lock=0, removed_at__isnull=True)
    return Turn(
        [row for row in chosen if row.choice == Choice.CLOSE],
        [(waiting[activity.key], activity) for activity in kept.filter(section__removed_at__isnull=True)],
        list(_dated(parts, range(before.year, plan.year))),
    )


def _dated(parts: Iterable[Part], years: range) -> Iterable[Part | Row]:
    for part in parts:
        if names_any(f"{part.heading} {part.text}", years):
            yield part
        yield from (row for row in part.activities if any(names_any(text, years) for text in row.columns()))
