"""A draft: begun, read, thrown away, published."""

from __future__ import annotations

from contextlib import suppress

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ledstjarna.accounts.request import SignedRequest
from ledstjarna.accounts.selectors import boards_of
from ledstjarna.audit import services as audit
from ledstjarna.situation import selectors, services
from ledstjarna.situation.cautions import cautions
from ledstjarna.situation.content import fingerprint, obstacles
from ledstjarna.situation.figures import period
from ledstjarna.situation.forms import NewPictureForm
from ledstjarna.situation.models import Picture
from ledstjarna.situation.permissions import EDIT, READ
from ledstjarna.situation.tables import crossed
from ledstjarna.situation.views.door import draft_url, own_or_404, record_read, shown, survey_open
from ledstjarna.situation.views.pages import list_page
from ledstjarna.ui.forms import once_of
from ledstjarna.walls.permission import requires
from ledstjarna.walls.roles import Role


@requires(EDIT)
@require_POST
def create(request: SignedRequest) -> HttpResponse:
    """Begin a picture with the findings of the last one."""
    form = NewPictureForm(request.POST, boards=boards_of(request.user, EDIT))
    if not form.is_valid():
        return list_page(request, form)
    try:
        picture = services.picture_create(**form.cleaned_data, actor_id=request.user.pk, once=once_of(request))
    except audit.Repeated as before:
        return redirect("situation:picture", before.ids[0])
    except ValidationError as fault:
        form.add_error(None, fault.messages)
        return list_page(request, form)
    return redirect(draft_url(picture))


@requires(EDIT)
@require_safe
def draft(request: SignedRequest, pk: int) -> HttpResponse:
    """The figures as they stand and the findings on them."""
    picture = own_or_404(request, pk)
    if picture.published_at is not None:
        return redirect("situation:picture", picture.pk)
    record_read(request, picture)
    content, latest = selectors.draft_content(picture), selectors.latest(picture.board_id)
    return render(
        request,
        "situation/draft.html",
        {
            "survey_open": survey_open(request, picture),
            "picture": picture,
            "draft": content.draft,
            "period": period(picture.year, timezone.localdate()),
            "crossed": crossed(content.draft),
            "findings": shown(content),
            "obstacles": obstacles(content),
            "latest": latest,
            "carried": selectors.unchanged(content, latest.pk) if latest else frozenset(),
        },
    )


@requires(EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def discard(request: SignedRequest, pk: int) -> HttpResponse:
    """Ask, then throw the draft away."""
    picture = own_or_404(request, pk)
    if request.method != "POST":
        if picture.published_at is not None:
            return redirect("situation:picture", picture.pk)
        return render(request, "situation/discard.html", {"picture": picture})
    with suppress(audit.Repeated):
        services.picture_discard(picture=picture, actor_id=request.user.pk, once=once_of(request))
    return redirect("situation:list")


@requires(EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def publish(request: SignedRequest, pk: int) -> HttpResponse:
    """Show what will be frozen, then freeze it."""
    picture = own_or_404(request, pk)
    if request.method != "POST":
        if picture.published_at is not None:
            return redirect("situation:picture", picture.pk)
        return _confirm(request, picture)
    try:
        services.picture_publish(
            picture=picture, seen=request.POST.get("seen", ""), actor_id=request.user.pk, once=once_of(request)
        )
    except audit.Repeated:
        return redirect("situation:picture", picture.pk)
    except services.PictureChanged:
        sentence = _("Siffrorna eller slutsatserna har ändrats sedan du öppnade sidan. Läs igenom dem igen.")
        return _confirm(request, picture, sentence, status=409)
    except services.NotReady:
        return _confirm(request, picture, status=422)
    messages.success(request, _("Lägesbilden är publicerad och går inte längre att ändra."))
    return redirect("situation:picture", picture.pk)


def _confirm(request: SignedRequest, picture: Picture, sentence: str = "", *, status: int = 200) -> HttpResponse:
    record_read(request, picture)
    content = selectors.draft_content(picture)
    context = {
        "survey_open": survey_open(request, picture),
        "picture": picture,
        "draft": content.draft,
        "period": period(picture.year, timezone.localdate()),
        "cautions": cautions(request.user, picture, content),
        "crossed": crossed(content.draft),
        "findings": shown(content),
        "readers": ", ".join(str(role.label) for role in Role if role in READ.roles),
        "obstacles": obstacles(content),
        "seen": fingerprint(content),
        "sentence": sentence,
    }
    return render(request, "situation/publish.html", context, status=status)
