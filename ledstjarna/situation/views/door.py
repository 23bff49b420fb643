"""What the room's views share: whose picture it is, and the row in the log before it is shown."""

from __future__ import annotations

from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse

from ledstjarna.accounts.request import SignedRequest
from ledstjarna.audit import services as audit
from ledstjarna.situation.content import Content
from ledstjarna.situation.models import Finding, Picture
from ledstjarna.situation.permissions import EDIT
from ledstjarna.situation.records import KIND
from ledstjarna.surveys.permissions import ROUNDS


def record_read(request: SignedRequest, picture: Picture, action: str = "situation.draft.read") -> None:
    """Write in the log that the picture is about to be shown."""
    audit.read(action, actor_id=request.user.pk, board_id=picture.board_id, kind=KIND, ids=[picture.pk])


def own_or_404(request: SignedRequest, pk: int) -> Picture:
    """A picture that the user may write on, published or not."""
    return get_object_or_404(Picture.objects.within(request.user, EDIT).light().select_related("board"), pk=pk)


def finding_or_404(request: SignedRequest, pk: int) -> Finding:
    """A finding in a picture that the user may write on."""
    pictures = Picture.objects.within(request.user, EDIT)
    return get_object_or_404(Finding.objects.filter(picture__in=pictures).select_related("picture__board"), pk=pk)


def shown(content: Content) -> list[dict[str, Any]]:
    """The findings, each with the figures it rests on."""
    return [{"row": row, "grounds": row.grounds(content.draft)} for row in content.findings]


def survey_open(request: SignedRequest, picture: Picture) -> bool:
    """Whether the reader may go on from a figure to the survey's own result."""
    return picture.board_id in request.user.boards(ROUNDS)


def draft_url(picture: Picture, key: object = None) -> str:
    """The draft's page, at one of its findings."""
    return reverse("situation:draft", args=[picture.pk]) + (f"#s-{key}" if key else "")
