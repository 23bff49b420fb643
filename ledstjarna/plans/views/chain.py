"""From finding to activity to decision: the chain as a whole, one finding's activities, and a new activity for it."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Count, Q, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from ledstjarna.accounts.request import SignedRequest
from ledstjarna.accounts.selectors import boards_of
from ledstjarna.audit import services as audit
from ledstjarna.plans import services
from ledstjarna.plans.chain import answering, chain, links
from ledstjarna.plans.forms_activity import AnsweringForm
from ledstjarna.plans.in_force import decided_by
from ledstjarna.plans.models import Plan, Section
from ledstjarna.plans.permissions import CHAIN, DRAFT_EDIT
from ledstjarna.plans.views.door import act_and_go, draft_url, no_draft
from ledstjarna.situation.selectors import FindingRef, finding_for
from ledstjarna.ui.forms import once_of
from ledstjarna.walls.permission import Permission, requires


@requires(CHAIN)
@require_safe
def overview(request: SignedRequest) -> HttpResponse:
    """Each of the user's boards: findings, the activities that answer them and when they were decided."""
    boards = [(board, chain(board.pk, request.user)) for board in boards_of(request.user, CHAIN)]
    for board, found in boards:
        record_read(request, board.pk, found.plans)
    context = {"boards": boards, "can_add": request.user.boards(DRAFT_EDIT)}
    return render(request, "plans/chain.html", context)


@requires(CHAIN)
@require_safe
def finding_activities(request: SignedRequest, key: UUID) -> HttpResponse:
    """The activities that answer a finding: a page, or with script a fragment in the finding's own."""
    finding = _finding_or_404(request, key, CHAIN)
    found = answering(links(finding.board_id, request.user), finding.key)
    record_read(request, finding.board_id, {link.plan.pk for link in found})
    context = {"finding": finding, "links": found, "can_add": finding.board_id in request.user.boards(DRAFT_EDIT)}
    fragment = request.headers.get("HX-Request") == "true"
    return render(request, f"plans/finding_activities{'_fragment' if fragment else ''}.html", context)


@requires(DRAFT_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def activity_for(request: SignedRequest, key: UUID) -> HttpResponse:
    """A new activity that answers a finding; without a draft to put it in, one is begun first."""
    finding = _finding_or_404(request, key, DRAFT_EDIT)
    sections = list(sections_of(finding.board_id))
    if not sections and "activity" not in request.POST:
        return _without_draft(request, finding)
    form = AnsweringForm(request.POST or None, sections=sections, initial={"section": fullest(sections)})
    if form.is_bound and form.is_valid():
        section = next(section for section in sections if section.pk == form.cleaned_data["section"])
        try:
            added = services.activity_add(
                section=section,
                texts=form.texts(),
                findings=[finding.key],
                actor_id=request.user.pk,
                once=once_of(request),
            )
        except audit.Repeated:
            return redirect(draft_url(section.plan))
        except services.NoDraft:
            form.add_error(None, no_draft())
        except ValidationError as fault:
            form.add_error(None, fault.messages)
        else:
            return redirect(draft_url(section.plan, added.key))
    record_read(request, finding.board_id, {section.plan_id for section in sections})
    context = {"finding": finding, "form": form}
    return render(request, "plans/activity_for.html", context, status=422 if form.errors else 200)


def _without_draft(request: SignedRequest, finding: FindingRef) -> HttpResponse:
    """The board's plan is opened for revision, or the way is shown to a plan or a section to put the activity in."""
    decided = next(iter(decided_by(finding.board_id)), None)
    draft = Plan.objects.drafts_for(request.user).filter(board=finding.board_id).first()
    if request.method == "POST" and decided and not draft:
        return act_and_go(
            request,
            lambda: services.plan_revise(plan=decided.plan, actor_id=request.user.pk, once=once_of(request)),
            request.path,
        )
    record_read(request, finding.board_id, {plan.pk for plan in (draft, decided and decided.plan) if plan})
    return render(request, "plans/no_draft.html", {"finding": finding, "decided": decided, "draft": draft})


def _finding_or_404(request: SignedRequest, key: UUID, permission: Permission) -> FindingRef:
    """A published finding of a board where the user holds the permission."""
    finding = finding_for(request.user, key)
    if finding is None or finding.board_id not in request.user.boards(permission):
        raise Http404
    return finding


def sections_of(board_id: int) -> QuerySet[Section]:
    """The sections of the board's drafts, each with the number of its activities."""
    drafts = Section.objects.filter(plan__board=board_id, plan__draft_since__isnull=False, removed_at__isnull=True)
    filled = Count("activities", filter=Q(activities__removed_at__isnull=True))
    return drafts.select_related("plan").annotate(filled=filled).order_by("-plan__year", "position", "pk")


def fullest(sections: list[Section]) -> int | None:
    """Where most activities stand, and the next one most likely belongs."""
    return max(sections, key=lambda section: section.filled).pk if sections else None  # type: ignore[attr-defined]


def record_read(request: SignedRequest, board_id: int, plans: Iterable[int]) -> None:
    """Write in the log that findings, and the drafts of these plans, are about to be shown."""
    audit.read("plan.chain.read", actor_id=request.user.pk, board_id=board_id, kind="plan", ids=sorted(plans))
