"""Whether what was decided still covers what the plan says: what has changed since, in substance and in wording."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ledstjarna.plans.comparing import FIELD_LABELS, Difference, TextChange, differences
from ledstjarna.plans.content import Part, Row, version_parts
from ledstjarna.plans.models import Change, Objection, Plan, Revision, Version
from ledstjarna.situation import selectors as situation

COVERED: Final = frozenset({"activity", "responsible", "parties", "schedule", "follow_up", "findings"})
"""The fields of an activity that a decision covers: another word in one of them, and the approval is stale."""

WHOLE: Final = {"added": _("ny"), "removed": _("borttagen")}
REWORDED: Final = _("slutsatsen som den svarar på har fått en ny lydelse")
DROPPED: Final = _("slutsatsen som den svarar på finns inte kvar i lägesbilden")


@dataclass(frozen=True, slots=True)
class Matter:
    """One thing that has changed: of which section or activity, by its key and name, and what.

    `objections` say why a change that was called editorial is not.
    """

    key: str
    what: Literal["section", "activity"]
    label: str
    words: str | Promise
    objections: tuple[Objection, ...] = ()


@dataclass(frozen=True, slots=True)
class Wording:
    """A change that is said to be of wording only, and the rows of the history that made it, the oldest first."""

    matter: Matter
    change: TextChange
    revisions: tuple[Revision, ...]


@dataclass(frozen=True, slots=True)
class Staleness:
    """What has changed since the version numbered `since`: `changes` are all of it, sorted by what they mean below.

    `reasons` make its approval stale, `other` is of substance though no decision is asked about it, `editorial` is
    wording only and nobody has objected.
    """

    since: int
    changes: tuple[Difference, ...] = ()
    reasons: tuple[Matter, ...] = ()
    other: tuple[Matter, ...] = ()
    editorial: tuple[Wording, ...] = ()

    @property
    def stale(self) -> bool:
        return bool(self.reasons)

    @property
    def only_editorial(self) -> bool:
        """Whether an editorial version can carry the decision."""
        return bool(self.editorial) and not self.reasons and not self.other


def staleness(plan: Plan, base: Version, parts: tuple[Part, ...]) -> Staleness:
    """What the draft has changed of what was decided, and what the board's newest picture says otherwise by now."""
    old, rows = version_parts(base), _edits(plan, base)
    answered, answers = _answers(old), _answers(parts)
    reasons: list[Matter] = []
    other: list[Matter] = []
    editorial: list[Wording] = []
    changes = tuple(differences(old, parts))
    for change in changes:
        if not change.fields:
            whole = Matter(change.key, change.what, change.label, WHOLE[change.kind])
            (reasons if change.what == "activity" else other).append(whole)
        for field in change.fields:
            if field.field == "findings" and answered.get(change.key) == answers.get(change.key):
                continue  # the same findings in other words: see `outdated`
            made = rows[change.key, field.field]
            objections = tuple(objection for row in made for objection in row.objections.all())
            matter = Matter(change.key, change.what, change.label, field.label, objections)
            if made and all(row.editorial for row in made) and not objections:
                editorial.append(Wording(matter, field, tuple(made)))
            else:
                (reasons if change.what == "activity" and field.field in COVERED else other).append(matter)
    if plan.title != base.title:
        other.append(Matter("", "section", plan.title, _("planens rubrik")))
    reasons += outdated(plan, base.recorded_at, old)
    return Staleness(base.number, changes, tuple(reasons), tuple(other), tuple(editorial))


def outdated(plan: Plan, decided_at: datetime, parts: Iterable[Part]) -> list[Matter]:
    """The activities whose finding reads otherwise, or is gone, in a picture that the board has published since.

    `parts` are those decided. Two queries at most, none when no activity answers a finding.
    """
    rows = [row for part in parts for row in part.activities if row.findings]
    newest = situation.published_findings(plan.board_id) if rows else []
    if not newest:
        return []
    headings = {str(finding.key): finding.heading for finding in newest}
    reworded = [(row, REWORDED) for row in rows if _says_otherwise(row, headings)]
    gone = [(row, DROPPED) for row in rows if any(finding.key not in headings for finding in row.findings)]
    if gone and not situation.published_since(plan.board_id, newest[0].year, decided_at):
        gone = []  # the board knew when it decided
    return [Matter(row.key, "activity", row.activity, words) for row, words in (*reworded, *gone)]


def _says_otherwise(row: Row, headings: dict[str, str]) -> bool:
    return any(headings.get(finding.key, finding.heading) != finding.heading for finding in row.findings)


def _answers(parts: Iterable[Part]) -> dict[str, frozenset[str]]:
    """The keys of the findings that each activity answers."""
    return {row.key: frozenset(finding.key for finding in row.findings) for part in parts for row in part.activities}


def _edits(plan: Plan, base: Version) -> dict[tuple[str, str], list[Revision]]:
    """The rows of the history that rewrote a field since the version, by (key, field). Two queries.

    What was written in a draft that was thrown away does not count.
    """
    kept: list[Revision] = []
    since: list[Revision] = []
    for row in plan.revisions.filter(at__gt=base.recorded_at).prefetch_related("objections").order_by("at", "pk"):
        if row.change == Change.EDITED:
            since.append(row)
        elif row.change == Change.DISCARDED:
            since = []
        elif row.change == Change.EDITORIAL:
            kept, since = [*kept, *since], []
    found: dict[tuple[str, str], list[Revision]] = defaultdict(list)
    for row in (*kept, *since):
        before, after = row.before or {}, row.after or {}
        for name in FIELD_LABELS:
            if before.get(name, "") != after.get(name, ""):
                found[str(row.key), name].append(row)
    return found
