"""What the log and the retention page call this room's matters, and what the timer does for it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from ledstjarna.accounts.selectors import of_board_and_year
from ledstjarna.audit import actions, names, retention
from ledstjarna.operations import timer
from ledstjarna.plans.models import Plan, Template
from ledstjarna.plans.services.understanding import understood_again
from ledstjarna.plans.services.uploads import uploads_purge

ACTIONS = {
    "plan.create": _("började en plan"),
    "plan.roll": _("började en plan från den förra"),
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
    "plan.draft.send": _("lämnade ett utkast till nämnden"),
    "plan.draft.recall": _("tog tillbaka ett utkast från nämnden"),
    "plan.draft.discard": _("tog bort ett utkast"),
    "plan.version.decide": _("registrerade nämndens beslut om en plan"),
    "plan.version.editorial": _("gav ut en redaktionellt ändrad version av en plan"),
    "plan.change.object": _("invände mot att en ändring i ett utkast kallades redaktionell"),
    "plan.version.mask": _("gjorde en maskad version av en plan"),
    "plan.next_revision": _("satte en plans nästa revidering"),
    "plan.partner.add": _("delade en plan med en part till"),
    "plan.partner.remove": _("slutade dela en plan med en part"),
    "plan.draft.refer_back": _("registrerade att nämnden återremitterade ett utkast"),
    "plan.consultation.record": _("noterade ett samråd med polisen om ett utkast"),
    "plan.committee.record": _("registrerade utskottets ställningstagande till ett utkast"),
    "plan.partner.decide": _("registrerade en medverkande nämnds beslut om en plan"),
    "plan.executive.decide": _("registrerade kommunstyrelsens beslut om en plan"),
    "plan.remarks.read": _("läste synpunkterna på en plan"),
    "plan.remark.raise": _("lämnade en synpunkt på en plan"),
    "plan.remark.answer": _("svarade på en synpunkt på en plan"),
    "plan.remark.withdraw": _("tog tillbaka en synpunkt på en plan"),
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
    "plan.structure.follow": _("lät en plan följa en ny mall"),
    "plan.template.create": _("började en ny mall för planerna"),
    "plan.template.edit": _("ändrade vad mallen kräver"),
    "plan.template.adopt": _("antog en mall för planerna"),
    "plan.template.discard": _("tog bort en mall för planerna"),
    "plan.template.section.add": _("lade till ett avsnitt i mallen"),
    "plan.template.section.edit": _("ändrade ett avsnitt i mallen"),
    "plan.template.section.move": _("flyttade ett avsnitt i mallen"),
    "plan.template.section.remove": _("tog bort ett avsnitt ur mallen"),
    "plan.word_template.keep": _("läste in en Word-mall för planerna"),
    "plan.word_template.replace": _("bytte Word-mall för planerna"),
    "plan.word_template.remove": _("tog bort Word-mallen för planerna"),
    "plan.goal.add": _("lade till ett mål"),
    "plan.goal.edit": _("ändrade ett mål"),
    "plan.goal.move": _("ändrade målens ordning"),
    "plan.goal.remove": _("tog bort ett mål"),
    "plan.goal.restore": _("tog tillbaka ett mål"),
    "plan.goal.copy": _("kopierade målen från ett tidigare år"),
    "plan.term.add": _("lade till i en av planernas listor"),
    "plan.term.rename": _("bytte ord i en av planernas listor"),
    "plan.term.move": _("ändrade ordningen i en av planernas listor"),
    "plan.term.retire": _("tog något ur bruk i en av planernas listor"),
    "plan.term.restore": _("tog något i bruk igen i en av planernas listor"),
    "plan.activity.status": _("ändrade en aktivitets läge"),
    "plan.understood": _("läste planernas tidplaner och uppföljning på nytt"),
    "plan.party.add": _("frågade någon om en aktivitet"),
    "plan.party.remove": _("tog bort någon från en aktivitet"),
    "plan.party.answer": _("svarade på en fråga om en aktivitet"),
    "plan.party.read": _("läste en aktivitet som de är tillfrågade om"),
    "plan.occurrence.add": _("lade till ett tillfälle"),
    "plan.occurrence.set": _("ändrade ett tillfälle"),
    "plan.occurrence.move": _("flyttade ett tillfälle"),
    "plan.indicator.add": _("lade till en indikator"),
    "plan.indicator.remove": _("tog bort en indikator"),
    "plan.indicator.target": _("ändrade ett målvärde"),
    "plan.indicator.outcome": _("noterade ett utfall"),
}


def register() -> None:
    """Called when the app is ready."""
    for action, words in ACTIONS.items():
        actions.register(action, words)
    names.register("plan", _named, label=_("plan"), find=_found)
    names.register("plan_template", _templates_named, label=_("mall"))
    names.register("plan_word_template", None, label=_("Word-mall"))
    names.register("plan_goal", None, label=_("mål"))
    names.register("plan_term", None, label=_("ord i planernas listor"))
    names.register("plan_upload", None, label=_("inläst fil"))
    retention.register(
        retention.Rule("plans.versions", _("Beslutade planer med beslut och tryckt dokument"), None, "plan")
    )
    retention.register(retention.Rule("plans.history", _("Planernas arbetsexemplar och deras historik"), None, "plan"))
    timer.register(timer.Duty("plans.uploads", timedelta(hours=1), uploads_purge))
    timer.register(timer.Duty("plans.understood", timedelta(days=1), understood_again))


def _named(ids: set[int]) -> dict[int, names.Named]:
    """Board and year, never the title: those who review the log see no content."""
    plans = Plan.objects.filter(pk__in=ids).select_related("board")
    return {
        plan.pk: names.Named(f"{plan.board.name} {plan.year}", reverse("plans:plan", args=[plan.pk])) for plan in plans
    }


def _templates_named(ids: set[int]) -> dict[int, names.Named]:
    found = Template.objects.filter(pk__in=ids)
    return {
        row.pk: names.Named(f"{_now('mall')} {row.year}", reverse("plans:template", args=[row.pk])) for row in found
    }


def _found(words: str) -> Iterable[int]:
    return of_board_and_year(Plan.objects.all(), words)
