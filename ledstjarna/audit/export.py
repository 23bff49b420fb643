"""The log as a file for a spreadsheet, streamed row by row."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from itertools import islice

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from ledstjarna.audit.models import Entry
from ledstjarna.audit.selectors import in_words

_CHUNK = 500
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


class _Echo:
    """A file that gives back what is written, as `csv` wants a file."""

    def write(self, line: str) -> str:
        return line


def lines(rows: QuerySet[Entry]) -> Iterator[str]:
    """CSV lines with names, oldest row first; semicolons and a byte order mark as Swedish Excel expects."""
    write = csv.writer(_Echo(), delimiter=";").writerow
    yield "\ufeff"
    heads = (_("När"), _("Vem"), _("Vad"), _("Utfall"), _("Gällde"), _("Nummer"), _("Nämnd"), _("Rad"))
    yield write([*heads, _("Kontrollsumma")])
    entries = rows.order_by("at", "pk").iterator(chunk_size=_CHUNK)
    while chunk := list(islice(entries, _CHUNK)):
        for entry, shown in zip(chunk, in_words(chunk), strict=True):
            cells = (
                timezone.localtime(shown.at).isoformat(timespec="seconds"),
                shown.who,
                shown.what,
                shown.outcome,
                ", ".join(named.text for named in shown.on),
                " ".join(map(str, entry.ids)),
                shown.board,
                shown.place,
                entry.hash,
            )
            yield write(map(harmless, cells))


def harmless(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
