"""Who may file a report, and who handles them."""

from django.utils.translation import gettext_lazy as _

from ledstjarna.walls.permission import Permission
from ledstjarna.walls.roles import EVERYONE, Role

FILE = Permission("reports:file", _("Rapportera avidentifierat"), EVERYONE, everywhere=True, traceless=True)
TRIAGE = Permission(
    "reports:triage", _("Ta emot och bedöma rapporter"), frozenset({Role.LOCAL_COORDINATOR}), protected=True
)
