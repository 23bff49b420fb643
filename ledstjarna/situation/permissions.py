"""Who reads the board's situation picture, and who writes it."""

from django.utils.translation import gettext_lazy as _

from ledstjarna.walls.permission import Permission
from ledstjarna.walls.roles import Role

READ = Permission(
    "situation:read",
    _("Läsa nämndens publicerade lägesbild"),
    frozenset({Role.LOCAL_COORDINATOR, Role.UNIT_MANAGER, Role.REGISTRAR, Role.DECISION_MAKER, Role.COMMUNICATOR}),
    protected=True,
)
EDIT = Permission(
    "situation:edit", _("Skriva och publicera lägesbilden"), frozenset({Role.LOCAL_COORDINATOR}), protected=True
)
