"""What the guard can find, and how it says so."""

import enum
from dataclasses import dataclass


class Label(enum.StrEnum):
    """Kind of personal data. Co-ordination numbers count as personal numbers."""

    PERSONAL_NUMBER = "personal_number"
    PHONE = "phone"
    MAIL = "mail"
    HANDLE = "handle"
    PLATE = "plate"
    ACCOUNT = "account"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Finding:
    """Code points [start, end) of the text as it was given, and what stands there."""

    start: int
    end: int
    label: Label


# Start, end and label in the view that a rule reads, before it is led back to the original.
Span = tuple[int, int, Label]

# Labels that no text may be stored with.
HARD: frozenset[Label] = frozenset(Label)
