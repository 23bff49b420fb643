"""The manager's pages: what the own units have been sent, and their answers, each saved as it is given."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from ledstjarna.accounts.request import SignedRequest
from ledstjarna.surveys import selectors
from ledstjarna.surveys.models import Invitation, Way
from ledstjarna.surveys.permissions import ANSWER
from ledstjarna.surveys.services import answers_of
from ledstjarna.surveys.views.page import AnswerPage, facts
from ledstjarna.walls.permission import requires

EARLIER_PAGE = 30


@requires(ANSWER)
@require_safe
def mine(request: SignedRequest) -> HttpResponse:
    """The open rounds of the own units, and below them the ones that are over."""
    found = Invitation.objects.visible_to(request.user).select_related("round__questionnaire", "unit")
    found = found.exclude(round__on_paper=True, saved_on=None).annotate(given=Count("answers__question", distinct=True))
    found = found.order_by("-round__closes", "unit__sort_key")
    taking = Invitation.objects.taking(timezone.localdate()).filter(round__on_paper=False)
    earlier = Paginator(found.exclude(pk__in=taking), EARLIER_PAGE).get_page(request.GET.get("page"))
    return render(request, "surveys/mine.html", {"open": found.filter(pk__in=taking), "earlier": earlier})


@requires(ANSWER)
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: SignedRequest, round_pk: int, unit_pk: int) -> HttpResponse:
    """The questions on one page; once the unit is done, what it has answered with a way to change it."""
    invitation = get_object_or_404(
        Invitation.objects.visible_to(request.user).select_related("round__questionnaire", "unit"),
        round__pk=round_pk,
        unit__pk=unit_pk,
    )
    page = AnswerPage(request, invitation, Way.OWN)
    if request.method == "POST":
        return page.save()
    is_open = invitation.takes_on(timezone.localdate()) and not invitation.round.on_paper
    if is_open and (invitation.answered_on is None or "andra" in request.GET):
        return page.show()
    saved = answers_of(invitation, page.questions)
    context = {
        "invitation": invitation,
        "is_open": is_open,
        "sections": facts(page.questions, saved),
        "waiting": selectors.to_answer(request.user)[:1],
    }
    return render(request, "surveys/answered.html", context)
