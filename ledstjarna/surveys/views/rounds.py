"""The co-ordinator's pages: the rounds, one round's results, and the acts on it."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ledstjarna.accounts.request import SignedRequest
from ledstjarna.accounts.selectors import boards_of
from ledstjarna.audit import services as audit
from ledstjarna.surveys import selectors, services
from ledstjarna.surveys.forms import LastDayForm, RoundForm
from ledstjarna.surveys.models import Round
from ledstjarna.surveys.permissions import ROUNDS
from ledstjarna.surveys.questions import QUESTIONS
from ledstjarna.ui.forms import once_of
from ledstjarna.walls.permission import requires

UNITS_PAGE = 50


@requires(ROUNDS)
@require_safe
def round_list(request: SignedRequest) -> HttpResponse:
    """Every year's round at the own boards."""
    return render(request, "surveys/rounds.html", {"rounds": selectors.rounds(request.user)})


@requires(ROUNDS)
@require_http_methods(["GET", "HEAD", "POST"])
def create(request: SignedRequest) -> HttpResponse:
    """A year and two days; the questions are shown before they are fixed."""
    form = RoundForm(request.POST or None, boards=boards_of(request.user, ROUNDS))
    if request.method == "POST" and form.is_valid():
        try:
            made = services.round_create(**form.cleaned_data, actor_id=request.user.pk, once=once_of(request))
        except audit.Repeated as before:
            return redirect("surveys:round", before.ids[0])
        except ValidationError as fault:
            form.add_error(None, fault)
        else:
            return redirect("surveys:round", made.pk)
    context = {"form": form, "questions": QUESTIONS}
    return render(request, "surveys/create.html", context, status=422 if form.errors else 200)


@requires(ROUNDS)
@require_safe
def survey(request: SignedRequest, pk: int) -> HttpResponse:
    """How many have answered, what they said beside the year before, and which units have not."""
    found = _round_or_404(request, pk)
    _record(request, found, "survey.results.read", services.ROUND, [found.pk])
    context = {
        "round": found,
        "counts": selectors.round_of(board_id=found.board_id, year=found.year),
        "results": selectors.results(board_id=found.board_id, year=found.year),
        "silent": selectors.silent(found.pk),
        "questions": found.questions.all(),
    }
    return render(request, "surveys/round.html", context)


@requires(ROUNDS)
@require_safe
def answers(request: SignedRequest, pk: int) -> HttpResponse:
    """Each unit's answers."""
    found = _round_or_404(request, pk)
    units = found.invitations.filter(answered_on__isnull=False).select_related("unit")
    page = Paginator(units.prefetch_related("answers"), UNITS_PAGE).get_page(request.GET.get("page"))
    questions = list(found.questions.all())
    rows = []
    for invitation in page:
        said = {answer.question_id: answer.get_value_display() for answer in invitation.answers.all()}
        rows.append((invitation, [said.get(question.pk, "") for question in questions]))
    _record(request, found, "survey.answers.read", services.INVITATION, [invitation.pk for invitation, _said in rows])
    context = {"round": found, "questions": questions, "rows": rows, "page": page}
    return render(request, "surveys/answers.html", context)


@requires(ROUNDS)
@require_POST
def open_now(request: SignedRequest, pk: int) -> HttpResponse:
    """Open the round before its day."""
    return _act(request, pk, services.round_open, _("Enkäten är öppen. Enheternas chefer kan svara nu."))


@requires(ROUNDS)
@require_POST
def close(request: SignedRequest, pk: int) -> HttpResponse:
    """Take no more answers."""
    return _act(request, pk, services.round_close, _("Enkäten är stängd. Du kan öppna den igen om det behövs."))


@requires(ROUNDS)
@require_POST
def remove(request: SignedRequest, pk: int) -> HttpResponse:
    """Take away a round that nobody has answered."""
    return _act(request, pk, services.round_remove, _("Enkäten är borttagen."))


@requires(ROUNDS)
@require_http_methods(["GET", "HEAD", "POST"])
def reopen(request: SignedRequest, pk: int) -> HttpResponse:
    """A new last day, for a round that is closed or one that needs longer."""
    found = _round_or_404(request, pk)
    form = LastDayForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.round_reopen(
                round_id=pk, closes=form.cleaned_data["closes"], actor_id=request.user.pk, once=once_of(request)
            )
        except audit.Repeated:
            return redirect("surveys:round", pk)
        except ValidationError as fault:
            form.add_error(None, fault)
        else:
            return redirect("surveys:round", pk)
    context = {"round": found, "form": form}
    return render(request, "surveys/reopen.html", context, status=422 if form.errors else 200)


def _round_or_404(request: SignedRequest, pk: int) -> Round:
    return get_object_or_404(Round.objects.visible_to(request.user).select_related("board"), pk=pk)


def _record(request: SignedRequest, found: Round, action: str, kind: str, ids: list[int]) -> None:
    audit.read(action, actor_id=request.user.pk, board_id=found.board_id, kind=kind, ids=ids)


def _act(request: SignedRequest, pk: int, act: Callable[..., object], words: str) -> HttpResponse:
    """Do an act that is a single button; a form sent twice goes to the same place."""
    _round_or_404(request, pk)
    try:
        act(round_id=pk, actor_id=request.user.pk, once=once_of(request))
    except audit.Repeated:
        pass
    except ValidationError as fault:
        messages.warning(request, " ".join(fault.messages))
    else:
        messages.success(request, words)
    return redirect("surveys:rounds") if act is services.round_remove else redirect("surveys:round", pk)
