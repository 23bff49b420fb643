"""Remarks on a plan and their answers: all on one page, the answers saved together."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import uuid5

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ledstjarna.accounts.request import SignedRequest
from ledstjarna.audit import services as audit
from ledstjarna.plans import services
from ledstjarna.plans.earlier import earlier, later_draft
from ledstjarna.plans.forms import SWEDISH
from ledstjarna.plans.models import Plan, Remark
from ledstjarna.plans.permissions import DRAFT_EDIT, DRAFT_READ, REMARK_RAISE
from ledstjarna.plans.rounds import raised_by
from ledstjarna.plans.views.door import no_draft, plan_within_or_404, record_read
from ledstjarna.texts.forms import GuardedField
from ledstjarna.ui.forms import add_fault, once_of
from ledstjarna.walls.permission import requires

CONFLICT = 409
FORM = "svar"


class AnswerForm(forms.ModelForm[Remark]):
    """One answer among the page's; all of them are sent together. `clash`: another stands there since it was read."""

    clash = False
    lock = forms.IntegerField(widget=forms.HiddenInput(attrs={"form": FORM}), min_value=0, max_value=2**31 - 1)

    class Meta:
        model = Remark
        fields = ("answer",)
        widgets = {"answer": forms.Textarea(attrs={"rows": 3, "form": FORM, **SWEDISH})}

    def __init__(self, data: QueryDict | dict[str, Any] | None = None, *, remark: Remark) -> None:
        super().__init__(data, instance=Remark(pk=remark.pk, answer=remark.answer), prefix=str(remark.number))
        self.fields["answer"].required = bool(remark.answer)
        self.fields["answer"].sometimes = True  # type: ignore[attr-defined]
        self.initial["lock"] = remark.lock

    def again(self, current: Remark) -> AnswerForm:
        """The own answer once more, ready to be saved over the one that stands now."""
        said = {self.add_prefix("answer"): self.cleaned_data["answer"], self.add_prefix("lock"): current.lock}
        form = AnswerForm(said, remark=current)
        form.clash = True
        return form


class RaiseForm(forms.Form):
    text = GuardedField(
        label=_("Synpunkt"), guard="institution", max_length=2_000, widget=forms.Textarea(attrs={"rows": 4, **SWEDISH})
    )


@requires(DRAFT_READ)
@require_safe
def remarks(request: SignedRequest, pk: int) -> HttpResponse:
    """All remarks on the plan and their answers, with a form for each that waits for one."""
    return _page(request, _plan_or_404(request, pk))


@requires(DRAFT_EDIT)
@require_POST
def answers(request: SignedRequest, pk: int) -> HttpResponse:
    """Save all answers that were written; what cannot be saved stays in its field."""
    plan = plan_within_or_404(request, pk, DRAFT_EDIT)
    written = {
        remark.number: form
        for remark in plan.remarks.select_related("step")
        if (form := AnswerForm(request.POST, remark=remark)).add_prefix("answer") in request.POST
    }
    if any(form.errors for form in written.values()):
        return _page(request, plan, written=written)
    clashes: dict[int, AnswerForm] = {}
    saved = 0
    for remark in plan.remarks.filter(number__in=written):
        form = written[remark.number]
        if not form.cleaned_data["answer"] and not remark.answer:
            continue
        try:
            saved += _answered(request, remark, form)
        except services.AnsweredMeanwhile as meanwhile:
            clashes[remark.number] = form.again(meanwhile.current)
        except services.NoDraft:
            form.add_error(None, no_draft())
            return _page(request, plan, written=written, status=CONFLICT)
        except ValidationError as fault:
            add_fault(form, fault)
            return _page(request, plan, written=written)
    if clashes:
        return _page(request, plan, written=clashes, status=CONFLICT)
    if saved:
        messages.success(request, ngettext("%d svar är sparat.", "%d svar är sparade.", saved) % saved)
    return redirect("plans:remarks", pk)


def _answered(request: SignedRequest, remark: Remark, form: AnswerForm) -> bool:
    """Whether the answer is another now. One sent twice is one, but not when it reads otherwise the second time."""
    answer, once = form.cleaned_data["answer"], once_of(request)
    try:
        services.remark_answer(
            remark=remark,
            answer=answer,
            lock=form.cleaned_data["lock"],
            actor_id=request.user.pk,
            once=uuid5(once, str(remark.number)) if once else None,
        )
    except audit.Repeated:
        now = Remark.objects.get(pk=remark.pk)
        if now.answer != answer:
            raise services.AnsweredMeanwhile(now) from None
        return False
    return bool(answer != remark.answer)


@requires(REMARK_RAISE)
@require_http_methods(["GET", "HEAD", "POST"])
def raise_(request: SignedRequest, pk: int) -> HttpResponse:
    """The central coordinator remarks on a plan that is decided or released."""
    plan = get_object_or_404(_open_to(request), pk=pk)
    form = RaiseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _then(
            request,
            plan,
            lambda: services.remark_raise(
                plan=plan, text=form.cleaned_data["text"], actor_id=request.user.pk, once=once_of(request)
            ),
        )
    if plan.draft_since is not None and plan.released_at is not None:
        record_read(request, plan)
    context = {"plan": plan, "form": form, "back": _back(request, plan)}
    return render(request, "plans/remark_new.html", context, status=422 if form.errors else 200)


@requires(REMARK_RAISE)
@require_POST
def withdraw(request: SignedRequest, pk: int, number: int) -> HttpResponse:
    """The one who raised a remark takes it back while nobody has answered it."""
    plan = get_object_or_404(_open_to(request), pk=pk)
    remark = get_object_or_404(plan.remarks.select_related("plan"), number=number)
    return _then(
        request,
        plan,
        lambda: services.remark_withdraw(remark=remark, actor_id=request.user.pk, once=once_of(request)),
    )


def _then(request: SignedRequest, plan: Plan, act: Callable[[], object]) -> HttpResponse:
    try:
        act()
    except audit.Repeated:
        pass
    except ValidationError as fault:
        messages.warning(request, " ".join(fault.messages))
    return redirect(_back(request, plan))


def _back(request: SignedRequest, plan: Plan) -> str:
    """The page of remarks, which is open to those who may read them."""
    return reverse("plans:remarks", args=[plan.pk])


def _open_to(request: SignedRequest) -> Any:
    """The plans that the central coordinator may remark on: those decided, and drafts the user may read."""
    boards = request.user.boards(REMARK_RAISE)
    decided = Plan.objects.decided() | Plan.objects.drafts_for(request.user)
    return decided.filter(board__in=boards).distinct().select_related("board")


def _plan_or_404(request: SignedRequest, pk: int) -> Plan:
    """A plan whose remarks the user may read: the own board's, one that is released, or one to remark on."""
    own = Plan.objects.within(request.user, DRAFT_READ)
    found = own | Plan.objects.drafts_for(request.user)
    raising = Plan.objects.decided().filter(board__in=request.user.boards(REMARK_RAISE))
    keys = Q(pk__in=found.values("pk")) | Q(pk__in=raising.values("pk"))
    return get_object_or_404(Plan.objects.filter(keys).select_related("board"), pk=pk)


def _page(
    request: SignedRequest,
    plan: Plan,
    *,
    written: Mapping[int, AnswerForm] | None = None,
    status: int | None = None,
) -> HttpResponse:
    record_read(request, plan, "plan.remarks.read")
    user = request.user
    own = plan.reached_by(user, DRAFT_READ) or Plan.objects.drafts_for(user).filter(pk=plan.pk).exists()
    writes = plan.reached_by(user, DRAFT_EDIT)
    later = later_draft(plan) if own and plan.draft_since is None else None
    can_answer = writes and (plan.draft_since is not None or later is not None)
    found = plan.remarks.select_related("step", "answered_in__plan").defer("answered_in__content", "answered_in__pdf")
    rows = [
        _row(remark, user.pk, own=own, can_answer=can_answer, form=(written or {}).get(remark.number))
        for remark in found
        if own or not _of_draft(remark)
    ]
    failed = any(form.errors for form in (written or {}).values())
    context = {
        "plan": plan,
        "rows": rows,
        "answering": any(row["form"] for row in rows),
        "left": sum(row["remark"].open for row in rows),
        "writes": writes,
        "later": later,
        "earlier": earlier(plan) if own else [],
        "decided": plan.versions.exists(),
        "can_raise": plan.board_id in user.boards(REMARK_RAISE),
    }
    return render(request, "plans/remarks.html", context, status=status or (422 if failed else 200))


def _of_draft(remark: Remark) -> bool:
    """Whether it was said of a draft that no version has come of yet, which is the board's own matter."""
    return remark.step is not None and remark.step.version_id is None


def _row(remark: Remark, user_id: int, *, own: bool, can_answer: bool, form: AnswerForm | None) -> dict[str, Any]:
    """One remark: what the user may see of its answer, and may do. An answer under way is the board's own."""
    if form is None and can_answer and remark.answered_in_id is None and remark.withdrawn_at is None:
        form = AnswerForm(remark=remark)
    return {
        "remark": remark,
        "by": raised_by(remark),
        "answer": remark.answer if own or remark.answered_in_id else "",
        "form": form,
        "clash": form is not None and form.clash,
        "can_withdraw": remark.open and remark.step_id is None and remark.raised_by_id == user_id,
    }
