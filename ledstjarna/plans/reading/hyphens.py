"""Puts lines broken by a layout together again; what else the document says tells how."""

import re
from collections.abc import Iterable

from .wording import as_item, one_line

AFTER_SUSPENDED = {"och", "eller", "samt", "respektive"}
STEM = 4  # letters that must agree for another form of the same word
WORD = re.compile(r"[\w-]+")


class Vocabulary:
    """The words that stand unbroken inside the document's lines."""

    def __init__(self, lines: Iterable[str]) -> None:
        self.words: set[str] = set()
        for line in lines:
            words = WORD.findall(line.casefold())
            whole = words[:-1] if line.endswith("-") else words
            self.words.update(whole if " " in line else [])  # a word alone on its line may be cut
        self.stems = {word[: word.rindex("-") + 1 + STEM] for word in self.words if "-" in word.rstrip("-")}

    def joined(self, lines: Iterable[str]) -> str:
        """One paragraph of its lines."""
        text = above = ""
        for line in lines:
            text = self._together(text, above, line) if text else line
            above = line
        return one_line(text)

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

    def _together(self, text: str, above: str, line: str) -> str:
        last, first = text.split()[-1], line.split()[0]
        if text.endswith("-") and len(last) > 1:
            return self._at_hyphen(text, last, first) + line
        if last.endswith("/") and len(last) > 1:
            return text + line
        return text + ("" if self._is_cut(above, first) else " ") + line

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

    def _is_cut(self, above: str, first: str) -> bool:
        """True for a word cut without a hyphen: too long for its column, it is alone on the line above."""
        if " " in above or not (above[-1:].isalpha() and first[:1].islower()):
            return False
        left, right = WORD.findall(above.casefold())[-1], WORD.findall(first.casefold())[0]
        return left not in self.words and left + right in self.words
