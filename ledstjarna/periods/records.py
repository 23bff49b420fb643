"""What the log and the retention page call this room's matters."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ledstjarna.audit import actions, names, retention
from ledstjarna.periods.models import Period
from ledstjarna.periods.services import KIND

ACTIONS = {
    "period.set_up": _("lade upp ett års rapporteringsperioder"),
    "period.add": _("lade till en rapporteringsperiod"),
    "period.change": _("ändrade en rapporteringsperiod"),
    "period.remove": _("tog bort en rapporteringsperiod"),
    "period.reopen": _("öppnade en rapporteringsperiod igen för en nämnd"),
}


def register() -> None:
    """Called when the app is ready."""
    for action, words in ACTIONS.items():
        actions.register(action, words)
    names.register(KIND, _named, label=_("rapporteringsperiod"), find=_found)
    retention.register(
        retention.Rule("periods.periods", _("Rapporteringsperioder och när de har öppnats igen"), None, KIND)
    )


def _named(ids: set[int]) -> dict[int, names.Named]:
    return {
        period.pk: names.Named(str(period), reverse("periods:year", args=[period.year]))
        for period in Period.objects.filter(pk__in=ids)
    }


def _found(words: str) -> Iterable[int]:
    found = Q()
    for word in words.split():
        found &= Q(year=int(word)) if word.isdecimal() and len(word) == 4 else Q(code__iexact=word)
    return Period.objects.filter(found).values_list("pk", flat=True)
