"""Action codes in words. The rooms register theirs when their app is ready."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

LABELS: dict[str, str | Promise] = {
    "request.refused": _("försökte öppna något utan behörighet"),
    "request.hidden": _("sökte skyddade uppgifter som inte finns eller inte får ses"),
    "request.failed": _("råkade ut för ett fel i systemet"),
    "audit.log_read": _("läste loggen"),
    "audit.log_export": _("hämtade loggen som fil"),
    "audit.review_sign": _("signerade en granskning av loggen"),
    "audit.review_read": _("läste en granskning av loggen"),
    "audit.segment_remove": _("gallrade ett år av loggen"),
    "retention.decide": _("registrerade ett gallringsbeslut"),
    "retention.run": _("gallrade"),
    "keys.rotate": _("bytte nyckel för skyddade texter"),
}

# What only signed-in people do: a row of these without a name is one that never got it.
NAMELESS = {"request.refused", "request.hidden"}


def register(action: str, label: str | Promise, *, nameless: bool = False) -> None:
    """Give an action its words: what a person did, in the past tense, to follow the name.

    `nameless` marks what the log never says who did.
    """
    LABELS[action] = label
    if nameless:
        NAMELESS.add(action)


def label(action: str) -> str:
    """The action in words; its code where no room has given it any."""
    return str(LABELS.get(action, action))


def choices() -> list[tuple[str, str]]:
    """All actions with words, in the order of the words."""
    return sorted(((code, str(words)) for code, words in LABELS.items()), key=lambda pair: pair[1].casefold())
