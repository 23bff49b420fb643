"""Forms for what is decided and said about a plan."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from ledstjarna.accounts.models import Unit
from ledstjarna.plans.forms import SWEDISH
from ledstjarna.plans.models import Outcome, Remark, Step, Version
from ledstjarna.plans.printing import Decision
from ledstjarna.plans.services import REASON_LENGTH, check_date, check_remarks
from ledstjarna.texts.forms import GuardedField
from ledstjarna.ui.forms import Chips, DateInput

_MOST_REMARKS = 50
_REMARK_LENGTH: Final[int] = Remark._meta.get_field("text").max_length or 0
_OWN_NUMBER = re.compile(r"^\s*(?:\d{1,2}[.)]|[-–•])\s+")


class RemarksField(GuardedField):
    """Remarks, one a line; a number or a dash that somebody put first is taken away. Gives a list of texts."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            guard="institution",
            label=_("Synpunkter"),
            required=False,
            widget=forms.Textarea(attrs={"rows": 6, **SWEDISH}),
            **kwargs,
        )

    def clean(self, value: Any) -> Any:
        lines = [_OWN_NUMBER.sub("", line).strip() for line in str(super().clean(value)).splitlines()]
        texts = [line for line in lines if line]
        if len(texts) > _MOST_REMARKS:
            raise ValidationError(_("Skriv högst %d synpunkter.") % _MOST_REMARKS)
        if any(len(text) > _REMARK_LENGTH for text in texts):
            raise ValidationError(_("En synpunkt får ha högst %d tecken. Dela upp den.") % _REMARK_LENGTH)
        return texts


def _flat(data: Mapping[str, Any]) -> dict[str, Any]:
    return data.dict() if isinstance(data, QueryDict) else dict(data)


class MinutesForm(forms.ModelForm[Version]):
    """Who decided, when and where it is written down, how it ended and what was remarked."""

    outcome = forms.TypedChoiceField(label=_("Utfall"), coerce=Outcome, widget=Chips)
    remarks = RemarksField(
        help_text=_("När planen ska svara på något: en synpunkt på varje rad. De numreras, och var och en besvaras.")
    )
    OUTCOMES: tuple[Outcome, ...] = (Outcome.APPROVED, Outcome.REFERRED_BACK)

    class Meta:
        model = Version
        fields = ("body", "decided_on", "paragraph", "dnr")
        widgets = {
            "body": forms.TextInput(attrs=SWEDISH),
            "decided_on": DateInput,
            "paragraph": forms.TextInput,
            "dnr": forms.TextInput,
        }
        help_texts = {"paragraph": _("Till exempel § 14."), "dnr": _("Till exempel SOC 2026/118.")}

    def __init__(self, data: Mapping[str, Any] | None = None, *, latest: Version | None, **kwargs: Any) -> None:
        # What says nothing of the outcome is an approval.
        super().__init__({"outcome": self.OUTCOMES[0].value, **_flat(data)} if data else None, **kwargs)
        self.latest = latest
        outcome = self.fields["outcome"]
        assert isinstance(outcome, forms.TypedChoiceField)
        outcome.choices = [(one.value, one.label) for one in self.OUTCOMES]
        outcome.initial = self.OUTCOMES[0]

    def choices_of(self, name: str) -> list[tuple[Any, Any]]:
        """What can be chosen in a field of the form, and its words."""
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        choices: Any = field.choices
        return list(choices)

    @property
    def decision(self) -> Decision:
        return Decision(**{name: self.cleaned_data[name] for name in MinutesForm.Meta.fields})

    def clean_decided_on(self) -> date:
        """The day, checked before anyone is asked to confirm it."""
        day: date = self.cleaned_data["decided_on"]
        try:
            check_date(day, self.latest)
        except ValidationError as fault:
            raise ValidationError(fault.message_dict["decided_on"]) from fault
        return day

    def clean_paragraph(self) -> str:
        """A bare number is a paragraph without its sign."""
        text: str = self.cleaned_data["paragraph"].strip()
        return f"§ {text}" if text.isdecimal() else text

    def clean(self) -> dict[str, Any]:
        super().clean()
        if "outcome" in self.cleaned_data and "remarks" in self.cleaned_data:
            try:
                check_remarks(self.cleaned_data["outcome"], self.cleaned_data["remarks"])
            except ValidationError as fault:
                self.add_error(None, fault)
        return self.cleaned_data


class DecisionForm(MinutesForm):
    """The board's own decision on the draft."""

    without_police = GuardedField(
        label=_("Varför samråd med polisen inte har hållits"),
        guard="institution",
        max_length=REASON_LENGTH,
        help_text=_("Inget samråd är noterat om utkastet. Skälet följer med beslutet."),
        error_messages={"required": _("Skriv varför, eller låt samordnaren notera samrådet först.")},
        widget=forms.Textarea(attrs={"rows": 2, **SWEDISH}),
    )
    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)
    field_order = ("outcome", "body", "decided_on", "paragraph", "dnr", "without_police", "remarks")

    def __init__(self, *args: Any, police_missing: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not police_missing:
            del self.fields["without_police"]
        elif self.data.get("outcome") == Outcome.REFERRED_BACK:
            self.fields["without_police"].required = False
            self.fields["without_police"].sometimes = True  # type: ignore[attr-defined]


class CommitteeForm(MinutesForm):
    """What the board's committee said; the board itself decides."""

    text = GuardedField(
        label=_("Vad utskottet sade"),
        guard="institution",
        max_length=5_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, **SWEDISH}),
    )
    OUTCOMES = (Outcome.APPROVED, Outcome.CONDITIONS, Outcome.REFERRED_BACK)
    field_order = ("outcome", "body", "decided_on", "paragraph", "dnr", "text")
    remarks = None  # type: ignore[assignment]


class TakenUpForm(MinutesForm):
    """What another body decided about a version; `number` is the one that was read."""

    number = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**15 - 1)


class ExecutiveForm(TakenUpForm):
    OUTCOMES = (Outcome.APPROVED, Outcome.CONDITIONS, Outcome.REFERRED_BACK)
    field_order = ("outcome", "body", "decided_on", "paragraph", "dnr", "remarks")


class PartnerForm(TakenUpForm):
    """The decision of a board that shares the plan."""

    board = forms.TypedChoiceField(label=_("Nämnd"), coerce=int)
    field_order = ("board", "outcome", "body", "decided_on", "paragraph", "dnr", "remarks")

    def __init__(self, *args: Any, boards: Iterable[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        board = self.fields["board"]
        assert isinstance(board, forms.TypedChoiceField)
        board.choices = [(one.pk, one.name) for one in boards]


class ConsultationForm(forms.ModelForm[Step]):
    """A consultation with the police: when, with which function, and what came of it."""

    outcome = forms.TypedChoiceField(
        label=_("Utfall"),
        coerce=Outcome,
        widget=Chips,
        choices=[(one.value, one.label) for one in (Outcome.AGREED, Outcome.REMARKS)],
    )

    class Meta:
        model = Step
        fields = ("held_on", "body", "outcome", "text")
        labels = {"body": _("Med vilken funktion"), "text": _("Vad som sades, i korthet")}
        help_texts = {
            "body": _("Till exempel kommunpolisen i lokalpolisområdet. Skriv funktionen, aldrig ett namn."),
            "text": _("Står i förslaget till tjänsteutlåtande, men inte i den plan som nämnden beslutar."),
        }
        widgets = {
            "held_on": DateInput,
            "body": forms.TextInput(attrs=SWEDISH),
            "text": forms.Textarea(attrs={"rows": 4, **SWEDISH}),
        }
