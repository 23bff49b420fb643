"""The roles of the municipality's work, as one closed list."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Role(TextChoices):
    """Who one can be at a unit, from a date to a date. Codes are stored, labels are shown."""

    STAFF = "staff", _("medarbetare")
    UNIT_MANAGER = "unit_manager", _("enhetschef")
    LOCAL_COORDINATOR = "local_coordinator", _("lokal samordnare")
    CENTRAL_COORDINATOR = "central_coordinator", _("central samordnare")
    COMMUNICATOR = "communicator", _("kommunikatör")
    NAVIGATOR = "navigator", _("lots")
    RECEIVER = "receiver", _("mottagare")
    GRANT_REVIEWER = "grant_reviewer", _("utredare av föreningsstöd")
    DECISION_MAKER = "decision_maker", _("beslutsfattare")
    REGISTRAR = "registrar", _("registrator")
    AUDITOR = "auditor", _("granskare")
    ADMINISTRATOR = "administrator", _("systemförvaltare")


EVERYONE = frozenset(Role)
