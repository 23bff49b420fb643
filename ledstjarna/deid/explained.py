"""Digits that explain themselves: dates, times, amounts, registration numbers, laws, years.

Everything here is an exception from the rule that six digits or more are held. All patterns are bounded,
start at a digit (or a fixed word) and cannot be entered twice for the same digits, so a scan is linear.
"""

import re

_YEAR = r"(?:19|20)\d\d"
_MONTH, _DAY = r"(?:0?[1-9]|1[0-2])", r"(?:0?[1-9]|[12]\d|3[01])"
_ISO = rf"{_YEAR}(?:-(?:0[1-9]|1[0-2])-|\.(?:0[1-9]|1[0-2])\.|/(?:0[1-9]|1[0-2])/)(?:0[1-9]|[12]\d|3[01])"
_DAY_MONTH = rf"{_DAY}/{_MONTH}(?:[ -/]{{1,2}}{_YEAR})?|{_DAY}[.-]{_MONTH}[.-]{_YEAR}"
_HOUR = r"(?:[01]?\d|2[0-4])"
_CLOCK = rf"{_HOUR}[:.][0-5]\d(?:[:.][0-5]\d)?"
_CLOCKS = rf"(?:{_CLOCK}(?: ?--? ?{_CLOCK})?|{_HOUR} ?- ?{_HOUR})"
_SUM = r"(?:[1-9]\d{0,2}(?:[ .]\d{3}){1,3}|[1-9]\d{0,6}|0)(?:[,.]\d{1,2}|:-)?"
_UNIT = (
    r"kr|kronor|krona|sek|tkr|mkr|mnkr|euro|eur|€|dollar|usd|nok|dkk|%|procent|promille|:-|st|stycken|personer|"
    r"invånare|visningar|följare|besökare|deltagare|medlemmar|elever|barn|ungdomar|vuxna|hushåll|gånger|röster|"
    r"gillningar|kommentarer|inlägg|anmälningar|rapporter|anställda|medarbetare|platser|bostäder|lägenheter|"
    r"exemplar|flygblad|affischer|klistermärken|m|m2|m3|cm|mm|km|mil|meter|kvm|kvadratmeter|hektar|liter|l|kg|g|ton|"
    r"gram|timmar|tim|h|minuter|min|sekunder|dagar|veckor|månader|år|mb|gb|kb|watt|kwh|miljoner|miljarder|tusen"
)
_SERIES = (
    r"dnr|(?:diarie|ärende|mål|boknings|referens|löp|besluts|k-)n(?:r|ummer)|ärendeid|isbn|issn"
)

# Before personal numbers are looked for: a date with a time, or several dates, could be read as one.
FIRST = tuple(
    re.compile(rf"(?<!\d)(?:{pattern})(?![\d_]|[-.:/]\d)", re.IGNORECASE)
    for pattern in (
        rf"{_ISO}(?: ?(?:--?|,|/|och|till|t\.o\.m\.) ?{_ISO}){{1,12}}",
        rf"(?:{_ISO}|{_DAY_MONTH})[ T,]{{1,2}}(?:kl\.? ?)?{_CLOCKS}",
        rf"{_CLOCKS}(?:[ ,]{{1,2}}{_CLOCKS}){{0,6}}",
    )
)
# After them.
THEN = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?<!\d)(?<!\d[-.:/_])(?:{_ISO})(?!\d|_| ?[-+*/.:] ?\d)",
        rf"(?<!\d)(?<!\d[-.:/_])(?:{_DAY_MONTH}(?: ?--? ?(?:{_DAY}/{_MONTH}(?: {_YEAR})?))?)(?!\d|[-+*/.:_]\d)",
        rf"\({_YEAR}\)",
        # Law and print references, registration numbers with their year.
        rf"(?<!\d)(?<!\d[-.:/_]){_YEAR}(?:/\d\d(?:\d\d)?)?:[A-Z]{{0,4}}\d{{1,4}}(?!\d|[-.:/_]\d)",
        rf"(?<!\d)(?<!\d[-.:/_]){_YEAR}/\d{{1,5}}(?:-\d{{1,3}})?(?!\d|[-.:/_]\d)",
        rf"(?<!\d)(?<!\d[-.:/_])(?:\d{{1,5}}[-.])?\d{{1,5}}/{_YEAR}(?!\d|[-.:/_]\d)",
        r"(?<!\d)(?<!\d[-.:/_+])(?<!\d )20\d\d-(?!(?:0[1-9]|1[0-2])[0-3]\d(?!\d))\d{3,6}(?!\d| ?[-+.:/_] ?\d| \d)",
        rf"(?<!\w)[A-ZÅÄÖ]{{2,5}}[- ]{_YEAR}[-/:]\d{{1,5}}(?:[-:]\d{{1,3}})?(?!\d|[-.:/_]\d)",
        r"(?<!\w)\d{4}-K\d{4,7}-\d\d(?!\d|[-.:/_]\d)",
        r"(?<!\d)(?<!\d[-.:/_])97[89](?:[- ]\d{1,7}){3}[- ]\d(?!\d|[-.:/_]\d)",
        rf"(?<!\w)(?:{_SERIES})[ .:#]{{0,3}}(?:[A-ZÅÄÖ]{{1,5}}[- ]?)?(?!0[1-9])\d[\d/:.-]{{0,20}}\d(?!\d|[ -]{{1,2}}\d)",
        # Amounts and counts.
        rf"(?<!\d)(?<!\d[-.:/_+,])(?<!\d )(?:{_SUM} ?(?:--?|till|och) ?)?{_SUM} ?(?:{_UNIT})(?![^\W\d_])",
        rf"(?<![^\W_])(?:SEK|EUR|USD|NOK|DKK|kr|€|\$) ?{_SUM}(?!\d|[-.:/_ ]\d)",
        r"(?<!\d)(?<!\d[-.:/_+, ])[1-9]\d{0,2}(?: 000){1,3}(?! ?\d|[-.:/_+]\d)",
        r"(?<!\d)kl(?:ockan|\.)? ?(?:[01]\d|2[0-4])[0-5]\d ?-? ?(?:[01]\d|2[0-4])[0-5]\d(?!\d|[-.:/_ ]\d)",
        # Numbers that belong to the public: freephone and shared-cost lines, 112, 113 13, 114 14, 116 xxx, 1177.
        r"(?<!\d)(?<!\d[-.:/_+, ])(?:020|0200|077\d)[- ]\d{2,3}(?:[ -]?\d{2,3}){1,2}(?!\d|[-.:/_]\d)",
        r"(?<!\d)(?<!\d[-.:/_+, ])(?:116[ -]?(?:000|006|111|117|123)|11[34] 1[34]|112|1177)(?! ?\d|[-.:/_]\d)",
    )
)

_WEAK = re.compile(rf"(?:{_YEAR}(?:[-/]\d\d)?(?:[ ,/-]{{1,3}}|$)){{1,40}}")
_SEPARATORS = re.compile(r"[^\d]+")
_LIST = re.compile(r"\d{1,3}(?:(?:, ?| ?-{1,2} ?)\d{1,3}){1,40}")


def mark(text: str, patterns: tuple[re.Pattern[str], ...]) -> bytearray:
    """One byte for each character: 1 where a pattern explains it."""
    marks = bytearray(len(text))
    for pattern in patterns:
        for match in pattern.finditer(text):
            marks[match.start() : match.end()] = b"\x01" * (match.end() - match.start())
    return marks


def explains_itself(piece: str) -> bool:
    """Whether a whole group of numbers is years, or a list of small numbers that only rise ("10, 12, 14")."""
    if len(piece) > 200:
        return False
    if _WEAK.fullmatch(piece):
        return True
    if "," not in piece or not _LIST.fullmatch(piece):
        return False
    items = _SEPARATORS.split(piece)
    rising = all(int(a) < int(b) for a, b in zip(items, items[1:], strict=False))
    return rising and not any(item.startswith("0") for item in items)
