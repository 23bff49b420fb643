"""The Swedish words of time: pieces of patterns, and what the words stand for, whatever their case."""

from __future__ import annotations

from .model import Unit

NUMBERS = {
    word: number
    for number, word in enumerate(("två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv"), 2)
} | {"en": 1, "ett": 1}
LAST = -1
ORDINALS = {
    word: number
    for number, word in enumerate(
        (
            *("första", "andra", "tredje", "fjärde", "femte", "sjätte", "sjunde", "åttonde"),
            *("nionde", "tionde", "elfte", "tolfte", "trettonde", "fjortonde"),
        ),
        1,
    )
} | {"sista": LAST}
MONTHS = ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
WEEKDAYS = ("mån", "tis", "ons", "tor", "fre", "lör", "sön")
UNITS = {
    **{"v": Unit.WEEK, "m": Unit.MONTH, "kv": Unit.QUARTER, "te": Unit.TERM, "tert": Unit.TERTIAL},
    **{"h": Unit.HALF, "å": Unit.YEAR, "q": Unit.QUARTER, "k": Unit.QUARTER},
}

NUMBER = rf"(?:\d{{1,2}}|{'|'.join(NUMBERS)})(?!\w)"
ORDINAL = rf"(?:{'|'.join(ORDINALS)}|\d{{1,2}}:(?:a|e|st[ae]))(?!\w)"
# "jul" is Christmas, and "Jan" before a capital is a man's name.
MONTH = (
    r"(?:(?:januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december)(?!\w)"
    r"|(?:jan(?!\.?\s(?-i:[A-ZÅÄÖ][a-zåäö]))|feb|mar|apr|jun|aug|sept?|okt|nov|dec)(?:\.|(?!\w)))"
)
WEEKDAY = r"(?:mån|tis|ons|tors|fre|lör|sön)dag"
UNIT = (
    r"(?:veckan?|månad(?:en)?|mån\.?|kvartal(?:et)?|kv\.?|tertial(?:et)?|halvår(?:et)?|termin(?:en)?"
    r"|(?:kalender|läs)?år(?:et)?)(?!\w)"
)
OCCASION = (
    r"(?:\w{0,20}(?:gång(?:er)?|tillfälle[nt]?|möten?|träff(?:ar)?|workshops?|utbildning(?:ar)?|föreläsning(?:ar)?"
    r"|seminari(?:um|er)|kampanj(?:er)?)|ggr\.?|g\.?)(?!\w)"
)
TERM = (
    r"(?:(?:vår|höst)termin(?:en)?|våren|hösten|höst|sommaren|vt|ht"
    r"|vår(?=-?\s(?:och|samt|eller)\shöst|/höst|\s20\d\d)|(?<=höst\soch\s)vår|(?<=höst-\soch\s)vår|(?<=höst/)vår"
    r"|(?<=varje\s)(?:vår|sommar))"
)
TO = r"(?:\s?[-–—]\s?|\s(?:till\soch\smed|till|t\.?\s?o\.?\s?m\.?)\s)"
FROM = r"(?:från(?:\soch\smed)?|fr\.?\s?o\.?\s?m\.?)"
YEAR = r"20\d\d(?!\d)"
ONE_YEAR = rf"{YEAR}(?!\s?[-–—]\s?20\d\d(?![\d-]))"  # not the first of a span
YEARS = r"(?:20\d\d(?:\s?[-–—/]\s?(?:20)?\d\d(?![\d/-]))?(?!\d))"
OF_YEARS = rf"(?:,?\s(?:(?:av|under|år)\s)?(?P<years>{YEARS}))?"
# "maj 19" may be a day or a year.
NO_BARE_NUMBER = r"(?!\s\d\d?(?![\d/:.-])(?!\s?(?:gång|ggr|tillf|möte|träff|workshop)))"
# What a date may begin with, for the words that mean something else before other words.
DATE_AHEAD = (
    rf"(?=\s(?:den\s)?(?:\d|{MONTH}|våren|hösten|(?:vår|höst)termin|[vh]t\s?\d|vecka|v\.?\s?\d|[qk]\d|kvartal"
    r"|(?:första|andra|tredje|fjärde|sista)\s(?:kvartal|halvår|tertial)))"
)


def number_of(word: str) -> int:
    """What a word matched by NUMBER or ORDINAL stands for."""
    plain = word.casefold()
    return NUMBERS.get(plain) or ORDINALS.get(plain) or int(plain.split(":")[0])


def month_of(word: str) -> int:
    return MONTHS.index(word.casefold()[:3]) + 1


def weekday_of(word: str) -> int:
    return WEEKDAYS.index(word.casefold()[:3])


def unit_of(word: str) -> Unit:
    """What a word matched by UNIT, an adverb of the kind "kvartalsvis" or a letter ("Q", "v.") stands for."""
    plain = word.casefold().removeprefix("kalender").removeprefix("läs")
    return next(UNITS[plain[:size]] for size in (4, 2, 1) if plain[:size] in UNITS)
