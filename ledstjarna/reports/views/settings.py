"""What the municipality sets for its reports: the routine's words, the lists of each year, words for the guard."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ledstjarna.accounts.request import SignedRequest
from ledstjarna.audit import services as audit
from ledstjarna.reports.forms.settings import MARK, RoutineForm, WordsForm, WordsRemoveForm
from ledstjarna.reports.models import OwnWord, RoutineText, TermList
from ledstjarna.reports.permissions import SETTINGS
from ledstjarna.reports.routine import CODES, OWN_WORDS, STEPS, Step
from ledstjarna.reports.services.routine import routine_restore, routine_word
from ledstjarna.reports.services.words import words_add, words_remove
from ledstjarna.reports.views.page import UNPROCESSABLE
from ledstjarna.texts.swedish import sort_key
from ledstjarna.ui.forms import once_of
from ledstjarna.walls.permission import requires


@requires(SETTINGS)
@require_safe
def index(request: SignedRequest) -> HttpResponse:
    """Where each thing is set."""
    return render(request, "reports/settings.html", {"lists": TermList})


@requires(SETTINGS)
@require_safe
def routine(request: SignedRequest) -> HttpResponse:
    """The five steps, and which of them the municipality has worded."""
    own = set(RoutineText.objects.values_list("step", flat=True))
    steps = [(number, step, step.code in own) for number, step in enumerate(STEPS, start=1)]
    return render(request, "reports/settings_routine.html", {"steps": steps})


@requires(SETTINGS)
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: SignedRequest, code: str) -> HttpResponse:
    """One step: the municipality's own words, with what the product says beside."""
    ours = _step_or_404(code)
    row = RoutineText.objects.filter(step=code).first()
    initial = {name: getattr(row, name) for name in OWN_WORDS} if row else {}
    form = RoutineForm(request.POST if request.method == "POST" else None, step=ours, initial=initial)
    if form.is_bound and form.is_valid():
        try:
            routine_word(step=code, texts=form.cleaned_data, actor_id=request.user.pk, once=once_of(request))
        except audit.Repeated:
            return redirect("reports:settings_step", code)
        except ValidationError as fault:
            form.add_error(None, fault)
        else:
            messages.success(request, _("Sparat. Så här ser den som rapporterar frågan från och med nu."))
            return redirect("reports:settings_step", code)
    context = {"form": form, "step": ours, "own": row, "number": CODES.index(code) + 1}
    return render(request, "reports/settings_step.html", context, status=UNPROCESSABLE if form.errors else 200)


@requires(SETTINGS)
@require_POST
def step_restore(request: SignedRequest, code: str) -> HttpResponse:
    """Back to the product's own words."""
    _step_or_404(code)
    try:
        routine_restore(step=code, actor_id=request.user.pk, once=once_of(request))
    except audit.Repeated:
        pass
    else:
        messages.success(request, _("Steget har de ursprungliga orden igen."))
    return redirect("reports:settings_step", code)


def _step_or_404(code: str) -> Step:
    found = next((step for step in STEPS if step.code == code), None)
    if found is None:
        raise Http404
    return found


@requires(SETTINGS)
@require_http_methods(["GET", "HEAD", "POST"])
def words(request: SignedRequest) -> HttpResponse:
    """Words that the guard marks, words that it knows, and how to add to them."""
    form = WordsForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        held = form.cleaned_data["held"] == MARK
        try:
            added = words_add(words=form.lines(), held=held, actor_id=request.user.pk, once=once_of(request))
        except audit.Repeated:
            return redirect("reports:settings_words")
        except ValidationError as fault:
            form.add_error(None, fault)
        else:
            number = added.new + added.changed
            told = ngettext("Ett ord är tillagt.", "%(number)d ord är tillagda.", number) % {"number": number}
            messages.success(request, told if number else _("Orden fanns redan."))
            return redirect("reports:settings_words")
    return _words_page(request, form=form)


@requires(SETTINGS)
@require_POST
def words_gone(request: SignedRequest) -> HttpResponse:
    """Let go of the chosen words."""
    form = WordsRemoveForm(request.POST, words=OwnWord.objects.all())
    if not form.is_valid():
        messages.warning(request, _("Välj minst ett ord att ta bort."))
        return redirect("reports:settings_words")
    try:
        number = words_remove(keys=form.cleaned_data["keys"], actor_id=request.user.pk, once=once_of(request))
    except audit.Repeated:
        return redirect("reports:settings_words")
    messages.success(request, ngettext("Ett ord är borttaget.", "%(n)d ord är borttagna.", number) % {"n": number})
    return redirect("reports:settings_words")


def _words_page(request: SignedRequest, *, form: WordsForm) -> HttpResponse:
    every = sorted(OwnWord.objects.all(), key=lambda row: sort_key(row.word))
    parts: list[dict[str, Any]] = []
    for held, heading in ((True, _("Markeras")), (False, _("Känns igen"))):
        found = [row for row in every if row.held is held]
        remove = WordsRemoveForm(words=found)
        remove.fields["keys"].widget.attrs["id"] = f"id_keys_{'held' if held else 'known'}"
        parts.append({"heading": heading, "held": held, "number": len(found), "form": remove})
    context = {"form": form, "parts": parts, "back": reverse("reports:settings")}
    return render(request, "reports/settings_words.html", context, status=UNPROCESSABLE if form.errors else 200)
