"""The form of an activity: four columns, the findings it answers, and behind "Mer" what is rarely used."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from ledstjarna.plans.details import goal_text
from ledstjarna.plans.forms import SWEDISH
from ledstjarna.plans.forms_editorial import EditorialMixin
from ledstjarna.plans.models import Activity, Goal, Section, shown
from ledstjarna.plans.selectors_details import Choices
from ledstjarna.plans.terms import PreventionLevel
from ledstjarna.ui.forms import ChipsMultiple


class GoalField(forms.ModelChoiceField[Goal]):
    """A goal under the council's goal that it serves."""

    def label_from_instance(self, obj: Any) -> str:
        return str(goal_text(obj))


class ActivityForm(EditorialMixin, forms.ModelForm[Activity]):
    """The four columns and, where the board or the city has given something to choose from, what stands beside them."""

    findings = forms.TypedMultipleChoiceField(
        label=_("Slutsatser som aktiviteten svarar på"),
        required=False,
        coerce=UUID,
        widget=forms.CheckboxSelectMultiple(attrs=SWEDISH),
        error_messages={"invalid_choice": _("Välj bland de slutsatser som nämnden har publicerat.")},
    )
    goal = GoalField(
        label=_("Mål"),
        queryset=Goal.objects.none(),
        required=False,
        empty_label=_("Inget valt"),
        widget=forms.Select(attrs=SWEDISH),
        error_messages={"invalid_choice": _("Välj bland årets mål.")},
    )
    areas = forms.MultipleChoiceField(
        label=_("Områden och nivåer"),
        required=False,
        widget=ChipsMultiple(attrs=SWEDISH),
        help_text=_(
            "Universell riktar sig till alla, selektiv till grupper där risken är större, "
            "indikerad till enskilda där det redan finns tecken."
        ),
        error_messages={"invalid_choice": _("Välj bland områdena i listan.")},
    )
    factors = forms.MultipleChoiceField(
        label=_("Risk- och skyddsfaktorer"),
        required=False,
        widget=ChipsMultiple(attrs=SWEDISH),
        error_messages={"invalid_choice": _("Välj bland faktorerna i listan.")},
    )
    lock = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0, max_value=2**31 - 1)

    behind = ("goal", "reference", "areas", "factors")

    class Meta:
        model = Activity
        fields = (*Activity.TEXTS, "goal", "reference")
        widgets = {
            "activity": forms.Textarea(attrs={"rows": 4, **SWEDISH}),
            "responsible": forms.Textarea(attrs={"rows": 2, **SWEDISH}),
            "schedule": forms.Textarea(attrs={"rows": 2, **SWEDISH}),
            "follow_up": forms.Textarea(attrs={"rows": 2, **SWEDISH}),
            "reference": forms.TextInput(attrs=SWEDISH),
        }
        help_texts = {
            "schedule": _("Till exempel ”en gång i kvartalet”, ”klart i juni” eller ”löpande”."),
            "follow_up": _("Till exempel ”T1 och VB” eller ”30 april”."),
            "reference": _("Det som aktiviteten heter i kommunens styrsystem."),
        }

    field_order = (*Activity.TEXTS, "findings", *behind)

    def __init__(self, *args: Any, choices: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("areas", [":".join(pair) for pair in self.instance.areas])
        self.initial.setdefault("factors", self.instance.factors)
        self._offer("findings", [(str(finding.key), finding.heading) for finding in choices.findings])
        levels = [(level.value, level.label) for level in PreventionLevel]
        grid = [(name, [(f"{code}:{level}", label) for level, label in levels]) for code, name in choices.areas]
        self._offer("areas", grid)
        self._offer("factors", choices.factors)
        goal = self.fields["goal"]
        assert isinstance(goal, forms.ModelChoiceField)
        goal.queryset = choices.goals
        if not choices.goals:
            del self.fields["goal"]

    def _offer(self, name: str, choices: Sequence[Any]) -> None:
        """Give the field its choices; without any it is left out."""
        if not choices:
            del self.fields[name]
            return
        field = self.fields[name]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = choices

    def texts(self) -> dict[str, Any]:
        """What was written and chosen, by the activity's own columns; what was not asked for is left out."""
        found = {name: self.cleaned_data[name] for name in self._meta.fields or () if name in self.fields}
        if "areas" in self.fields:
            found["areas"] = [pair.split(":") for pair in self.cleaned_data["areas"]]
        if "factors" in self.fields:
            found["factors"] = self.cleaned_data["factors"]
        return found


class AnsweringForm(ActivityForm):
    """An activity for a finding that is given; which section of the board's drafts it goes into is chosen."""

    section = forms.TypedChoiceField(label=_("Avsnitt i utkastet"), coerce=int, widget=forms.Select(attrs=SWEDISH))
    field_order = ("section",)

    def __init__(self, *args: Any, sections: Sequence[Section], **kwargs: Any) -> None:
        super().__init__(*args, choices=Choices(), **kwargs)
        field = self.fields["section"]
        assert isinstance(field, forms.TypedChoiceField)
        by_plan = groupby(sections, key=lambda section: section.plan)
        groups = [(plan.title, [(section.pk, shown(section)) for section in below]) for plan, below in by_plan]
        field.choices = [("", _("Välj avsnitt")), *groups]
