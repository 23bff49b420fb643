"""The page where a unit's answers are given, by its manager or by a co-ordinator in its place."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import cached_property
from itertools import groupby
from typing import Final

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.translation import gettext as _

from ledstjarna.accounts.request import SignedRequest
from ledstjarna.audit import services as audit
from ledstjarna.surveys import services
from ledstjarna.surveys.definition import Kind, applies
from ledstjarna.surveys.forms.answers import AnswerForm
from ledstjarna.surveys.given import BLANK, Given, in_words
from ledstjarna.surveys.models import Invitation, Question, Way
from ledstjarna.surveys.services.answering import codes_of
from ledstjarna.ui.forms import add_fault, once_of

SECTION: Final = re.compile(r"avsnitt-\d{1,3}")


class AnswerPage:
    """One unit's questions. Without script a button saves the page; with it each answer is saved as it is given."""

    def __init__(self, request: SignedRequest, invitation: Invitation, way: Way) -> None:
        self.request, self.invitation, self.way = request, invitation, way

    @cached_property
    def questions(self) -> list[Question]:
        return list(self.invitation.round.questions.all())

    def show(self, form: AnswerForm | None = None, status: int = 200, *, asked_again: bool = False) -> HttpResponse:
        """The whole page; `asked_again` points at what has no answer, before the unit says that it is done."""
        form = form or self._form(services.answers_of(self.invitation, self.questions))
        context = {
            "invitation": self.invitation,
            "form": form,
            "behalf": self.way == Way.BEHALF,
            "left": self._left(form.saved) if asked_again else [],
        }
        return render(self.request, "surveys/answer.html", context, status=status)

    def save(self) -> HttpResponse:
        """What was sent: one question's answer, or the whole page, and then the unit may be done."""
        if "HX-Request" in self.request.headers:
            return self._save_one()
        saved = services.answers_of(self.invitation, self.questions)
        form = self._form(saved, self.request.POST)
        if not form.is_valid():
            return self.show(form, 422)
        act = self.request.POST.get("act", "")
        done = act in {"send", "send-anyway"}
        try:
            self._store(form)
            if act == "send" and self.invitation.answered_on is None:
                saved = services.answers_of(self.invitation, self.questions)
                if saved and self._left(saved):
                    return self.show(self._form(saved), asked_again=True)
            if done:
                self._send()
        except ValidationError as fault:
            fresh = self._form(services.answers_of(self.invitation, self.questions), self.request.POST)
            fresh.is_valid()
            add_fault(fresh, fault)
            return self.show(fresh, 422)
        except services.Stale as stale:
            saved = services.answers_of(self.invitation, self.questions)
            now = self._form(saved, form.left_alone(saved))
            now.is_valid()
            now.say_saved(stale.saved)
            return self.show(now, 409)
        except services.Closed as closed:
            messages.warning(self.request, str(closed))
        else:
            if not done:
                words = (
                    _("Svaren är sparade.")
                    if self.invitation.answered_on
                    else _("Svaren är sparade. Tryck på Klar när du är färdig.")
                )
                messages.success(self.request, words)
                return redirect(f"{self.request.path}?andra#{act if SECTION.fullmatch(act) else ''}")
            messages.success(self.request, _("Tack. Enhetens svar är inne."))
        return redirect(self._after())

    def _save_one(self) -> HttpResponse:
        """Answer a single question's change with a line for it, and the tokens of all that changed with it."""
        known = {one.key for one in self.questions} | {"headcount"}
        key = self.request.GET.get("fraga", "")
        if key not in known:
            raise Http404
        form = self._form({}, self.request.POST, only=frozenset({key}))
        line: dict[str, object] = {"key": key}
        tokens: Mapping[str, Given] = {}
        if not form.is_valid():
            line["wrong"] = [text for texts in form.errors.values() for text in texts]
            return render(self.request, "surveys/saved.html", line)
        try:
            tokens = self._store(form).answers
            if form.given().get(key) and not tokens.get(key):
                raise ValidationError(_("Frågan ställs inte längre: ett tidigare svar har ändrats. Ladda om sidan."))
        except services.Stale as stale:
            mine = next(one.definition for one in self.questions if one.key in stale.saved)
            words = in_words(mine, stale.saved[mine.key]) or _("inget svar")
            line["wrong"] = [
                _("Någon annan har svarat ”%s” under tiden. Svara en gång till om ditt svar ska gälla.") % words
            ]
            tokens = stale.saved
        except services.Closed as closed:
            line["wrong"] = [str(closed)]
        except ValidationError as fault:
            line["wrong"] = fault.messages
        else:
            line["at"] = time_format(timezone.localtime(), "H.i")
            line["fallen"] = sum(other != key and not given for other, given in tokens.items())
        line["tokens"] = [(other, given.token) for other, given in tokens.items()]
        return render(self.request, "surveys/saved.html", line)

    def _form(
        self,
        saved: Mapping[str, Given],
        data: QueryDict | None = None,
        *,
        only: frozenset[str] | None = None,
    ) -> AnswerForm:
        return AnswerForm(
            data,
            questions=self.questions,
            saved=saved,
            headcount=self.invitation.headcount,
            only=only,
        )

    def _store(self, form: AnswerForm) -> services.Saved:
        given = form.given()
        posted = self.request.POST
        saved = services.answers_save(
            round_id=self.invitation.round_id,
            unit_id=self.invitation.unit_id,
            given=given,
            was={key: posted.get(f"was-{key}", "") for key in given},
            headcount=form.cleaned_data.get("headcount"),
            questions=self.questions,
            way=self.way,
            actor_id=self.request.user.pk,
        )
        self.invitation = saved.invitation
        return saved

    def _send(self) -> None:
        with suppress(audit.Repeated):
            services.answers_send(
                round_id=self.invitation.round_id,
                unit_id=self.invitation.unit_id,
                way=self.way,
                actor_id=self.request.user.pk,
                once=once_of(self.request),
            )

    def _left(self, saved: Mapping[str, Given]) -> list[tuple[int, Question]]:
        """The questions asked of the unit that have no answer, with their numbers; own words may be left out."""
        codes = codes_of(saved)
        return [
            (number, one)
            for number, one in enumerate(self.questions, start=1)
            if one.kind != Kind.TEXT and one.key not in saved and applies(one.definition, codes)
        ]

    def _after(self) -> str:
        if self.way == Way.BEHALF:
            return reverse("surveys:round", args=[self.invitation.round_id])
        return reverse("surveys:answer", args=[self.invitation.round_id, self.invitation.unit_id])


def facts(questions: Sequence[Question], saved: Mapping[str, Given]) -> list[tuple[str, list[tuple[str, str]]]]:
    """By section, each question that was asked of the unit with its answer in words."""
    codes = codes_of(saved)
    asked = [one for one in questions if applies(one.definition, codes)]
    return [
        (name, [(one.wording, in_words(one.definition, saved.get(one.key, BLANK))) for one in found])
        for name, found in groupby(asked, key=lambda one: one.section)
    ]
