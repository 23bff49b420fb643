"""The chain: what the board's situation picture has found, what its plan does about it, and what lacks the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from ledstjarna.accounts.models import User
from ledstjarna.plans.content import Row, draft_parts, version_parts
from ledstjarna.plans.in_force import decided_by
from ledstjarna.plans.models import Plan, Version
from ledstjarna.situation import selectors as situation
from ledstjarna.situation.selectors import FindingRef


@dataclass(frozen=True, slots=True)
class Link:
    """An activity as a plan has it: as the board decided it, or, without a date, as a draft has it."""

    plan: Plan
    row: Row
    decided_on: date | None = None


@dataclass(frozen=True, slots=True)
class Chain:
    """A board's findings, each with the activities that answer it, and the activities that answer none."""

    findings: list[tuple[FindingRef, list[Link]]]
    without_finding: list[Link]
    plans: set[int]

    @property
    def answered(self) -> list[tuple[FindingRef, list[Link]]]:
        return [(finding, found) for finding, found in self.findings if found]

    @property
    def unanswered(self) -> list[FindingRef]:
        return [finding for finding, found in self.findings if not found]


def links(board_id: int, user: User) -> list[Link]:
    """The activities of the board's plan that applies, then of those to come, then of drafts that the user may read."""
    found = [link for version in decided_by(board_id) for link in links_of(version)]
    for plan in Plan.objects.drafts_for(user).filter(board=board_id).order_by("year"):
        found += [Link(plan, row) for part in draft_parts(plan) for row in part.activities]
    return found


def answering(found: Iterable[Link], key: UUID) -> list[Link]:
    """Those that answer the finding, each activity once: as decided when the board has decided it."""
    return _once(link for link in found if any(finding.key == str(key) for finding in link.row.findings))


def _once(found: Iterable[Link]) -> list[Link]:
    """Each activity where it stands first."""
    once: dict[str, Link] = {}
    for link in found:
        once.setdefault(link.row.key, link)
    return list(once.values())


def chain(board_id: int, user: User) -> Chain:
    """The newest published picture and the plan side by side. The queries do not grow with either."""
    findings = situation.published_findings(board_id)
    found = links(board_id, user)
    with_finding = {link.row.key for link in found if link.row.findings}
    return Chain(
        [(finding, answering(found, finding.key)) for finding in findings],
        _once(link for link in found if link.row.key not in with_finding),
        {link.plan.pk for link in found},
    )


def links_of(version: Version) -> Iterator[Link]:
    """The activities as the board decided them."""
    for part in version_parts(version):
        for row in part.activities:
            yield Link(version.plan, row, version.decided_on)
