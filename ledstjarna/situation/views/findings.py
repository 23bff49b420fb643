"""Findings of a draft: written, rewritten, removed."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ledstjarna.accounts.request import SignedRequest
from ledstjarna.audit import services as audit
from ledstjarna.situation import selectors, services
from ledstjarna.situation.forms import FindingForm
from ledstjarna.situation.models import Finding, Picture
from ledstjarna.situation.permissions import EDIT
from ledstjarna.situation.views.door import draft_url, finding_or_404, own_or_404, record_read
from ledstjarna.ui.forms import once_of
from ledstjarna.walls.permission import requires


@requires(EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: SignedRequest, pk: int) -> HttpResponse:
    """A new finding; the address may name the figure it begins from (`figure`)."""
    picture = own_or_404(request, pk)
    if picture.published_at is not None and request.method != "POST":
        return redirect("situation:picture", picture.pk)
    draft = selectors.draft(picture.board_id, picture.year)
    figure = draft.by_code.get(request.GET.get("figure", ""))
    form = FindingForm(request.POST or None, draft=draft, initial={"figures": [figure.code] if figure else []})
    if request.method != "POST" or not form.is_valid():
        return _page(request, picture, form, about=figure.line if figure else "")
    try:
        finding = services.finding_add(
            picture=picture, texts=_texts(form), actor_id=request.user.pk, once=once_of(request)
        )
    except audit.Repeated:
        return redirect(draft_url(picture))
    return redirect(draft_url(picture, finding.key))


@requires(EDIT)
@require_safe
def begin(request: SignedRequest, board: int, year: int) -> HttpResponse:
    """From a figure elsewhere (`figure`) to a finding on it, in the board's draft of that year or the next."""
    if board not in request.user.boards(EDIT):
        raise Http404
    draft = Picture.objects.drafts().filter(board=board).first()
    if draft is None:
        messages.info(request, _("Börja lägesbilden först. Sedan går det att skriva en slutsats på siffran."))
        return redirect("situation:list")
    if draft.year not in (year, year + 1):
        words = _("Nämndens lägesbild under arbete gäller %(draft)d, och siffran är från %(year)d.")
        messages.info(request, words % {"draft": draft.year, "year": year})
        return redirect(draft_url(draft))
    return redirect(f"{reverse('situation:finding_add', args=[draft.pk])}?{request.GET.urlencode()}")


@requires(EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: SignedRequest, pk: int) -> HttpResponse:
    """Rewrite a finding. When somebody was faster, both texts are shown and the own one is kept."""
    finding = finding_or_404(request, pk)
    picture = finding.picture
    if picture.published_at is not None and request.method != "POST":
        return redirect("situation:picture", picture.pk)
    draft = selectors.draft(picture.board_id, picture.year)
    if request.method != "POST":
        form = FindingForm(instance=finding, draft=draft, initial={"lock": finding.lock, "figures": finding.figures})
        return _page(request, picture, form, finding=finding)
    form = FindingForm(request.POST, draft=draft)
    if not form.is_valid():
        return _page(request, picture, form, finding=finding)
    lock = form.cleaned_data["lock"]
    try:
        services.finding_edit(
            finding=finding,
            texts=_texts(form),
            lock=-1 if lock is None else lock,
            actor_id=request.user.pk,
            once=once_of(request),
        )
    except audit.Repeated:
        pass
    except services.Stale as stale:
        form = FindingForm(initial={**_texts(form), "lock": stale.current.lock}, draft=draft)
        return _page(request, picture, form, finding=finding, saved=stale.current)
    return redirect(draft_url(picture, finding.key))


@requires(EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: SignedRequest, pk: int) -> HttpResponse:
    """Ask, then take the finding out of the draft."""
    finding = finding_or_404(request, pk)
    picture = finding.picture
    if request.method != "POST":
        if picture.published_at is not None:
            return redirect("situation:picture", picture.pk)
        record_read(request, picture)
        return render(request, "situation/remove.html", {"picture": picture, "finding": finding})
    with suppress(audit.Repeated):
        services.finding_remove(finding=finding, actor_id=request.user.pk, once=once_of(request))
    return redirect(draft_url(picture))


def _texts(form: FindingForm) -> dict[str, Any]:
    return {name: form.cleaned_data[name] for name in Finding.TEXTS}


def _page(
    request: SignedRequest,
    picture: Picture,
    form: FindingForm,
    *,
    finding: Finding | None = None,
    saved: Finding | None = None,
    about: str = "",
) -> HttpResponse:
    record_read(request, picture)
    context = {
        "picture": picture,
        "form": form,
        "finding": finding,
        "saved": saved,
        "grounds": [figure for code, figure in form.draft.by_code.items() if saved and code in saved.figures],
        "about": about,
        "back": draft_url(picture, finding.key if finding else None),
    }
    status = 409 if saved else 422 if form.errors else 200
    return render(request, "situation/finding_form.html", context, status=status)
