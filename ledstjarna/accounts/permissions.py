"""What one may do with the organisation and its people."""

from django.utils.translation import gettext_lazy as _

from ledstjarna.walls.permission import Permission
from ledstjarna.walls.roles import EVERYONE, Role

SEE_UNITS = Permission("accounts:units", _("Se organisationen"), EVERYONE, everywhere=True)
EDIT_UNITS = Permission(
    "accounts:edit_units", _("Ändra organisationen"), frozenset({Role.ADMINISTRATOR}), citywide=True
)
PEOPLE = Permission("accounts:people", _("Sköta konton och roller"), frozenset({Role.ADMINISTRATOR}), citywide=True)
SEE_VACANCIES = Permission(
    "accounts:vacancies",
    _("Se obesatta roller"),
    frozenset({Role.LOCAL_COORDINATOR, Role.CENTRAL_COORDINATOR, Role.AUDITOR, Role.ADMINISTRATOR}),
    citywide=True,
)
IMPORT = Permission(
    "accounts:import", _("Läsa in organisationen från fil"), frozenset({Role.ADMINISTRATOR}), citywide=True
)
SEE_PERMISSIONS = Permission(
    "accounts:permissions",
    _("Se behörigheter"),
    frozenset({Role.AUDITOR, Role.ADMINISTRATOR}),
    everywhere=True,
)
