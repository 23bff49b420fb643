"""What the co-ordinator's pages share: the round within sight, the row of a read page, a form that does an act."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import BaseForm
from django.shortcuts import get_object_or_404

from ledstjarna.accounts.request import SignedRequest
from ledstjarna.audit import services as audit
from ledstjarna.surveys.models import Round
from ledstjarna.ui.forms import add_fault


def round_or_404(request: SignedRequest, pk: int) -> Round:
    """A round of a board where the user runs the survey."""
    return get_object_or_404(Round.objects.visible_to(request.user).select_related("board", "questionnaire"), pk=pk)


def record(request: SignedRequest, found: Round, action: str, kind: str, ids: Sequence[int]) -> None:
    """The row of an answered page."""
    audit.read(action, actor_id=request.user.pk, board_id=found.board_id, kind=kind, ids=ids)


def pressed(request: SignedRequest, act: Callable[[], object], words: str = "") -> bool:
    """Whether a single button has done its act, now or the first time it was sent, and `words` say so; a refusal is
    told.
    """
    try:
        act()
    except audit.Repeated:
        return True
    except ValidationError as fault:
        messages.warning(request, " ".join(fault.messages))
        return False
    if words:
        messages.success(request, words)
    return True


def done_by(request: SignedRequest, form: BaseForm, act: Callable[[], object]) -> bool:
    """Whether what was sent has done the act, now or the first time it was sent; a refusal is put in the form."""
    if request.method != "POST" or not form.is_valid():
        return False
    try:
        act()
    except audit.Repeated:
        return True
    except ValidationError as fault:
        add_fault(form, fault)
        return False
    return True
