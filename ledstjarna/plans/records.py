"""What the log and the retention page call this room's matters, and what the timer does for it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ledstjarna.accounts.selectors import of_board_and_year
from ledstjarna.audit import actions, names, retention
from ledstjarna.operations import timer
from ledstjarna.plans.models import Plan
from ledstjarna.plans.services.uploads import uploads_purge

ACTIONS = {
    "plan.create": _("började en plan"),
    "plan.import": _("läste in en plan från fil"),
    "plan.upload.store": _("läste en fil med en plan"),
    "plan.upload.purge": _("raderade inlästa filer som ingen sparade"),
    "plan.rename": _("ändrade planens rubrik"),
    "plan.revise": _("började revidera en plan"),
    "plan.draft.read": _("läste ett utkast till plan"),
    "plan.chain.read": _("läste kedjan från slutsats till aktivitet"),
    "plan.history.read": _("läste en plans historik"),
    "plan.draft.release": _("lämnade ett utkast till central samordnare"),
    "plan.draft.withdraw": _("tog tillbaka ett utkast från central samordnare"),
    "plan.draft.discard": _("tog bort ett utkast"),
    "plan.version.decide": _("registrerade nämndens beslut om en plan"),
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
    "plan.activity.status": _("sade hur det går med en aktivitet"),
}


def register() -> None:
    """Called when the app is ready."""
    for action, words in ACTIONS.items():
        actions.register(action, words)
    names.register("plan", _named, label=_("plan"), find=_found)
    names.register("plan_upload", None, label=_("inläst fil"))
    retention.register(
        retention.Rule("plans.versions", _("Beslutade planer med beslut och tryckt dokument"), None, "plan")
    )
    retention.register(retention.Rule("plans.history", _("Planernas arbetsexemplar och deras historik"), None, "plan"))
    timer.register(timer.Duty("plans.uploads", timedelta(hours=1), uploads_purge))


def _named(ids: set[int]) -> dict[int, names.Named]:
    """Board and year, never the title: those who review the log see no content."""
    plans = Plan.objects.filter(pk__in=ids).select_related("board")
    return {
        plan.pk: names.Named(f"{plan.board.name} {plan.year}", reverse("plans:plan", args=[plan.pk])) for plan in plans
    }


def _found(words: str) -> Iterable[int]:
    return of_board_and_year(Plan.objects.all(), words)
