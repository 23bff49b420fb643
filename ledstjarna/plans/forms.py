"""The room's forms: they shape what people write, the services decide."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import groupby
from typing import Any, Final
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from ledstjarna.accounts.models import Unit
from ledstjarna.plans.models import YEARS, Activity, Plan, Section, Version, shown
from ledstjarna.plans.reading import MAX_BYTES
from ledstjarna.plans.services import check_date
from ledstjarna.situation.selectors import FindingRef
from ledstjarna.texts.forms import GuardedField
from ledstjarna.ui.forms import DateInput

SWEDISH: Final = {"lang": "sv"}
"""Plans are written in Swedish whatever language the page is in."""


def texts_in(form: forms.ModelForm[Any]) -> dict[str, Any]:
    """What was written in the columns of the form's model."""
    return {name: form.cleaned_data[name] for name in form._meta.fields or ()}


class ActivityForm(forms.ModelForm[Activity]):
    """The four columns and, when the board has published findings, which of them the activity answers."""

    findings = forms.TypedMultipleChoiceField(
        label=_("Slutsatser som aktiviteten svarar på"),
        required=False,
        coerce=UUID,
        widget=forms.CheckboxSelectMultiple(attrs=SWEDISH),
        error_messages={"invalid_choice": _("Välj bland de slutsatser som nämnden har publicerat.")},
    )
    lock = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0, max_value=2**31 - 1)

    class Meta:
        model = Activity
        fields = Activity.TEXTS
        widgets = {
            "activity": forms.Textarea(attrs={"rows": 4, **SWEDISH}),
            "responsible": forms.Textarea(attrs={"rows": 2, **SWEDISH}),
            "schedule": forms.Textarea(attrs={"rows": 2, **SWEDISH}),
            "follow_up": forms.Textarea(attrs={"rows": 2, **SWEDISH}),
        }

    def __init__(self, *args: Any, findings: Sequence[FindingRef] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["findings"]
        assert isinstance(field, forms.TypedMultipleChoiceField)
        field.choices = [(str(finding.key), finding.heading) for finding in findings]
        if not findings:
            del self.fields["findings"]


class AnsweringForm(ActivityForm):
    """An activity for a finding that is given; which section of the board's drafts it goes into is chosen."""

    section = forms.TypedChoiceField(label=_("Avsnitt i utkastet"), coerce=int, widget=forms.Select(attrs=SWEDISH))
    field_order = ("section",)

    def __init__(self, *args: Any, sections: Sequence[Section], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["section"]
        assert isinstance(field, forms.TypedChoiceField)
        by_plan = groupby(sections, key=lambda section: section.plan)
        groups = [(plan.title, [(section.pk, shown(section)) for section in below]) for plan, below in by_plan]
        field.choices = [("", _("Välj avsnitt")), *groups]


class SectionForm(forms.ModelForm[Section]):
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
    """Where a new plan belongs, and what it is called."""

    title = GuardedField(label=_("Rubrik"), guard="institution", max_length=300, widget=forms.TextInput(attrs=SWEDISH))


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


class DecisionForm(forms.ModelForm[Version]):
    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)

    class Meta:
        model = Version
        fields = ("body", "decided_on", "paragraph", "dnr")
        widgets = {
            "body": forms.TextInput,
            "decided_on": DateInput,
            "paragraph": forms.TextInput,
            "dnr": forms.TextInput,
        }
        help_texts = {"paragraph": _("Till exempel § 14."), "dnr": _("Till exempel SOC 2026/118.")}

    def __init__(self, *args: Any, latest: Version | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.latest = latest

    def clean_decided_on(self) -> date:
        """The day, checked before anyone is asked to confirm it."""
        day: date = self.cleaned_data["decided_on"]
        try:
            check_date(day, self.latest)
        except ValidationError as fault:
            raise ValidationError(fault.message_dict["decided_on"]) from fault
        return day

    def clean_paragraph(self) -> str:
        """A bare number is a paragraph without its sign."""
        text: str = self.cleaned_data["paragraph"].strip()
        return f"§ {text}" if text.isdecimal() else text
