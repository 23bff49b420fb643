"""Puts lines broken by a layout together again; what else the document says tells how."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from .wording import as_item, one_line

AFTER_SUSPENDED = {"och", "eller", "samt", "respektive"}
STEM = 4  # letters that must agree for another form of the same word
WORD = re.compile(r"[\w-]+")
LAST_LETTERS = re.compile(r"[^\W\d_]+$")
FIRST_LETTERS = re.compile(r"[^\W\d_]+")
LAST_DIGITS = re.compile(r"\d{1,3}$")
FIRST_DIGITS = re.compile(r"\d{1,3}(?!\d)")
YEAR = re.compile(r"(?:19|20)\d\d")
CLOSING = re.compile(r"[.,;:!?)\]”/]|-\w")
SMALL_WORD = re.compile(
    "i|å|ö|en|et|av|på|om|vi|de|du|ni|ej|ur|så|år|se|gå|få|ta|ny|in|ut|att|och|för|med|per|via|ett|den|det"
)
ENDING = re.compile(
    "en|et|er|ar|or|na|n|t|s|ens|ets|ers|erna|arna|orna|are|aren|ren|ande|eras|de|det|den|ten|tet|nen|ning|ningen"
)
# Such a stem with an s is the first part of a longer word, seldom a word by itself.
LINKING = re.compile(r"\w(?:het|tion|ning|skap|dom|ling|itet|ment)s$")
# No Swedish word begins so.
NO_BEGINNING = re.compile(r"([bcdfghklmnprstvxz])\1|[lmnr][bcdfghkpqstvwxz]")
MOST_PIECES = 4  # of one word
ENOUGH_CUTS = 3  # lines that end inside a word
MANY_CUTS = 0.3  # of the full lines


@dataclass(frozen=True, slots=True)
class Fragment:
    """A line of a cell.

    `full` says that the next line's first character had found no room on it, `wide` that its last word and the next
    line's first together are wider than the column.
    """

    text: str
    full: bool = False
    wide: bool = False


class Vocabulary:
    """The words that stand unbroken inside the document's lines, and how its layout breaks the others."""

    def __init__(self, lines: Iterable[str], cells: Iterable[Sequence[Fragment]] = ()) -> None:
        self.words: set[str] = set()
        self.inside: set[str] = set()
        self.ends: list[tuple[str, str]] = []
        above = ""
        for line in lines:
            words = WORD.findall(line.casefold())
            whole = words[:-1] if line.endswith("-") else words
            self.words.update(whole if " " in line else [])  # a word alone on its line may be cut
            self.inside.update(words[1:-1])
            if above.endswith("-"):
                self.ends.append((above, line))
            above = line
        self.stems = {word[: word.rindex("-") + 1 + STEM] for word in self.words if "-" in word.rstrip("-")}
        self.cells = cells

    def joined(self, lines: Iterable[str | Fragment]) -> str:
        """One paragraph of its lines."""
        fragments = [Fragment(line) if isinstance(line, str) else line for line in lines]
        text = fragments[0].text if fragments else ""
        for place, above in enumerate(fragments[:-1]):
            text = self._together(text, above, fragments[place + 1 :])
        return one_line(text)

    def joined_items(self, lines: Iterable[Fragment]) -> str:
        """The same for a cell, where each line that begins with a list marker begins an item."""
        parts: list[list[Fragment]] = []
        for line in lines:
            item = as_item(line.text)
            if item or not parts:
                parts.append([replace(line, text=item) if item else line])
            else:
                parts[-1].append(line)
        return "\n".join(self.joined(part) for part in parts)

    def _together(self, text: str, above: Fragment, rest: Sequence[Fragment]) -> str:
        line = rest[0].text
        last, first = text.split()[-1], line.split()[0]
        if text.endswith("-") and len(last) > 1:
            return self._at_hyphen(text, last, first) + line
        if last.endswith("/") and len(last) > 1:
            return text + line
        return text + ("" if self._is_cut(last, above, rest) else " ") + line

    def _at_hyphen(self, text: str, last: str, first: str) -> str:
        """The text with its last hyphen dropped, kept, or kept with a space after it ("kultur- och")."""
        left, right = _around(last[:-1], first)
        if right in AFTER_SUSPENDED and left + right not in self.words:
            return text + " "
        if not right or not right[0].isalpha() or not first[0].isalpha():
            return text
        if left + right in self.words:
            return text[:-1]
        if self._is_hyphenated(left, right) or first[0].isupper() or last[:-1].isupper():
            return text
        if self.hyphenates:
            return text[:-1]
        # Without hyphenation a hyphen at the end of a line is the author's, unless it stands inside a word.
        inside = self._is_one_word(left, right) or (left.endswith("s") and self._known(left + right))
        return text[:-1] if inside else text

    @cached_property
    def hyphenates(self) -> bool:
        """True when the layout hyphenates words: more lines than not end inside a word that is known whole."""
        pairs = [_around(above[:-1], below) for above, below in self.ends if below[:1].islower()]
        drawn = sum(left + right in self.words or self._is_one_word(left, right) for left, right in pairs)
        written = sum(self._is_hyphenated(left, right) for left, right in pairs)
        return drawn > written

    def _is_hyphenated(self, left: str, right: str) -> bool:
        return f"{left}-{right}" in self.words or f"{left}-{right[:STEM]}" in self.stems

    def _is_one_word(self, left: str, right: str) -> bool:
        """True for the two halves of a known word that are not both words themselves."""
        halves = self._known(left) and (SMALL_WORD.fullmatch(right) or self._known(right))
        return not halves and self._known(left + right)

    def _is_cut(self, last: str, above: Fragment, rest: Sequence[Fragment]) -> bool:
        """True for a word cut without a hyphen: too long for its column, or its line was filled to the last letter.

        `last` is what there is of it, `rest` the lines after the one `above`.
        """
        alone = above.wide or " " not in above.text
        left, right = LAST_LETTERS.search(last), FIRST_LETTERS.match(rest[0].text)
        if not left or not right or not right[0].islower():
            return above.full and _is_cut_number(last, rest[0].text)
        a, b = left[0].casefold(), right[0].casefold()
        if alone and a not in self.words and a + b in self.words:
            return True
        return above.full and any(self._looks_cut(a, b, alone=alone) for b in _pieces(rest))

    def _looks_cut(self, left: str, right: str, *, alone: bool) -> bool:
        """Whether two pieces at a full line's end are one word; `alone` where one line has no room for it.

        Two words that stand on a list themselves only seem to make one together.
        """
        small, cuttable = bool(SMALL_WORD.fullmatch(right)), alone or self.cuts_anywhere
        ends = ENDING.fullmatch(right) is not None and (alone or (cuttable and self._known(left + right, listed=True)))
        if self._known(left + right):
            two = self._known(left, listed=not small) and (small or self._known(right))
            return not two or ends or (cuttable and LINKING.search(left) is not None)
        if self._known(left) or not cuttable:
            return False
        return ends or NO_BEGINNING.match(right) is not None or not (small or self._known(right))

    @cached_property
    def cuts_anywhere(self) -> bool:
        """True when the layout breaks a line wherever it is full: many full lines of several words end inside one."""
        full = cuts = 0
        for above, below in (pair for cell in self.cells for pair in pairwise(cell)):
            left, right = LAST_LETTERS.search(above.text), FIRST_LETTERS.match(below.text)
            if above.full and " " in above.text and left and right and right[0].islower():
                full += 1
                cuts += self._is_one_word(left[0].casefold(), right[0].casefold())
        return cuts >= ENOUGH_CUTS and cuts > MANY_CUTS * full

    def _known(self, word: str, *, listed: bool = False) -> bool:
        from ledstjarna.deid import is_known_word  # its lists take half a second to load; few files need them

        return word in self.inside or is_known_word(word, listed=listed)


def _around(last: str, first: str) -> tuple[str, str]:
    """The words on both sides of a line's end, in lower case."""
    left, right = WORD.findall(last.casefold()), WORD.findall(first.casefold())
    return (left or [""])[-1], (right or [""])[0]


def _pieces(lines: Sequence[Fragment]) -> Iterator[str]:
    """What the lines begin with: the letters of the first and, where they fill it alone, with those of the next."""
    text = ""
    for line in lines[:MOST_PIECES]:
        letters = FIRST_LETTERS.match(line.text)
        if not letters:
            return
        text += letters[0].casefold()
        yield text
        if not line.full or letters[0] != line.text:
            return


def _is_cut_number(above: str, first: str) -> bool:
    """True for a year cut in two, and for a sign that no line begins with."""
    left, right = LAST_DIGITS.search(above), FIRST_DIGITS.match(first)
    if left and right:
        return YEAR.fullmatch(left[0] + right[0]) is not None
    return CLOSING.match(first) is not None
