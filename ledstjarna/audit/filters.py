"""What one can ask the log."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import django_filters as filters
from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ledstjarna.audit import actions, names
from ledstjarna.audit.models import Entry, Outcome
from ledstjarna.audit.months import midnight, next_midnight
from ledstjarna.audit.services import Fact
from ledstjarna.ui.forms import DateInput

DEFAULT_DAYS = 30


class LogFilter(filters.FilterSet):  # type: ignore[misc]
    """Rows by day, action, outcome, person, board and the row they are about. Without a question: the last 30 days."""

    since = filters.DateFilter(label=_("Från och med"), method="filter_since", widget=DateInput)
    until = filters.DateFilter(label=_("Till och med"), method="filter_until", widget=DateInput)
    action = filters.ChoiceFilter(label=_("Vad"), choices=actions.choices, empty_label=_("Allt"))
    outcome = filters.ChoiceFilter(label=_("Utfall"), choices=Outcome.choices, empty_label=_("Alla"))
    person = filters.CharFilter(label=_("Vem, namn eller nummer"), method="filter_person", max_length=200)
    board = filters.ChoiceFilter(label=_("Nämnd"), field_name="board_id", empty_label=_("Alla"))
    kind = filters.ChoiceFilter(label=_("Gällde"), choices=names.choices, empty_label=_("Vad som helst"))
    row = filters.CharFilter(label=_("Vilken, namn eller nummer"), method="filter_row", max_length=200)

    class Meta:
        model = Entry
        fields: tuple[str, ...] = ()

    def __init__(self, data: QueryDict, queryset: QuerySet[Entry], *, boards: dict[int, str]) -> None:
        asked = data.copy()
        if "since" not in asked:
            asked["since"] = (timezone.localdate() - timedelta(days=DEFAULT_DAYS)).isoformat()
        super().__init__(asked, queryset)
        self.filters["board"].extra["choices"] = list(boards.items())
        self.people: list[int] = []
        self.rows: list[int] = []

    def filter_since(self, rows: QuerySet[Entry], _name: str, day: date) -> QuerySet[Entry]:
        return rows.filter(at__gte=midnight(day))

    def filter_until(self, rows: QuerySet[Entry], _name: str, day: date) -> QuerySet[Entry]:
        return rows.filter(at__lt=next_midnight(day))

    def filter_person(self, rows: QuerySet[Entry], _name: str, text: str) -> QuerySet[Entry]:
        self.people = names.find(names.USER, text)
        return rows.filter(actor_id__in=self.people)

    def filter_row(self, rows: QuerySet[Entry], _name: str, text: str) -> QuerySet[Entry]:
        kind = self.form.cleaned_data.get("kind") or ""
        self.rows = names.find(kind, text)
        return rows.filter(ids__has_any=self.rows) if self.rows else rows.none()

    def get_form_class(self) -> type[forms.Form]:
        """A name without its kind could be anyone's: ask for the kind too."""
        return type("LogQuestion", (_Question,), dict(super().get_form_class().base_fields))

    @property
    def asked(self) -> dict[str, Fact]:
        """The question as facts of the log: days, codes and numbers, never what was typed."""
        clean: dict[str, Any] = self.form.cleaned_data if self.form.is_valid() else {}
        facts: dict[str, Fact] = {
            name: str(clean[name])
            for name in ("since", "until", "action", "outcome", "board", "kind")
            if clean.get(name)
        }
        if self.people:
            facts["people"] = self.people
        if self.rows:
            facts["rows"] = self.rows
        return facts


class _Question(forms.Form):
    def clean(self) -> dict[str, Any]:
        clean = super().clean() or {}
        if clean.get("row") and not clean.get("kind"):
            self.add_error("kind", _("Välj vad det gällde, så går det att leta efter namnet eller numret."))
        if clean.get("since") and clean.get("until") and clean["until"] < clean["since"]:
            self.add_error("until", _("Slutdagen ligger före startdagen."))
        return clean
