"""The reporter's forms: mostly taps. They shape what people answer, the services decide."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Final

from django import forms
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ledstjarna.accounts.models import Unit
from ledstjarna.reports.forms.parts import SWEDISH, YES, YesNo, taps
from ledstjarna.reports.lists import Environment, Kind, Measure, Place, Span
from ledstjarna.texts.forms import GuardedField
from ledstjarna.ui.forms import Chips, ChipsMultiple

EARLIER: Final = "earlier"
_MONTHS: Final = 13  # back to the same month of last year
_FEW: Final = 6


def _months() -> list[tuple[str, str | Promise]]:
    """The latest months, each by its first day."""
    first = timezone.localdate().replace(day=1)
    found: list[tuple[str, str | Promise]] = [("", _("Välj månad"))]
    for _month in range(_MONTHS):
        found.append((first.isoformat(), date_format(first, "F Y")))
        first = (first - timedelta(days=1)).replace(day=1)
    return found


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
        choices=taps(Kind),
        widget=Chips,
        help_text=_("Rapportera något som någon har gjort. En åsikt är ingen händelse, hur stötande den än är."),
    )
    place = forms.ChoiceField(label=_("Var?"), choices=taps(Place), widget=Chips)
    environment = forms.ChoiceField(
        label=_("Vilken miljö?"), choices=taps(Environment), widget=Chips, initial=Environment.UNCLEAR, required=False
    )
    description = GuardedField(
        label=_("Beskriv kort"),
        max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 5, "autocomplete": "off", **SWEDISH}),
        help_text=_("Skriv ”en elev”, ”en brukare” eller ”en granne”. Inga namn, nummer eller adresser."),
    )
    measures = forms.MultipleChoiceField(
        label=_("Vad har ni redan gjort?"), choices=taps(Measure), widget=ChipsMultiple, required=False
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
