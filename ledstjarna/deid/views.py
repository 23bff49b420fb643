"""A text made plain for searching, where every character remembers its place in the original."""

import functools
import html
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

# Blank to the eye but letters or symbols to Unicode: Hangul fillers and the empty braille cell.
_INVISIBLE = frozenset("\u115f\u1160\u3164\uffa0\u2800")
_LINE_ENDS = frozenset("\n\x0b\x0c\x85\u2028\u2029")
_DASHES = frozenset("\u2212\u2043\u02d7\u2796\u30fc\u2500\u2501")
_DOTS = frozenset("\u00b7\u2022\u2219\u2027\u30fb\u3002\u25cf\u22c5")


@dataclass(frozen=True, slots=True)
class View:
    """A rewritten text; `starts[i]` and `ends[i]` bound the original characters behind `text[i]`."""

    text: str
    starts: list[int]
    ends: list[int]

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """The half-open span of the original text behind text[start:end], which must not be empty."""
        return self.starts[start], self.ends[end - 1]

    def rewritten(self, pattern: re.Pattern[str], write: Callable[[re.Match[str]], str] | str) -> "View":
        """A view where each match is replaced; every new character points at the whole match."""
        parts: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        done = 0
        for match in pattern.finditer(self.text):
            new = write if isinstance(write, str) else write(match)
            if new == match[0]:
                continue
            first, last = self.origin(match.start(), match.end())
            parts += (self.text[done : match.start()], new)
            starts += self.starts[done : match.start()] + [first] * len(new)
            ends += self.ends[done : match.start()] + [last] * len(new)
            done = match.end()
        if not done:
            return self
        tail = self.text[done:]
        return View("".join([*parts, tail]), starts + self.starts[done:], ends + self.ends[done:])


@functools.lru_cache(maxsize=2048)
def _plain(char: str) -> str:
    """One character in its plain form: NFKC, digits of any script as ASCII, one kind of dash and of space."""
    if char in _LINE_ENDS:
        return "\n"
    if char in _INVISIBLE:
        return ""
    if char in _DASHES:
        return "-"
    if char in _DOTS:
        return "."
    digit = unicodedata.digit(char, None)
    if digit is not None:
        return str(digit)
    category = unicodedata.category(char)
    if category == "Zs" or char in "\t\r":
        return " "
    if category in {"Cc", "Cf", "Cs"}:
        return ""
    if category == "Pd":
        return "-"
    return unicodedata.normalize("NFKC", char)


def _unescaped(match: re.Match[str]) -> str:
    return "".join(_plain(char) for char in html.unescape(match[0]))


def _collapse(match: re.Match[str]) -> str:
    return "\n" if "\n" in match[0] else " "


_PLAIN_ALREADY = re.compile(r"[ -~åäöÅÄÖéÉü\n]*+")
_ENTITY = re.compile(r"&(?:#[0-9]{1,6}|#x[0-9a-fA-F]{1,5}|[a-zA-Z]{2,8});")
_BLANKS = re.compile(r"[ \n]{2,}+")


def normalise(text: str) -> View:
    """The text in plain form, runs of blanks as one space or line break. Takes any str, also lone surrogates.

    Combining marks are joined to their letter, or swallowed by it (keycaps, strike-through), so that a
    finding covers them; composing pair by pair keeps the work linear in the length of the text.
    """
    if _PLAIN_ALREADY.fullmatch(text):
        view = View(text, list(range(len(text))), list(range(1, len(text) + 1)))
        return view.rewritten(_ENTITY, _unescaped).rewritten(_BLANKS, _collapse)
    chars: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for place, char in enumerate(text):
        if " " <= char <= "~":
            plain = char
        elif chars and unicodedata.category(char) in {"Mn", "Me"}:
            joined = unicodedata.normalize("NFC", chars[-1] + char)
            chars[-1] = joined if len(joined) == 1 else chars[-1]
            ends[-1] = place + 1
            continue
        else:
            plain = _plain(char)
        chars += plain
        starts += [place] * len(plain)
        ends += [place + 1] * len(plain)
    return View("".join(chars), starts, ends).rewritten(_ENTITY, _unescaped).rewritten(_BLANKS, _collapse)
