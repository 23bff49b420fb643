"""The forms of a decision on disclosure: its day first, for the grounds in law that can be chosen depend on it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ledstjarna.accounts.models import Unit, User
from ledstjarna.reports.forms.parts import SWEDISH, YesNo, taps
from ledstjarna.reports.grounds import Kept, in_force
from ledstjarna.reports.services.disclosing import assessors
from ledstjarna.texts.forms import GuardedField, MarkedTextarea
from ledstjarna.ui.forms import Chips, DateInput


class DayForm(forms.Form):
    """For which board, and on which day, the decision was made."""

    namnd = forms.TypedChoiceField(label=_("Nämnd"), coerce=int)
    dag = forms.DateField(label=_("Beslutets dag"), widget=DateInput())

    def __init__(self, *args: Any, boards: Sequence[Unit], **given: Any) -> None:
        super().__init__(*args, **given)
        self.boards = {board.pk: board for board in boards}
        field = self.fields["namnd"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(board.pk, board.name) for board in boards]
        if len(boards) == 1:
            field.widget = forms.HiddenInput()


class DisclosureForm(forms.Form):
    """Who decided what, on which ground."""

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

    def __init__(self, data: Any = None, *, board: Unit, day: date, user: User) -> None:
        super().__init__(data, initial={"assessor": user.pk})
        self.board, self.day = board, day
        self.people = {one.pk: one for one in assessors(board.pk)}
        self._choose("ground", [(one.code, f"{one.law}: {one.label}") for one in in_force(day)])
        self._choose("assessor", [(one.pk, one.name) for one in self.people.values()])

    def _choose(self, name: str, choices: list[tuple[Any, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def about(self) -> dict[str, Any]:
        """What `services.disclosure_record` asks for."""
        said = dict(self.cleaned_data)
        return said | {"board": self.board, "decided_on": self.day, "assessor": self.people[said["assessor"]]}
