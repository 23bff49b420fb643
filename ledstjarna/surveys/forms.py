"""The room's forms: they shape what people choose, the services decide."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any

from django import forms
from django.db.models import Count, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from ledstjarna.accounts.models import Unit, UnitKind, current
from ledstjarna.surveys.models import YEARS, Question, Value
from ledstjarna.ui.forms import Chips, DateInput

Data = Mapping[str, Any] | None
USUAL_TIME = timedelta(weeks=3)


class AnswerForm(forms.Form):
    """A round's questions with three taps each. None has to be answered; a saved answer can be taken back."""

    lock = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)

    def __init__(
        self, data: Data = None, *, questions: Iterable[Question], saved: Mapping[str, str], lock: int
    ) -> None:
        super().__init__(data, initial={**saved, "lock": lock})
        for question in questions:
            blank = [("", _("Inget svar"))] if question.key in saved else []
            self.fields[question.key] = forms.ChoiceField(
                label=question.wording, choices=[*Value.choices, *blank], widget=Chips, required=False
            )

    def values(self) -> dict[str, str]:
        """What was chosen, by question key; empty where nothing was."""
        return {name: value for name, value in self.cleaned_data.items() if name != "lock"}

    def say_saved(self, saved: Mapping[str, str]) -> None:
        """Tell beside each question what has been saved there meanwhile."""
        self.add_error(
            None,
            _(
                "Enhetens svar har sparats sedan du öppnade sidan. "
                "Det du har valt står kvar. Spara igen om det ska gälla."
            ),
        )
        for key, value in self.values().items():
            if saved.get(key, "") != value:
                now = Value(saved[key]).label if key in saved else _("inget svar")
                self.add_error(key, _now("Sparat nu: %s.") % now)


class BoardField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """The boards, each with the number of units that would be asked today."""

    def label_from_instance(self, obj: Any) -> str:
        words = ngettext("%(board)s, %(units)d enhet", "%(board)s, %(units)d enheter", obj.units)
        return words % {"board": obj.name, "units": obj.units}


class RoundForm(forms.Form):
    board = BoardField(label=_("Nämnd"), queryset=Unit.objects.none(), empty_label=_("Välj nämnd"))
    year = forms.IntegerField(
        label=_("År som svaren gäller"),
        min_value=YEARS.start,
        max_value=YEARS.stop - 1,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )
    opens = forms.DateField(label=_("Öppnar"), widget=DateInput)
    closes = forms.DateField(
        label=_("Sista dag att svara"), help_text=_("Det går att svara till midnatt den dagen."), widget=DateInput
    )

    def __init__(self, data: Data = None, *, boards: QuerySet[Unit]) -> None:
        today = timezone.localdate()
        initial = {"year": today.year, "opens": today, "closes": today + USUAL_TIME}
        super().__init__(data, initial=initial)
        board = self.fields["board"]
        assert isinstance(board, forms.ModelChoiceField)
        units = Q(members__kind=UnitKind.UNIT) & current(today, prefix="members__")
        board.queryset = boards.annotate(units=Count("members", filter=units))
        if len(boards) == 1:
            board.empty_label = None


class LastDayForm(forms.Form):
    closes = forms.DateField(
        label=_("Ny sista dag att svara"), help_text=_("Det går att svara till midnatt den dagen."), widget=DateInput
    )
