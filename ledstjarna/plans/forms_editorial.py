"""The box by which the one who rewrites something says that only its wording is another."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ledstjarna.texts.forms import GuardedField


class EditorialMixin(forms.Form):
    """Adds the box to a form of a section or an activity when the plan has been decided before (`decided`)."""

    editorial = forms.BooleanField(
        label=_("Bara språket är ändrat"),
        required=False,
        help_text=_("Kryssa i om betydelsen är densamma. Ändringen kräver då inget nytt beslut, om ingen invänder."),
    )

    def __init__(self, *args: Any, decided: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not decided:
            del self.fields["editorial"]


class ObjectionForm(forms.Form):
    reason = GuardedField(
        label=_("Varför det är en ändring i sak"),
        guard="institution",
        max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 3, "lang": "sv"}),
    )
