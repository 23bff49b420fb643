"""What the co-ordinator's pages share: the round within sight, and the row that says it was read."""

from __future__ import annotations

from collections.abc import Sequence

from django.shortcuts import get_object_or_404

from ledstjarna.accounts.request import SignedRequest
from ledstjarna.audit import services as audit
from ledstjarna.surveys.models import Round


def round_or_404(request: SignedRequest, pk: int) -> Round:
    """A round of a board where the user runs the survey."""
    return get_object_or_404(Round.objects.visible_to(request.user).select_related("board", "questionnaire"), pk=pk)


def record(request: SignedRequest, found: Round, action: str, kind: str, ids: Sequence[int]) -> None:
    """The row of an answered page."""
    audit.read(action, actor_id=request.user.pk, board_id=found.board_id, kind=kind, ids=ids)
