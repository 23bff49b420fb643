"""What one may do with the log and with retention."""

from django.utils.translation import gettext_lazy as _

from ledstjarna.walls.permission import Permission
from ledstjarna.walls.roles import Role

REVIEW = Permission("audit:review", _("Granska loggen"), frozenset({Role.AUDITOR}), protected=True, citywide=True)
SEE_RETENTION = Permission(
    "audit:retention", _("Se gallringen"), frozenset({Role.AUDITOR, Role.ADMINISTRATOR}), everywhere=True
)
DECIDE_RETENTION = Permission(
    "audit:decide_retention", _("Registrera gallringsbeslut"), frozenset({Role.ADMINISTRATOR}), city_only=True
)
