"""Forms of log review and retention: they shape input, nothing else."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ledstjarna.audit.models import LogReview, RetentionDecision, ReviewResult
from ledstjarna.audit.months import add_months
from ledstjarna.audit.selectors import Scope
from ledstjarna.ui.forms import Chips, DateInput

WHOLE = "all"
LONGEST_KEPT = 1_200  # months


class ReviewForm(forms.ModelForm):  # type: ignore[type-arg]
    """Which part of the log, which days, what was looked at and what came of it."""

    board_id = forms.TypedChoiceField(
        label=_("Vilken del av loggen"), coerce=lambda value: None if value == WHOLE else int(value), empty_value=None
    )

    class Meta:
        model = LogReview
        fields = ("board_id", "period_from", "period_to", "checked", "result", "note")
        widgets = {"period_from": DateInput, "period_to": DateInput, "result": Chips}
        help_texts = {
            "checked": _("Till exempel: alla läsningar av utkast, alla nekade försök och tjugo slumpvis valda rader."),
            "note": _("Behövs när du har en anmärkning. Texten lagras krypterad."),
        }

    def __init__(self, *args: Any, scopes: list[Scope], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(scope.board_id or WHOLE), scope.name) for scope in scopes]
        self.fields["board_id"].choices = choices  # type: ignore[attr-defined]
        self.fields["result"].choices = ReviewResult.choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        clean = super().clean() or {}
        start, end = clean.get("period_from"), clean.get("period_to")
        if end and end > timezone.localdate():
            self.add_error("period_to", _("Granska till och med i dag eller en tidigare dag."))
        if start and end and end < start:
            self.add_error("period_to", _("Slutdagen ligger före startdagen."))
        return clean


def next_period(scope: Scope, months: int) -> tuple[date, date]:
    """The days a review would take up now: from the day after the last one, or as long back as the rhythm says."""
    today = timezone.localdate()
    start = scope.last + timedelta(days=1) if scope.last else add_months(today, -months)
    return min(start, today), today


class DecisionForm(forms.ModelForm):  # type: ignore[type-arg]
    """An adopted decision on how long something is kept."""

    class Meta:
        model = RetentionDecision
        fields = ("decision", "adopted_on", "months")
        widgets = {"adopted_on": DateInput}
        labels = {"months": _("Hur många månader det sparas")}
        help_texts = {"decision": _("Vilket beslut som antagits, med diarienummer.")}

    def clean_adopted_on(self) -> date:
        day: date = self.cleaned_data["adopted_on"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("Registrera beslutet när det är fattat."))
        return day

    def clean_months(self) -> int:
        months: int = self.cleaned_data["months"]
        if not 1 <= months <= LONGEST_KEPT:
            raise forms.ValidationError(_("Ange mellan 1 och 1 200 månader."))
        return months
