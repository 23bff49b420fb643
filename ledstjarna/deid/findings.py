"""What the guard can find."""

from dataclasses import dataclass
from enum import StrEnum


class Label(StrEnum):
    """Kinds of personal data that are held back whatever the context."""

    PERSONAL_NUMBER = "personal_number"
    PHONE = "phone"
    MAIL = "mail"
    HANDLE = "handle"
    PLATE = "plate"
    ACCOUNT = "account"
    NUMBER = "number"


HARD = frozenset(Label)


@dataclass(frozen=True, slots=True)
class Finding:
    """A stretch of the text as given: `start` and `end` are offsets into it."""

    start: int
    end: int
    label: Label
