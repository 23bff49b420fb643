"""The room's words in the log: what people and units are called, and what its acts are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext_lazy as _

from ledstjarna.accounts.models import Assignment, Unit, User
from ledstjarna.audit import actions, names
from ledstjarna.texts.swedish import fold

ACTIONS = {
    "sign_in": _("loggade in"),
    "reauthenticate": _("bekräftade sitt lösenord"),
    "second_factor": _("skrev koden i andra steget"),
    "second_factor_add": _("skaffade ett andra inloggningssteg"),
    "second_factor_remove": _("tog bort ett andra inloggningssteg"),
    "password_set": _("satte ett lösenord"),
    "user_add": _("lade upp ett konto"),
    "user_change": _("ändrade ett konto"),
    "user_deactivate": _("stängde ett konto"),
    "user_reactivate": _("öppnade ett konto igen"),
    "assignment_add": _("gav någon en roll"),
    "assignment_end": _("avslutade en roll"),
    "unit_add": _("lade till en enhet"),
    "unit_rename": _("bytte namn på en enhet"),
    "unit_move": _("flyttade en enhet"),
    "unit_close": _("stängde en enhet"),
    "organisation_import": _("läste in organisationen"),
}


def register() -> None:
    """Tell the log; called when the app is ready."""
    names.register(names.USER, _people, label=_("person"), find=_find_people)
    names.register(names.UNIT, _units, label=_("enhet"), find=_find_units)
    names.register("assignment", _assignments, label=_("roll"))
    for action, label in ACTIONS.items():
        actions.register(action, label)


def _people(ids: set[int]) -> Mapping[int, str]:
    return dict(User.objects.filter(pk__in=ids).values_list("pk", "name"))


def _find_people(text: str) -> Iterable[int]:
    return User.objects.filter(fold_key__contains=fold(text)).order_by("sort_key").values_list("pk", flat=True)


def _units(ids: set[int]) -> Mapping[int, str]:
    return dict(Unit.objects.filter(pk__in=ids).values_list("pk", "name"))


def _find_units(text: str) -> Iterable[int]:
    return Unit.objects.filter(fold_key__contains=fold(text)).order_by("sort_key").values_list("pk", flat=True)


def _assignments(ids: set[int]) -> Mapping[int, str]:
    found = Assignment.objects.filter(pk__in=ids).select_related("unit", "user")
    return {row.pk: f"{row.get_role_display()}, {row.unit.name}" for row in found}
