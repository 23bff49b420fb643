"""Who sees the year's periods, and who sets them."""

from django.utils.translation import gettext_lazy as _

from ledstjarna.walls.permission import Permission
from ledstjarna.walls.roles import EVERYONE, Role

PERIODS_READ = Permission("periods:read", _("Se årets rapporteringsperioder"), EVERYONE, everywhere=True)
PERIODS_SET = Permission(
    "periods:set",
    _("Bestämma rapporteringsperioder och öppna dem igen"),
    frozenset({Role.CENTRAL_COORDINATOR}),
    citywide=True,
    city_only=True,
)
