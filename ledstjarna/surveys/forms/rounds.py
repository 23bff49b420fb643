"""The forms of a round: its days and units, and a new last day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django import forms
from django.db.models import Count, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from ledstjarna.accounts.models import Unit, UnitKind, current
from ledstjarna.surveys.models import YEARS, Round
from ledstjarna.texts.forms import GuardedField
from ledstjarna.ui.forms import ChipsMultiple, DateInput

Data = Mapping[str, Any] | None
USUAL_TIME = timedelta(weeks=3)


class BoardField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """The boards, each with the number of units that would be asked today."""

    def label_from_instance(self, obj: Any) -> str:
        words = ngettext("%(board)s, %(units)d enhet", "%(board)s, %(units)d enheter", obj.units)
        return words % {"board": obj.name, "units": obj.units}


class Places(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Parts of a board whose units are asked; none means all."""

    def __init__(self, queryset: QuerySet[Unit]) -> None:
        super().__init__(
            queryset,
            label=_("Bara en del av nämnden"),
            help_text=_("Välj inget om alla nämndens enheter ska få enkäten."),
            widget=ChipsMultiple,
            required=False,
        )


def parts_of(board_id: int) -> QuerySet[Unit]:
    """What lies between a board and its units, and the units themselves, in the order of the organisation."""
    kinds = (UnitKind.DEPARTMENT, UnitKind.UNIT)
    return Unit.objects.current().filter(board=board_id, kind__in=kinds).order_by("kind", "sort_key")


class DaysForm(forms.Form):
    """The days of a round, and which units."""

    opens = forms.DateField(label=_("Öppnar"), widget=DateInput)
    closes = forms.DateField(
        label=_("Sista dag att svara"), help_text=_("Det går att svara till midnatt den dagen."), widget=DateInput
    )
    behind = ("places",)

    def __init__(self, data: Data = None, *, found: Round) -> None:
        chosen = list(found.places.values_list("pk", flat=True))
        super().__init__(data, initial={"opens": found.opens, "closes": found.closes, "places": chosen})
        self.fields["places"] = Places(parts_of(found.board_id))


class RoundForm(forms.Form):
    """A new round. Its questions are copied from the questionnaire's latest round, and changed before it opens."""

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
    name = GuardedField(
        guard="person",
        max_length=100,
        multiline=False,
        label=_("Enkätens namn"),
        help_text=_("Lämna tomt för årets vanliga enkät. Skriv ett namn för en enkät vid sidan av den."),
        required=False,
    )
    on_paper = forms.BooleanField(
        label=_("Enkäten gjordes på papper eller i ett annat system"),
        help_text=_(
            "Ingen får brev. Du läser in svaren från en fil eller skriver in dem, även om dagarna har passerat."
        ),
        required=False,
    )
    behind = ("name",)

    def __init__(self, data: Data = None, *, boards: QuerySet[Unit]) -> None:
        today = timezone.localdate()
        taken = Round.objects.filter(board__in=boards, questionnaire__in_picture=True, year=today.year).exists()
        opens = today + timedelta(days=7)
        initial = {"year": today.year + taken, "opens": opens, "closes": opens + USUAL_TIME}
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


class UntilForm(forms.Form):
    until = forms.DateField(
        label=_("Enhetens sista dag"), help_text=_("Det går att svara till midnatt den dagen."), widget=DateInput
    )


class QuestionsFileForm(forms.Form):
    file = forms.FileField(
        label=_("Fil med frågor"),
        help_text=_("En Excelfil (.xlsx) som följer XLSForm, högst 2 MB."),
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
    )
