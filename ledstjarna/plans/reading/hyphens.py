"""Puts lines broken by a layout together again; what else the document says tells how."""

import re
from collections import Counter
from collections.abc import Iterable
from functools import reduce

from .wording import as_item, one_line

AFTER_SUSPENDED = {"och", "eller", "samt", "respektive", "som", "till", "and", "or"}
STEM = 4  # letters that must agree for another form of the same word
WORD = re.compile(r"[\w-]+")


class Vocabulary:
    """The words that stand unbroken inside the document's lines."""

    def __init__(self, lines: Iterable[str]) -> None:
        self.words: Counter[str] = Counter()
        for line in lines:
            self.words.update(word for word in WORD.findall(line.casefold())[:-1])
            self.words.update(WORD.findall(line.casefold())[-1:] if not line.endswith("-") else [])
        self.stems = {word[: word.rindex("-") + 1 + STEM] for word in self.words if "-" in word.rstrip("-")}

    def joined(self, lines: Iterable[str]) -> str:
        """One paragraph of its lines."""
        return one_line(reduce(self._together, lines))

    def joined_items(self, lines: Iterable[str]) -> str:
        """The same for a cell, where each line that begins with a list marker begins an item."""
        parts: list[list[str]] = []
        for line in lines:
            item = as_item(line)
            if item or not parts:
                parts.append([item or line])
            else:
                parts[-1].append(line)
        return "\n".join(self.joined(part) for part in parts)

    def _together(self, text: str, line: str) -> str:
        last, first = text.split()[-1], line.split()[0]
        if text.endswith("-") and len(last) > 1:
            return self._at_hyphen(text, last, first) + line
        if last.endswith("/") and len(last) > 1:
            return text + line
        return text + ("" if self._is_cut(last, first) else " ") + line

    def _at_hyphen(self, text: str, last: str, first: str) -> str:
        """The text with its last hyphen dropped, kept, or kept with a space after it ("kultur- och")."""
        right = (WORD.findall(first.casefold()) or [""])[0]
        left = (WORD.findall(last[:-1].casefold()) or [""])[-1]
        if right in AFTER_SUSPENDED and left + right not in self.words:
            return text + " "
        if not right or not right[0].isalpha() or not first[0].isalpha():
            return text
        hyphenated = f"{left}-{right}" in self.words or f"{left}-{right[:STEM]}" in self.stems
        if hyphenated and left + right not in self.words:
            return text
        if left + right not in self.words and (first[0].isupper() or last[:-1].isupper()):
            return text
        return text[:-1]

    def _is_cut(self, last: str, first: str) -> bool:
        """True for a word cut without a hyphen at a column's end: the whole is a word, the halves are not."""
        left, right = last.casefold(), (WORD.findall(first.casefold()) or [""])[0]
        if not (left[-1:].isalpha() and first[:1].islower()):
            return False
        left = WORD.findall(left)[-1]
        return left + right in self.words and self.words[left] <= 1 and self.words[right] <= 1
