"""What the log and the retention page call this room's matters."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ledstjarna.accounts.selectors import of_board_and_year
from ledstjarna.audit import actions, names, retention
from ledstjarna.situation.models import Picture

KIND = "situation_picture"
ACTIONS = {
    "situation.picture.create": _("började en lägesbild"),
    "situation.picture.discard": _("tog bort ett utkast till lägesbild"),
    "situation.picture.publish": _("publicerade en lägesbild"),
    "situation.picture.read": _("läste en lägesbild"),
    "situation.draft.read": _("läste ett utkast till lägesbild"),
    "situation.finding.read": _("läste en slutsats"),
    "situation.finding.add": _("skrev en slutsats"),
    "situation.finding.edit": _("ändrade en slutsats"),
    "situation.finding.remove": _("tog bort en slutsats"),
}


def register() -> None:
    """Called when the app is ready."""
    for action, words in ACTIONS.items():
        actions.register(action, words)
    names.register(KIND, _named, label=_("lägesbild"), find=_found)
    retention.register(
        retention.Rule(
            "situation.pictures", _("Publicerade lägesbilder med slutsatser och tryckt dokument"), None, KIND
        )
    )


def _named(ids: set[int]) -> dict[int, names.Named]:
    """Board and year, no content."""
    pictures = Picture.objects.filter(pk__in=ids).light().select_related("board")
    return {p.pk: names.Named(f"{p.board.name} {p.year}", reverse("situation:picture", args=[p.pk])) for p in pictures}


def _found(words: str) -> Iterable[int]:
    return of_board_and_year(Picture.objects.all(), words)
