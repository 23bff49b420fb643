"""Sections and activities, edited in place: a page of its own, or with script a fragment in the draft."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.forms import ModelForm
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ledstjarna.accounts.request import SignedRequest
from ledstjarna.audit import services as audit
from ledstjarna.plans import selectors, services
from ledstjarna.plans.comparing import TextChange, text_changes
from ledstjarna.plans.forms import NewSectionForm, SectionForm, texts_in
from ledstjarna.plans.forms_activity import ActivityForm
from ledstjarna.plans.models import Activity, Item, Plan, Section, shown
from ledstjarna.plans.permissions import DRAFT_EDIT
from ledstjarna.plans.reasons import keys_of, state_of, state_with
from ledstjarna.plans.selectors_details import Choices, choices_for
from ledstjarna.plans.structure import guidance_for
from ledstjarna.plans.views.door import (
    act_and_go,
    draft_url,
    item_or_404,
    no_draft,
    plan_within_or_404,
    record_read,
)
from ledstjarna.situation.permissions import READ as FINDING_READ
from ledstjarna.ui.forms import add_fault, once_of
from ledstjarna.walls.permission import requires

CONFLICT = 409
UNPROCESSABLE = 422


@requires(DRAFT_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def section_add(request: SignedRequest, pk: int) -> HttpResponse:
    """A new section at a place of one's choice."""
    plan = plan_within_or_404(request, pk, DRAFT_EDIT)
    sections = plan.sections.filter(removed_at__isnull=True)
    form = NewSectionForm(request.POST or None, headings=[shown(section) for section in sections])
    if request.method == "POST" and form.is_valid():
        return _added(
            request,
            plan,
            form,
            lambda: services.section_add(
                plan=plan,
                texts=texts_in(form),
                index=form.index(),
                actor_id=request.user.pk,
                once=once_of(request),
            ),
        )
    return _form_page(request, plan, form, _("Lägg till avsnitt"))


@requires(DRAFT_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def activity_add(request: SignedRequest, pk: int) -> HttpResponse:
    """A new activity last in a section's table."""
    section = get_object_or_404(
        Section.objects.filter(plan__in=Plan.objects.within(request.user, DRAFT_EDIT)).select_related("plan__board"),
        pk=pk,
    )
    form = ActivityForm(request.POST or None, choices=_choices(request, section.plan))
    if request.method == "POST" and form.is_valid():
        return _added(
            request,
            section.plan,
            form,
            lambda: services.activity_add(
                section=section,
                texts=form.texts(),
                findings=form.cleaned_data.get("findings", ()),
                actor_id=request.user.pk,
                once=once_of(request),
            ),
        )
    return _form_page(request, section.plan, form, _("Lägg till aktivitet"), section=section)


@requires(DRAFT_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def item(request: SignedRequest, pk: int, model: type[Item]) -> HttpResponse:
    """Rewrite a section or an activity."""
    found = item_or_404(request, model, pk)
    heading = _("Ändra avsnitt") if model is Section else _("Ändra aktivitet")
    if request.method != "POST":
        if found.plan.draft_since is None:
            return redirect("plans:plan", found.plan.pk)
        form = _form(request, found, initial={"lock": found.lock, "findings": keys_of(found)})
        return _form_page(request, found.plan, form, heading, item=found)
    form = _form(request, found, request.POST)
    if not form.is_valid():
        return _form_page(request, found.plan, form, heading, item=item_or_404(request, model, pk))
    texts = form.texts() if isinstance(form, ActivityForm) else texts_in(form)
    findings, lock = form.cleaned_data.get("findings"), form.cleaned_data["lock"]
    found = item_or_404(request, model, pk)  # the form has written into the other
    try:
        services.item_edit(
            item=found,
            texts=texts,
            findings=findings,
            editorial=form.cleaned_data.get("editorial", False),
            lock=-1 if lock is None else lock,
            actor_id=request.user.pk,
            once=once_of(request),
        )
    except audit.Repeated:
        pass
    except services.NoDraft:
        form.add_error(None, no_draft())
        return _form_page(request, found.plan, form, heading, item=found, status=CONFLICT)
    except services.Stale as stale:
        return _conflict_page(request, stale.current, texts, findings or ())
    except ValidationError as fault:
        add_fault(form, fault)
        return _form_page(request, found.plan, form, heading, item=found)
    return redirect(draft_url(found.plan, found.key))


@requires(DRAFT_EDIT)
@require_POST
def move(request: SignedRequest, pk: int, model: type[Item]) -> HttpResponse:
    """One step up or down."""
    found = item_or_404(request, model, pk)
    steps = -1 if request.POST.get("to") == "up" else 1
    return act_and_go(
        request,
        lambda: services.item_move(item=found, steps=steps, actor_id=request.user.pk, once=once_of(request)),
        draft_url(found.plan, found.key),
    )


@requires(DRAFT_EDIT)
@require_POST
def remove(request: SignedRequest, pk: int, model: type[Item]) -> HttpResponse:
    """Take a section or an activity out of the draft."""
    found = item_or_404(request, model, pk)
    return act_and_go(
        request,
        lambda: services.item_remove(item=found, actor_id=request.user.pk, once=once_of(request)),
        draft_url(found.plan) + "#borttaget",
    )


@requires(DRAFT_EDIT)
@require_POST
def restore(request: SignedRequest, pk: int, model: type[Item]) -> HttpResponse:
    """Bring a removed one back."""
    found = item_or_404(request, model, pk)
    return act_and_go(
        request,
        lambda: services.item_restore(item=found, actor_id=request.user.pk, once=once_of(request)),
        draft_url(found.plan, found.key),
    )


def _form(
    request: SignedRequest, item: Item, data: QueryDict | None = None, initial: dict[str, Any] | None = None
) -> ModelForm[Any]:
    """The form that rewrites the row; an activity's offers the board's findings too."""
    decided = item.plan.versions.exists()
    if isinstance(item, Section):
        return SectionForm(data, instance=item, initial=initial, decided=decided)
    return ActivityForm(
        data, instance=item, initial=initial, choices=_choices(request, item.plan, item), decided=decided
    )


def _choices(request: SignedRequest, plan: Plan, activity: Activity | None = None) -> Choices:
    """What the form offers; the findings of a board only to those who may read its situation picture."""
    return choices_for(plan, activity, findings=plan.board_id in request.user.boards(FINDING_READ))


def _added(request: SignedRequest, plan: Plan, form: ModelForm[Any], act: Any) -> HttpResponse:
    try:
        added: Item = act()
    except audit.Repeated:
        return redirect(draft_url(plan))
    except services.NoDraft:
        form.add_error(None, no_draft())
        return _form_page(request, plan, form, _("Lägg till"), status=CONFLICT)
    except ValidationError as fault:
        form.add_error(None, fault.messages)
        return _form_page(request, plan, form, _("Lägg till"))
    return redirect(draft_url(plan, added.key))


def _form_page(
    request: SignedRequest,
    plan: Plan,
    form: ModelForm[Any],
    heading: str,
    *,
    item: Item | None = None,
    section: Section | None = None,
    status: int | None = None,
) -> HttpResponse:
    record_read(request, plan)
    context = {
        "plan": plan,
        "form": form,
        "heading": heading,
        "action": request.path,
        "item": item,
        "name": "section" if isinstance(item, Section) else "activity",
        "section": section,
        "guidance": guidance_for(item) if isinstance(item, Section) else "",
        "back": draft_url(plan, item.key if item else section.key if section else None),
    }
    in_place = request.headers.get("HX-Request") == "true" and request.method == "GET"
    template = "plans/item_in_place.html" if in_place else "plans/item.html"
    return render(request, template, context, status=status or (UNPROCESSABLE if form.errors else 200))


def _conflict_page(
    request: SignedRequest, current: Item, texts: dict[str, Any], findings: Collection[UUID]
) -> HttpResponse:
    """Both texts side by side; the own one stays in the form, ready to be saved over the other."""
    plan = current.plan
    record_read(request, plan)
    latest = selectors.revisions(plan).filter(key__in=_keys(current)).first()
    differing: tuple[TextChange, ...] = text_changes(state_of(current), state_with(current, texts, findings))
    return render(
        request,
        "plans/conflict.html",
        {
            "plan": plan,
            "item": current,
            "latest": latest,
            "differing": differing,
            "form": _form(request, current, initial=_typed(texts) | {"findings": findings, "lock": current.lock}),
            "back": draft_url(plan, current.key),
        },
        status=CONFLICT,
    )


def _typed(texts: dict[str, Any]) -> dict[str, Any]:
    """What was written and chosen, as the form takes it."""
    return {**texts, **({"areas": [":".join(pair) for pair in texts["areas"]]} if "areas" in texts else {})}


def _keys(item: Item) -> list[Any]:
    return [item.key, item.section.key] if isinstance(item, Activity) and item.section.removed else [item.key]
