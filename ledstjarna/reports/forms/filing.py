"""The reporter's form: ten questions, mostly taps, the usual answers given. The services decide what may be stored."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, Final

from django import forms
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from ledstjarna.accounts.models import Unit
from ledstjarna.reports import terms
from ledstjarna.reports.forms.parts import SWEDISH, YES, live, taps
from ledstjarna.reports.lists import Age, Environment, Involved, Measure, Place, Span, Target
from ledstjarna.reports.models import TermList, first_day, year_of
from ledstjarna.texts.forms import GuardedField, MarkedTextarea
from ledstjarna.ui.forms import Chips, ChipsMultiple

LONGEST: Final = 1_000
_MONTHS: Final = 13  # back to the same month of last year
_WEEKS: Final[tuple[tuple[str, str | Promise], ...]] = (("0", _("Den här veckan")), ("1", _("Förra veckan")))
_LISTS: Final = {"kind": TermList.KIND, "environment": TermList.ENVIRONMENT, "district": TermList.DISTRICT}
_SENTENCES: Final = {
    "kind": _("Välj bland händelserna i listan."),
    "environment": _("Välj bland miljöerna i listan."),
    "district": _("Välj bland stadsdelarna i listan."),
}


class When(Chips):
    """The two latest weeks as taps, the months behind a fold."""

    template_name = "reports/when.html"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        return context | {"folded_out": bool(value) and value not in dict(_WEEKS)}


def _times() -> list[Any]:
    """This week, the last one, and the latest months by their first days."""
    first = timezone.localdate().replace(day=1)
    months = []
    for _month in range(_MONTHS):
        months.append((first.isoformat(), date_format(first, "F Y")))
        first = (first - timedelta(days=1)).replace(day=1)
    return [*_WEEKS, (_("Längre tillbaka"), months)]


class TermField(forms.ChoiceField):
    """A choice of a year's list, shown as this year has it; `known` are the codes that some year asked about has."""

    known: frozenset[str] = frozenset()

    def valid_value(self, value: Any) -> bool:
        return value in self.known


class FilingForm(forms.Form):
    """The report itself, about `unit`; when it is None, nobody has said which, and `offered` are to choose among."""

    unit = forms.ChoiceField(label=_("Vilken enhet gäller det?"))
    when = forms.ChoiceField(label=_("När hände det?"), choices=_times, widget=When, initial="0")
    place = forms.ChoiceField(
        label=_("Var hände det?"),
        choices=taps(Place),
        widget=Chips,
        error_messages={"required": _("Välj vad det var för slags plats.")},
    )
    district = TermField(label=_("Stadsdel"), required=False)
    kind = TermField(
        label=_("Vad slags händelse?"),
        widget=Chips,
        error_messages={"required": _("Välj vad som hände.")},
        help_text=_(
            "Något någon har gjort, aldrig en åsikt inom lagen. Vet du inte? Välj Annat, samordnaren ändrar. "
            "Flera saker? Det som oroar mest."
        ),
    )
    environment = TermField(label=_("Vilken miljö?"), widget=Chips, initial=Environment.UNCLEAR, required=False)
    description = GuardedField(
        label=_("Beskriv kort"),
        guard="report",
        max_length=LONGEST,
        widget=MarkedTextarea(attrs={"rows": 5, "autocomplete": "off", **SWEDISH}),
        error_messages={"required": _("Skriv några ord om vad som har hänt.")},
        help_text=_(
            "Skriv så att ingen kan gissa vem: ”en brukare”, inte ”ordföranden på fyran”. Inget namn, nummer, adress, "
            "hälsa, religion, utseende, jobb eller uppdrag."
        ),
    )
    urgent = forms.ChoiceField(
        label=_("Brådskar det?"), choices=((YES, _("Ja, i dag")), ("no", _("Nej"))), widget=Chips, initial="no"
    )
    target = forms.ChoiceField(
        label=_("Vad riktades det mot?"), choices=taps(Target), widget=Chips, initial=Target.UNKNOWN, required=False
    )
    involved = forms.ChoiceField(
        label=_("Hur många gjorde det?"),
        choices=taps(Involved),
        widget=Chips,
        initial=Involved.UNKNOWN,
        required=False,
    )
    age = forms.ChoiceField(
        label=_("Ungefär hur gamla var de?"), choices=taps(Age), widget=Chips, initial=Age.UNKNOWN, required=False
    )
    measures = forms.MultipleChoiceField(
        label=_("Vad har ni redan gjort?"), choices=taps(Measure), widget=ChipsMultiple, required=False
    )

    def __init__(self, *args: Any, unit: Unit | None, offered: Sequence[Unit] = (), **given: Any) -> None:
        super().__init__(*args, **given)
        self.chosen = unit
        today = timezone.localdate()
        self.year = year_of(first_day(today, Span.WEEK), Span.WEEK)
        self.lists = terms.in_use_each({self.year, self.year - 1, today.year, today.year - 1})
        self._offer_units(offered)
        for name, which in _LISTS.items():
            self._offer_terms(name, which)
        if not self.lists[self.year][TermList.DISTRICT]:
            del self.fields["district"]
        if get_language() != "sv":
            written = self.fields["description"]
            hint = _("Skriv på svenska om du kan: kontrollen av namn läser svenska.")
            written.help_text = f"{written.help_text} {hint}"
        others = [name for name in self.fields if name != "description"]
        self.fields["description"].widget.attrs |= live("description", *others)

    def _offer_units(self, offered: Sequence[Unit]) -> None:
        """The one that was chosen rides along; with none, they are asked for here."""
        if self.chosen is not None:
            self.fields["unit"] = forms.CharField(widget=forms.HiddenInput, required=False, initial=self.chosen.pk)
            return
        field = self.fields["unit"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("Välj enhet")), *((str(unit.pk), unit.name) for unit in offered)]

    def _offer_terms(self, name: str, which: TermList) -> None:
        """Show this year's; an event may be of last year, whose list may have had others."""
        field = self.fields[name]
        assert isinstance(field, TermField)
        shown = taps(self.lists[self.year][which])
        field.choices = [("", _("Vet inte")), *shown] if name == "district" else shown
        field.known = frozenset(code for lists in self.lists.values() for code in lists[which])

    @property
    def more_wrong(self) -> bool:
        """Whether something behind the fold has to be mended."""
        return bool(self.errors.keys() & {"target", "involved", "age", "measures"})

    def clean(self) -> None:
        """A code has to be of the list of the event's own year."""
        if "when" not in self.cleaned_data:
            return
        happened, span = self._time()
        lists = self.lists.get(year_of(first_day(happened, span), span), self.lists[self.year])
        for name, which in _LISTS.items():
            if (code := self.cleaned_data.get(name)) and code not in lists[which]:
                self.add_error(name, _SENTENCES[name])

    def _time(self) -> tuple[date, str]:
        when = self.cleaned_data["when"]
        if when in dict(_WEEKS):
            return timezone.localdate() - timedelta(weeks=int(when)), Span.WEEK
        return date.fromisoformat(when), Span.MONTH

    def about(self) -> dict[str, Any]:
        """What `services.report_file` asks for."""
        said = self.cleaned_data
        happened, span = self._time()
        given = {name: said[name] for name in ("kind", "place", "measures", "description")}
        unknown = {"environment": Environment.UNCLEAR, "target": Target.UNKNOWN, "involved": Involved.UNKNOWN}
        given |= {name: said[name] or usual for name, usual in (unknown | {"age": Age.UNKNOWN}).items()}
        given |= {"district": said.get("district", ""), "urgent": said["urgent"] == YES, "unit": self.chosen}
        return given | {"happened": happened, "span": span}


class UnitSearchForm(forms.Form):
    """Part of a unit's name; sent in the body, so that it stands in no address."""

    words = forms.CharField(
        label=_("Sök efter enheten"),
        max_length=100,
        required=False,
        help_text=_("Skriv en del av namnet."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
