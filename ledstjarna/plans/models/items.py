"""What is common to sections and activities: the rows that people write in a draft."""

from __future__ import annotations

import re
from typing import Any

from ledstjarna.plans.models.activity import Activity
from ledstjarna.plans.models.plan import Section

Item = Section | Activity

_SHOWN_AT_MOST = 80


def shown(item: Item) -> str:
    """A short name of the row for headings, buttons and the history. No number is cut into another by it."""
    text = str(item)
    if len(text) <= _SHOWN_AT_MOST:
        return text
    short = text[: _SHOWN_AT_MOST - 1]
    return re.sub(r"[\W\d]+$", "", short.rpartition(" ")[0] or short) + "…"


def texts_of(item: Item) -> dict[str, Any]:
    """The texts that people write in the row, by field; what its history keeps."""
    return {name: getattr(item, name) for name in item.TEXTS}
