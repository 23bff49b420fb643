"""The coordinator's forms. They shape what people answer, the services decide."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django import forms
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from ledstjarna.reports import terms
from ledstjarna.reports.forms.parts import NO, SWEDISH, YES, YesNo, taps
from ledstjarna.reports.lists import CLOSING, UNCOUNTED, Feedback, Handling, Kind, Measure
from ledstjarna.reports.models import Report, Status, TermList
from ledstjarna.reports.services import Coarser, Triage
from ledstjarna.reports.services.coarsening import DISTRICT, MONTH, PEOPLE, PLACE, above, possible
from ledstjarna.texts.forms import GuardedField, MarkedTextarea
from ledstjarna.ui.forms import Chips, ChipsMultiple

_COARSER = {
    MONTH: _("Månad i stället för vecka"),
    PLACE: _("Bara ”annan plats”"),
    DISTRICT: _("Ingen stadsdel"),
    PEOPLE: _("Varken antal eller ålder"),
}


_CLOSING = [(one.value, one.label) for one in CLOSING]


class Locked(forms.Form):
    """A form about a report as it was when the page was opened."""

    lock = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)

    def __init__(self, *args: Any, report: Report, **given: Any) -> None:
        given["initial"] = {"lock": report.lock, **given.get("initial", {})}
        super().__init__(*args, **given)
        self.report = report


class TriageForm(Locked):
    """The three questions, and the report as it is to be counted."""

    act = YesNo(
        label=_("Har någon gjort något, inte bara tyckt något?"),
        help_text=_("Om nej: texten tas bort. En åsikt inom lagen får inte registreras."),
    )
    child = YesNo(
        label=_("Finns det ett barn som kan fara illa?"),
        help_text=_("Om ja: det blir en orosanmälan till socialtjänsten, i dag. Sedan tas texten bort här."),
    )
    guess = YesNo(
        label=_("Kan en kollega gissa vem det handlar om?"),
        help_text=_("Om ja: skriv om texten, töm den, eller gör tid, enhet eller plats mindre exakt."),
    )
    description = GuardedField(
        label=_("Texten som sparas"),
        guard="report",
        max_length=1_000,
        required=False,
        widget=MarkedTextarea(attrs={"rows": 6, "autocomplete": "off", **SWEDISH}),
        help_text=_("Det du ändrar gäller för gott. Den tidigare texten sparas inte."),
    )
    unit = forms.TypedChoiceField(
        label=_("Enhet"),
        coerce=int,
        empty_value=None,
        required=False,
        widget=Chips,
        help_text=_("På en liten enhet är det lätt att gissa. Välj i så fall det som ligger över."),
    )
    coarser = forms.MultipleChoiceField(
        label=_("Gör mindre exakt"),
        required=False,
        widget=ChipsMultiple,
        help_text=_("Det går inte att ta tillbaka. Ta det som behövs, inte mer."),
    )
    kind = forms.ChoiceField(label=_("Slags händelse"), widget=Chips)
    with_act = forms.ChoiceField(
        label=_("Vilken handling hörde uttalandet ihop med?"),
        required=False,
        widget=Chips,
        help_text=_("Ett uttalande för sig är en åsikt. Då svarar du nej på frågan om någon har gjort något."),
    )
    environment = forms.ChoiceField(label=_("Miljö"), widget=Chips)

    def __init__(self, *args: Any, report: Report, **given: Any) -> None:
        about = {name: getattr(report, name) for name in ("description", "kind", "environment")}
        super().__init__(*args, report=report, initial=about | {"unit": report.unit_id}, **given)
        lists = terms.in_use(report.year)
        kinds = _with(lists[TermList.KIND], report.kind, report.kind_label)
        self._choose("kind", taps(kinds))
        self._choose("with_act", taps({code: label for code, label in kinds.items() if code != Kind.STATEMENT}))
        self._choose(
            "environment", taps(_with(lists[TermList.ENVIRONMENT], report.environment, report.environment_label))
        )
        self._choose("coarser", [(code, label) for code, label in _COARSER.items() if code in possible(report)])
        self._choose("unit", [(unit.pk, unit.name) for unit in (report.unit, *above(report))])
        # Whoever could be guessed is gone with the text.
        erased = self.data.get("act") == NO or self.data.get("child") == YES
        self.fields["guess"].required = not erased
        # Asked for only with a statement; a page without scripts or :has simply shows it.
        self.fields["with_act"].required = not self.is_bound

    def _choose(self, name: str, choices: list[tuple[Any, Any]]) -> None:
        """What can be chosen; a field without a choice is left out."""
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices
        if not choices or (name == "unit" and len(choices) == 1):
            del self.fields[name]

    def triage(self) -> Triage:
        """The answers as the service takes them."""
        said = self.cleaned_data
        answers = {name: said[name] for name in ("guess", "act", "child", "environment", "kind", "with_act")}
        return Triage(
            **answers,
            description=said.get("description", ""),
            coarser=Coarser(frozenset(said.get("coarser", ())), said.get("unit")),
        )


class AsideForm(Locked):
    """A confirmed report that should not have been: its texts are erased as when it was new."""

    outcome = forms.ChoiceField(
        label=_("Varför ska den tas bort?"),
        choices=(
            (Status.OPINION, _("Det var en laglig åsikt, ingen handling")),
            (Status.CONCERN, _("Ett barn kan fara illa: det blir en orosanmälan")),
        ),
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, auto_id="aside_%s", **given)

    def triage(self) -> Triage:
        """The answers that give the outcome."""
        child = self.cleaned_data["outcome"] == Status.CONCERN
        return Triage(False, False, child, self.report.environment, self.report.kind, "")


class EraseForm(forms.Form):
    """Yes to that the texts are erased; where a child may be harmed, with who makes the report of it."""

    by = forms.ChoiceField(
        label=_("Vem gör orosanmälan?"),
        choices=(
            ("me", _("Jag har gjort orosanmälan")),
            ("later", _("Jag gör den i dag; texten behöver jag inte")),
            ("reporter", _("Den som rapporterade gör den; jag skriver det i svaret")),
        ),
        widget=forms.RadioSelect,
        help_text=_("Svaret säger åt den som rapporterade att göra den i dag, och vart man vänder sig."),
    )

    def __init__(self, data: Any, *, concern: bool) -> None:
        super().__init__(data)
        if not concern:
            del self.fields["by"]

    def settled(self, triage: Triage) -> Triage:
        """The answers with who makes it; neither of the two is one that the coordinator has still to make."""
        by = self.cleaned_data.get("by")
        return replace(triage, concern_made=by == "me", concern_by_reporter=by == "reporter")


class LeaveOutForm(Locked):
    """A report that is not to be counted, and why: the reporter is told."""

    why = forms.ChoiceField(
        label=_("Varför räknas den inte?"),
        widget=forms.RadioSelect,
        help_text=_("Den som rapporterade läser det med sin kvittokod. Texten gallras som andra rapporters texter."),
    )

    def __init__(self, *args: Any, report: Report, **given: Any) -> None:
        super().__init__(*args, report=report, auto_id="leave_out_%s", **given)
        why = self.fields["why"]
        assert isinstance(why, forms.ChoiceField)
        waits = report.status == Status.RETURNED
        why.choices = [(one.value, one.label) for one in UNCOUNTED if waits or one != Feedback.UNANSWERED]


class ReopenForm(Locked):
    """A confirmed report is to be judged anew."""


class UnhandleForm(Locked):
    """A report was not handled after all."""


def _with(used: dict[str, str], code: str, label: str) -> dict[str, str]:
    """The codes in use, and the report's own where it is no longer among them."""
    return used if code in used else {**used, code: label}


class HandleForm(Locked):
    """What has been done about it, and at the same time, if need be, what the reporter is told."""

    handled_with = forms.MultipleChoiceField(label=_("Vad har gjorts?"), choices=taps(Handling), widget=ChipsMultiple)
    feedback = forms.ChoiceField(
        label=_("Vad har rapporten lett till?"),
        choices=_CLOSING,
        widget=forms.RadioSelect,
        error_messages={"required": _("Välj vad rapporten har lett till, så går den att avsluta.")},
        help_text=_("Den som rapporterade läser svaret med sin kvittokod. Fyll i det när du vill avsluta."),
    )
    words = GuardedField(
        label=_("Några egna ord"),
        guard="report",
        max_length=300,
        required=False,
        widget=MarkedTextarea(attrs={"rows": 3, "autocomplete": "off", **SWEDISH}),
    )

    def __init__(self, *args: Any, report: Report, **given: Any) -> None:
        police = {"handled_with": [Handling.POLICE], "feedback": Feedback.POLICE}
        initial = police if Measure.POLICE in report.measures else {}
        super().__init__(*args, report=report, initial=initial, **given)
        self.fields["feedback"].required = self.closes or not self.is_bound

    @property
    def closes(self) -> bool:
        """Whether the report is to be closed too."""
        return "close" in self.data


class CloseForm(Locked):
    """What the reporter is told."""

    feedback = forms.ChoiceField(label=_("Vad har rapporten lett till?"), choices=_CLOSING, widget=forms.RadioSelect)
    words = GuardedField(
        label=_("Några egna ord"),
        guard="report",
        max_length=300,
        required=False,
        widget=MarkedTextarea(attrs={"rows": 3, "autocomplete": "off", **SWEDISH}),
        help_text=_("Den som rapporterade läser det här med sin kvittokod."),
    )

    def __init__(self, *args: Any, report: Report, **given: Any) -> None:
        police = Measure.POLICE in report.measures or Handling.POLICE in report.handled_with
        super().__init__(*args, report=report, initial={"feedback": Feedback.POLICE} if police else {}, **given)


class ConcernForm(Locked):
    """The report to the social services is made."""

    made = forms.BooleanField(
        label=_("Jag har gjort orosanmälan till socialtjänsten"),
        error_messages={"required": _("Kryssa i rutan när anmälan är gjord.")},
    )


def labelled(report: Report) -> str:
    """A report in a choice: number, kind and place, when, the unit, and how its text begins."""
    words = {"number": report.pk, "kind": report.kind_label, "place": report.get_place_display()}
    what = _now("Rapport %(number)d: %(kind)s · %(place)s") % words
    begins = f" ”{Truncator(report.description).words(12)}”" if report.description else ""
    return f"{what}. {capfirst(report.when)}. {report.unit.name}.{begins}"
