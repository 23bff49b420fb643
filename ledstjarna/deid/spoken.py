"""Numbers and signs written as they are said: "noll sju noll", "sjuttiofyra", "snabel-a", "punkt"."""

import re

from ledstjarna.deid import near
from ledstjarna.deid.views import View

_VALUES = {
    word: value
    for value, words in {
        0: "noll nolla nollan zero",
        1: "ett etta ettan en one",
        2: "två tvåa tvåan tva two",
        3: "tre trea trean three",
        4: "fyra fyran four",
        5: "fem femma femman five",
        6: "sex sexa sexan six",
        7: "sju sjua sjuan seven",
        8: "åtta åttan atta eight",
        9: "nio nia nian nine",
        10: "tio",
        11: "elva",
        12: "tolv",
        13: "tretton",
        14: "fjorton",
        15: "femton",
        16: "sexton",
        17: "sjutton",
        18: "arton",
        19: "nitton",
        20: "tjugo tjuge tju tjugi",
        30: "trettio tretti",
        40: "fyrtio fyrti förtio förti",
        50: "femtio femti",
        60: "sextio sexti",
        70: "sjuttio sjutti",
        80: "åttio åtti attio",
        90: "nittio nitti",
        100: "hundra",
        1000: "tusen",
    }.items()
    for word in words.split()
}
_PART = "|".join(sorted(_VALUES, key=len, reverse=True))
# Atomic and bounded: "sextio" is also "sex" + "tio", and backtracking over such pairs would be exponential.
_NUMBER = rf"(?<![^\W\d_])(?>{_PART}){{1,16}}+(?![^\W\d_])"
_NUMBER_WORD = re.compile(_NUMBER, re.IGNORECASE)
_PARTS = re.compile(_PART)
# "en" and "ett" are articles too: numbers only beside another number said in words, or before a digit.
_ARTICLES = frozenset({"en", "ett"})
_NUMBER_NEXT = re.compile(rf"[\W_]{{1,3}}(?:[0-9]|{_NUMBER})", re.IGNORECASE)
_LOOKALIKES = str.maketrans("OoIl", "0011")
_LOOKALIKE = re.compile(r"(?<![^\W_])[0-9OoIl]{2,20}+(?![^\W_])")
_BETWEEN_DIGITS = re.compile(
    r"(?<=[0-9])(?:[ ,.]{1,2}(?:bindestreck|tankstreck|streck|minus|punkt|komma|snedstreck|slash|mellanslag|"
    r"blanksteg|understreck|kolon|parentes|sedan|sen|därefter|och sen|och sedan|och så)(?![^\W_])){1,2}"
    r"[ ,.]{1,2}(?=[0-9])",
    re.IGNORECASE,
)
_PLUS = re.compile(r"(?<![^\W_])plus(?:tecken)?[ ,]{1,2}(?=[0-9])", re.IGNORECASE)

_BRACKETED = r" ?[(\[{{<«] ?(?:{}) ?[)\]}}>»] ?"
# Whether any of the patterns below can match: most texts hold none of their words.
_SIGN_WORDS = (
    *("snabel", "alfakrull", "kanelbull", "tecken", "punkt", "dot", "prick"),
    *("streck", "slash", "score", "underline", "minus"),
)
_ANY_SIGN = re.compile(r"[ (\[{<«*_~|/-](?:a|at|ät)[ )\]}>»*_~|/-]|@[ \n]|[ \n(\[{<][@./]", re.IGNORECASE)
_SIGNS = (
    (re.compile(_BRACKETED.format(r"at|ät|snabel-? ?a|@"), re.IGNORECASE), "@"),
    (re.compile(r"[*_~|/-]{1,2}(?:at|ät|snabel-?a)[*_~|/-]{1,2}(?=[\w-]{1,63}[.*_~|/ -])", re.IGNORECASE), "@"),
    (re.compile(r"[*~|]{1,2}(?:dot|punkt|prick)[*~|]{1,2}", re.IGNORECASE), "."),
    (re.compile(r"(?<=\w) ?[(\[{]a[)\]}] ?(?=[\w-]{1,63}(?:\.| punkt | dot ))", re.IGNORECASE), "@"),
    (re.compile(r"(?<=\w)[ \n](?:snabel[- ]?a|snabela|alfakrull|kanelbullen?|at-tecken)[ \n]", re.IGNORECASE), "@"),
    (
        re.compile(r"(?:[ \n]|(?<=\w))@[ \n](?=[\w-]{1,63}(?: ?\.| punkt | dot | ?[(\[{<]))", re.IGNORECASE),
        "@",
    ),
    (re.compile(_BRACKETED.format(r"dot|punkt|prick|\."), re.IGNORECASE), "."),
    (re.compile(r" (?:punkt|dot|prick|\.) ", re.IGNORECASE), "."),
    (re.compile(r" (?:snedstreck|slash|/) ", re.IGNORECASE), "/"),
    (re.compile(r" (?:understreck|underscore|underline|lågt streck|golvstreck) ", re.IGNORECASE), "_"),
    (re.compile(r" (?:bindestreck|streck|minus) ", re.IGNORECASE), "-"),
    (re.compile(r" (?:at|ät) (?=[\w-]{1,63}\.)", re.IGNORECASE), "@"),
)


def _digits(word: str) -> str:
    """Digits of a number word: "sjuttiofyra" is 74, "nollsjunoll" is 070, "nittonhundraåttio" is 1980."""
    done, total, room = "", 0, -1  # room: the open number takes values below this; -1 when none is open
    for part in _PARTS.findall(word):
        value = _VALUES[part]
        if value >= 100:
            total, room = (total or 1) * value, value
        elif 0 < value < room:
            total, room = total + value, 10 if value >= 20 else 0
        else:
            done += str(total) if room >= 0 else ""
            total, room = value, 10 if value >= 20 else 0
    return done + str(total)


def as_digits(view: View) -> View:
    """A view where number words are digits, letters that look like digits are, and said signs are signs."""
    last_number = -9

    def write(match: re.Match[str]) -> str:
        nonlocal last_number
        word = match[0].lower()
        beside = match.start() - last_number <= 3 or _NUMBER_NEXT.match(match.string, match.end())
        if word in _ARTICLES and not beside:
            return match[0]
        last_number = match.end()
        return _digits(word)

    def look(match: re.Match[str]) -> str:
        return match[0].translate(_LOOKALIKES) if any(c.isdigit() for c in match[0]) else match[0]

    view = view.rewritten(_NUMBER_WORD, write).rewritten(_LOOKALIKE, look)
    return view.rewritten(_BETWEEN_DIGITS, "-").rewritten(_PLUS, "+")


def with_signs(view: View) -> View:
    """A view where said or bracketed signs of addresses ("snabel-a", "[punkt]") are signs."""
    if near.holds(view.text, *_SIGN_WORDS) or _ANY_SIGN.search(view.text):
        for pattern, sign in _SIGNS:
            view = view.rewritten(pattern, sign)
    return view
