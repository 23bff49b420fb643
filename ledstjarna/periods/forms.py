"""The room's forms: they shape what people write, the services decide."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django import forms
from django.forms import BaseFormSet, formset_factory
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ledstjarna.accounts.models import Unit
from ledstjarna.accounts.selectors import boards
from ledstjarna.periods.models import Period, Reopening
from ledstjarna.periods.suggestion import PeriodDays
from ledstjarna.ui.forms import DateInput

USUAL_RESPITE = timedelta(days=7)
MOST_PERIODS = 12
SWEDISH = {"lang": "sv"}


class PeriodForm(forms.ModelForm[Period]):
    class Meta:
        model = Period
        fields = ("code", "name", "also", "until", "opens", "due", "closes")
        widgets = {
            "code": forms.TextInput(attrs={**SWEDISH, "autocapitalize": "characters", "size": 6}),
            "name": forms.TextInput(attrs=SWEDISH),
            "also": forms.TextInput(attrs=SWEDISH),
            "until": DateInput,
            "opens": DateInput,
            "due": DateInput,
            "closes": DateInput,
        }
        help_texts = {
            "code": _("Så som den skrivs i planerna, till exempel T1."),
            "also": _("Andra namn i planerna, med komma emellan."),
            "closes": _("Det går att lämna in till midnatt den dagen."),
        }

    def clean_code(self) -> str:
        """Capitals, whatever was typed."""
        code: str = self.cleaned_data["code"]
        return code.upper()

    def days(self) -> PeriodDays:
        """What was written."""
        return PeriodDays(**{name: self.cleaned_data[name] for name in self._meta.fields or ()})


class SuggestedForm(PeriodForm):
    """A suggested period that one may leave out."""

    leave_out = forms.BooleanField(label=_("Ta inte med"), required=False)


SuggestedFormSet = formset_factory(SuggestedForm, extra=0, max_num=MOST_PERIODS, absolute_max=MOST_PERIODS)


def kept(forms: BaseFormSet[SuggestedForm]) -> list[PeriodDays]:
    """The suggested periods that were not left out."""
    return [form.days() for form in forms if not form.cleaned_data.get("leave_out")]


class ReopenForm(forms.ModelForm[Reopening]):
    board = forms.ModelChoiceField(label=_("Nämnd"), queryset=Unit.objects.none(), empty_label=_("Välj nämnd"))
    field_order = ("board",)

    class Meta:
        model = Reopening
        fields = ("until", "reason")
        widgets = {"until": DateInput, "reason": forms.Textarea(attrs={"rows": 2, **SWEDISH})}
        labels = {"until": _("Öppen till och med"), "reason": _("Skäl")}

    def __init__(self, data: Mapping[str, Any] | None = None, *, board_id: str = "") -> None:
        until = timezone.localdate() + USUAL_RESPITE
        super().__init__(data, initial={"until": until, "board": board_id if board_id.isdecimal() else None})
        field = self.fields["board"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = boards()
