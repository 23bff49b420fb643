"""The guard in forms: the typed text stays in the field, the sentence stands beside it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ledstjarna.deid import SOFT, Label
from ledstjarna.texts.answers import Answer, Answered, Mark
from ledstjarna.texts.guard import PROFILES, SENTENCES, check_text, marks_of, tidy

ROLE_WORDS = (
    _("en elev"),
    _("en ung person"),
    _("en vårdnadshavare"),
    _("en vuxen"),
    _("en kollega"),
    _("en brukare"),
    _("en granne"),
)
"""What may stand in a name's place. Reports are in Swedish, so are these in every language of the page."""


def _mark_name(name: str, key: str) -> str:
    return f"{name}-mark-{key}"


class MarkedTextarea(forms.Textarea):
    """A text with what the guard holds of it beside, each possible name with its answers as taps.

    The answers come as fields of their own, `<name>-mark-<key>`; the value is the text that carries them.
    """

    template_name = "texts/marked.html"
    labels: frozenset[Label] = frozenset()
    longest = 0

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Any:
        text = super().value_from_datadict(data, files, name)
        return carrying(data, name, text) if isinstance(text, str) else text

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        return context | marked(name, value or "", self.labels, self.longest)


def carrying(data: Mapping[str, Any], name: str, text: str) -> Answered:
    """The text of a field as it was sent, with the answers sent beside it."""
    start = _mark_name(name, "")
    return Answered(text, {sent.removeprefix(start): data[sent] for sent in data if sent.startswith(start)})


def marked(name: str, text: str, labels: frozenset[Label], longest: int) -> dict[str, Any]:
    """What `texts/marks.html` draws beside the field `name`: the guard's marks of the text, the same words once.

    A text that is too long to be stored is not searched.
    """
    once = {mark.key: mark for mark in (marks_of(tidy(text), labels) if len(text) <= longest else ())}
    return {"marks": [_drawn(name, mark) for mark in once.values()]}


def _drawn(name: str, mark: Mark) -> dict[str, Any]:
    chips = [
        {"value": code, "label": label, "checked": code == mark.answer, "id": f"id_{_mark_name(name, mark.key)}-{code}"}
        for code, label in Answer.choices
    ]
    return {
        "mark": mark,
        "name": _mark_name(name, mark.key),
        "why": SENTENCES[mark.label],
        "chips": [] if mark.hard else chips,
        "roles": ROLE_WORDS,
    }


class GuardedField(forms.CharField):
    """Free text in a form, with or without a model behind it. `guard` names a profile of
    `texts.guard.PROFILES`.

    Line ends are tidied and the text is guarded at once, so a form without a model gives the same sentences
    as a model does. Where possible names need an answer ("report"), the widget is a `MarkedTextarea`.
    """

    def __init__(
        self, *, guard: str = "person", max_length: int = 20_000, multiline: bool = True, **kwargs: Any
    ) -> None:
        self.labels = PROFILES[guard]
        self.longest = max_length
        if self.labels & SOFT:
            kwargs.setdefault("widget", MarkedTextarea(attrs={"rows": 6}))
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": 6}) if multiline else forms.TextInput)
        super().__init__(**kwargs)
        if isinstance(self.widget, MarkedTextarea):
            self.widget.labels, self.widget.longest = self.labels, max_length
        # Our own sentences say more than Django's, and one fault should give one sentence. No `maxlength`
        # either: browsers cut a pasted text there without a word.
        self.validators = []

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        if not isinstance(text, str):
            return text
        return tidy(Answered(text, value.answers) if isinstance(value, Answered) else text)

    def validate(self, value: Any) -> None:
        super().validate(value)
        check_text(value or "", self.labels, self.longest)
