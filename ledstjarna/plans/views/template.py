"""The city's template: read by everybody once it is adopted, written by the central coordinator before that."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.forms import ModelForm
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ledstjarna.accounts.request import SignedRequest
from ledstjarna.audit import services as audit
from ledstjarna.plans import services
from ledstjarna.plans.forms import texts_in
from ledstjarna.plans.forms_template import (
    KnownTemplateSectionForm,
    NewTemplateForm,
    NewTemplateSectionForm,
    TemplateForm,
)
from ledstjarna.plans.models import Template, TemplateSection
from ledstjarna.plans.permissions import STRUCTURE_EDIT, STRUCTURE_READ
from ledstjarna.plans.template import (
    DETAILS,
    Structure,
    our_own,
    structure_for,
    structure_from,
    templates_for,
)
from ledstjarna.ui.forms import once_of
from ledstjarna.walls.permission import requires

CONFLICT = 409
UNPROCESSABLE = 422


@requires(STRUCTURE_READ)
@require_safe
def overview(request: SignedRequest) -> HttpResponse:
    """The templates by year, and which of them applies."""
    context = {
        "templates": templates_for(request.user),
        "applies": structure_for(timezone.localdate().year),
        "can_edit": request.user.may(STRUCTURE_EDIT),
    }
    return render(request, "plans/templates.html", context)


@requires(STRUCTURE_READ)
@require_safe
def our_own_page(request: SignedRequest) -> HttpResponse:
    """The structure that plans have until the city adopts one."""
    return _structure_page(request, our_own())


@requires(STRUCTURE_READ)
@require_safe
def template(request: SignedRequest, pk: int) -> HttpResponse:
    """A template with its sections and what it asks for."""
    found = get_object_or_404(templates_for(request.user).prefetch_related("sections"), pk=pk)
    return _structure_page(request, structure_from(found), found)


@requires(STRUCTURE_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def template_new(request: SignedRequest) -> HttpResponse:
    """A year's template as a copy of the latest."""
    latest = Template.objects.prefetch_related("sections").first()
    year = max(timezone.localdate().year, latest.year) + 1 if latest else timezone.localdate().year
    initial = {"year": year, "title": _("Stadens mall %d") % year}
    form = NewTemplateForm(request.POST or None, initial=initial)
    return _answer(
        request,
        form,
        lambda: services.template_create(
            **texts_in(form),
            copy_of=structure_from(latest) if latest else our_own(),
            actor_id=request.user.pk,
            once=once_of(request),
        ),
        to=lambda made: reverse("plans:template", args=[made]),
        heading=_("Börja en ny mall"),
        latest=latest,
    )


@requires(STRUCTURE_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def template_edit(request: SignedRequest, pk: int) -> HttpResponse:
    """The title, and what the template asks for."""
    found = get_object_or_404(Template, pk=pk)
    if request.method != "POST" and found.adopted_at:
        return redirect("plans:template", pk)
    form = TemplateForm(request.POST or None, instance=found, initial={"lock": found.lock})
    return _answer(
        request,
        form,
        lambda: services.template_edit(
            template=found,
            values=texts_in(form),
            lock=form.cleaned_data["lock"],
            actor_id=request.user.pk,
            once=once_of(request),
        ),
        to=reverse("plans:template", args=[pk]),
        heading=_("Vad mallen kräver"),
    )


@requires(STRUCTURE_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def template_adopt(request: SignedRequest, pk: int) -> HttpResponse:
    """Ask, then adopt."""
    return _asked(
        request, pk, services.template_adopt, "plans/template_adopt.html", reverse("plans:template", args=[pk])
    )


@requires(STRUCTURE_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def template_discard(request: SignedRequest, pk: int) -> HttpResponse:
    """Ask, then throw away a template in the making."""
    return _asked(request, pk, services.template_discard, "plans/template_discard.html", reverse("plans:templates"))


@requires(STRUCTURE_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def section_new(request: SignedRequest, pk: int) -> HttpResponse:
    """A new section at a place of one's choice."""
    found = get_object_or_404(Template, pk=pk)
    if request.method != "POST" and found.adopted_at:
        return redirect("plans:template", pk)
    headings = [section.heading for section in found.sections.all()]
    form = NewTemplateSectionForm(request.POST or None, headings=headings)
    return _answer(
        request,
        form,
        lambda: services.template_section_add(
            template=found,
            values=texts_in(form),
            index=form.cleaned_data["after"],
            actor_id=request.user.pk,
            once=once_of(request),
        ),
        to=reverse("plans:template", args=[pk]),
        heading=_("Lägg till avsnitt"),
    )


@requires(STRUCTURE_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def section(request: SignedRequest, pk: int) -> HttpResponse:
    """Rewrite a section."""
    found = get_object_or_404(TemplateSection.objects.select_related("template"), pk=pk)
    if request.method != "POST" and found.template.adopted_at:
        return redirect(_at(found))
    form = KnownTemplateSectionForm(request.POST or None, instance=found, initial={"lock": found.template.lock})
    return _answer(
        request,
        form,
        lambda: services.template_section_edit(
            section=found,
            values=texts_in(form),
            lock=form.cleaned_data["lock"],
            actor_id=request.user.pk,
            once=once_of(request),
        ),
        to=_at(found),
        heading=_("Ändra avsnitt"),
        section=found,
    )


@requires(STRUCTURE_EDIT)
@require_POST
def section_move(request: SignedRequest, pk: int) -> HttpResponse:
    """One step up or down."""
    found = get_object_or_404(TemplateSection, pk=pk)
    steps = -1 if request.POST.get("to") == "up" else 1
    _told(
        request,
        lambda: services.template_section_move(
            section=found, steps=steps, actor_id=request.user.pk, once=once_of(request)
        ),
    )
    return redirect(_at(found))


@requires(STRUCTURE_EDIT)
@require_POST
def section_remove(request: SignedRequest, pk: int) -> HttpResponse:
    """Take a section out of the template."""
    found = get_object_or_404(TemplateSection, pk=pk)
    _told(
        request,
        lambda: services.template_section_remove(section=found, actor_id=request.user.pk, once=once_of(request)),
    )
    return redirect("plans:template", found.template_id)


def _at(section: TemplateSection) -> str:
    return reverse("plans:template", args=[section.template_id]) + f"#s-{section.pk}"


def _answer(
    request: SignedRequest,
    form: ModelForm[Template] | ModelForm[TemplateSection],
    act: Callable[[], Model],
    *,
    to: str | Callable[[int], str],
    heading: str,
    **more: Any,
) -> HttpResponse:
    """Do what the form asks and go on, or show it with what was written and why that could not be.

    `to` may depend on the key of what was made.
    """
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            made = act()
        except audit.Repeated as before:
            return redirect(to if isinstance(to, str) else to(before.ids[0]))
        except services.TemplateChanged as changed:
            if section := more.get("section"):
                section.refresh_from_db()  # the form has written into it
            form, status = type(form)(initial={**texts_in(form), "lock": changed.lock}), CONFLICT
        except ValidationError as fault:
            form.add_error(None, fault if hasattr(fault, "error_dict") else fault.messages)
        else:
            return redirect(to if isinstance(to, str) else to(made.pk))
    back = to if isinstance(to, str) else reverse("plans:templates")
    context = {"form": form, "heading": heading, "back": back, "changed": status == CONFLICT, **more}
    return render(request, "plans/template_form.html", context, status=UNPROCESSABLE if form.errors else status)


def _told(request: SignedRequest, act: Callable[[], object]) -> bool:
    """Whether an act without a form of its own is done; else the next page says why not."""
    try:
        act()
    except audit.Repeated:
        return True
    except ValidationError as fault:
        messages.warning(request, " ".join(fault.messages))
        return False
    return True


def _asked(request: SignedRequest, pk: int, act: Callable[..., object], page: str, to: str) -> HttpResponse:
    found = get_object_or_404(Template, pk=pk)
    if request.method != "POST":
        gone = found.adopted_at is not None
        return redirect("plans:template", pk) if gone else render(request, page, {"template": found})
    done = _told(request, lambda: act(template=found, actor_id=request.user.pk, once=once_of(request)))
    return redirect(to if done else reverse("plans:template", args=[pk]))


def _structure_page(request: SignedRequest, structure: Structure, found: Template | None = None) -> HttpResponse:
    may = request.user.may(STRUCTURE_EDIT)
    context = {
        "structure": structure,
        "template": found,
        "requires": [DETAILS[code].label for code in structure.required],
        "can_edit": may and found is not None and found.adopted_at is None,
        "can_copy": may,
    }
    return render(request, "plans/template.html", context)
