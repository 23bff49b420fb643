"""The guard in forms: the typed text stays in the field, the sentence stands beside it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from django import forms

from ledstjarna.deid import SOFT, Label
from ledstjarna.texts.answers import Answer, Answered, Mark
from ledstjarna.texts.guard import PROFILES, SENTENCES, check_text, marks_of, tidy

ROLE_WORDS = ("en elev", "en ung person", "en vårdnadshavare", "en vuxen", "en kollega", "en brukare", "en granne")
AN_ADDRESS = "en adress"
"""What may stand in a name's and in an address's place. Reports are in Swedish, so are these in every language of the
page.
"""
_LONGEST_ROLE = 40
_ROLE = re.compile(
    r"\b((?:\w*(?:chef|rektor|lärar|pedagog|elev|kolleg|medarbetar|brukare|klient|patient|boende|grann|hyresgäst|besökar"
    r"|sköter?sk|vaktmästar|handläggar|sekreterar|assistent|vikari|ledar|tränar|kurator|deltagar|anhörig|förälder"
    r"|vårdnadshavar|pojk|flick|kill|tjej|kvinn|mamm|papp|syster|bror|brodern|dotter|kompis|vän|åring|ungdom|barn|person)"
    r"(?:e|a|n|en|an|et|nen|ar|er|or|erna|arna|orna|na|inna|innan)?)|brukarna|mannen|son|sonen)[ \t]+$",
    re.IGNORECASE,
)
"""A word for somebody's role right before a name, in any form but the genitive: the name can go and the word stay."""


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
    text = tidy(text)
    once: dict[str, Mark] = {}
    before: dict[str, list[str]] = {}
    for mark in marks_of(text, labels) if len(text) <= longest else ():
        once[mark.key] = mark
        role = _ROLE.search(text, max(0, mark.start - _LONGEST_ROLE), mark.start)
        before.setdefault(mark.key, []).append(role[1] if role else "")
    return {"marks": [_drawn(name, mark, before[mark.key]) for mark in once.values()]}


def _drawn(name: str, mark: Mark, before: list[str]) -> dict[str, Any]:
    """`before`: the word for a role before each place where the words stand, empty for none."""
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
        "instead": AN_ADDRESS if mark.label == Label.ADDRESS else "",
        "enough": before[0] if all(before) else "",
        "after": "" if all(before) else " ".join({word.lower() for word in before if word}),
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
