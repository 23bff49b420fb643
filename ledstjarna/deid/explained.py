"""Digits that explain themselves: dates, times, amounts, registration numbers, laws, years.

Everything here is an exception from the rule that six digits or more are held. The patterns are bounded and
tried once at the start of each number, so the work is linear in the length of the text.
"""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple


class Token(NamedTuple):
    """A row of digits, text[start:end]."""

    start: int
    end: int


# What may not touch an explained number, or it is a part of a longer one: a joining sign; also a space.
_ALONE, _APART = r"(?<!\d[-.:/_+])", r"(?<!\d[-.:/_+, ])"
_END, _CLEAR = r"(?!\d|_|[-.:/+]\d)", r"(?!\d|_|[-.:/+ ]\d)"

_YEAR = r"(?:19|20)\d\d"
_MM, _DD = r"(?:0[1-9]|1[0-2])", r"(?:0[1-9]|[12]\d|3[01])"
_ISO = rf"{_YEAR}(?:-{_MM}-|\.{_MM}\.|/{_MM}/){_DD}"
_DAY, _MONTH = r"(?:0?[1-9]|[12]\d|3[01])", r"(?:0?[1-9]|1[0-2])"
_SHORT = rf"{_DAY}/{_MONTH}"
_DATED = rf"(?:{_SHORT}[ /-]-? ?{_YEAR}|{_DAY}[.-]{_MONTH}[.-]{_YEAR})"
_HOUR = r"(?:[01]?\d|2[0-4])"
_COLON = rf"{_HOUR}:[0-5]\d(?::[0-5]\d)?"
_CLOCK = rf"(?:{_COLON}|{_HOUR}\.[0-5]\d)"
_BARE = r"(?:[01]\d|2[0-4])[0-5]\d"
_CLOCKS = rf"(?:{_CLOCK}(?: ?--? ?{_CLOCK})?|{_HOUR} ?- ?{_HOUR}|{_BARE} ?- ?{_BARE})"
_KL = r"kl(?:ockan|\.)? ?"
_SUM = r"(?:[1-9]\d{0,2}(?:[ .]\d{3}){1,3}|[1-9]\d{0,6}|0)(?:[,.]\d{1,2}|:-)?"
_UNIT = (
    r"(?:kr|kronor|krona|sek|tkr|mkr|mnkr|euro|eur|€|dollar|usd|nok|dkk|%|procent|promille|:-|st|stycken|personer|"
    r"invånare|visningar|följare|besökare|deltagare|medlemmar|elever|barn|ungdomar|vuxna|hushåll|gånger|röster|"
    r"gillningar|kommentarer|inlägg|anmälningar|rapporter|anställda|medarbetare|platser|bostäder|lägenheter|"
    r"exemplar|flygblad|affischer|klistermärken|meter|kvm|kvadratmeter|hektar|liter|timmar|minuter|miljoner)"
)
# Units that are also other words or letters ("min" is "my"): for small sums only.
_FEW = r"[1-9]\d{0,4}(?:,\d{1,2})?"
_SHORT_UNIT = r"(?:m|m2|m3|cm|mm|km|mil|l|kg|g|ton|gram|tim|h|min|sekunder|dagar|veckor|månader|år|mb|gb|kwh|tusen)"
_SERIES = r"(?:dnr|(?:diarie|ärende|mål|boknings|referens|löp|besluts|k-)n(?:r|ummer)|ärendeid|isbn|issn)"


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


# Dates beside times or dates: looked for before personal numbers, which they could be read as.
TIMED = _any(
    rf"{_ALONE}{_ISO}(?: ?(?:--?|,|/|och|till|t\.o\.m\.)? ?{_ISO}){{1,12}}{_END}",
    rf"{_ALONE}(?:{_ISO}|{_DATED})[ T,]{{1,2}}(?:{_KL})?{_CLOCKS}{_END}",
    rf"(?:(?<=kl )|(?<=kl\.)|(?<=kl\. )|(?<=klockan )){_CLOCKS}(?:, {_CLOCKS}){{0,6}}{_END}",
    rf"{_ALONE}{_COLON}(?: ?--? ?{_COLON})?{_END}",
    rf"{_APART}(?:{_YEAR},? )?{_CLOCK}(?: ?--? ?{_CLOCK})?(?:, {_CLOCK}(?: ?--? ?{_CLOCK})?){{0,6}}{_CLEAR}",
)
# Looked for after them.
PLAIN = _any(
    rf"{_ALONE}{_ISO}(?!\d|_| ?[-+*/.:] ?\d)",
    rf"{_ALONE}(?:{_SHORT} ?--? ?)?{_DATED}{_END}",
    rf"{_APART}{_SHORT}(?: ?--? ?{_SHORT})?(?:, {_SHORT}(?: ?--? ?{_SHORT})?){{0,6}}{_CLEAR}",
    rf"(?<=\(){_YEAR}\)",
    rf"(?<=ecka |ckor ){_DAY}(?:-{_DAY})?,? {_YEAR}{_CLEAR}",
    # Laws, prints and registration numbers.
    rf"{_ALONE}{_YEAR}(?:/\d\d(?:\d\d)?)?:[A-Z]{{0,4}}\d{{1,4}}{_END}",
    rf"{_ALONE}{_YEAR}/\d{{1,5}}(?:-\d{{1,3}})?{_END}",
    rf"{_ALONE}(?:\d{{1,5}}[-.])?\d{{1,5}}/{_YEAR}{_END}",
    rf"{_APART}20\d\d-(?!{_MM}[0-3]\d(?!\d))\d{{3,6}}(?! ?[-+.:/_] ?\d|\d| \d)",
    rf"{_ALONE}97[89](?:[- ]\d{{1,7}}){{3}}[- ]\d{_END}",
    # Amounts and counts.
    rf"{_APART}(?:{_SUM} ?(?:--?|till|och) ?)?{_SUM} ?{_UNIT}(?![^\W\d_])",
    rf"{_APART}(?:{_FEW} ?(?:--?|till|och) ?)?{_FEW} ?{_SHORT_UNIT}(?![^\W\d_])",
    # Numbers that belong to the public: freephone and shared-cost lines, 112, 113 13, 114 14, 116 xxx, 1177.
    rf"{_APART}(?:020|0200|077\d)[- ]\d{{2,3}}(?:[ -]?\d{{2,3}}){{1,2}}{_END}",
    rf"{_APART}(?:116[ -]?(?:000|006|111|117|123)|11[34] 1[34]|112|1177){_CLEAR}",
)
# Numbers explained by the word or letters before them.
WORDED = _any(
    rf"(?<!\w)(?:{_SERIES}[ .:]{{0,3}}(?:är )?)?\d{{4}}-K\d{{4,7}}-\d\d{_END}",
    rf"(?<!\w){_SERIES}[ .:#]{{0,3}}(?:[A-ZÅÄÖ]{{1,5}}[- ]?)?(?!0[1-9])\d[\d/:.-]{{0,20}}\d"
    r"(?!\d|[ -]{1,2}\d)",
    rf"(?<!\w)[A-ZÅÄÖ]{{2,5}}[- ]{_YEAR}[-/:]\d{{1,5}}(?:[-:]\d{{1,3}})?{_END}",
    rf"(?<![^\W_])(?:SEK|EUR|USD|NOK|DKK|kr|€|\$) ?{_SUM}{_CLEAR}",
)
_WORDS_REACH = 30

_YEARS = re.compile(rf"(?:{_YEAR}(?:[-/]\d\d)?(?:[ ,/-]{{1,3}}|$)){{1,40}}")
_LIST = re.compile(r"\d{1,3}(?:(?:, ?| ?--? ?)\d{1,3}){1,40}")
_LONGEST_LIST = 200
_ROUND = re.compile(r"[1-9]\d{0,2}(?:[ .]?000){1,3}")


def explained(text: str, tokens: Sequence[Token], pattern: re.Pattern[str]) -> list[bool]:
    """For each number of a row, whether the pattern, tried at it or at one before it, explains it."""
    done = 0
    flags: list[bool] = []
    for token in tokens:
        if token.start >= done and (match := pattern.match(text, token.start)):
            done = match.end()
        flags.append(token.end <= done)
    return flags


def worded(text: str, tokens: Sequence[Token]) -> list[bool]:
    """For each number of a row, whether a word or letters that lead into it explain it."""
    first = max(0, tokens[0].start - _WORDS_REACH)
    spans = [match.span() for match in WORDED.finditer(text, first, tokens[-1].end)]
    flags: list[bool] = []
    for token in tokens:
        while spans and spans[0][1] < token.end:
            del spans[0]
        flags.append(bool(spans) and spans[0][0] <= token.start)
    return flags


def explains_itself(piece: str, *, announced: bool) -> bool:
    """Whether a whole group of numbers is years, or a list of small numbers that only rise ("10, 12, 14").

    Round thousands explain themselves too, unless a word before has announced a phone or an account.
    """
    if len(piece) > _LONGEST_LIST:
        return False
    if not announced and _ROUND.fullmatch(piece):
        return True
    if _YEARS.fullmatch(piece):
        return True
    if "," not in piece or not _LIST.fullmatch(piece):
        return False
    items = re.findall(r"\d+", piece)
    return all(int(a) < int(b) for a, b in pairwise(items)) and not any(item[0] == "0" for item in items)
