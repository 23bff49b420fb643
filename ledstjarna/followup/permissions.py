"""Who reports on activities, who accepts, and who sees what. A report on a decided plan is no secret once accepted."""

from django.utils.translation import gettext_lazy as _

from ledstjarna.walls.permission import Permission
from ledstjarna.walls.roles import EVERYONE, Role

READ = Permission("followup:read", _("Läsa godkänd uppföljning av beslutade planer"), EVERYONE, everywhere=True)
REPORT = Permission(
    "followup:report",
    _("Följa upp de aktiviteter man svarar för eller deltar i"),
    EVERYONE - {Role.AUDITOR, Role.ADMINISTRATOR},
)
ON_BEHALF = Permission(
    "followup:on_behalf",
    _("Följa upp aktiviteter som står på ens enhet eller roll; samordnaren också för annans räkning"),
    frozenset({Role.LOCAL_COORDINATOR, Role.UNIT_MANAGER}),
    protected=True,
)
BOARD = Permission(
    "followup:board",
    _("Se nämndens hela uppföljning, också det som inte är inlämnat"),
    frozenset({Role.LOCAL_COORDINATOR, Role.UNIT_MANAGER, Role.REGISTRAR, Role.DECISION_MAKER, Role.COMMUNICATOR}),
    protected=True,
)
ACCEPT = Permission(
    "followup:accept",
    _("Godkänna uppföljning eller skicka tillbaka den"),
    frozenset({Role.LOCAL_COORDINATOR}),
    protected=True,
)
CITY = Permission(
    "followup:city",
    _("Se vad alla nämnder har lämnat in och inte lämnat in"),
    frozenset({Role.CENTRAL_COORDINATOR}),
    protected=True,
    citywide=True,
    city_only=True,
)
