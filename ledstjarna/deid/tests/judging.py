"""What the tests ask of the guard: which characters of a text does it hold, and as what."""

import re

from ledstjarna.deid import HARD, Label, find


def uncovered(text: str, start: int = 0, end: int | None = None) -> str:
    """Digits of text[start:end] that no finding covers."""
    held = {place for finding in find(text, labels=HARD) for place in range(finding.start, finding.end)}
    span = range(start, len(text) if end is None else end)
    return "".join(text[place] for place in span if text[place].isdigit() and place not in held)


def found(text: str) -> list[tuple[str, Label]]:
    """The findings of a text as the words they cover and their labels."""
    return [(text[finding.start : finding.end], finding.label) for finding in find(text, labels=HARD)]


def missed_marks(marked: str) -> str:
    """Letters and digits inside the [[double brackets]] of a text that no finding in the bare text covers."""
    text = ""
    marks: set[int] = set()
    for number, part in enumerate(re.split(r"\[\[|\]\]", marked)):
        if number % 2:
            marks.update(range(len(text), len(text) + len(part)))
        text += part
    held = {place for finding in find(text, labels=HARD) for place in range(finding.start, finding.end)}
    return "".join(text[place] for place in sorted(marks - held) if text[place].isalnum())
