"""The facts that the rules ask of a plan in the database."""

from __future__ import annotations

from django.utils import timezone

from ledstjarna.plans import selectors
from ledstjarna.plans.checks.model import Facts
from ledstjarna.plans.content import Part
from ledstjarna.plans.earlier import Earlier, earlier
from ledstjarna.plans.models import Plan, Version
from ledstjarna.plans.selectors_details import Work, work_of
from ledstjarna.plans.structure import Comparison, lacks_and_adds
from ledstjarna.plans.template import DETAILS
from ledstjarna.plans.understanding import period_names
from ledstjarna.situation import selectors as situation


def text_facts(parts: tuple[Part, ...], year: int) -> Facts:
    """What can be asked of a plan that is only read from a file. One query."""
    return Facts(parts, year, period_names(year), timezone.localdate())


def draft_facts(
    plan: Plan,
    parts: tuple[Part, ...],
    work: dict[str, Work] | None = None,
    comparison: Comparison | None = None,
    before: list[Earlier] | None = None,
) -> Facts:
    """What can be asked of a draft; what is given is not asked for again. The queries do not grow with it."""
    comparison = comparison or lacks_and_adds(plan, parts)
    decided_on = plan.versions.order_by("-number").values_list("decided_on", flat=True).first()
    published = situation.published_findings(plan.board_id)
    answered = {finding.key for part in parts for row in part.activities for finding in row.findings}
    return Facts(
        parts,
        plan.year,
        period_names(plan.year),
        timezone.localdate(),
        pictured=bool(published) or any(row.findings for part in parts for row in part.activities),
        unanswered=[(str(finding.key), finding.heading) for finding in published if str(finding.key) not in answered],
        work=work_of(plan) if work is None else work,
        owed=[(row.year, row.owed) for row in (earlier(plan) if before is None else before) if row.owed],
        lacking=[section.heading for section in comparison.missing],
        details_lacking={row.key: [str(DETAILS[code].label) for code in codes] for row, codes in comparison.short},
        months=comparison.structure.months,
        has_next_revision=plan.next_revision_id is not None,
        decided_on=decided_on,
    )


def version_facts(version: Version, parts: tuple[Part, ...]) -> Facts:
    """What can be asked of a decided version as its board knew it then."""
    plan = version.plan
    pictured = selectors.has_findings(plan, parts, version.decided_on)
    return Facts(parts, plan.year, period_names(plan.year), timezone.localdate(), pictured=pictured)
