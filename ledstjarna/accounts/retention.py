"""What the room keeps for a short while only."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from ledstjarna.accounts.models import OrganisationImport, PasswordTries
from ledstjarna.audit import retention


def _old_tries(before: datetime) -> Sequence[int]:
    return list(PasswordTries.objects.filter(last__lt=before).values_list("pk", flat=True))


def _old_imports(before: datetime) -> Sequence[int]:
    return list(OrganisationImport.objects.filter(created_at__lt=before).values_list("pk", flat=True))


RULES = (
    retention.Rule(
        code="accounts.tries",
        what=_("Räkningen av lösenordsförsök"),
        months=1,
        select=_old_tries,
        purge=lambda keys: PasswordTries.objects.filter(pk__in=keys).delete(),
        tombstones=False,
    ),
    retention.Rule(
        code="accounts.imports",
        what=_("Prövade filer med organisationen som ingen läste in"),
        months=1,
        select=_old_imports,
        purge=lambda keys: OrganisationImport.objects.filter(pk__in=keys).delete(),
        tombstones=False,
    ),
)


def register() -> None:
    """Tell the retention registry; called when the app is ready."""
    for rule in RULES:
        retention.register(rule)
