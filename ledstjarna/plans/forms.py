"""The room's forms: they shape what people write, the services decide."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from ledstjarna.accounts.models import Unit
from ledstjarna.plans.forms_editorial import EditorialMixin
from ledstjarna.plans.models import YEARS, Plan, Section
from ledstjarna.plans.reading import MAX_BYTES
from ledstjarna.texts.forms import GuardedField
from ledstjarna.ui.forms import Chips

SWEDISH: Final = {"lang": "sv"}
"""Plans are written in Swedish whatever language the page is in."""


def texts_in(form: forms.ModelForm[Any]) -> dict[str, Any]:
    """What was written in the columns of the form's model."""
    return {name: form.cleaned_data[name] for name in form._meta.fields or ()}


class SectionForm(EditorialMixin, forms.ModelForm[Section]):
    lock = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0, max_value=2**31 - 1)

    class Meta:
        model = Section
        fields = Section.TEXTS
        widgets = {"heading": forms.TextInput(attrs=SWEDISH), "text": forms.Textarea(attrs={"rows": 14, **SWEDISH})}
        help_texts = {"text": _("En tom rad skiljer stycken åt. Börja raden med ett bindestreck för en punktlista.")}


class NewSectionForm(SectionForm):
    after = forms.ChoiceField(label=_("Placeras efter"), required=False)

    def __init__(self, *args: Any, headings: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["heading"].required = True
        choices = [(str(place), heading) for place, heading in enumerate(headings, start=1)]
        after = self.fields["after"]
        assert isinstance(after, forms.ChoiceField)
        after.choices = [("0", _("Först i planen")), *choices]
        after.initial = str(len(headings))

    def index(self) -> int | None:
        """Where the section goes; None means last."""
        after = self.cleaned_data["after"]
        return int(after) if after else None


class PlaceForm(forms.Form):
    """Where a plan that was read from a file belongs; whether the year is free is for the service to say."""

    board = forms.ModelChoiceField(label=_("Nämnd"), queryset=Unit.objects.none(), empty_label=_("Välj nämnd"))
    year = forms.IntegerField(
        label=_("Året planen börjar gälla"),
        min_value=YEARS.start,
        max_value=YEARS.stop - 1,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )

    def __init__(self, *args: Any, boards: QuerySet[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        board = self.fields["board"]
        assert isinstance(board, forms.ModelChoiceField)
        board.queryset = boards
        if len(boards) == 1:
            board.empty_label = None


class PlanForm(PlaceForm):
    """Where a new plan belongs, what it is called and what it begins from."""

    STRUCTURE, PREVIOUS, EMPTY = "structure", "previous", "empty"

    title = GuardedField(label=_("Rubrik"), guard="institution", max_length=300, widget=forms.TextInput(attrs=SWEDISH))
    start = forms.ChoiceField(
        label=_("Börja från"),
        widget=Chips,
        choices=(
            (STRUCTURE, _("stadens mall")),
            (PREVIOUS, _("nämndens förra plan")),
            (EMPTY, _("tomt papper")),
        ),
    )


class RenameForm(forms.ModelForm[Plan]):
    lock = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)

    class Meta:
        model = Plan
        fields = ("title",)
        widgets = {"title": forms.TextInput(attrs=SWEDISH)}


class UploadForm(forms.Form):
    file = forms.FileField(
        label=_("Planen som fil"),
        help_text=_("Word (.docx), PDF, Excel (.xlsx), CSV eller JSON härifrån, högst 20 MB."),
        max_length=255,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".docx,.pdf,.xlsx,.csv,.json"}),
    )

    leave_out = forms.BooleanField(
        label=_("Lämna ute rader som stoppas"),
        help_text=_("Annars stoppar till exempel ett personnummer hela filen. Du får se vilka rader som lämnades ute."),
        required=False,
    )

    def clean_file(self) -> UploadedFile[bytes]:
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        if (file.size or 0) > MAX_BYTES:
            raise forms.ValidationError(_("Filen är större än 20 MB. Välj en mindre fil."))
        return file
