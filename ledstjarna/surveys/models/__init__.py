"""The tables: a questionnaire is held in yearly rounds, a round asks its questions of units, a unit answers."""

from ledstjarna.surveys.models.answers import Answer, Invitation, Way
from ledstjarna.surveys.models.imports import AnswerImport
from ledstjarna.surveys.models.rounds import YEARS, Notice, Phase, Question, Questionnaire, Round, Stage

__all__ = [
    "YEARS",
    "Answer",
    "AnswerImport",
    "Invitation",
    "Notice",
    "Phase",
    "Question",
    "Questionnaire",
    "Round",
    "Stage",
    "Way",
]
