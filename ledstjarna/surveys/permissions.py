"""Who answers the survey, who runs its rounds, and who reads what has left a board."""

from django.utils.translation import gettext_lazy as _

from ledstjarna.walls.permission import Permission
from ledstjarna.walls.roles import Role

ANSWER = Permission("surveys:answer", _("Svara på enhetens enkät"), frozenset({Role.UNIT_MANAGER}))
ROUNDS = Permission(
    "surveys:rounds", _("Sköta enkäten och se svaren"), frozenset({Role.LOCAL_COORDINATOR}), protected=True
)
RELEASED = Permission(
    "surveys:released",
    _("Se enkätresultat som nämnderna har lämnat ut"),
    frozenset({Role.CENTRAL_COORDINATOR}),
    citywide=True,
)
