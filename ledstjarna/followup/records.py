"""What the log and the retention page call this room's matters."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ledstjarna.audit import actions, names, retention
from ledstjarna.followup.models import Report
from ledstjarna.followup.services import KIND
from ledstjarna.texts.swedish import fold

ACTIONS = {
    "followup.report.save": _("skrev uppföljning av en aktivitet"),
    "followup.report.unchanged": _("lämnade in att en aktivitet är oförändrad"),
    "followup.report.accept": _("godkände uppföljning av en aktivitet"),
    "followup.report.send_back": _("skickade tillbaka uppföljning av en aktivitet"),
    "followup.reports.accept": _("godkände all inlämnad uppföljning för en period"),
    "followup.board.read": _("läste en nämnds uppföljning"),
    "followup.draft.read": _("läste aktiviteter i ett utkast för att följa upp dem"),
}


def register() -> None:
    """Called when the app is ready."""
    for action, words in ACTIONS.items():
        actions.register(action, words)
    names.register(KIND, _named, label=_("uppföljning"), find=_found)
    retention.register(
        retention.Rule("followup.reports", _("Uppföljning av planernas aktiviteter, period för period"), None, KIND)
    )


def _named(ids: set[int]) -> dict[int, names.Named]:
    """Board and period, never the text."""
    found = Report.objects.filter(pk__in=ids).select_related("board", "period")
    return {
        report.pk: names.Named(
            f"{report.board.name} {report.period}", reverse("followup:board", args=[report.board_id, report.period_id])
        )
        for report in found
    }


def _found(words: str) -> Iterable[int]:
    found = Report.objects.filter(board__fold_key__contains=fold(words))
    return found.order_by("-pk").values_list("pk", flat=True)
