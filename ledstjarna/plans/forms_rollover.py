"""The turn of the year in one form: title, and for each activity what becomes of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ledstjarna.plans.forms import SWEDISH
from ledstjarna.plans.models import Activity, Choice, shown
from ledstjarna.plans.rollover import RolledPart, RolledRow, Source, rolled, rolled_title
from ledstjarna.plans.services import Chosen
from ledstjarna.texts.forms import GuardedField
from ledstjarna.ui.forms import Chips


class RollForm(forms.Form):
    """Everything is carried on unless something else is chosen, which then takes a reason."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)
    title = GuardedField(label=_("Rubrik"), guard="institution", max_length=300, widget=forms.TextInput(attrs=SWEDISH))

    def __init__(self, data: Mapping[str, Any] | None = None, *, source: Source, year: int, title: str = "") -> None:
        initial = {"seen": source.seen, "title": title or rolled_title(source, year)}
        super().__init__(data, initial=initial)
        self.parts = rolled(source, year)
        for row in self._rows():
            label = shown(Activity(activity=row.before.activity))
            self.fields[f"choice-{row.before.key}"] = forms.ChoiceField(
                label=label, choices=Choice.choices, initial=Choice.CARRY, required=False, widget=Chips
            )
            self.fields[f"reason-{row.before.key}"] = GuardedField(
                label=_("Skäl till att ”%s” ändras eller avslutas") % label,
                guard="institution",
                max_length=1_000,
                required=False,
                widget=forms.Textarea(attrs={"rows": 2, **SWEDISH}),
            )

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        for row in self._rows():
            name = f"reason-{row.before.key}"
            if values.get(f"choice-{row.before.key}") in (Choice.CHANGE, Choice.CLOSE) and values.get(name) == "":
                self.add_error(name, _("Skriv ett skäl. Det följer med till nämnden."))
        return values

    def chosen(self) -> dict[str, Chosen]:
        """What was chosen, by the activity's key; what is carried on is left out."""
        values = self.cleaned_data
        keys = [row.before.key for row in self._rows()]
        return {
            key: Chosen(Choice(values[f"choice-{key}"]), values[f"reason-{key}"])
            for key in keys
            if values[f"choice-{key}"] in (Choice.CHANGE, Choice.CLOSE)
        }

    def sheet(self) -> Iterator[tuple[RolledPart, Sequence[tuple[RolledRow, forms.BoundField, forms.BoundField]]]]:
        """The sections with their activities, each with its two fields."""
        for part in self.parts:
            yield part, [(row, self[f"choice-{row.before.key}"], self[f"reason-{row.before.key}"]) for row in part.rows]

    def _rows(self) -> Iterator[RolledRow]:
        return (row for part in self.parts for row in part.rows)
