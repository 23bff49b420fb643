from django.utils.translation import gettext_lazy as _

from ledstjarna.walls.permission import Permission
from ledstjarna.walls.roles import EVERYONE, Role

OWN_JOBS = Permission("operations:jobs", _("Se sina egna pågående arbeten"), EVERYONE)
OUTBOX = Permission(
    "operations:outbox",
    _("Se utgående brev, utan innehåll"),
    frozenset({Role.ADMINISTRATOR}),
    city_only=True,
)
