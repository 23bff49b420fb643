"""What the room keeps for ever."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from ledstjarna.audit.retention import Rule, register

DISCLOSURES = Rule(
    code="reports.disclosures",
    what=_(
        "Anteckningar om utlämnande till myndighet. De bevaras, för de visar i efterhand vem som prövade vad och på "
        "vilken grund, och de innehåller inget av det som lämnades ut."
    ),
    months=None,
    kind="disclosure",
)

CITY = Rule(
    code="reports.city",
    what=_("Statistiken som den har visats för hela kommunen. Små tal är hopräknade och alla tal avrundade."),
    months=None,
    kind="report_city",
)


def register_all() -> None:
    """Tell the retention registry; called when the app is ready."""
    register(DISCLOSURES)
    register(CITY)
