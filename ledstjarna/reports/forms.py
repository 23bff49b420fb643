"""The room's forms: mostly taps. They shape what people answer, the services decide."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Final

from django import forms
from django.db.models import TextChoices
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from ledstjarna.accounts.models import Unit
from ledstjarna.reports.lists import Environment, Feedback, Kind, Measure, Place, Span
from ledstjarna.reports.services import Triage
from ledstjarna.texts.forms import GuardedField
from ledstjarna.ui.forms import Chips, ChipsMultiple

SWEDISH: Final = {"lang": "sv"}
"""Reports are written in Swedish whatever language the page is in."""

YES: Final = "yes"
EARLIER: Final = "earlier"
_YES_NO: Final = ((YES, _("Ja")), ("no", _("Nej")))
_MONTHS: Final = 13  # back to the same month of last year
_FEW: Final = 6


def _taps(choices: type[TextChoices]) -> list[tuple[str, Any]]:
    return [(code, capfirst(label)) for code, label in choices.choices]


def _months() -> list[tuple[str, str | Promise]]:
    """The latest months, each by its first day."""
    first = timezone.localdate().replace(day=1)
    found: list[tuple[str, str | Promise]] = [("", _("Välj månad"))]
    for _month in range(_MONTHS):
        found.append((first.isoformat(), date_format(first, "F Y")))
        first = (first - timedelta(days=1)).replace(day=1)
    return found


class YesNo(forms.ChoiceField):
    """A question whose answer is never chosen beforehand; True for yes."""

    def __init__(self, **given: Any) -> None:
        super().__init__(choices=_YES_NO, widget=Chips, **given)

    def clean(self, value: Any) -> Any:
        return super().clean(value) == YES


class RoutineForm(forms.Form):
    """What comes before every report."""

    danger = YesNo(label=_("Är någon i fara just nu?"))
    child = YesNo(
        label=_("Kan ett barn fara illa?"), help_text=_("Du behöver inte vara säker. Det räcker att du är orolig.")
    )


class FilingForm(forms.Form):
    """The report itself. `places` are the units the reporter may file from; a single one is not asked for."""

    unit = forms.ChoiceField(label=_("Vilken enhet gäller det?"))
    when = forms.ChoiceField(
        label=_("När?"),
        choices=(("0", _("Den här veckan")), ("1", _("Förra veckan")), (EARLIER, _("Tidigare"))),
        widget=Chips,
    )
    month = forms.ChoiceField(label=_("Vilken månad?"), choices=_months)
    kind = forms.ChoiceField(
        label=_("Vad slags händelse?"),
        choices=_taps(Kind),
        widget=Chips,
        help_text=_("Rapportera något som någon har gjort. En åsikt är ingen händelse, hur stötande den än är."),
    )
    place = forms.ChoiceField(label=_("Var?"), choices=_taps(Place), widget=Chips)
    environment = forms.ChoiceField(
        label=_("Vilken miljö?"), choices=_taps(Environment), widget=Chips, initial=Environment.UNCLEAR, required=False
    )
    description = GuardedField(
        label=_("Beskriv kort"),
        max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 5, "autocomplete": "off", **SWEDISH}),
        help_text=_("Skriv ”en elev” eller ”en vårdnadshavare”. Inga namn, nummer eller adresser."),
    )
    measures = forms.MultipleChoiceField(
        label=_("Vad har ni redan gjort?"), choices=_taps(Measure), widget=ChipsMultiple, required=False
    )
    urgent = forms.ChoiceField(
        label=_("Brådskar det?"), choices=((YES, _("Ja, i dag")), ("no", _("Nej"))), widget=Chips
    )

    def __init__(self, *args: Any, places: list[Unit], **given: Any) -> None:
        super().__init__(*args, **given)
        self.places = {str(unit.pk): unit for unit in places}
        self.fields["month"].required = not self.is_bound or self.data.get("when") == EARLIER
        unit = self.fields["unit"]
        assert isinstance(unit, forms.ChoiceField)
        if len(places) == 1:
            del self.fields["unit"]
        elif len(places) <= _FEW:
            unit.widget = Chips()
            unit.choices = [(key, place.name) for key, place in self.places.items()]
        else:
            unit.choices = [("", _("Välj enhet")), *((key, place.name) for key, place in self.places.items())]

    def about(self) -> dict[str, Any]:
        """What `services.report_file` asks for."""
        said = self.cleaned_data
        given = {name: said[name] for name in ("kind", "place", "measures", "description")}
        given["environment"] = said["environment"] or Environment.UNCLEAR
        given["urgent"] = said["urgent"] == YES
        given["unit"] = self.places[said["unit"]] if "unit" in said else next(iter(self.places.values()))
        if said["when"] == EARLIER:
            return given | {"happened": date.fromisoformat(said["month"]), "span": Span.MONTH}
        return given | {"happened": timezone.localdate() - timedelta(weeks=int(said["when"])), "span": Span.WEEK}


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("Kvittokod"),
        max_length=60,
        help_text=_("Koden du fick när du skickade rapporten. Stora eller små bokstäver går lika bra."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )


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
    kind = forms.ChoiceField(label=_("Slags händelse"), choices=_taps(Kind), widget=Chips)
    environment = forms.ChoiceField(label=_("Miljö"), choices=_taps(Environment), widget=Chips)

    def clean(self) -> None:
        if not self.errors:
            self.triage().check()

    def triage(self) -> Triage:
        """The answers as the service takes them."""
        return Triage(**{name: value for name, value in self.cleaned_data.items() if name != "lock"})


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
