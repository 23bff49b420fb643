"""Who may file a report, who handles them, and who sets what the room works with."""

from django.utils.translation import gettext_lazy as _

from ledstjarna.walls.permission import Permission
from ledstjarna.walls.roles import EVERYONE, Role

FILE = Permission("reports:file", _("Rapportera avidentifierat"), EVERYONE, everywhere=True, traceless=True)
TRIAGE = Permission(
    "reports:triage", _("Ta emot och bedöma rapporter"), frozenset({Role.LOCAL_COORDINATOR}), protected=True
)
DISCLOSURES = Permission(
    "reports:disclosures",
    _("Anteckna utlämnande till myndighet"),
    frozenset({Role.LOCAL_COORDINATOR, Role.REGISTRAR}),
    protected=True,
)
STATISTICS = Permission(
    "reports:statistics",
    _("Se statistik över rapporter"),
    frozenset({Role.LOCAL_COORDINATOR, Role.CENTRAL_COORDINATOR}),
    protected=True,
    citywide=True,
)
EXPORT = Permission(
    "reports:export",
    _("Hämta rapporternas uppgifter som fil"),
    frozenset({Role.LOCAL_COORDINATOR}),
    protected=True,
)
COVERAGE = Permission(
    "reports:coverage",
    _("Se vilka enheter som rapporterar"),
    frozenset({Role.LOCAL_COORDINATOR, Role.UNIT_MANAGER}),
)
NOTHING = Permission("reports:nothing", _("Säga att inget finns att rapportera"), frozenset({Role.UNIT_MANAGER}))
SETTINGS = Permission(
    "reports:settings",
    _("Ställa in rutin, listor och egna ord"),
    frozenset({Role.CENTRAL_COORDINATOR, Role.ADMINISTRATOR}),
    citywide=True,
    city_only=True,
)
