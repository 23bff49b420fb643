"""A round's questions as a form: one field a question, on a page where each answer is saved as it is given."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField
from django.http import QueryDict
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from ledstjarna.surveys.definition import COUNTED, LONGEST_TEXT, UNKNOWN, Definition, Kind, applies
from ledstjarna.surveys.given import BLANK, Given, chosen, in_words, number_from
from ledstjarna.surveys.models import Question
from ledstjarna.surveys.models.answers import LARGEST_UNIT
from ledstjarna.texts.forms import GuardedField
from ledstjarna.ui.forms import Chips, ChipsMultiple

Data = Mapping[str, Any] | None


def name_of(key: str) -> str:
    """The field of a question; a key holds no hyphen, so it is never another field's."""
    return f"q-{key}"


def unknown_of(key: str) -> str:
    """The box beside a number that says that it is not known."""
    return f"u-{key}"


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it is drawn: `shown` unless an earlier answer has ruled it out, `saved` once it has an answer."""

    number: int
    question: Definition
    field: BoundField
    unknown: BoundField | None
    token: str
    saved: bool
    shown: bool
    leans_on: int
    leads: str

    @property
    def id(self) -> str:
        return f"fraga-{self.question.key}"

    @property
    def any_of(self) -> str:
        return " ".join(self.question.condition.any_of)

    @property
    def condition(self) -> str:
        """When it is asked, in words for those whose browser shows it all."""
        return _now("Svara bara om ni svarade ”%(answers)s” på fråga %(number)d.") % {
            "answers": self.leads,
            "number": self.leans_on,
        }


class AnswerForm(forms.Form):
    """The questions, or with `only` those of them that are saved now."""

    headcount = forms.IntegerField(
        label=_("Hur många arbetar på enheten?"),
        help_text=_("Räkna alla medarbetare, även vikarier. Andelarna längre ner vägs med talet."),
        min_value=1,
        max_value=LARGEST_UNIT,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        required=False,
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        questions: Sequence[Question],
        saved: Mapping[str, Given],
        headcount: int | None,
        only: frozenset[str] | None = None,
    ) -> None:
        definitions = [question.definition for question in questions]
        initial: dict[str, Any] = {"headcount": headcount}
        for one in definitions:
            initial |= _initial(one, saved.get(one.key, BLANK))
        super().__init__(data, initial=initial)
        self.definitions, self.saved = definitions, saved
        self.fields["headcount"].sometimes = True  # type: ignore[attr-defined]  # asked for when a share is given
        if not any(one.kind == Kind.SHARE for one in definitions) or (only is not None and "headcount" not in only):
            del self.fields["headcount"]
        for one in definitions:
            if only is None or one.key in only:
                self._add(one)

    def _add(self, question: Definition) -> None:
        self.fields[name_of(question.key)] = _field(question, bool(self.saved.get(question.key)))
        if question.kind in COUNTED:
            self.fields[unknown_of(question.key)] = forms.BooleanField(label=_("Vet inte"), required=False)

    def given(self) -> dict[str, Given]:
        """What was given, by question key, of a form that is sound; a blank where nothing was."""
        return {one.key: self.cleaned_data[name_of(one.key)] for one in self._drawn()}

    def _drawn(self) -> list[Definition]:
        return [one for one in self.definitions if name_of(one.key) in self.fields]

    def clean(self) -> dict[str, Any]:
        """Turn each field into what was given; a fault stands beside its question."""
        cleaned: dict[str, Any] = self.cleaned_data
        for one in self._drawn():
            name = name_of(one.key)
            if name in self.errors:
                continue
            try:
                cleaned[name] = _given(one, cleaned.get(name), cleaned.get(unknown_of(one.key), False))
            except ValidationError as fault:
                self.add_error(name, fault)
        return cleaned

    @property
    def sections(self) -> list[tuple[str, list[Asked]]]:
        """The questions by section, each with how it stands."""
        numbers = {one.key: number for number, one in enumerate(self.definitions, start=1)}
        codes = {key: given.codes for key, given in self.saved.items()}
        by_key = {one.key: one for one in self.definitions}
        asked = [
            Asked(
                number=numbers[one.key],
                question=one,
                field=self[name_of(one.key)],
                unknown=self[unknown_of(one.key)] if one.kind in COUNTED else None,
                token=self.saved.get(one.key, BLANK).token,
                saved=bool(self.saved.get(one.key)),
                shown=applies(one, codes) or (one.condition.key not in codes and self._may_come(one, codes)),
                leans_on=numbers.get(one.condition.key, 0),
                leads=_now("” eller ”").join(
                    by_key[one.condition.key].label_of(code) for code in one.condition.any_of if one.condition
                ),
            )
            for one in self._drawn()
        ]
        return [(name, list(found)) for name, found in groupby(asked, key=lambda one: one.question.section)]

    def _may_come(self, question: Definition, codes: Mapping[str, Sequence[str]]) -> bool:
        """Whether the unanswered question before it, and all before that, may still lead there."""
        by_key = {one.key: one for one in self.definitions}
        earlier = by_key.get(question.condition.key)
        if earlier is None or not earlier.condition:
            return True
        return applies(earlier, codes) or (earlier.condition.key not in codes and self._may_come(earlier, codes))

    def left_alone(self, saved: Mapping[str, Given]) -> QueryDict:
        """What was sent, of a form that is sound, with the answers `saved` since where nobody has touched what the page
        held.
        """
        assert isinstance(self.data, QueryDict)
        mended = self.data.copy()
        for one in self._drawn():
            given = self.cleaned_data[name_of(one.key)]
            if given.token == self.data.get(f"was-{one.key}", ""):
                for name, value in _initial(one, saved.get(one.key, BLANK)).items():
                    mended.setlist(name, value if isinstance(value, list) else [value] if value else [])
        return mended

    def say_saved(self, saved: Mapping[str, Given]) -> None:
        """Tell beside each question what somebody else has saved there meanwhile."""
        self.add_error(
            None,
            _(
                "Någon annan har svarat på samma frågor medan du hade sidan öppen. "
                "Det du har valt står kvar. Spara igen om det ska gälla."
            ),
        )
        by_key = {one.key: one for one in self.definitions}
        for key, given in saved.items():
            words = in_words(by_key[key], given) if by_key[key].kind != Kind.TEXT else given.text
            self.add_error(name_of(key), _now("Sparat nu: %s.") % (words or _now("inget svar")))


def _initial(question: Definition, given: Given) -> dict[str, Any]:
    name = name_of(question.key)
    if question.kind in COUNTED:
        return {
            name: _typed(question, given) if given.number is not None else "",
            unknown_of(question.key): given.codes == (UNKNOWN,),
        }
    if question.kind == Kind.TEXT:
        return {name: given.text}
    if question.kind == Kind.MANY:
        return {name: list(given.codes)}
    return {name: given.codes[0] if given.codes else ""}


def _typed(question: Definition, given: Given) -> str:
    """A number as it may be sent again; a share says that it is per cent where it would not be understood."""
    words = in_words(question, given)
    return words.removesuffix("\N{NO-BREAK SPACE}%") if (given.number or 1) >= 1 else words


def _field(question: Definition, saved: bool) -> forms.Field:
    label, help_text = question.wording, question.help
    if question.kind == Kind.TEXT:
        return GuardedField(
            guard="person",
            max_length=LONGEST_TEXT,
            label=label,
            help_text=help_text,
            required=False,
            widget=forms.Textarea(attrs={"rows": 3}),
        )
    if question.kind in COUNTED:
        attrs = {"autocomplete": "off", "class": "survey-number"}
        if question.kind == Kind.NUMBER:
            attrs["inputmode"] = "numeric"
        widget = forms.TextInput(attrs=attrs)
        return forms.CharField(label=label, help_text=help_text, max_length=20, widget=widget, required=False)
    choices = list(question.choices)
    if question.kind == Kind.MANY:
        return forms.MultipleChoiceField(
            label=label, help_text=help_text, choices=choices, widget=ChipsMultiple, required=False
        )
    blank = [("", _("Ta bort svaret"))] if saved else []
    return forms.ChoiceField(label=label, help_text=help_text, choices=[*choices, *blank], widget=Chips, required=False)


def _given(question: Definition, value: Any, unknown: bool) -> Given:
    """What a field's value says. Raises ValidationError."""
    if question.kind == Kind.TEXT:
        return Given(text=(value or "").strip())
    if question.kind in COUNTED:
        given = number_from(question, value or "")
        if unknown and given:
            raise ValidationError(_("Skriv ett tal eller välj Vet inte, inte båda."))
        return Given((UNKNOWN,)) if unknown else given
    return chosen(question, value if isinstance(value, list) else [value] if value else [])
