"""The five questions that every round asks. A key never changes its meaning: it joins one year's answers to the next.

They ask what the unit has met, knows and does, and never for anybody's own views: a public body may not make people
tell where they stand in political, religious or other such matters (Instrument of Government, chapter 2, section 2).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class QuestionText:
    """A question as it is copied into a new round, in the language that rounds are held in."""

    key: str
    wording: str


QUESTIONS: Final = (
    QuestionText(
        "events_met",
        "Har ni på enheten under det senaste året märkt av händelser som kan höra ihop med våldsbejakande extremism?",
    ),
    QuestionText(
        "form_known",
        "Känner du som chef till formuläret där sådana händelser rapporteras?",
    ),
    QuestionText(
        "form_known_staff",
        "Känner de flesta av enhetens medarbetare till formuläret?",
    ),
    QuestionText(
        "training_done",
        "Har de flesta av enhetens medarbetare gått en grundutbildning om våldsbejakande extremism?",
    ),
    QuestionText(
        "plan_effect",
        "Har handlingsplanen påverkat enhetens dagliga arbete?",
    ),
)
