"""The co-ordinator's pages: the rounds, one round's results, and the acts on it."""

from __future__ import annotations

from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ledstjarna.accounts.request import SignedRequest
from ledstjarna.accounts.selectors import boards_of
from ledstjarna.audit import services as audit
from ledstjarna.surveys import selectors, services
from ledstjarna.surveys.comparing import earlier_questions, unsaid
from ledstjarna.surveys.definition import Kind
from ledstjarna.surveys.forms.rounds import DaysForm, LastDayForm, RoundForm
from ledstjarna.surveys.models import Question, Round
from ledstjarna.surveys.permissions import ROUNDS
from ledstjarna.surveys.results import results_of
from ledstjarna.surveys.views.door import done_by, pressed, record, round_or_404
from ledstjarna.surveys.years import curves, years_of
from ledstjarna.ui.forms import add_fault, once_of
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
    """A year and two days; the questions come from the latest round and are looked through next."""
    form = RoundForm(request.POST or None, boards=boards_of(request.user, ROUNDS))
    if request.method == "POST" and form.is_valid():
        try:
            made = services.round_create(**form.cleaned_data, actor_id=request.user.pk, once=once_of(request))
        except audit.Repeated as before:
            return redirect("surveys:round", before.ids[0])
        except ValidationError as fault:
            add_fault(form, fault)
        else:
            return redirect("surveys:round", made.pk)
    return render(request, "surveys/create.html", {"form": form}, status=422 if form.errors else 200)


@requires(ROUNDS)
@require_safe
def survey(request: SignedRequest, pk: int) -> HttpResponse:
    """The questions until it has opened; then how many have answered, what they said, and who has not."""
    found = round_or_404(request, pk)
    record(request, found, "survey.results.read", services.ROUND, [found.pk])
    counts = selectors.counts_of(found.pk)
    context = {"round": found, "counts": counts, "notices": found.notices.all()}
    if found.opened_at is None:
        return render(request, "surveys/planned.html", context | _planned(found))
    waiting = Paginator(selectors.not_done(found.pk), UNITS_PAGE).get_page(request.GET.get("page"))
    context |= {"waiting": waiting, "silent": selectors.silent(list(waiting))}
    context["results"] = results_of(found) if counts.answered else None
    context["places"] = found.places.all()
    return render(request, "surveys/round.html", context)


def _planned(found: Round) -> dict[str, object]:
    earlier = earlier_questions(found)
    questions = list(found.questions.all())
    dropped = [one for key, one in earlier.items() if key not in {question.key for question in questions}]
    rows = []
    for question in questions:
        before = earlier.get(question.key)
        rows.append(
            {
                "question": question,
                "leans": question.definition.condition,
                "leans_words": _leans(question, questions),
                "new": before is None and bool(earlier),
                "changed": before is not None and before.version != question.version,
                "unsaid": unsaid(question, before),
            }
        )
    places = list(found.places.all())
    return {
        "copied": max((one.round.year for one in earlier.values()), default=None),
        "today": timezone.localdate(),
        "rows": rows,
        "dropped": dropped,
        "obstacles": services.obstacles(found),
        "places": places,
        "units": len(services.asked(found, found.opens, places)),
    }


def _leans(question: Question, questions: list[Question]) -> str:
    """”Ja” på fråga 1: the answers that lead to the question."""
    condition = question.definition.condition
    for number, earlier in enumerate(questions, start=1):
        if earlier.key == condition.key:
            answers = _("” eller ”").join(earlier.definition.label_of(code) for code in condition.any_of)
            return _("”%(answers)s” på fråga %(number)d") % {"answers": answers, "number": number}
    return ""


@requires(ROUNDS)
@require_safe
def years(request: SignedRequest, pk: int, key: str) -> HttpResponse:
    """One question over the years, drawn and as a table."""
    found = round_or_404(request, pk)
    asked = years_of(found, key)
    if not asked or asked[-1].question.kind == Kind.TEXT or asked[-1].year != found.year:
        raise Http404
    record(request, found, "survey.results.read", services.ROUND, [found.pk])
    context = {"round": found, "question": asked[-1].question, "years": asked, "curves": list(curves(asked))}
    return render(request, "surveys/years.html", context)


@requires(ROUNDS)
@require_safe
def figure(request: SignedRequest, board: int, year: int, code: str) -> HttpResponse:
    """From a figure of the situation picture back to the result that it is taken from."""
    found = selectors.result_of(board_id=board, year=year, code=code) if board in request.user.boards(ROUNDS) else None
    if found is None:
        raise Http404
    return redirect(found.url)


@requires(ROUNDS)
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: SignedRequest, pk: int) -> HttpResponse:
    """Other days or other units, for a round that has not opened."""
    found = round_or_404(request, pk)
    form = DaysForm(request.POST or None, found=found)
    if done_by(
        request,
        form,
        lambda: services.round_change(
            round_id=pk, **form.cleaned_data, actor_id=request.user.pk, once=once_of(request)
        ),
    ):
        return redirect("surveys:round", pk)
    return render(request, "surveys/change.html", {"round": found, "form": form}, status=422 if form.errors else 200)


@requires(ROUNDS)
@require_POST
def ready(request: SignedRequest, pk: int) -> HttpResponse:
    """Let the round open by itself on its day, or no longer."""
    wanted = request.POST.get("ready") != "no"
    said = _("Enkäten öppnar av sig själv på sin dag.") if wanted else _("Enkäten öppnar inte förrän du säger till.")

    def act(**given: object) -> object:
        return services.round_ready(ready=wanted, **given)  # type: ignore[arg-type]

    return _act(request, pk, act, said)


@requires(ROUNDS)
@require_http_methods(["GET", "HEAD", "POST"])
def open_now(request: SignedRequest, pk: int) -> HttpResponse:
    """Open the round before its day, once it has been read who gets it."""
    found = round_or_404(request, pk)
    if request.method == "POST":
        words = _("Enkäten är öppen. Enheternas chefer kan svara nu, och breven till dem går inom en timme.")
        paper = _("Frågorna är klara. Läs in svaren, eller skriv in dem enhet för enhet.")
        return _act(request, pk, services.round_open, paper if found.on_paper else words)
    if found.opened_at or found.on_paper or services.obstacles(found):
        return redirect("surveys:round", pk)
    today = timezone.localdate()
    units = services.asked(found, today, found.places.all())
    written = services.answering(units, today)
    context = {
        "round": found,
        "units": len(units),
        "letters": len(written.by_user),
        "unheld": services.named(written.unheld) if written.unheld else "",
        "others": Round.objects.open_on(today).filter(questionnaire=found.questionnaire_id).exclude(pk=pk),
    }
    return render(request, "surveys/open.html", context)


@requires(ROUNDS)
@require_POST
def close(request: SignedRequest, pk: int) -> HttpResponse:
    """Take no more answers."""
    return _act(request, pk, services.round_close, _("Enkäten är stängd. Du kan öppna den igen om det behövs."))


@requires(ROUNDS)
@require_POST
def release(request: SignedRequest, pk: int) -> HttpResponse:
    """Let the city see the results without small groups, or no longer."""
    wanted = request.POST.get("released") != "no"
    said = _("Staden kan se resultatet.") if wanted else _("Staden kan inte se resultatet längre.")

    def act(**given: object) -> object:
        return services.round_release(released=wanted, **given)  # type: ignore[arg-type]

    return _act(request, pk, act, said)


@requires(ROUNDS)
@require_POST
def count(request: SignedRequest, pk: int) -> HttpResponse:
    """Let the situation picture count this questionnaire."""
    return _act(request, pk, services.questionnaire_count, _("Lägesbilden räknar nu den här enkäten."))


@requires(ROUNDS)
@require_POST
def remove(request: SignedRequest, pk: int) -> HttpResponse:
    """Take away a round that nobody has answered."""
    return _act(request, pk, services.round_remove, _("Enkäten är borttagen."))


@requires(ROUNDS)
@require_http_methods(["GET", "HEAD", "POST"])
def reopen(request: SignedRequest, pk: int) -> HttpResponse:
    """A new last day, for a round that is closed or one that needs longer."""
    found = round_or_404(request, pk)
    form = LastDayForm(request.POST or None)
    if done_by(
        request,
        form,
        lambda: services.round_reopen(
            round_id=pk, **form.cleaned_data, actor_id=request.user.pk, once=once_of(request)
        ),
    ):
        return redirect("surveys:round", pk)
    context = {"round": found, "form": form}
    return render(request, "surveys/reopen.html", context, status=422 if form.errors else 200)


def _act(request: SignedRequest, pk: int, act: Callable[..., object], words: str) -> HttpResponse:
    """Do an act that is a single button; a form sent twice goes to the same place."""
    round_or_404(request, pk)
    pressed(request, lambda: act(round_id=pk, actor_id=request.user.pk, once=once_of(request)), words)
    return redirect("surveys:rounds") if act is services.round_remove else redirect("surveys:round", pk)
