"""Text as it is kept: visible characters, single spaces, list items marked."""

import re
import unicodedata

JOINERS = "\u200c\u200d"  # they shape letters and emoji
UNSEEN = {"Cc", "Cf", "Cs", "Cn"}  # Unicode categories
SYMBOL = "\uf0b7"  # a list marker in the Symbol font, outside Unicode
INLINE_MARKER = re.compile(r"\s+[\uf0b7\uf0a7\uf0d8\uf0fc]\s+")
MARKER = re.compile(r"^(?:[•‣◦▪●○■□➢➤✓·\uf0b7\uf0a7\uf0d8\uf0fc]\s*|[-–—]\s+)(?=\S)")
NUMBER = re.compile(r"^(\d{1,2}(?:\.\d{1,2}){0,3})\.?\s+(?=\S)")
SENTENCE_END = re.compile(r"[.!?:;…][”\")]?[\d⁰¹²³⁴⁵⁶⁷⁸⁹]{0,2}$")  # a footnote's number may follow


def one_line(text: str) -> str:
    """NFC, whitespace to single spaces; control, surrogate, bidi, soft-hyphen and such signs removed."""
    spaced = " ".join(unicodedata.normalize("NFC", text).split())
    if spaced.isprintable():
        return spaced
    kept = (c for c in spaced if c in JOINERS or unicodedata.category(c) not in UNSEEN)
    return " ".join("".join(kept).split())


def lines(text: str) -> str:
    """The same for a text whose line breaks mean something; empty lines are dropped."""
    parts = re.split(r"[\n\r\v\f]+", INLINE_MARKER.sub(f"\n{SYMBOL} ", text))
    cleaned = (as_item(part) or one_line(part) for part in parts)
    return "\n".join(line for line in cleaned if line)


def as_item(text: str) -> str:
    """ "- text" when a list marker was typed at the beginning, else ""."""
    stripped = text.strip()
    found = MARKER.match(stripped)
    rest = one_line(stripped[found.end() :]) if found else ""
    return f"- {rest}" if rest else ""


def ends_sentence(text: str) -> bool:
    return SENTENCE_END.search(text) is not None


def number_depth(heading: str) -> int:
    """How deep a numbered heading is: "2 Ansvar" 1, "1.2 Ansvar" 2; 0 when it has no number."""
    found = NUMBER.match(heading)
    return found[1].count(".") + 1 if found else 0


def is_contents_line(text: str) -> bool:
    """A line of a table of contents: a text, leader dots and a page number."""
    return bool(re.search(r"(?:[.…]\s?){4,}\s*\d+\s*$", text))
