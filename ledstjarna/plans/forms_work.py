"""Small forms on an activity's page: who takes part, when it happens, how it is measured, where it stands."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ledstjarna.accounts.models import Unit
from ledstjarna.plans.forms import SWEDISH
from ledstjarna.plans.models import YEARS, Activity, Indicator, Occurrence, OccurrenceState, Party
from ledstjarna.texts.forms import GuardedField
from ledstjarna.ui.forms import Chips, DateInput
from ledstjarna.walls.roles import Role


class PartyForm(forms.ModelForm[Party]):
    """A role at a unit, or a function in one's own words."""

    field_order = ("lead", "role", "unit", "function")
    lead = forms.TypedChoiceField(
        label=_("Uppgift"),
        choices=(("1", _("ansvarig")), ("", _("medverkande"))),
        coerce=bool,
        required=False,
        initial="",
        widget=Chips,
    )

    class Meta:
        model = Party
        fields = ("lead", "role", "unit", "function")
        widgets = {"function": forms.TextInput(attrs=SWEDISH), "unit": forms.Select(attrs=SWEDISH)}
        help_texts = {
            "unit": _("Kan också vara en enhet vid en annan nämnd."),
            "function": _(
                "I stället för roll och enhet, när den du menar inte har något konto. Skriv aldrig ett namn."
            ),
        }

    def __init__(self, *args: Any, units: QuerySet[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        unit, role = self.fields["unit"], self.fields["role"]
        assert isinstance(unit, forms.ModelChoiceField) and isinstance(role, forms.ChoiceField)
        unit.queryset, unit.required = units, False
        unit.empty_label = _("Ingen enhet vald")
        role.choices = [("", _("Ingen roll vald")), *Role.choices]
        for name in ("role", "unit", "function"):
            self.fields[name].required = False


class AnswerForm(forms.Form):
    """Yes or no; a no says why."""

    accepts = forms.TypedChoiceField(
        label=_("Svar"),
        choices=(("yes", _("ja, vi tar det")), ("no", _("nej"))),
        coerce=lambda value: value == "yes",
        widget=Chips,
        error_messages={"required": _("Välj ja eller nej.")},
    )
    reason = GuardedField(
        label=_("Skäl, om svaret är nej"),
        guard="institution",
        max_length=1_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, **SWEDISH}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].sometimes = True  # type: ignore[attr-defined]


class NotedAnswerForm(AnswerForm):
    """The answer of a function without an account, as a coordinator has heard it."""

    spoke = GuardedField(
        label=_("Vem svarade"),
        guard="institution",
        max_length=200,
        multiline=False,
        help_text=_("Funktionen, inte namnet. Till exempel ”områdespolisen” eller ”chefen för bostadsbolaget”."),
        widget=forms.TextInput(attrs=SWEDISH),
    )
    answered_on = forms.DateField(label=_("När"), widget=DateInput, initial=timezone.localdate)


class OccurrenceForm(forms.ModelForm[Occurrence]):
    """A time by hand, or a new time for one that moves."""

    class Meta:
        model = Occurrence
        fields = ("start", "end")
        labels = {"start": _("Dag"), "end": _("Till och med, om dagen inte är bestämd")}
        widgets = {"start": DateInput, "end": DateInput}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["end"].required = False

    def _post_clean(self) -> None:
        """An empty last day means that it is one day."""
        self.cleaned_data["end"] = self.cleaned_data.get("end") or self.cleaned_data.get("start")
        super()._post_clean()  # type: ignore[misc]


class OccurrenceStateForm(forms.Form):
    """What became of a time."""

    state = forms.ChoiceField(label=_("Läge"), choices=OccurrenceState.choices, widget=Chips)
    note = GuardedField(
        label=_("Anteckning"),
        guard="institution",
        max_length=1_000,
        required=False,
        help_text=_("Skriv alltid varför när något ställs in."),
        widget=forms.Textarea(attrs={"rows": 2, **SWEDISH}),
    )


class StatusForm(forms.ModelForm[Activity]):
    """Where the work stands; what is in the way and who can help when it is blocked."""

    class Meta:
        model = Activity
        fields = ("status", "blocked_because", "unblocked_by")
        widgets = {
            "status": Chips,
            "blocked_because": forms.Textarea(attrs={"rows": 2, **SWEDISH}),
            "unblocked_by": forms.TextInput(attrs=SWEDISH),
        }
        help_texts = {
            "blocked_because": _("Fylls i när aktiviteten är hindrad."),
            "unblocked_by": _("Den funktion som kan lösa det."),
        }


class IndicatorForm(forms.ModelForm[Indicator]):
    class Meta:
        model = Indicator
        fields = ("name", "measure")
        widgets = {"name": forms.TextInput(attrs=SWEDISH), "measure": forms.TextInput(attrs=SWEDISH)}
        help_texts = {"measure": _("Till exempel procent, antal eller timmar.")}


class ValueForm(forms.Form):
    """A year's aim or outcome. A comma is read as a decimal point."""

    year = forms.IntegerField(
        label=_("År"),
        min_value=YEARS.start,
        max_value=YEARS.stop - 1,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )
    what = forms.ChoiceField(
        label=_("Vad"), choices=(("target", _("målvärde")), ("value", _("utfall"))), initial="value", widget=Chips
    )
    number = forms.DecimalField(
        label=_("Värde"),
        max_digits=12,
        decimal_places=2,
        required=False,
        localize=True,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
        help_text=_("Tomt tar bort värdet."),
    )
