"""What the log calls this room's matters."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from ledstjarna.audit import actions, names
from ledstjarna.reports.models import Disclosure, Report

ACTIONS = {
    "report.file": _("rapporterade en händelse"),
    "report.inbox.read": _("läste listan över rapporter"),
    "report.read": _("läste en rapport"),
    "report.triage": _("tog ställning till en rapport"),
    "report.reopen": _("öppnade en rapport för ny bedömning"),
    "report.leave_out": _("avslutade en rapport som inte räknas"),
    "report.concern.made": _("noterade att en orosanmälan är gjord"),
    "report.question.ask": _("ställde en fråga till den som rapporterade"),
    "report.question.withdraw": _("tog tillbaka en fråga till den som rapporterade"),
    "report.contact.read": _("tog fram hur den som rapporterade vill bli nådd"),
    "report.take": _("tog hand om en rapport"),
    "report.hand_over": _("lämnade över en rapport"),
    "report.recuse": _("anmälde jäv och lämnade en rapport"),
    "report.event.join": _("slog ihop två rapporter om samma händelse"),
    "report.event.part": _("skilde åt två rapporter"),
    "report.share": _("noterade information till en enhet"),
    "report.remind": _("påmindes om rapporter som väntar"),
    "report.unattended": _("sade till systemförvaltarna om rapporter som ingen kan se"),
    "report.disclosure.record": _("antecknade ett beslut om utlämnande till myndighet"),
    "report.disclosure.list.read": _("läste listan över utlämnanden"),
    "report.disclosure.read": _("läste en anteckning om utlämnande"),
    "report.handle": _("noterade vad som gjorts med anledning av en rapport"),
    "report.unhandle": _("tog tillbaka att en rapport var åtgärdad"),
    "report.close": _("avslutade en rapport"),
    "report.statistics.read": _("läste statistik över rapporter"),
    "report.export": _("hämtade rapporternas uppgifter som fil"),
    "report.nothing.say": _("sade att en enhet inte hade något att rapportera"),
    "report.nothing.undo": _("tog tillbaka att en enhet inte hade något att rapportera"),
    "report.routine.word": _("ändrade rutinens ord"),
    "report.routine.restore": _("återställde rutinens ord"),
    "report.term.add": _("lade till i en av rapporternas listor"),
    "report.term.reword": _("bytte ord i en av rapporternas listor"),
    "report.term.use": _("tog något i eller ur bruk i en av rapporternas listor"),
    "report.word.add": _("lade till egna ord för markeringen"),
    "report.word.remove": _("tog bort egna ord för markeringen"),
    "report.outcome.read": _("läste svaret på en rapport med dess kvittokod"),
    "report.question.answer": _("svarade på en fråga om en rapport"),
    "report.contact.leave": _("bad om att bli kontaktad om en rapport"),
    "report.contact.withdraw": _("tog tillbaka sin önskan om att bli kontaktad"),
}

NAMELESS = {
    "report.file",
    "report.outcome.read",
    "report.question.answer",
    "report.contact.leave",
    "report.contact.withdraw",
}


def register() -> None:
    """Called when the app is ready."""
    for action, words in ACTIONS.items():
        actions.register(action, words, nameless=action in NAMELESS)
    names.register("report", _named, label=_("rapport"))
    names.register("report_text", None, label=_("text i rapport"))
    names.register("report_nothing", None, label=_("svar om inget att rapportera"))
    names.register("report_city", None, label=_("statistik för hela kommunen"))
    names.register("report_routine", None, label=_("steg i rutinen"))
    names.register("report_term", None, label=_("val i rapporternas listor"))
    names.register("report_word", None, label=_("eget ord"))
    names.register("disclosure", _disclosures_named, label=_("anteckning om utlämnande"))


def _named(ids: set[int]) -> dict[int, names.Named]:
    """Number and board, nothing of what the report says."""
    reports = Report.objects.filter(pk__in=ids).select_related("board").only("board__name")
    return {
        report.pk: names.Named(
            _now("rapport %(number)d, %(board)s") % {"number": report.pk, "board": report.board.name},
            reverse("reports:report", args=[report.pk]),
        )
        for report in reports
    }


def _disclosures_named(ids: set[int]) -> dict[int, names.Named]:
    """Number and board, nothing of what was decided."""
    records = Disclosure.objects.filter(pk__in=ids).select_related("board").only("board__name")
    return {
        record.pk: names.Named(
            _now("utlämnande %(number)d, %(board)s") % {"number": record.pk, "board": record.board.name},
            reverse("reports:disclosure", args=[record.pk]),
        )
        for record in records
    }
