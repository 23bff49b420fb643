"""The forms of the settings. They shape what is written, the services decide."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from ledstjarna.reports.forms.parts import SWEDISH
from ledstjarna.reports.models import OwnWord
from ledstjarna.reports.routine import FIXED, Step
from ledstjarna.reports.services.wording import open_years
from ledstjarna.texts.forms import GuardedField
from ledstjarna.ui.forms import Chips, ChipsMultiple

MARK: Final = "mark"
_OFF: Final = {"autocomplete": "off"}


class TermForm(forms.Form):
    """Words of a list and the year they begin to hold."""

    label = GuardedField(
        label=_("Benämning"),
        guard="institution",
        max_length=100,
        multiline=False,
        widget=forms.TextInput(attrs={**_OFF, **SWEDISH}),
    )
    label_en = GuardedField(
        label=_("På engelska"),
        guard="institution",
        max_length=100,
        multiline=False,
        required=False,
        widget=forms.TextInput(attrs={**_OFF, "lang": "en"}),
        help_text=_("Den som läser på engelska ser annars den svenska benämningen."),
    )
    year = forms.TypedChoiceField(label=_("Från och med"), coerce=int, widget=Chips)

    def __init__(self, data: Any = None, *, year: int, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial={"year": year, **(initial or {})})
        field = self.fields["year"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(open_year, str(open_year)) for open_year in open_years()]


class WordsForm(forms.Form):
    """Words for the guard, one on each line."""

    held = forms.ChoiceField(
        label=_("Vad ska hända med orden?"),
        choices=((MARK, _("Markera dem")), ("know", _("Känn igen dem"))),
        widget=Chips,
        help_text=_(
            "Skolklasser och annat som pekar på några få ska markeras. "
            "Namn på enheter, områden och platser ska kännas igen, så att de inte tas för personnamn."
        ),
    )
    words = GuardedField(
        label=_("Ord"),
        guard="institution",
        max_length=60_000,
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false", **_OFF, **SWEDISH}),
        help_text=_("Ett på varje rad. Det går bra att klistra in skolans alla klasser på en gång."),
    )

    def lines(self) -> list[str]:
        return str(self.cleaned_data["words"]).splitlines()


class WordsRemoveForm(forms.Form):
    """The words that are there, to choose the ones to let go of."""

    keys = forms.TypedMultipleChoiceField(label=_("Välj de ord som ska bort"), coerce=int, widget=ChipsMultiple)

    def __init__(self, data: Any = None, *, words: Iterable[OwnWord], prefix: str | None = None) -> None:
        super().__init__(data, prefix=prefix)
        field = self.fields["keys"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(row.pk, row.word) for row in words]


class RoutineForm(forms.Form):
    """A step in the municipality's own words; what is left empty keeps ours."""

    question = GuardedField(label=_("Frågan"), guard="institution", max_length=200, multiline=False, required=False)
    advice = GuardedField(label=_("Rådet vid ja"), guard="institution", max_length=1_000, required=False)
    contact = GuardedField(
        label=_("Vem man når"),
        guard="institution",
        max_length=100,
        multiline=False,
        required=False,
        help_text=_("En funktion, till exempel socialtjänstens mottagning. Aldrig en enskild person."),
    )
    phone = GuardedField(
        label=_("Telefon"),
        guard="institution",
        max_length=40,
        multiline=False,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "tel", **_OFF}),
    )
    link_text = GuardedField(
        label=_("Länkens text"), guard="institution", max_length=100, multiline=False, required=False
    )
    link = forms.CharField(
        label=_("Länkens adress"),
        max_length=300,
        required=False,
        widget=forms.URLInput(attrs=_OFF),
        help_text=_("Börjar med https://"),
    )

    def __init__(self, data: Any = None, *, step: Step, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial=initial)
        for name in FIXED.get(step.code, ()):
            del self.fields[name]
        for field in self.fields.values():
            field.widget.attrs.setdefault("lang", "sv")
