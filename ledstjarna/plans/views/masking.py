"""A masked version of a decided plan: chosen part by part, looked at, frozen; and handed out."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ledstjarna.accounts.request import SignedRequest
from ledstjarna.audit import services as audit
from ledstjarna.plans import services
from ledstjarna.plans.content import Part, version_parts
from ledstjarna.plans.forms_masking import CoverForm, packed, unpacked
from ledstjarna.plans.masking import Cover, Paper, suggestions
from ledstjarna.plans.models import Plan, Version
from ledstjarna.plans.permissions import PLAN_READ, VERSION_MASK
from ledstjarna.plans.printing import masked_docx
from ledstjarna.plans.views.door import visible_or_404
from ledstjarna.plans.views.exports import file_answer
from ledstjarna.ui.forms import add_fault, once_of
from ledstjarna.walls.permission import requires


@requires(VERSION_MASK)
@require_http_methods(["GET", "HEAD", "POST"])
def mask(request: SignedRequest, pk: int, number: int) -> HttpResponse:
    """What is covered so far, what more can be, and the result. Only the last step stores anything."""
    plans = Plan.objects.within(request.user, VERSION_MASK).select_related("board")
    version = get_object_or_404(Version.objects.filter(plan__in=plans).defer("pdf"), plan=pk, number=number)
    parts = version_parts(version)
    try:
        covers = unpacked(request.POST.getlist("cover"), parts)
        if covers:
            services.masked(version, covers)
    except ValidationError as fault:
        messages.warning(request, " ".join(fault.messages))
        return redirect(request.path)
    form = CoverForm(parts=parts)
    if "drop" in request.POST:
        dropped = request.POST["drop"]
        covers = [one for place, one in enumerate(covers) if str(place) != dropped]
    elif "save" in request.POST:
        return _saved(request, version, covers)
    elif "add" in request.POST:
        form = CoverForm(request.POST, parts=parts)
        covers, form = _added(version, parts, covers, form)
    return _page(request, version, parts, covers, form)


@requires(PLAN_READ)
@require_safe
def masking(request: SignedRequest, pk: int, number: int, masking: int, fmt: str) -> HttpResponse:
    """A masked version as it was frozen; Word is made from the frozen content."""
    if fmt not in ("pdf", "docx", "json"):
        raise Http404
    plan = visible_or_404(request, pk)
    version = get_object_or_404(plan.versions.defer("content", "pdf"), number=number)
    found = get_object_or_404(version.maskings, number=masking)
    paper = services.paper_of(found)
    if fmt == "docx":
        content = masked_docx(version, found.number, paper, found.sha256)
    else:
        content = bytes(found.pdf if fmt == "pdf" else found.content)
    return file_answer(content, f"{paper.title}-version-{number}-maskad-{masking}", fmt)


def _added(
    version: Version, parts: tuple[Part, ...], covers: list[Cover], form: CoverForm
) -> tuple[list[Cover], CoverForm]:
    """The covers with those chosen in the form, and an empty form; as they were, and the form with its faults."""
    if form.is_valid():
        more = [one for one in form.covers() if one not in covers]
        try:
            services.masked(version, [*covers, *more])
        except ValidationError as fault:
            add_fault(form, fault)
        else:
            return [*covers, *more], CoverForm(parts=parts)
    return covers, form


def _saved(request: SignedRequest, version: Version, covers: Sequence[Cover]) -> HttpResponse:
    try:
        made = services.version_mask(version=version, covers=covers, actor_id=request.user.pk, once=once_of(request))
    except audit.Repeated:
        pass
    except ValidationError as fault:
        messages.warning(request, " ".join(fault.messages))
        return redirect(request.path)
    else:
        messages.success(request, _("Maskad version %d är klar att lämna ut.") % made.number)
    return redirect(reverse("plans:version", args=[version.plan_id, version.number]))


def _page(
    request: SignedRequest, version: Version, parts: tuple[Part, ...], covers: list[Cover], form: CoverForm
) -> HttpResponse:
    paper: Paper | None = services.masked(version, covers) if covers else None
    lines = paper.covers if paper else ()
    context = {
        "plan": version.plan,
        "version": version,
        "parts": parts,
        "form": form,
        "covers": list(zip(packed(covers), lines, strict=True)),
        "paper": paper,
        "ticked": form.ticked,
        "suggestions": suggestions(paper.parts if paper else parts),
    }
    return render(request, "plans/mask.html", context, status=422 if form.errors else 200)
