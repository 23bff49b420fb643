"""The coordinator's forms. They shape what people answer, the services decide."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from ledstjarna.reports.forms.parts import SWEDISH, YesNo, taps
from ledstjarna.reports.lists import Environment, Feedback, Handling, Kind
from ledstjarna.reports.services import Triage
from ledstjarna.texts.forms import GuardedField
from ledstjarna.ui.forms import Chips, ChipsMultiple


class _Handling(forms.Form):
    lock = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)


class TriageForm(_Handling):
    """The three questions, and the report as it is to be counted."""

    guess = YesNo(
        label=_("Kan en kollega gissa vem det handlar om?"),
        help_text=_("Om ja: skriv om texten nedan så att ingen känns igen, eller töm den."),
    )
    act = YesNo(
        label=_("Har någon gjort något, inte bara tyckt något?"),
        help_text=_("Om nej: texten tas bort. En åsikt inom lagen får inte registreras."),
    )
    child = YesNo(
        label=_("Finns det ett barn som kan fara illa?"),
        help_text=_("Om ja: gör en orosanmälan till socialtjänsten. Texten tas bort här."),
    )
    concern_made = forms.BooleanField(label=_("Orosanmälan är gjord eller görs i dag"), required=False)
    description = GuardedField(
        label=_("Texten som sparas"),
        max_length=1_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6, "autocomplete": "off", **SWEDISH}),
    )
    kind = forms.ChoiceField(label=_("Slags händelse"), choices=taps(Kind), widget=Chips)
    environment = forms.ChoiceField(label=_("Miljö"), choices=taps(Environment), widget=Chips)

    def clean(self) -> None:
        if not self.errors:
            self.triage().check()

    def triage(self) -> Triage:
        """The answers as the service takes them."""
        return Triage(**{name: value for name, value in self.cleaned_data.items() if name != "lock"})


class HandleForm(_Handling):
    """What has been done about it."""

    handled_with = forms.MultipleChoiceField(label=_("Vad har gjorts?"), choices=taps(Handling), widget=ChipsMultiple)


class CloseForm(_Handling):
    """What the reporter is told."""

    feedback = forms.ChoiceField(
        label=_("Vad har rapporten lett till?"), choices=Feedback.choices, widget=forms.RadioSelect
    )
    words = GuardedField(
        label=_("Några egna ord"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off", **SWEDISH}),
        help_text=_("Den som rapporterade läser det här med sin kvittokod."),
    )
