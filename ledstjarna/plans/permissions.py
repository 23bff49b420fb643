"""Who may do what with plans. A decided plan is a public document; a draft is the board's own matter."""

from django.utils.translation import gettext_lazy as _

from ledstjarna.walls.permission import Permission
from ledstjarna.walls.roles import EVERYONE, Role

_BOARDS_OWN = frozenset(
    {Role.LOCAL_COORDINATOR, Role.UNIT_MANAGER, Role.REGISTRAR, Role.DECISION_MAKER, Role.COMMUNICATOR}
)

PLAN_READ = Permission("plans:read", _("Läsa beslutade planer"), EVERYONE, everywhere=True)
DRAFT_READ = Permission(
    "plans:draft.read", _("Läsa utkast till plan"), _BOARDS_OWN | {Role.CENTRAL_COORDINATOR}, protected=True
)
DRAFT_READ_RELEASED = Permission(
    "plans:draft.read_released",
    _("Läsa utkast som en nämnd har lämnat för synpunkter"),
    frozenset({Role.CENTRAL_COORDINATOR}),
    protected=True,
    citywide=True,
)
DRAFT_EDIT = Permission(
    "plans:draft.edit", _("Ändra i utkast till plan"), frozenset({Role.LOCAL_COORDINATOR}), protected=True
)
WORK = Permission(
    "plans:work",
    _("Föra aktiviteternas läge, tillfällen och utfall"),
    frozenset({Role.LOCAL_COORDINATOR, Role.UNIT_MANAGER}),
    protected=True,
)
ASKED = Permission(
    "plans:asked",
    _("Svara på om man tar sig an en aktivitet"),
    EVERYONE - {Role.AUDITOR, Role.ADMINISTRATOR},
)
CHAIN = Permission(
    "plans:chain", _("Följa kedjan från slutsats till aktivitet och beslut"), _BOARDS_OWN, protected=True
)
PLAN_IMPORT = Permission(
    "plans:import",
    _("Läsa in en plan från fil"),
    frozenset({Role.LOCAL_COORDINATOR, Role.REGISTRAR}),
    protected=True,
)
DECISION_RECORD = Permission(
    "plans:decision.record", _("Registrera nämndens beslut"), frozenset({Role.REGISTRAR}), protected=True
)
STRUCTURE_READ = Permission("plans:structure.read", _("Läsa stadens mall, mål och listor"), EVERYONE, everywhere=True)
STRUCTURE_EDIT = Permission(
    "plans:structure.edit",
    _("Sköta stadens mall, inriktningsmål och listor"),
    frozenset({Role.CENTRAL_COORDINATOR}),
    citywide=True,
    city_only=True,
)
GOALS_EDIT = Permission(
    "plans:goals.edit",
    _("Sköta årets mål"),
    frozenset({Role.LOCAL_COORDINATOR, Role.CENTRAL_COORDINATOR}),
)
EXECUTIVE_RECORD = Permission(
    "plans:executive.record",
    _("Registrera kommunstyrelsens beslut om nämndernas planer"),
    frozenset({Role.REGISTRAR, Role.CENTRAL_COORDINATOR}),
    protected=True,
    citywide=True,
    city_only=True,
)
REMARK_RAISE = Permission(
    "plans:remark.raise",
    _("Lämna synpunkter på nämndernas planer"),
    frozenset({Role.CENTRAL_COORDINATOR}),
    protected=True,
    citywide=True,
)
CHANGE_OBJECT = Permission(
    "plans:change.object",
    _("Invända mot att en ändring i ett utkast kallas redaktionell"),
    frozenset({Role.LOCAL_COORDINATOR, Role.REGISTRAR, Role.DECISION_MAKER, Role.CENTRAL_COORDINATOR}),
    protected=True,
)
VERSION_MASK = Permission(
    "plans:version.mask",
    _("Göra en maskad version av en beslutad plan"),
    frozenset({Role.LOCAL_COORDINATOR, Role.REGISTRAR}),
    protected=True,
)
