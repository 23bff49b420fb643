"""The manager's pages: what the own units have been sent, and their answers."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ledstjarna.accounts.request import SignedRequest
from ledstjarna.audit import services as audit
from ledstjarna.surveys import selectors, services
from ledstjarna.surveys.forms import AnswerForm
from ledstjarna.surveys.models import Invitation, Phase, Question, Round, Value
from ledstjarna.surveys.permissions import ANSWER
from ledstjarna.ui.forms import once_of
from ledstjarna.walls.permission import requires

EARLIER_PAGE = 30


@requires(ANSWER)
@require_safe
def mine(request: SignedRequest) -> HttpResponse:
    """The open rounds of the own units, and below them the ones that are over."""
    found = Invitation.objects.visible_to(request.user).select_related("round", "unit")
    found = found.annotate(given=Count("answers")).order_by("-round__closes", "unit__sort_key")
    taking = Round.objects.open_on(timezone.localdate())
    earlier = Paginator(found.exclude(round__in=taking), EARLIER_PAGE).get_page(request.GET.get("page"))
    return render(request, "surveys/mine.html", {"open": found.filter(round__in=taking), "earlier": earlier})


@requires(ANSWER)
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: SignedRequest, round_pk: int, unit_pk: int) -> HttpResponse:
    """The five questions; once answered, what the unit has answered with a way to change it until the last day."""
    invitation = get_object_or_404(
        Invitation.objects.visible_to(request.user).select_related("round", "unit"),
        round__pk=round_pk,
        unit__pk=unit_pk,
    )
    questions = list(invitation.round.questions.all())
    if request.method == "POST":
        return _save(request, invitation, questions)
    is_open = invitation.round.phase is Phase.OPEN
    saved = services.answers_of(invitation)
    if is_open and (invitation.answered_on is None or "andra" in request.GET):
        form = AnswerForm(questions=questions, saved=saved, lock=invitation.lock)
        return _form_page(request, invitation, form)
    context = {
        "invitation": invitation,
        "is_open": is_open,
        "answers": [
            (question.wording, Value(saved[key]).label if (key := question.key) in saved else "")
            for question in questions
        ],
        "waiting": selectors.to_answer(request.user)[:1],
    }
    return render(request, "surveys/answered.html", context)


def _save(request: SignedRequest, invitation: Invitation, questions: list[Question]) -> HttpResponse:
    saved = services.answers_of(invitation)
    form = AnswerForm(request.POST, questions=questions, saved=saved, lock=invitation.lock)
    if not form.is_valid():
        return _form_page(request, invitation, form, 422)
    try:
        services.response_save(
            round_id=invitation.round_id,
            unit_id=invitation.unit_id,
            values=form.values(),
            lock=form.cleaned_data["lock"],
            actor_id=request.user.pk,
            once=once_of(request),
        )
    except ValidationError as fault:
        form.add_error(None, fault)
        return _form_page(request, invitation, form, 422)
    except services.Stale as stale:
        return _stale_page(request, invitation, questions, stale)
    except services.Closed as closed:
        messages.warning(request, str(closed))
    except audit.Repeated:
        invitation.refresh_from_db()
        now = services.answers_of(invitation)
        if now != {key: value for key, value in form.values().items() if value}:  # changed, and sent as the same form
            return _stale_page(request, invitation, questions, services.Stale(now, invitation.lock))
    else:
        messages.success(request, _("Tack. Enhetens svar är sparade."))
    return redirect("surveys:answer", invitation.round_id, invitation.unit_id)


def _stale_page(
    request: SignedRequest, invitation: Invitation, questions: list[Question], stale: services.Stale
) -> HttpResponse:
    again = {**request.POST.dict(), "lock": stale.lock}
    form = AnswerForm(again, questions=questions, saved=stale.saved, lock=stale.lock)
    form.say_saved(stale.saved)
    return _form_page(request, invitation, form, 409)


def _form_page(request: SignedRequest, invitation: Invitation, form: AnswerForm, status: int = 200) -> HttpResponse:
    return render(request, "surveys/answer.html", {"invitation": invitation, "form": form}, status=status)
