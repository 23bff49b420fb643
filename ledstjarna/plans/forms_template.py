"""The forms of what the city gives its boards: lists, goals and the template."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from ledstjarna.accounts.models import Unit
from ledstjarna.plans.forms import SWEDISH
from ledstjarna.plans.models import Goal, Term


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
