"""The forms of what the city gives its boards: lists, goals and the template."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from ledstjarna.accounts.models import Unit
from ledstjarna.plans.forms import SWEDISH
from ledstjarna.plans.models import YEARS, Goal, Template, TemplateSection, Term
from ledstjarna.plans.template import DETAILS


class TermForm(forms.ModelForm[Term]):
    class Meta:
        model = Term
        fields = ("name",)
        widgets = {"name": forms.TextInput(attrs=SWEDISH)}


class GoalForm(forms.ModelForm[Goal]):
    """A goal's words and, for a board's, the council's goal that it stands under."""

    class Meta:
        model = Goal
        fields = ("name", "parent")
        widgets = {"name": forms.TextInput(attrs=SWEDISH), "parent": forms.Select(attrs=SWEDISH)}
        help_texts = {"parent": _("Bara en nämnds mål står under ett inriktningsmål.")}

    def __init__(self, *args: Any, parents: QuerySet[Goal], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["parent"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset, field.empty_label = parents, _("Inget")
        if not parents:
            del self.fields["parent"]


class NewGoalForm(GoalForm):
    """A new goal, and whose it is: the council's or one of the boards' that the user keeps."""

    owner = forms.TypedChoiceField(label=_("Vems mål"), coerce=int, empty_value=None, required=False)
    field_order = ("owner",)

    def __init__(self, *args: Any, boards: Sequence[Unit], city: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["owner"]
        assert isinstance(field, forms.TypedChoiceField)
        field.choices = [("", _("Kommunfullmäktige"))] * city + [(str(board.pk), board.name) for board in boards]
        field.required = not city


class NewTemplateForm(forms.ModelForm[Template]):
    year = forms.IntegerField(
        label=_("Gäller från och med"),
        min_value=YEARS.start,
        max_value=YEARS.stop - 1,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )

    class Meta:
        model = Template
        fields = ("year", "title")
        widgets = {"title": forms.TextInput(attrs=SWEDISH)}

    def validate_unique(self) -> None:
        """Whether the year is free is for the service to say, which knows a form that was sent before."""


class TemplateForm(forms.ModelForm[Template]):
    """What the template asks for."""

    required = forms.MultipleChoiceField(
        label=_("Krävs av varje aktivitet"),
        help_text=_("Utöver ansvarig, tidplan och uppföljning, som planen alltid påminner om."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[(code, detail.label) for code, detail in DETAILS.items()],
    )
    months = forms.IntegerField(
        label=_("Planen ses över inom (månader)"),
        help_text=_("Lagen kräver uppföljning minst vartannat år, alltså högst 24."),
        min_value=1,
        max_value=24,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )
    lock = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)

    class Meta:
        model = Template
        fields = ("title", "police", "executive", "months", "required")
        widgets = {"title": forms.TextInput(attrs=SWEDISH)}


class TemplateSectionForm(forms.ModelForm[TemplateSection]):
    class Meta:
        model = TemplateSection
        fields = ("heading", "level", "guidance", "required", "table")
        widgets = {
            "heading": forms.TextInput(attrs=SWEDISH),
            "guidance": forms.Textarea(attrs={"rows": 5, **SWEDISH}),
        }
        help_texts = {"guidance": _("Till den som skriver planen. Visas bredvid avsnittet och skrivs aldrig ut.")}


class KnownTemplateSectionForm(TemplateSectionForm):
    lock = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)


class NewTemplateSectionForm(TemplateSectionForm):
    after = forms.TypedChoiceField(label=_("Placeras efter"), coerce=int)

    def __init__(self, *args: Any, headings: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        after = self.fields["after"]
        assert isinstance(after, forms.TypedChoiceField)
        after.choices = [("0", _("Först i mallen")), *((str(n), text) for n, text in enumerate(headings, start=1))]
        after.initial = str(len(headings))
