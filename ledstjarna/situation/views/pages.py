"""The pages one reads: the board's pictures, a published one, one of its findings."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from ledstjarna.accounts.request import SignedRequest
from ledstjarna.situation import selectors
from ledstjarna.situation.content import frozen_content
from ledstjarna.situation.figures import period
from ledstjarna.situation.forms import NewPictureForm
from ledstjarna.situation.models import Picture
from ledstjarna.situation.permissions import EDIT, READ
from ledstjarna.situation.tables import crossed
from ledstjarna.situation.views.door import draft_url, record_read, shown, survey_open
from ledstjarna.walls.permission import requires

TYPES: Final = {"pdf": "application/pdf", "json": "application/json"}


@requires(READ)
@require_safe
def picture_list(request: SignedRequest) -> HttpResponse:
    """The boards' published pictures, the drafts under way, and how to begin one."""
    return list_page(request, None)


def list_page(request: SignedRequest, form: NewPictureForm | None) -> HttpResponse:
    """The list, with a form that was refused or a fresh one where the user may begin a picture."""
    boards = selectors.boards_without_draft(request.user)
    context = {
        "drafts": selectors.drafts_of(request.user),
        "pictures": Picture.objects.visible_to(request.user).light().select_related("board"),
        "form": form or (NewPictureForm(boards=boards) if boards else None),
        "one_board": len(request.user.boards(READ)) < 2,
    }
    return render(request, "situation/list.html", context, status=422 if form and form.errors else 200)


@requires(READ)
@require_safe
def picture(request: SignedRequest, pk: int) -> HttpResponse:
    """A published picture with its frozen figures; whoever writes on an unpublished one comes to the draft."""
    if found := Picture.objects.drafts().within(request.user, EDIT).filter(pk=pk).first():
        return redirect(draft_url(found))
    found = get_object_or_404(Picture.objects.visible_to(request.user).defer("pdf").select_related("board"), pk=pk)
    record_read(request, found, "situation.picture.read")
    content = frozen_content(found)
    context = {
        "survey_open": survey_open(request, found),
        "picture": found,
        "draft": content.draft,
        "period": period(found.year, timezone.localdate(found.published_at)),
        "crossed": crossed(content.draft),
        "findings": shown(content),
    }
    return render(request, "situation/picture.html", context)


@requires(READ)
@require_safe
def finding(request: SignedRequest, key: UUID) -> HttpResponse:
    """The newest published wording of a finding, with its figures as they stood and what is done about it."""
    ref = selectors.finding_for(request.user, key)
    if ref is None:
        raise Http404
    found = Picture.objects.defer("pdf").select_related("board").get(pk=ref.picture_id)
    record_read(request, found, "situation.finding.read")
    content = frozen_content(found)
    row = next(row for row in content.findings if row.key == str(key))
    latest = selectors.latest(found.board_id)
    return render(
        request,
        "situation/finding.html",
        {
            "survey_open": survey_open(request, found),
            "picture": found,
            "row": row,
            "grounds": row.grounds(content.draft),
            "later": latest if latest and latest.pk != found.pk else None,
        },
    )


@requires(READ)
@require_safe
def export(request: SignedRequest, pk: int, fmt: str) -> HttpResponse:
    """PDF and JSON byte for byte as they were frozen."""
    if fmt not in TYPES:
        raise Http404
    found = get_object_or_404(Picture.objects.visible_to(request.user).select_related("board"), pk=pk)
    record_read(request, found, "situation.picture.read")
    name = slugify(f"{found.title} {found.board.name}")
    return HttpResponse(
        bytes((found.pdf if fmt == "pdf" else found.content) or b""),
        content_type=TYPES[fmt],
        headers={"Content-Disposition": f'attachment; filename="{name[:100]}.{fmt}"', "Cache-Control": "no-store"},
    )
