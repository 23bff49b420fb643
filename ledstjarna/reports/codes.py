"""Receipt codes: what lets a reporter follow a report without anybody knowing who it is."""

from __future__ import annotations

import re
from typing import Final
from uuid import UUID

from django.utils.crypto import salted_hmac

# Crockford's base 32: no I, L, O or U, so that what is read aloud or copied by hand comes back right.
_ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LENGTH: Final = 16  # of five bits each: 80 bits
_GROUP: Final = 4
_LOOKALIKES: Final = str.maketrans("OILU", "011V")
_NO_SIGN: Final = re.compile(r"[\W_]+")


def number_for(once: UUID, whose: str) -> UUID:
    """A form's number as one's own: whoever else sends the form makes another report, with another code."""
    return UUID(bytes=_keyed("number", once.bytes + whose.encode())[:16])


def code_for(once: UUID) -> str:
    """The code of the report that the form with this number makes, in groups of four.

    Derived with the server's key, so that a form sent twice gives the same code and nothing has to be kept for it.
    """
    number = int.from_bytes(_keyed("code", once.bytes)[:10])
    signs = "".join(_ALPHABET[number >> 5 * place & 31] for place in reversed(range(_LENGTH)))
    return "-".join(signs[place : place + _GROUP] for place in range(0, _LENGTH, _GROUP))


def code_hash(written: str) -> str:
    """What is stored instead of the code: equal for every way of writing it (case, spaces, signs, O for 0)."""
    plain = _NO_SIGN.sub("", written).upper().translate(_LOOKALIKES)
    return _keyed("hash", plain.encode()).hex()


def _keyed(purpose: str, value: bytes) -> bytes:
    return salted_hmac(f"ledstjarna.reports.{purpose}", value, algorithm="sha256").digest()
