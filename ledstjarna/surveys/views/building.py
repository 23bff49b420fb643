"""The builder: a round's questions are put, changed, moved and left out until it opens."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ledstjarna.accounts.request import SignedRequest
from ledstjarna.surveys import services
from ledstjarna.surveys.comparing import earlier_questions
from ledstjarna.surveys.forms.questions import QuestionForm
from ledstjarna.surveys.models import Question, Round
from ledstjarna.surveys.permissions import ROUNDS
from ledstjarna.surveys.template import TEMPLATE
from ledstjarna.surveys.views.door import done_by, pressed, round_or_404
from ledstjarna.ui.forms import once_of
from ledstjarna.walls.permission import requires


@requires(ROUNDS)
@require_http_methods(["GET", "HEAD", "POST"])
def question_add(request: SignedRequest, pk: int) -> HttpResponse:
    """A new question, last in its section."""
    found = round_or_404(request, pk)
    return _question(request, found, None)


@requires(ROUNDS)
@require_http_methods(["GET", "HEAD", "POST"])
def question(request: SignedRequest, pk: int, key: str) -> HttpResponse:
    """A question as it stands, to be changed."""
    found = round_or_404(request, pk)
    row = found.questions.filter(key=key).first()
    if row is None:
        raise Http404
    return _question(request, found, row)


def _question(request: SignedRequest, found: Round, row: Question | None) -> HttpResponse:
    if found.opened_at:
        messages.warning(request, _("Enkäten har öppnat. Frågorna ligger fast."))
        return redirect("surveys:round", found.pk)
    questions = list(found.questions.all())
    earlier = earlier_questions(found)
    before = [one for one in questions if row is None or one.position < row.position]
    form = QuestionForm(
        request.POST or None,
        question=row,
        before=before,
        taken=[*(one.key for one in questions), *earlier],
        earlier=earlier.get(row.key) if row else None,
        sections=[one.section for one in questions],
    )
    if done_by(
        request,
        form,
        lambda: services.question_save(
            round_id=found.pk,
            definition=form.definition(),
            key=row.key if row else "",
            comparable=form.said_comparable(),
            changed=form.cleaned_data.get("changed", ""),
            actor_id=request.user.pk,
            once=once_of(request),
        ),
    ):
        messages.success(request, _("Frågan är sparad."))
        return _back(found, row.key) if row else redirect("surveys:round", found.pk)
    context = {"round": found, "question": row, "earlier": form.earlier, "form": form}
    return render(request, "surveys/question.html", context, status=422 if form.errors else 200)


@requires(ROUNDS)
@require_POST
def questions_template(request: SignedRequest, pk: int) -> HttpResponse:
    """Put the template's questions in place of the round's own."""
    found = round_or_404(request, pk)
    pressed(
        request,
        lambda: services.questions_replace(
            round_id=pk, definitions=TEMPLATE, actor_id=request.user.pk, once=once_of(request)
        ),
        _("Enkäten har mallens frågor. Gå igenom dem innan den öppnar."),
    )
    return redirect("surveys:round", found.pk)


@requires(ROUNDS)
@require_POST
def question_move(request: SignedRequest, pk: int, key: str) -> HttpResponse:
    """One step up or down."""
    found = round_or_404(request, pk)
    up = request.POST.get("up") == "yes"
    moved = pressed(
        request,
        lambda: services.question_move(round_id=pk, key=key, up=up, actor_id=request.user.pk, once=once_of(request)),
    )
    return _back(found, key) if moved else redirect("surveys:round", pk)


@requires(ROUNDS)
@require_POST
def question_remove(request: SignedRequest, pk: int, key: str) -> HttpResponse:
    """Leave a question out of this round. Earlier rounds keep theirs."""
    found = round_or_404(request, pk)
    kept = _("Frågan är borttagen ur årets enkät. Tidigare år behåller den.")
    pressed(
        request,
        lambda: services.question_remove(round_id=pk, key=key, actor_id=request.user.pk, once=once_of(request)),
        kept if key in earlier_questions(found) else _("Frågan är borttagen."),
    )
    return redirect("surveys:round", found.pk)


@requires(ROUNDS)
@require_POST
def question_again(request: SignedRequest, pk: int, key: str) -> HttpResponse:
    """Ask a question of an earlier round as it was asked then."""
    found = round_or_404(request, pk)
    earlier = earlier_questions(found).get(key)
    if earlier is None:
        raise Http404
    asked = pressed(
        request,
        lambda: services.question_save(
            round_id=pk, definition=earlier.definition, actor_id=request.user.pk, once=once_of(request)
        ),
    )
    return _back(found, key) if asked else redirect("surveys:round", pk)


def _back(found: Round, key: str) -> HttpResponse:
    target = redirect("surveys:round", found.pk)
    target["Location"] += f"#fraga-{key}"
    return target
