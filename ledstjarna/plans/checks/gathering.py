"""The facts that the rules ask of a plan in the database."""

from __future__ import annotations

from django.utils import timezone

from ledstjarna.plans import selectors
from ledstjarna.plans.checks.model import Facts
from ledstjarna.plans.content import Part
from ledstjarna.plans.models import Plan, Version
from ledstjarna.plans.selectors_details import work_of
from ledstjarna.plans.understanding import period_names


def text_facts(parts: tuple[Part, ...], year: int) -> Facts:
    """What can be asked of a plan that is only read from a file. One query."""
    return Facts(parts, year, period_names(year), timezone.localdate())


def draft_facts(plan: Plan, parts: tuple[Part, ...]) -> Facts:
    """What can be asked of a draft. The queries do not grow with it."""
    latest = plan.versions.defer("content", "pdf").last()
    unanswered = selectors.unanswered_by(plan.board_id, parts)
    return Facts(
        parts,
        plan.year,
        period_names(plan.year),
        timezone.localdate(),
        pictured=selectors.has_findings(plan, parts),
        unanswered=[(str(finding.key), finding.heading) for finding in unanswered],
        work=work_of(plan),
        has_next_revision=plan.next_revision_id is not None,
        decided_on=latest.decided_on if latest else None,
    )


def version_facts(version: Version, parts: tuple[Part, ...]) -> Facts:
    """What can be asked of a decided version as its board knew it then."""
    plan = version.plan
    pictured = selectors.has_findings(plan, parts, version.decided_on)
    return Facts(parts, plan.year, period_names(plan.year), timezone.localdate(), pictured=pictured)
