"""The room's words in the log: what plans are called, and what its acts are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ledstjarna.audit import actions, names
from ledstjarna.plans.models import Plan
from ledstjarna.texts.swedish import fold

ACTIONS = {
    "plan.draft.read": _("läste ett planutkast"),
    "plan.history.read": _("läste ett utkasts historik"),
    "plan.create": _("började på en plan"),
    "plan.import": _("läste in en plan"),
    "plan.rename": _("bytte rubrik på en plan"),
    "plan.revise": _("började revidera en plan"),
    "plan.draft.release": _("visade ett utkast för hela kommunen"),
    "plan.draft.withdraw": _("tog tillbaka ett utkast"),
    "plan.draft.discard": _("kastade ett utkast"),
    "plan.version.decide": _("registrerade beslutet om en plan"),
    "plan.section.add": _("lade till ett avsnitt"),
    "plan.section.edit": _("ändrade ett avsnitt"),
    "plan.section.move": _("flyttade ett avsnitt"),
    "plan.section.remove": _("tog bort ett avsnitt"),
    "plan.section.restore": _("tog tillbaka ett avsnitt"),
    "plan.activity.add": _("lade till en aktivitet"),
    "plan.activity.edit": _("ändrade en aktivitet"),
    "plan.activity.move": _("flyttade en aktivitet"),
    "plan.activity.remove": _("tog bort en aktivitet"),
    "plan.activity.restore": _("tog tillbaka en aktivitet"),
    "plan.upload.store": _("lämnade in en fil med en plan"),
    "plan.upload.purge": _("raderade en fil som väntat för länge"),
}


def register() -> None:
    """Tell the log; called when the app is ready."""
    names.register("plan", _plans, label=_("handlingsplan"), find=_find)
    for action, label in ACTIONS.items():
        actions.register(action, label)


def _plans(ids: set[int]) -> Mapping[int, names.Named]:
    found = Plan.objects.filter(pk__in=ids).values_list("pk", "title")
    return {pk: names.Named(title, reverse("plans:plan", args=[pk])) for pk, title in found}


def _find(text: str) -> Iterable[int]:
    """Folded in Python: the plans are few, and SQLite folds ASCII only."""
    wanted = fold(text)
    return [pk for pk, title in Plan.objects.values_list("pk", "title") if wanted in fold(title)]
