"""The rules of the hard labels."""

import re

from ledstjarna.deid.findings import HARD, Finding, Label

_PERSONAL_NUMBER = re.compile(r"(?<!\d)(?:19|20)?\d{6}[-+ ]?\d{4}(?!\d)")


def find(text: str, *, labels: frozenset[Label] = HARD) -> list[Finding]:
    """All findings of the wanted labels, sorted, without overlap."""
    if Label.PERSONAL_NUMBER not in labels:
        return []
    return [Finding(*match.span(), Label.PERSONAL_NUMBER) for match in _PERSONAL_NUMBER.finditer(text)]
