"""The board's decision is recorded, and the next draft begun."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from ledstjarna.accounts.request import SignedRequest
from ledstjarna.audit import services as audit
from ledstjarna.plans import services
from ledstjarna.plans.checks import check
from ledstjarna.plans.checks.gathering import draft_facts
from ledstjarna.plans.content import draft_parts, fingerprint
from ledstjarna.plans.forms_decisions import DecisionForm
from ledstjarna.plans.models import Outcome, Plan
from ledstjarna.plans.permissions import DECISION_RECORD, DRAFT_EDIT
from ledstjarna.plans.rounds import pending
from ledstjarna.plans.views.door import act_and_go, draft_url, no_draft, plan_within_or_404
from ledstjarna.plans.views.minutes import confirming, minutes_page
from ledstjarna.plans.way import course
from ledstjarna.ui.forms import add_fault, once_of
from ledstjarna.walls.permission import requires


@requires(DECISION_RECORD)
@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: SignedRequest, pk: int) -> HttpResponse:
    """How the board decided, date, paragraph and dnr; then everything once more to confirm; then it is recorded."""
    boards = request.user.boards(DECISION_RECORD)
    plan = get_object_or_404(Plan.objects.filter(board__in=boards).select_related("board"), pk=pk)
    if request.method != "POST":
        if plan.draft_since is None:
            return redirect("plans:plan", plan.pk)
        form = DecisionForm(
            initial={"body": plan.board.name, "seen": _seen(plan)}, latest=None, police_missing=_police_missing(plan)
        )
        return _page(request, plan, form)
    form = _bound(request, plan)
    if confirm := confirming(request, form):
        confirm = not _unanswered(plan) or form.cleaned_data["outcome"] != Outcome.APPROVED
        return _page(request, plan, form, confirm=confirm)
    if not form.is_valid() or "confirm" not in request.POST:
        return _page(request, plan, form)
    try:
        _record(request, plan, form)
    except audit.Repeated:
        pass
    except services.NoDraft:
        form.add_error(None, no_draft())
        return _page(request, plan, form, status=409)
    except services.DraftChanged:
        form = _bound(request, plan, seen=_seen(plan))
        form.add_error(None, _("Utkastet har ändrats sedan du öppnade sidan. Läs igenom det igen."))
        return _page(request, plan, form, status=409)
    except ValidationError as fault:
        add_fault(form, fault)
        return _page(request, plan, form)
    return redirect("plans:plan", plan.pk)


@requires(DRAFT_EDIT)
@require_POST
def revise(request: SignedRequest, pk: int) -> HttpResponse:
    """Begin a new draft from what was decided."""
    plan = plan_within_or_404(request, pk, DRAFT_EDIT)
    return act_and_go(
        request,
        lambda: services.plan_revise(plan=plan, actor_id=request.user.pk, once=once_of(request)),
        draft_url(plan),
    )


def _record(request: SignedRequest, plan: Plan, form: DecisionForm) -> None:
    """The act that the outcome asks for, and a word about it."""
    said = form.cleaned_data
    if said["outcome"] == Outcome.APPROVED:
        version = services.version_decide(
            plan=plan,
            decision=form.decision,
            seen=said["seen"],
            without_police=said.get("without_police", ""),
            actor_id=request.user.pk,
            once=once_of(request),
        )
        messages.success(request, _("Version %d är fastställd.") % version.number)
    else:
        services.draft_refer_back(
            plan=plan,
            decision=form.decision,
            remarks=said["remarks"],
            seen=said["seen"],
            actor_id=request.user.pk,
            once=once_of(request),
        )
        messages.success(request, _("Återremissen är registrerad. Samordnaren svarar på synpunkterna i utkastet."))


def _bound(request: SignedRequest, plan: Plan, **changed: str) -> DecisionForm:
    latest = None if changed else plan.versions.defer("content", "pdf").last()
    data = {**request.POST.dict(), **changed}
    return DecisionForm(data, latest=latest, police_missing=_police_missing(plan))


def _police_missing(plan: Plan) -> bool:
    return course(plan).police_missing


def _seen(plan: Plan) -> str:
    return fingerprint(plan, draft_parts(plan))


def _unanswered(plan: Plan) -> int:
    return sum(remark.open for remark in pending(plan))


def _page(
    request: SignedRequest, plan: Plan, form: DecisionForm, *, confirm: bool = False, status: int = 200
) -> HttpResponse:
    parts, unanswered = draft_parts(plan), _unanswered(plan)
    approves = not confirm or form.cleaned_data["outcome"] == Outcome.APPROVED
    words = {
        "heading": _("Registrera nämndens beslut"),
        "lead": _("Beslutet gäller utkastet som det ser ut nu."),
        "warning": _frozen_for_good() if approves else _("Utkastet går tillbaka till samordnaren med synpunkterna."),
        "act": _("Fastställ versionen") if approves else _("Registrera återremissen"),
        "card": _("Version %d") % (plan.versions.count() + 1) if approves else _("Återremiss"),
        "back": draft_url(plan),
        "about_draft": True,
        "unanswered": unanswered,
        "unanswered_words": _unanswered_words(unanswered),
        "checks": check(draft_facts(plan, parts)),
        "sections": len(parts),
        "activities": sum(len(part.activities) for part in parts),
    }
    return minutes_page(request, plan, form, words, confirm=confirm, status=status)


def _frozen_for_good() -> str:
    return _(
        "När du fastställer versionen fryses texten. Den går inte att ändra sedan, bara att ersätta med en ny version."
    )


def _unanswered_words(count: int) -> str:
    sentence = ngettext(
        "En synpunkt är inte besvarad. Planen går att fastställa när den har ett svar.",
        "%d synpunkter är inte besvarade. Planen går att fastställa när de har svar.",
        count,
    )
    return sentence % count if count > 1 else sentence
