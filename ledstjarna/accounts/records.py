"""What the log and the retention page say of this room."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ledstjarna.accounts.models import Assignment, OrganisationImport, PasswordTries, Unit, User
from ledstjarna.audit import actions, names, retention
from ledstjarna.texts.swedish import fold

ACTIONS = {
    "unit_add": _("lade till en enhet"),
    "unit_rename": _("ändrade en enhets namn eller kod"),
    "unit_move": _("flyttade en enhet"),
    "unit_close": _("stängde en enhet"),
    "user_add": _("lade till en person"),
    "user_change": _("ändrade en persons uppgifter"),
    "user_deactivate": _("stängde ett konto"),
    "user_reactivate": _("öppnade ett konto igen"),
    "second_factor_remove": _("tog bort ett andra inloggningssteg"),
    "assignment_add": _("gav en roll"),
    "assignment_end": _("satte en rolls sista dag"),
    "organisation_import": _("läste in organisationen från fil"),
    "sign_in": _("loggade in"),
    "second_factor": _("visade sitt andra inloggningssteg"),
    "reauthenticate": _("bekräftade vem det är"),
    "password_set": _("valde ett lösenord"),
}


def register() -> None:
    """Tell the audit room, below, what the numbers and codes mean."""
    for action, words in ACTIONS.items():
        actions.register(action, words)
    names.register(names.USER, _users, label=_("person"), find=_find_users)
    names.register(names.UNIT, _units, label=_("enhet"), find=_find_units)
    names.register("assignment", _assignments, label=_("roll"))
    names.register("organisation", None, label=_("organisationen"))
    for rule in RULES:
        retention.register(rule)


def _users(ids: set[int]) -> Mapping[int, str]:
    return dict(User.objects.filter(pk__in=ids).values_list("pk", "name"))


def _find_users(text: str) -> Iterable[int]:
    return User.objects.filter(fold_key__contains=fold(text)).values_list("pk", flat=True)


def _units(ids: set[int]) -> Mapping[int, names.Named]:
    return {
        pk: names.Named(name, reverse("accounts:unit", args=[pk]))
        for pk, name in Unit.objects.filter(pk__in=ids).values_list("pk", "name")
    }


def _find_units(text: str) -> Iterable[int]:
    return Unit.objects.filter(fold_key__contains=fold(text)).values_list("pk", flat=True)


def _assignments(ids: set[int]) -> Mapping[int, str]:
    found = Assignment.objects.filter(pk__in=ids).select_related("user", "unit")
    return {row.pk: f"{row.get_role_display()}, {row.holder}, {row.unit.name}" for row in found}


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
