"""What a cell may hold, and the sentence when it holds something else."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import Final

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _
from django.utils.translation import override

from ledstjarna.accounts.forms import FIRST_DAY, LAST_DAY
from ledstjarna.accounts.models import UnitKind
from ledstjarna.texts.guard import check_text
from ledstjarna.texts.swedish import fold
from ledstjarna.walls.roles import Role

MONTHS: Final = {
    word: number
    for number, words in enumerate(
        (
            ("januari", "jan"),
            ("februari", "feb"),
            ("mars", "mar"),
            ("april", "apr"),
            ("maj",),
            ("juni", "jun"),
            ("juli", "jul"),
            ("augusti", "aug"),
            ("september", "sep", "sept"),
            ("oktober", "okt"),
            ("november", "nov"),
            ("december", "dec"),
        ),
        start=1,
    )
    for word in words
}
_FORMS: Final = (
    re.compile(r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})(?:[T ]00:00(?::00)?)?"),
    re.compile(r"(?P<y>\d{4})(?P<m>\d\d)(?P<d>\d\d)"),
    re.compile(r"(?P<d>\d{1,2})[./](?P<m>\d{1,2})[./ ]\s*(?P<y>\d{4})"),
    re.compile(r"(?:den )?(?P<d>\d{1,2})\.? (?P<m>[a-z]+)\.? (?P<y>\d{4})"),
)


class Wrong(Exception):
    """A cell that cannot be taken in; the message is the reason."""


def text(cell: str, most: int) -> str:
    """Plain text on one line of at most `most` characters."""
    if cell.startswith("="):
        raise Wrong(_("Cellen innehåller en formel. Klistra in värdet i stället."))
    words = " ".join(cell.split())
    if words.isprintable() and len(words) <= most:
        return words
    try:
        check_text(words, frozenset(), most)
    except ValidationError as error:
        raise Wrong(" ".join(error.messages)) from error
    return words


def needed(cell: str, most: int) -> str:
    """Text that must be there."""
    found = text(cell, most)
    if not found:
        raise Wrong(_("Cellen är tom."))
    return found


@lru_cache(2000)
def day(cell: str) -> date | None:
    """A day as Swedes write it: 2026-01-31, 20260131, 31/1 2026, 31.1.2026, 31 januari 2026."""
    written = fold(text(cell, 40))
    if not written:
        return None
    match = next((hit for form in _FORMS if (hit := form.fullmatch(written))), None)
    if match:
        month = match["m"]
        number = int(month) if month.isdecimal() else MONTHS.get(month, 0)
        try:
            found = date(int(match["y"]), number, int(match["d"]))
        except ValueError:
            pass
        else:
            if FIRST_DAY <= found <= LAST_DAY:
                return found
    raise Wrong(_("”%(cell)s” är inget datum. Skriv till exempel 2026-01-31.") % {"cell": written})


@lru_cache(200)
def kind(cell: str) -> UnitKind:
    """A kind of unit by its Swedish word."""
    word = fold(needed(cell, 40))
    with override("sv"):
        for one in UnitKind:
            if word in (one.value, fold(str(one.label))):
                return one
    known = ", ".join(str(one.label) for one in UnitKind)
    raise Wrong(_("”%(cell)s” är inget slag. Välj bland: %(known)s.") % {"cell": word, "known": known})


@lru_cache(200)
def role(cell: str) -> Role:
    """A role by its Swedish name or its code."""
    word = fold(needed(cell, 60))
    with override("sv"):
        for one in Role:
            if word in (one.value, fold(str(one.label))):
                return one
    raise Wrong(_("Rollen ”%(cell)s” finns inte.") % {"cell": word})


def email(cell: str) -> str:
    """An address, folded; empty when there is none."""
    address = text(fold(cell), 254)
    if address:
        try:
            validate_email(address)
        except ValidationError as error:
            raise Wrong(_("”%(cell)s” är ingen e-postadress.") % {"cell": address}) from error
    return address


def yes(cell: str) -> bool:
    """Ja or nej; empty is nej."""
    word = fold(text(cell, 10))
    if word in ("", "nej", "n", "0", "false", "falskt"):
        return False
    if word in ("ja", "j", "x", "1", "true", "sant"):
        return True
    raise Wrong(_("Skriv ja eller nej."))
