"""What the log's numbers stand for. This room lies below those that know, so they register it when their app is
ready.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _

USER = "user"
UNIT = "unit"


@dataclass(frozen=True, slots=True)
class Named:
    """A row in words, and the page that shows it if there is one."""

    text: str
    url: str = ""


Lookup = Callable[[set[int]], Mapping[int, str | Named]]
Find = Callable[[str], Iterable[int]]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of row: what one is called, how numbers become names, and how words become numbers."""

    label: str | Promise
    lookup: Lookup | None
    find: Find | None


KINDS: dict[str, Kind] = {}
_FOUND_AT_MOST = 50


def register(kind: str, lookup: Lookup | None, *, label: str | Promise, find: Find | None = None) -> None:
    """Let a room say what rows of its kind are called.

    `lookup` gives names for those ids that still exist, in one query; `find` gives ids whose name holds a text, for
    filters.
    """
    KINDS[kind] = Kind(label, lookup, find)


def lookup(kind: str, ids: Iterable[int]) -> dict[int, Named]:
    """A name for every id; one that is unknown or gone is called by its kind and number."""
    wanted = set(ids)
    entry = KINDS.get(kind)
    found = entry.lookup(wanted) if entry and entry.lookup and wanted else {}
    named = {key: value if isinstance(value, Named) else Named(value) for key, value in found.items()}
    return {row_id: named.get(row_id) or Named(f"{label(kind)} {row_id}") for row_id in wanted}


def find(kind: str, text: str) -> list[int]:
    """Ids for what someone typed: the row of that number, and the rows whose name holds it ("2026" may be both)."""
    text = text.strip()
    numbers = [int(text)] if text.isascii() and text.isdigit() and len(text) < 19 else []
    entry = KINDS.get(kind)
    named = list(entry.find(text))[:_FOUND_AT_MOST] if entry and entry.find and text else []
    return list(dict.fromkeys(numbers + named))


def label(kind: str) -> str:
    """What a row of the kind is called; the code where no room has said."""
    if kind == USER and kind not in KINDS:
        return _("person")
    if kind == UNIT and kind not in KINDS:
        return _("enhet")
    return str(KINDS[kind].label) if kind in KINDS else kind


def choices() -> list[tuple[str, str]]:
    """All kinds, in the order of their words."""
    return sorted(((kind, str(entry.label)) for kind, entry in KINDS.items()), key=lambda pair: pair[1].casefold())
