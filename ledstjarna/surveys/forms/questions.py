"""A question in the builder."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ledstjarna.surveys.comparing import other_matter
from ledstjarna.surveys.definition import ALWAYS, OWN_OPTIONS, Condition, Definition, Kind, Subject
from ledstjarna.surveys.models import Question
from ledstjarna.surveys.services.building import key_from, options_from
from ledstjarna.texts.forms import GuardedField
from ledstjarna.ui.forms import Chips

Data = Mapping[str, Any] | None
AS_IT_IS = "as-it-is"
SOMETIMES = ("options", "condition", "reason")
"""Needed for some questions, so they are not called optional."""
STEPS_HELP = _("Ett svar på varje rad. En skala har fem, från det lägsta till det högsta.")


class QuestionForm(forms.Form):
    """What is asked, of whom, and how it is answered. `before` are the questions that a condition may lean on."""

    section = GuardedField(guard="person", max_length=100, multiline=False, label=_("Avsnitt"), required=False)
    wording = GuardedField(guard="person", max_length=500, multiline=False, label=_("Fråga"))
    help = GuardedField(
        guard="person",
        max_length=500,
        multiline=False,
        label=_("Hjälptext"),
        help_text=_("Står under frågan."),
        required=False,
    )
    kind = forms.ChoiceField(label=_("Hur man svarar"), choices=Kind.choices, widget=Chips)
    subject = forms.ChoiceField(
        label=_("Vad svaret gäller"),
        choices=Subject.choices,
        widget=Chips,
        help_text=_("Chefen svarar alltid. Andelar av medarbetarna vägs med hur många de är, andelar av chefer inte."),
    )
    options = GuardedField(
        guard="person",
        max_length=6_000,
        label=_("Svar att välja på"),
        help_text=STEPS_HELP,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    condition = forms.ChoiceField(label=_("Ställ frågan till"), required=False)
    reason = GuardedField(
        guard="person",
        max_length=500,
        multiline=False,
        label=_("Varför frågan inte gäller någons egna åsikter"),
        help_text=_("Behövs bara när orden i frågan kan läsas så. Skälet sparas med frågan."),
        required=False,
    )
    behind = ("help", "condition", "reason")

    def __init__(
        self,
        data: Data = None,
        *,
        question: Question | None,
        before: Sequence[Question],
        taken: Iterable[str],
        earlier: Question | None,
        sections: Sequence[str],
    ) -> None:
        self.question, self.taken, self.earlier = question, set(taken), earlier
        super().__init__(data, initial=_initial(question, sections))
        for name in SOMETIMES:
            self.fields[name].sometimes = True  # type: ignore[attr-defined]
        choices = _conditions(before, question)
        field = self.fields["condition"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices
        self.fields["section"].widget.attrs["list"] = "avsnitt"
        self.section_names = list(dict.fromkeys(filter(None, sections)))
        if earlier is not None:
            self.fields["comparable"] = forms.ChoiceField(
                label=_("Går svaren att jämföra med %(year)d?") % {"year": earlier.round.year},
                choices=(("yes", _("Ja, frågan betyder detsamma")), ("no", _("Nej, det är en annan fråga"))),
                widget=Chips,
                required=False,
                initial={True: "yes", False: "no"}.get(question.comparable) if question else None,  # type: ignore[arg-type]
                help_text=_(
                    "Behövs bara när du har ändrat frågan. Det som inte går att jämföra ritas aldrig som en linje."
                ),
            )
            self.fields["changed"] = GuardedField(
                guard="person",
                max_length=500,
                multiline=False,
                label=_("Varför?"),
                help_text=_("Behövs bara om du ändrar frågan. Skälet visas bredvid den i resultatet."),
                required=False,
                initial=question.changed if question else "",
            )
            for name in ("comparable", "changed"):
                self.fields[name].sometimes = True  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Ask for a word on whether a changed question can be compared, where nobody has given one."""
        cleaned: dict[str, Any] = self.cleaned_data
        if self.errors or self.earlier is None:
            return cleaned
        now, before = self.definition(), self.earlier.definition
        if now.asks == before.asks:
            return cleaned
        if other_matter(now, before):
            if cleaned.get("comparable") == "yes":
                self.add_error("comparable", _("Frågan besvaras på ett annat sätt än förut och går inte att jämföra."))
            cleaned["comparable"] = "no"
        elif not cleaned.get("comparable"):
            self.add_error("comparable", _("Du har ändrat frågan. Säg om svaren går att jämföra."))
        if not cleaned.get("changed"):
            self.add_error("changed", _("Skriv ett skäl. Det visas bredvid frågan i resultatet."))
        return cleaned

    def definition(self) -> Definition:
        """The question as it was written. A new one gets its key from its words."""
        said = self.cleaned_data
        kept = self.question.definition if self.question else None
        kind = Kind(said["kind"])
        own = kind in OWN_OPTIONS
        return Definition(
            key=kept.key if kept else key_from(said["wording"], self.taken),
            wording=said["wording"].strip(),
            kind=kind,
            subject=Subject.STAFF if kind == Kind.SHARE else Subject(said["subject"]),
            section=said["section"].strip(),
            help=said["help"].strip(),
            options=options_from(said["options"], kept.options if kept else (), kind) if own else (),
            condition=self._condition(kept),
            reason=said["reason"].strip(),
        )

    def said_comparable(self) -> bool | None:
        """What was said of a change."""
        return {"yes": True, "no": False}.get(self.cleaned_data.get("comparable", ""))

    def _condition(self, kept: Definition | None) -> Condition:
        said = self.cleaned_data["condition"]
        if said == AS_IT_IS and kept:
            return kept.condition
        key, _sign, code = said.partition("=")
        return Condition(key, (code,)) if code else ALWAYS


def _initial(question: Question | None, sections: Sequence[str]) -> dict[str, Any]:
    if question is None:
        return {"kind": Kind.YES_NO, "subject": Subject.UNIT, "section": sections[-1] if sections else ""}
    definition = question.definition
    return {
        "section": definition.section,
        "wording": definition.wording,
        "help": definition.help,
        "kind": definition.kind,
        "subject": definition.subject,
        "options": "\n".join(option.label for option in definition.options),
        "condition": _said(definition.condition),
        "reason": definition.reason,
    }


def _said(condition: Condition) -> str:
    if len(condition.any_of) > 1:
        return AS_IT_IS
    return f"{condition.key}={condition.any_of[0]}" if condition else ""


def _conditions(before: Sequence[Question], question: Question | None) -> list[tuple[Any, Any]]:
    """The answers that a condition may ask for, by question; a condition on several answers can be kept."""
    choices: list[tuple[Any, Any]] = [("", _("alla"))]
    if question and len(question.definition.condition.any_of) > 1:
        several = question.definition.condition
        earlier = next((one.definition for one in before if one.key == several.key), None)
        words = _(" eller ").join(earlier.label_of(code) for code in several.any_of) if earlier else several.key
        choices.append((AS_IT_IS, words))
    for one in before:
        if one.definition.choices:
            group = [(f"{one.key}={code}", label) for code, label in one.definition.choices]
            choices.append((one.wording, group))
    return choices
