"""The room's tables."""

from ledstjarna.reports.models.handling import Contact, Disclosure, Question, Recusal, Shared
from ledstjarna.reports.models.report import (
    ALLOWED_TRANSITIONS,
    COUNTED,
    OPEN,
    SET_ASIDE,
    UNMADE,
    UNREAD,
    Report,
    Status,
    first_day,
    year_of,
)
from ledstjarna.reports.models.years import (
    CityFigures,
    Heard,
    NothingToReport,
    OwnWord,
    RoutineText,
    Tally,
    Term,
    TermList,
)

__all__ = [
    "ALLOWED_TRANSITIONS",
    "COUNTED",
    "OPEN",
    "SET_ASIDE",
    "UNMADE",
    "UNREAD",
    "CityFigures",
    "Contact",
    "Disclosure",
    "Heard",
    "NothingToReport",
    "OwnWord",
    "Question",
    "Recusal",
    "Report",
    "RoutineText",
    "Shared",
    "Status",
    "Tally",
    "Term",
    "TermList",
    "first_day",
    "year_of",
]
