"""The room's forms: they shape what people write, the services decide."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Final

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ledstjarna.accounts.models import Unit
from ledstjarna.situation.figures import Draft, Figure
from ledstjarna.situation.models import Finding
from ledstjarna.ui.forms import Chips

SWEDISH: Final = {"lang": "sv"}
"""Pictures are written in Swedish whatever language the page is in."""


class NewPictureForm(forms.Form):
    board = forms.ModelChoiceField(label=_("Nämnd"), queryset=Unit.objects.none(), widget=Chips, empty_label=None)
    year = forms.TypedChoiceField(label=_("År"), coerce=int, widget=Chips)

    def __init__(self, *args: Any, boards: QuerySet[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        board, year = self.fields["board"], self.fields["year"]
        assert isinstance(board, forms.ModelChoiceField) and isinstance(year, forms.TypedChoiceField)
        board.queryset = boards
        if len(boards) == 1:
            board.initial, board.widget = boards[0].pk, forms.HiddenInput()
        this = timezone.localdate().year
        year.choices = [(str(this), str(this)), (str(this - 1), str(this - 1))]
        year.initial = str(this)


class FindingForm(forms.ModelForm[Finding]):
    figures = forms.MultipleChoiceField(
        label=_("Siffror som slutsatsen vilar på"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Välj minst en siffra."),
            "invalid_choice": _("En av siffrorna finns inte längre. Välj om."),
        },
    )
    lock = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0, max_value=2**31 - 1)

    class Meta:
        model = Finding
        fields = Finding.TEXTS
        widgets = {"heading": forms.TextInput(attrs=SWEDISH), "text": forms.Textarea(attrs={"rows": 7, **SWEDISH})}
        help_texts = {
            "heading": _("Rubriken följer med till handlingsplanen, som är offentlig. Skriv inga små tal i den."),
            "text": _("Vad visar siffrorna, och vad betyder det för verksamheten? Skriv inget som pekar ut någon."),
        }

    def __init__(self, *args: Any, draft: Draft, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.draft = draft
        field = self.fields["figures"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = choices(draft, self["figures"].value() or ())


def choices(draft: Draft, chosen: Collection[str]) -> list[tuple[Any, list[tuple[str, str]]]]:
    """The figures to rest on, by table. Of the many crossings those that hold something, or are chosen."""
    crossings = tuple(f for f in draft.crossings if not f.empty or f.code in chosen)
    groups: tuple[tuple[Any, tuple[Figure, ...]], ...] = (
        (_("Alla rapporter"), (draft.total,)),
        (_("Miljö"), draft.environments),
        (_("Slags händelse"), draft.kinds),
        (_("Enkäten"), draft.shares),
        (_("Miljö och händelse"), crossings),
    )
    return [(name, [(f.code, f.line) for f in figures]) for name, figures in groups if figures]
