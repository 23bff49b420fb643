"""Numbers that six bare digits do not cover: those the words before them announce, and those with letters."""

import re

from ledstjarna.deid.labels import Label, Span

# Words ("fyra" is a digit by now), most signs between, least digits after the first, label.
_TABLE = (
    (
        r"4 sista|sista 4|sista siffror\w{0,3}|slutsiffror\w{0,3}|kontrollsiffror\w{0,3}",
        *(30, 2, Label.PERSONAL_ID),
    ),
    (r"p(?:ers(?:on)?)?\.?n(?:umme)?r|personnummer|samordningsn(?:umme)?r", 12, 3, Label.PERSONAL_ID),
    (
        r"plusgiro\w{0,8}|postgiro\w{0,8}|bankgiro\w{0,8}|pg|bg|clearing\w{0,8}|swish\w{0,8}",
        *(6, 2, Label.ACCOUNT),
    ),
    (r"(?:bank|spar|löne|privat)konto\w{0,8}|konto(?:nr|nummer)\w{0,2}|kontot?", 6, 4, Label.ACCOUNT),
    (
        r"tel(?:efon)?(?:n(?:umme)?r)?|tfn|mobil(?:n(?:umme)?r)?|mob|ring(?:a|er|de)?|ankn(?:ytning)?",
        6,
        4,
        Label.PHONE,
    ),
)
_ANNOUNCED = tuple(
    (
        re.compile(
            rf"(?<!\w)(?:{words})(?!\w)[^\d\n]{{0,{reach}}}(\d(?:[ ._/-]{{0,3}}\d){{{least},30}})",
            re.IGNORECASE,
        ),
        label,
    )
    for words, reach, least, label in _TABLE
)
_IBAN = re.compile(
    r"(?<![^\W_])[A-Z]{2} ?\d\d(?:[ \n._-]{0,2}[A-Z0-9]{4}){2,7}(?:[ \n._-]{0,2}[A-Z0-9]{1,3})?(?![^\W_])",
    re.IGNORECASE,
)
_IBAN_DIGITS = 10
# Finnish identity codes, the care system's spare numbers, and others with letters in the last four.
_LETTERED = re.compile(r"(?<![\w-])\d{6}(?:\d\d)?[-+]?(?=[A-Z]?\w?\d)[A-Z][A-Z0-9]{3,4}(?!\w)")


def find_announced(text: str) -> list[Span]:
    """Short numbers of a normalised text whose kind is said right before them."""
    return [(*match.span(1), label) for pattern, label in _ANNOUNCED for match in pattern.finditer(text)]


def find_lettered(text: str) -> list[Span]:
    """International accounts (ISO 13616) by their form alone, and identity codes with letters."""
    accounts = [
        (*match.span(), Label.ACCOUNT)
        for match in _IBAN.finditer(text)
        if sum(char.isdigit() for char in match[0]) >= _IBAN_DIGITS
    ]
    return accounts + [(*match.span(), Label.PERSONAL_ID) for match in _LETTERED.finditer(text)]
