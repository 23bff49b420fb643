"""What the boards have released, as the city reads it: no small groups, no answers of a single unit."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from ledstjarna.accounts.request import SignedRequest
from ledstjarna.audit import services as audit
from ledstjarna.surveys import services
from ledstjarna.surveys.models import Round
from ledstjarna.surveys.models.rounds import RoundQuerySet
from ledstjarna.surveys.outside import answered_outside, outside
from ledstjarna.surveys.permissions import RELEASED, ROUNDS
from ledstjarna.surveys.results import results_of
from ledstjarna.surveys.views.door import record, round_or_404
from ledstjarna.walls.permission import requires


@requires(RELEASED)
@require_safe
def released(request: SignedRequest) -> HttpResponse:
    """The released rounds, the latest year first."""
    rounds = _within(request).order_by("-year", "board__sort_key")
    return render(request, "surveys/released.html", {"rounds": rounds})


@requires(RELEASED)
@require_safe
def released_round(request: SignedRequest, pk: int) -> HttpResponse:
    """A released round's results."""
    found = get_object_or_404(_within(request), pk=pk)
    audit.read("survey.released.read", actor_id=request.user.pk, board_id=found.board_id, kind=services.ROUND, ids=[pk])
    return _page(request, found, preview=False)


@requires(ROUNDS)
@require_safe
def preview(request: SignedRequest, pk: int) -> HttpResponse:
    """What the city would see, shown to the board before it decides."""
    found = round_or_404(request, pk)
    record(request, found, "survey.results.read", services.ROUND, [found.pk])
    return _page(request, found, preview=True)


def _page(request: SignedRequest, found: Round, *, preview: bool) -> HttpResponse:
    results = results_of(found)
    context = {
        "round": found,
        "results": results,
        "answered": answered_outside(results),
        "questions": outside(results),
        "preview": preview,
    }
    return render(request, "surveys/outside.html", context)


def _within(request: SignedRequest) -> RoundQuerySet:
    """Released rounds of the boards that the permission reaches."""
    found = Round.objects.released().filter(board__in=request.user.boards(RELEASED))
    return found.select_related("board", "questionnaire")
