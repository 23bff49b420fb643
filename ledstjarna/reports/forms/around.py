"""Forms about what happens around a report: questions, information given, handing over, the same event."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from ledstjarna.accounts.models import Unit
from ledstjarna.reports.forms.handling import Locked, labelled
from ledstjarna.reports.forms.parts import SWEDISH, taps
from ledstjarna.reports.lists import Information
from ledstjarna.reports.models import Report
from ledstjarna.reports.services.informing import own_units
from ledstjarna.reports.team import Colleague, near
from ledstjarna.texts.forms import GuardedField, MarkedTextarea
from ledstjarna.ui.forms import Chips, DateInput


class AskForm(Locked):
    """A question to whoever filed the report."""

    text = GuardedField(
        label=_("Din fråga"),
        guard="report",
        max_length=300,
        widget=MarkedTextarea(attrs={"rows": 3, "autocomplete": "off", **SWEDISH}),
        help_text=_("Fråga om händelsen, aldrig om vem. Den som rapporterade svarar med sin kvittokod."),
    )

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, auto_id="ask_%s", **given)


class ShareForm(Locked):
    """Information given to one of the board's units."""

    unit = forms.ModelChoiceField(label=_("Vilken enhet?"), queryset=Unit.objects.none(), empty_label=_("Välj enhet"))
    what = forms.ChoiceField(label=_("Slags information"), choices=taps(Information), widget=Chips)
    on = forms.DateField(label=_("Dag"), widget=DateInput())

    def __init__(self, *args: Any, report: Report, **given: Any) -> None:
        super().__init__(*args, report=report, initial={"on": timezone.localdate()}, auto_id="share_%s", **given)
        unit = self.fields["unit"]
        assert isinstance(unit, forms.ModelChoiceField)
        unit.queryset = own_units(report)


class HandOverForm(Locked):
    """To whom a report is handed over."""

    to = forms.TypedChoiceField(label=_("Lämna över till"), coerce=int, widget=forms.RadioSelect)

    def __init__(self, *args: Any, report: Report, others: Sequence[Colleague], **given: Any) -> None:
        super().__init__(*args, report=report, **given)
        to = self.fields["to"]
        assert isinstance(to, forms.ChoiceField)
        close = near(report)
        to.choices = [(one.user.pk, _named(one, one.user.pk in close)) for one in others]
        if close & {one.user.pk for one in others}:
            to.help_text = _("Den som hör till enheten kan känna någon inblandad. Fråga om jäv innan du lämnar över.")


def _named(one: Colleague, near: bool) -> str:
    name = _now("%(name)s, ersättare") % {"name": one.user.name} if one.deputy else one.user.name
    return _now("%(name)s – hör till enheten som rapporterade") % {"name": name} if near else name


class SameEventForm(Locked):
    """Which report tells of the same event."""

    same = forms.TypedChoiceField(
        label=_("Vilken rapport gäller samma händelse?"),
        coerce=int,
        widget=forms.RadioSelect,
        help_text=_("Bara bekräftade rapporter går att välja. En oläst bekräftar du först, så kommer den med här."),
    )

    def __init__(self, *args: Any, candidates: Sequence[Report], **given: Any) -> None:
        super().__init__(*args, **given)
        same = self.fields["same"]
        assert isinstance(same, forms.ChoiceField)
        same.choices = [(one.pk, labelled(one)) for one in candidates]
