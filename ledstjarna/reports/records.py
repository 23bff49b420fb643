"""What the log calls this room's matters."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from ledstjarna.audit import actions, names
from ledstjarna.reports.models import Report

ACTIONS = {
    "report.file": _("rapporterade en händelse"),
    "report.inbox.read": _("läste listan över rapporter"),
    "report.read": _("läste en rapport"),
    "report.triage": _("tog ställning till en rapport"),
    "report.handle": _("noterade vad som gjorts med anledning av en rapport"),
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
    names.register("report_routine", None, label=_("steg i rutinen"))
    names.register("report_term", None, label=_("val i rapporternas listor"))
    names.register("report_word", None, label=_("eget ord"))


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
