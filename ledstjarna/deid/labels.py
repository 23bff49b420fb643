"""What the guard can find, and how it says so."""

import enum
from dataclasses import dataclass


class Label(enum.StrEnum):
    """Kind of personal data. Co-ordination numbers count as personal numbers."""

    PERSON = "PERSON"
    PERSONAL_ID = "PERSONAL_ID"
    PHONE = "PHONE"
    EMAIL = "EMAIL"
    HANDLE = "HANDLE"
    ADDRESS = "ADDRESS"
    PLATE = "PLATE"
    ACCOUNT = "ACCOUNT"
    DATE_OF_BIRTH = "DATE_OF_BIRTH"
    OTHER_NUMBER = "OTHER_NUMBER"


@dataclass(frozen=True, slots=True)
class Finding:
    """Code points [start, end) of the text as it was given, and what stands there."""

    start: int
    end: int
    label: Label


# Start, end and label in the view that a rule reads, before it is led back to the original.
Span = tuple[int, int, Label]

ALL: frozenset[Label] = frozenset(Label)

SOFT: frozenset[Label] = frozenset({Label.PERSON})
"""Labels that may be something else (a place, an ordinary word), which the writer can say."""

HARD: frozenset[Label] = ALL - SOFT
"""Labels that no text may be stored with."""


@dataclass(frozen=True, slots=True)
class Own:
    """The municipality's own words, case folded: `known` ones (units, places) are no names; `held` ones (school
    classes, ...) are marked as if they were.
    """

    known: frozenset[str] = frozenset()
    held: frozenset[str] = frozenset()


NO_OWN = Own()
"""A municipality that has said nothing."""
