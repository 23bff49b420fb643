"""Who a plan is shared with."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from ledstjarna.accounts.models import Unit
from ledstjarna.plans.forms import SWEDISH
from ledstjarna.texts.forms import GuardedField


class PartnerForm(forms.Form):
    """A board of the city, or a party outside it by name."""

    board = forms.ModelChoiceField(
        label=_("Nämnd"),
        help_text=_("Den som arbetar med planen i nämnden får läsa och ändra i utkastet."),
        queryset=Unit.objects.none(),
        required=False,
        empty_label=_("Ingen nämnd"),
    )
    outside = GuardedField(
        label=_("Part utanför kommunen"),
        help_text=_("Till exempel en annan kommun. Den nämns i planen men får ingen tillgång till utkastet här."),
        guard="institution",
        max_length=200,
        multiline=False,
        required=False,
        widget=forms.TextInput(attrs=SWEDISH),
    )

    def __init__(self, *args: Any, boards: QuerySet[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["board"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = boards

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if not self.errors and bool(values.get("board")) == bool(values.get("outside")):
            raise ValidationError(_("Ange antingen en nämnd eller en part utanför kommunen."))
        return values
