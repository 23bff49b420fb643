"""The pages one reads: all plans, a decided plan, a draft, its history."""

from __future__ import annotations

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from ledstjarna.accounts.request import SignedRequest
from ledstjarna.plans import rounds, selectors
from ledstjarna.plans.annex import changes_since
from ledstjarna.plans.checks import check
from ledstjarna.plans.checks.gathering import draft_facts, version_facts
from ledstjarna.plans.comparing import text_changes
from ledstjarna.plans.content import draft_parts, version_parts
from ledstjarna.plans.models import Change, Plan, WordTemplate
from ledstjarna.plans.permissions import DRAFT_EDIT, DRAFT_READ, PLAN_IMPORT, PLAN_READ, VERSION_MASK
from ledstjarna.plans.prevention import star_context
from ledstjarna.plans.rollover import base_of, turn_of
from ledstjarna.plans.selectors_details import work_of
from ledstjarna.plans.structure import lacks_and_adds
from ledstjarna.plans.template import DETAILS
from ledstjarna.plans.views import course
from ledstjarna.plans.views.door import draft_or_404, record_read, visible_or_404
from ledstjarna.situation.permissions import READ as FINDING_READ
from ledstjarna.walls.permission import requires

HISTORY_PAGE = 40
_WITH_TEXTS = {Change.ADDED, Change.EDITED, Change.REMOVED, Change.RESTORED, Change.RENAMED}


@requires(PLAN_READ)
@require_safe
def plan_list(request: SignedRequest) -> HttpResponse:
    """All boards with their decided plans, and the drafts the user may read."""
    return render(
        request,
        "plans/list.html",
        {
            "rows": selectors.overview(request.user),
            "can_create": request.user.may(DRAFT_EDIT),
            "can_import": request.user.may(PLAN_IMPORT),
        },
    )


@requires(PLAN_READ)
@require_safe
def plan(request: SignedRequest, pk: int) -> HttpResponse:
    """The plan that applies; before the board's first decision, the draft."""
    found = visible_or_404(request, pk)
    latest = found.versions.defer("content", "pdf").last()
    if latest is None:
        return redirect("plans:draft", found.pk)
    return _version_page(request, found, latest.number)


@requires(PLAN_READ)
@require_safe
def version(request: SignedRequest, pk: int, number: int) -> HttpResponse:
    """A version as the board decided it."""
    return _version_page(request, visible_or_404(request, pk), number)


def _version_page(request: SignedRequest, found: Plan, number: int) -> HttpResponse:
    versions = list(found.versions.defer("content", "pdf"))
    shown = get_object_or_404(found.versions.defer("pdf").select_related("plan"), number=number)
    parts = version_parts(shown)
    made = rounds.round_of(shown)
    base = base_of(found, shown)
    draft = Plan.objects.drafts_for(request.user).filter(pk=found.pk).exists()
    is_latest = shown.number == versions[-1].number
    own = found.reached_by(request.user, DRAFT_READ)
    reads = draft or own
    return render(
        request,
        "plans/version.html",
        {
            **(course.of_version(request, found, shown, parts, reads_draft=reads) if is_latest else {}),
            "plan": found,
            "version": shown,
            "round": made,
            "maskings": shown.maskings.defer("content", "pdf"),
            "can_mask": found.reached_by(request.user, VERSION_MASK),
            "versions": versions,
            "is_latest": is_latest,
            "parts": parts,
            **star_context(parts),
            "has_word_template": WordTemplate.objects.exists(),
            "checks": check(version_facts(shown, parts)),
            "can_read_findings": found.board_id in request.user.boards(FINDING_READ),
            "work": work_of(found) if own else {},
            "changes": changes_since(base, parts, made.turn) if base else [],
            "base": base,
            "draft": draft,
            "next_year": _next_year(request, found),
            "can_revise": found.draft_since is None and found.reached_by(request.user, DRAFT_EDIT),
            "can_see_history": own,
        },
    )


@requires(DRAFT_READ)
@require_safe
def draft(request: SignedRequest, pk: int) -> HttpResponse:
    """The draft, with what the user may do to it."""
    if Plan.objects.within(request.user, DRAFT_READ).filter(pk=pk, draft_since__isnull=True).exists():
        return redirect("plans:plan", pk)
    found = draft_or_404(request, pk)
    parts = draft_parts(found)
    latest = found.versions.defer("content", "pdf").last()
    base = base_of(found, None)
    before = base.version if base and latest else None
    user = request.user
    work = work_of(found)
    comparison = lacks_and_adds(found, parts)
    way = course.of_draft(request, found, parts, before)
    stale = way["stale"]
    return render(
        request,
        "plans/draft.html",
        {
            "plan": found,
            "latest": latest,
            "next_number": latest.number + 1 if latest else 1,
            "parts": parts,
            **star_context(parts),
            "has_word_template": WordTemplate.objects.exists(),
            "checks": check(draft_facts(found, parts, work, comparison, way["earlier"])),
            "can_read_findings": found.board_id in user.boards(FINDING_READ),
            "work": work,
            "all_checks": True,
            "base": base,
            "changes": stale.changes if stale else changes_since(base, parts, rounds.turned(found)) if base else [],
            **way,
            "turn": turn_of(found, parts),
            "comparison": comparison,
            "details": DETAILS,
            "can_edit": found.reached_by(user, DRAFT_EDIT),
            "own": found.board_id in user.boards(DRAFT_EDIT),
            "can_see_history": found.reached_by(user, DRAFT_READ),
            "removed": selectors.removed_items(found) if found.reached_by(user, DRAFT_EDIT) else [],
        },
    )


@requires(DRAFT_READ)
@require_safe
def checks(request: SignedRequest, pk: int) -> HttpResponse:
    """Everything that the rules find in the plan as it stands, with why and where it is mended."""
    readable = Plan.objects.within(request.user, DRAFT_READ) | Plan.objects.drafts_for(request.user)
    found = get_object_or_404(readable.distinct().select_related("board"), pk=pk)
    record_read(request, found)
    parts = draft_parts(found)
    rows = {row.key: row.pk for part in parts for row in part.activities} | {part.key: part.pk for part in parts}
    can_edit = found.draft_since is not None and found.reached_by(request.user, DRAFT_EDIT)
    context = {"plan": found, "checks": check(draft_facts(found, parts)), "rows": rows, "can_edit": can_edit}
    context["sections"] = {part.key for part in parts}
    return render(request, "plans/checks_page.html", context)


@requires(DRAFT_READ)
@require_safe
def history(request: SignedRequest, pk: int, key: UUID | None = None) -> HttpResponse:
    """What has been done to the plan, or to one of its sections or activities."""
    found = get_object_or_404(selectors.histories(request.user).select_related("board"), pk=pk)
    record_read(request, found, "plan.history.read")
    rows = selectors.revisions(found)
    if key:
        rows = rows.filter(key=key)
    page = Paginator(rows, HISTORY_PAGE).get_page(request.GET.get("page"))
    events = [
        {
            "row": row,
            "changes": text_changes(row.before or {}, row.after or {}) if row.change in _WITH_TEXTS else (),
            "single": row.before is None or row.after is None,
        }
        for row in page
    ]
    carried = found.carried.exclude(reason="").filter(key=key).first() if key else None
    context = {"plan": found, "page": page, "events": events, "key": key, "carried": carried}
    return render(request, "plans/history.html", context)


def _next_year(request: SignedRequest, plan: Plan) -> int:
    """The year whose plan the user may begin from this one; 0 when it is not theirs or a later one is begun."""
    own = plan.board_id in request.user.boards(DRAFT_EDIT)
    later = Plan.objects.filter(board=plan.board_id, year__gt=plan.year)
    return plan.year + 1 if own and not later.exists() else 0
