"""The municipality's own words as the guard asks for them: names of units, places, and school classes to mark."""

from __future__ import annotations

import time
from typing import Final

from ledstjarna.accounts.models import Unit
from ledstjarna.deid import Own, is_given_name
from ledstjarna.reports.models import OwnWord
from ledstjarna.texts.swedish import fold

SECONDS: Final = 30
"""How long a process may go by what it has read: the guard looks at every text on its way."""

_kept: list[tuple[float, Own]] = []


def own_words() -> Own:
    """What the guard knows of the municipality, case folded: every unit's name by itself, and the words of the list.

    A preschool called Linnea does not hide everyone of that name: such a unit has to be put in the list by somebody.
    """
    now = time.monotonic()
    if not _kept or now - _kept[0][0] > SECONDS:
        _kept[:] = [(now, _read())]
    return _kept[0][1]


def forget() -> None:
    """Read anew the next time."""
    _kept.clear()


def _read() -> Own:
    listed = list(OwnWord.objects.order_by().values_list("word", "held"))
    held = frozenset(fold(word) for word, marked in listed if marked)
    known = {fold(word) for word, marked in listed if not marked}
    units = Unit.objects.order_by().values_list("fold_key", flat=True)
    known |= {name for name in units if " " in name or not is_given_name(name)}
    return Own(known=frozenset(known) - held, held=held)
