"""The form of a decision on disclosure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from ledstjarna.accounts.models import Unit, User
from ledstjarna.reports.forms.parts import SWEDISH, YesNo, taps
from ledstjarna.reports.grounds import GROUNDS, Ground, Kept
from ledstjarna.reports.services.disclosing import assessors
from ledstjarna.texts.forms import GuardedField, MarkedTextarea
from ledstjarna.ui.forms import Chips, DateInput


class DisclosureForm(forms.Form):
    """Who decided what, where and when, on which ground. Whether the ground held that day is for the service to say."""

    board = forms.TypedChoiceField(label=_("Nämnd"), coerce=int)
    decided_on = forms.DateField(label=_("Beslutets dag"), widget=DateInput())
    given = YesNo(label=_("Lämnades uppgiften ut?"), help_text=_("Anteckna också när ni har prövat och sagt nej."))
    receiver = GuardedField(
        label=_("Vilken myndighet?"),
        guard="institution",
        max_length=200,
        multiline=False,
        help_text=_("Myndighet och enhet, till exempel ”Polisen, region Nord”. Ingen handläggares namn behövs."),
    )
    ground = forms.ChoiceField(label=_("Lagrum"), widget=forms.RadioSelect)
    what = forms.ChoiceField(
        label=_("Vad för slags uppgift?"),
        choices=taps(Kept),
        widget=Chips,
        help_text=_("Bara slaget. Själva uppgiften skrivs aldrig här."),
    )
    assessor = forms.TypedChoiceField(
        label=_("Vem prövade?"), coerce=int, help_text=_("Den som enligt delegationen fick besluta.")
    )
    weighing = GuardedField(
        label=_("Hur vägde ni intressena?"),
        guard="report",
        max_length=2_000,
        widget=MarkedTextarea(attrs={"rows": 6, "autocomplete": "off", **SWEDISH}),
        help_text=_(
            "Varför lagrummet passar, vad som talade för och emot, och varför det ena vägde tyngre. "
            "Inga namn och inget av innehållet."
        ),
    )
    report_number = forms.IntegerField(
        label=_("Rapportens nummer"),
        required=False,
        min_value=1,
        max_value=2**63 - 1,
        help_text=_("Om beslutet gällde en rapport här."),
    )
    dnr = GuardedField(label=_("Diarienummer"), guard="institution", max_length=60, multiline=False, required=False)

    def __init__(self, data: Any = None, *, boards: Sequence[Unit], user: User) -> None:
        super().__init__(data, initial={"assessor": user.pk, "decided_on": timezone.localdate(), "board": boards[0].pk})
        self.boards = {board.pk: board for board in boards}
        self.people = {one.pk: one for one in assessors(self.boards)}
        self._choose("board", [(board.pk, board.name) for board in boards])
        self._choose("ground", [(ground.code, _worded(ground)) for ground in GROUNDS])
        self._choose("assessor", [(one.pk, one.name) for one in self.people.values()])
        if len(boards) == 1:
            self.fields["board"].widget = forms.HiddenInput()

    def _choose(self, name: str, choices: list[tuple[Any, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def about(self) -> dict[str, Any]:
        """What `services.disclosure_record` asks for."""
        said = self.cleaned_data
        return said | {"board": self.boards[said["board"]], "assessor": self.people[said["assessor"]]}


def _worded(ground: Ground) -> str:
    """A ground in a choice, with its first day where that matters."""
    words = f"{ground.law}: {ground.label}"
    if ground.since is None:
        return words
    return _now("%(ground)s (från den %(day)s)") % {"ground": words, "day": date_format(ground.since, "j F Y")}
