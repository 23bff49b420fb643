"""What the statistics are of: whose reports and which year."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from ledstjarna.reports.city import YEARS
from ledstjarna.reports.statistics import Scope, first_year


class ChoiceForm(forms.Form):
    """A year among the latest ten, from the first that has anything, and whose reports where there is a choice."""

    ar = forms.TypedChoiceField(label=_("År"), coerce=int)
    vems = forms.ChoiceField(label=_("Vems rapporter"))

    def __init__(self, data: QueryDict, *, scopes: Sequence[Scope], today: date) -> None:
        by_code = {scope.code: scope for scope in scopes}
        self.scope = by_code.get(data.get("vems", ""), scopes[0])
        first = max(first_year(self.scope, today), today.year - YEARS + 1)
        years = {str(year): year for year in range(today.year, first - 1, -1)}
        self.year = years.get(data.get("ar", ""), today.year)
        super().__init__({"ar": str(self.year), "vems": self.scope.code})
        for name, choices in (("ar", zip(years, years, strict=True)), ("vems", ((s.code, s.name) for s in scopes))):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = list(choices)
        if len(scopes) == 1:
            del self.fields["vems"]
