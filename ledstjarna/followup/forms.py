"""The room's forms: they shape what people write, the services decide."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ledstjarna.accounts.models import Unit
from ledstjarna.accounts.selectors import boards
from ledstjarna.followup.models import Report
from ledstjarna.followup.services import NO_TEXT, SAY_WHY, Said
from ledstjarna.periods.selectors import PeriodRef
from ledstjarna.plans.selectors_followup import Status
from ledstjarna.ui.forms import Chips

SWEDISH = {"lang": "sv"}
YEARS = range(2000, 2101)
TEXTS = ("status", "text", "deviation", "measure", "on_behalf_of")
MORE = ("deviation", "measure", "on_behalf_of")
"""What lies behind Mer until it is needed."""


class ReportForm(forms.ModelForm[Report]):
    status = forms.ChoiceField(label=_("Hur går det?"), choices=Status.choices, widget=Chips)
    lock = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)

    class Meta:
        model = Report
        fields = TEXTS
        widgets = {
            "text": forms.Textarea(attrs={"rows": 4, **SWEDISH}),
            "deviation": forms.Textarea(attrs={"rows": 3, **SWEDISH}),
            "measure": forms.Textarea(attrs={"rows": 3, **SWEDISH}),
            "on_behalf_of": forms.TextInput(attrs=SWEDISH),
        }
        help_texts = {
            "text": _("Skriv om arbetet. Namn, nummer och annat som pekar ut en enskild person hör inte hemma här."),
            "deviation": _(
                "Vad blev inte som planen säger, och varför? Behövs när läget är pausad, hindras eller inställd."
            ),
            "measure": _("Vad görs åt det, och vem gör det? Behövs när något hindrar arbetet."),
            "on_behalf_of": _("Fyll i när du lämnar in åt någon annan. Skriv funktionen, aldrig ett namn."),
        }

    def __init__(self, *args: Any, another: bool = False, submit: bool = True, **kwargs: Any) -> None:
        """`another`: somebody else answers for the activity, so it must be said for whom one writes.

        `submit`: the report is to be handed in, and then it says something.
        """
        super().__init__(*args, **kwargs)
        self.another = another
        for name in ("deviation", "measure"):
            self.fields[name].sometimes = True  # type: ignore[attr-defined]
        self.fields["on_behalf_of"].required = another
        self.fields["text"].required = submit
        self.fields["text"].error_messages["required"] = NO_TEXT

    def said(self) -> Said:
        """What was written."""
        return Said(**{name: self.cleaned_data[name] for name in TEXTS})

    @property
    def more_open(self) -> bool:
        """Whether what lies behind Mer is shown from the start."""
        return self["status"].value() in SAY_WHY or any(self[name].errors or self[name].value() for name in MORE)


class RemarkForm(forms.ModelForm[Report]):
    lock = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)

    class Meta:
        model = Report
        fields = ("remark",)
        labels = {"remark": _("Vad behöver ändras?")}
        widgets = {"remark": forms.Textarea(attrs={"rows": 3, **SWEDISH})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["remark"].required = True


class LockForm(forms.Form):
    """The lock of a report as it was read."""

    lock = forms.IntegerField(min_value=0, max_value=2**31 - 1)


class MatrixFilter(forms.Form):
    period = forms.TypedChoiceField(label=_("Period"), required=False, coerce=int, empty_value=None)
    missing = forms.BooleanField(label=_("Bara de som inte har lämnat in allt"), required=False)

    def __init__(self, data: Mapping[str, Any] | None = None, *, terms: Iterable[PeriodRef]) -> None:
        super().__init__(data)
        field = self.fields["period"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("Hela året")), *((term.pk, term.code) for term in terms)]


class WheelFilter(forms.Form):
    board = forms.ModelChoiceField(label=_("Nämnd"), queryset=Unit.objects.none(), empty_label=_("Bara perioderna"))
    year = forms.IntegerField(label=_("År"), min_value=YEARS.start, max_value=YEARS.stop - 1)

    def __init__(self, data: Mapping[str, Any] | None = None, *, initial: dict[str, Any]) -> None:
        super().__init__(data, initial=initial)
        field = self.fields["board"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset, field.required = boards(), False
