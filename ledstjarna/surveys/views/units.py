"""The units' answers as the co-ordinator reads them, gives them in a unit's place, and gives a unit longer."""

from __future__ import annotations

from collections import defaultdict

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from ledstjarna.accounts.request import SignedRequest
from ledstjarna.surveys import services
from ledstjarna.surveys.definition import Kind
from ledstjarna.surveys.forms.rounds import UntilForm
from ledstjarna.surveys.models import Answer, Invitation, Way
from ledstjarna.surveys.permissions import ROUNDS
from ledstjarna.surveys.services import answers_of
from ledstjarna.surveys.views.door import done_by, record, round_or_404
from ledstjarna.surveys.views.page import AnswerPage, facts
from ledstjarna.ui.forms import once_of
from ledstjarna.walls.permission import requires

UNITS_PAGE = 50


@requires(ROUNDS)
@require_safe
def answers(request: SignedRequest, pk: int) -> HttpResponse:
    """The units, each with how it stands and a way to its answers."""
    found = round_or_404(request, pk)
    page = Paginator(found.invitations.select_related("unit"), UNITS_PAGE).get_page(request.GET.get("page"))
    record(request, found, "survey.answers.read", services.INVITATION, [row.pk for row in page])
    return render(request, "surveys/answers.html", {"round": found, "page": page})


@requires(ROUNDS)
@require_safe
def words(request: SignedRequest, pk: int) -> HttpResponse:
    """What the units have said in their own words, question by question."""
    found = round_or_404(request, pk)
    asked = found.questions.filter(kind=Kind.TEXT)
    rows = Answer.objects.filter(question__in=asked).select_related("invitation__unit", "question")
    page = Paginator(rows.order_by("question__position", "invitation__unit__sort_key"), UNITS_PAGE).get_page(
        request.GET.get("page")
    )
    said: dict[str, list[Answer]] = defaultdict(list)
    for row in page:
        said[row.question.wording].append(row)
    record(request, found, "survey.answers.read", services.INVITATION, sorted({row.invitation_id for row in page}))
    return render(request, "surveys/words.html", {"round": found, "said": dict(said), "page": page})


@requires(ROUNDS)
@require_safe
def unit(request: SignedRequest, pk: int, unit_pk: int) -> HttpResponse:
    """One unit's answers."""
    invitation = _invitation_or_404(request, pk, unit_pk)
    questions = list(invitation.round.questions.all())
    record(request, invitation.round, "survey.response.read", services.INVITATION, [invitation.pk])
    context = {
        "round": invitation.round,
        "invitation": invitation,
        "sections": facts(questions, answers_of(invitation, questions)),
    }
    return render(request, "surveys/unit.html", context)


@requires(ROUNDS)
@require_http_methods(["GET", "HEAD", "POST"])
def behalf(request: SignedRequest, pk: int, unit_pk: int) -> HttpResponse:
    """Answer in a unit's place: what came by telephone or on paper, also after the last day."""
    invitation = _invitation_or_404(request, pk, unit_pk)
    page = AnswerPage(request, invitation, Way.BEHALF)
    if request.method == "POST":
        return page.save()
    record(request, invitation.round, "survey.response.read", services.INVITATION, [invitation.pk])
    return page.show()


@requires(ROUNDS)
@require_http_methods(["GET", "HEAD", "POST"])
def extend(request: SignedRequest, pk: int, unit_pk: int) -> HttpResponse:
    """Give one unit longer to answer."""
    invitation = _invitation_or_404(request, pk, unit_pk)
    form = UntilForm(request.POST or None)
    if done_by(
        request,
        form,
        lambda: services.invitation_extend(
            round_id=pk, unit_id=unit_pk, **form.cleaned_data, actor_id=request.user.pk, once=once_of(request)
        ),
    ):
        return redirect("surveys:round", pk)
    context = {"round": invitation.round, "invitation": invitation, "form": form}
    return render(request, "surveys/extend.html", context, status=422 if form.errors else 200)


def _invitation_or_404(request: SignedRequest, pk: int, unit_pk: int) -> Invitation:
    found = Invitation.objects.run_by(request.user).select_related("round__questionnaire", "round__board", "unit")
    return get_object_or_404(found.filter(round__opened_at__isnull=False), round__pk=pk, unit__pk=unit_pk)
