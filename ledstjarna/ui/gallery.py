"""What the component page shows: a form with one of every kind of field, and a table."""

from types import SimpleNamespace
from typing import Any, Final

import django_tables2
from django import forms
from django.core.paginator import Page, Paginator
from django.utils.translation import gettext_lazy as _

from ledstjarna.ui.forms import Chips, ChipsMultiple, DateInput

LONG: Final = _(
    "Ett långt namn som inte ryms på en rad: Samverkansgruppen för återvändare, anhöriga och "
    "drabbade i stadsdelarna och deras barn"
)


class SampleForm(forms.Form):
    """One field of every kind; the names are those of the page, nothing is stored."""

    name = forms.CharField(label=_("Rubrik"), help_text=_("Så som den ska stå i planen."), max_length=60)
    mail = forms.EmailField(label=_("E-post"), required=False)
    day = forms.DateField(label=_("Dag"), widget=DateInput())
    number = forms.IntegerField(label=_("Antal"), min_value=0, max_value=500)
    when = forms.ChoiceField(
        label=_("När?"),
        widget=Chips(),
        choices=[("now", _("Den här veckan")), ("last", _("Förra veckan")), ("before", _("Tidigare"))],
    )
    what = forms.MultipleChoiceField(
        label=_("Vad slags händelse?"),
        help_text=_("Du kan välja flera."),
        widget=ChipsMultiple(),
        choices=[("sign", _("Symbol, klotter")), ("poster", _("Affisch, flygblad")), ("threat", _("Hot"))],
    )
    how = forms.ChoiceField(
        label=_("Hur följs det upp?"),
        widget=forms.RadioSelect(),
        choices=[("t1", _("I tertialrapport 1")), ("year", _("I verksamhetsberättelsen")), ("long", LONG)],
    )
    unit = forms.ChoiceField(
        label=_("Enhet"), choices=[("", _("Välj enhet")), ("a", _("Uppsökarenheten")), ("b", LONG)]
    )
    text = forms.CharField(
        label=_("Beskriv kort"),
        help_text=_("Skriv ”en elev”, ”en vårdnadshavare”. Inga namn, nummer eller adresser."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=400,
    )
    file = forms.FileField(label=_("Fil"), required=False, help_text=_("Word eller PDF, högst 20 MB."))
    agree = forms.BooleanField(label=_("Jag har läst rutinen"))
    closed = forms.CharField(label=_("Låst fält"), disabled=True, required=False, initial="2026/118")


class SampleFilter(forms.Form):
    """A list's question: free text and one choice."""

    q = forms.CharField(label=_("Sök"), required=False)
    state = forms.ChoiceField(label=_("Läge"), required=False, choices=[("", _("Alla")), ("late", _("Försenade"))])


class SampleTable(django_tables2.Table):  # type: ignore[misc]
    """A list drawn by django-tables2 in our own template."""

    activity = django_tables2.Column(verbose_name=_("Aktivitet"))
    responsible = django_tables2.Column(verbose_name=_("Ansvarig"))
    count = django_tables2.Column(verbose_name=_("Tillfällen"))

    class Meta:
        empty_text = _("Inga aktiviteter ännu")


WRONG: Final = {"name": "", "mail": "alice(at)stjarnvik", "day": "i går", "number": "-3", "text": "x" * 401}
ROWS: Final = [
    {"activity": _("Nätverk för berörda chefer"), "responsible": _("Lokal samordnare"), "count": 8},
    {"activity": LONG, "responsible": _("Enhetschef"), "count": 12},
    {"activity": _("Öppet hus"), "responsible": _("Kommunikatör"), "count": 0},
]
STEPS: Final = [
    SimpleNamespace(label=_("Utkast"), note="12 mars", state="done"),
    SimpleNamespace(label=_("Samråd med polisen"), note="4 april", state="done"),
    SimpleNamespace(label=_("Nämnden"), note="21 maj § 14", state="now"),
    SimpleNamespace(label=_("Kommunstyrelsen"), note="", state="todo"),
    SimpleNamespace(label=_("Gäller"), note=_("till T1 nästa år"), state="todo"),
]


def pages() -> Page[Any]:
    """The seventh page of twenty."""
    return Paginator(range(200), 10).page(7)
