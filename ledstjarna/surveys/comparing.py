"""How a round's question stands to the same question of the years before."""

from __future__ import annotations

from ledstjarna.surveys.definition import Definition
from ledstjarna.surveys.models import Question, Round


def earlier_questions(round_: Round) -> dict[str, Question]:
    """By key, each question as the questionnaire's latest earlier round that has it asked it. One query."""
    found = Question.objects.filter(
        round__questionnaire=round_.questionnaire_id, round__year__lt=round_.year, round__opened_at__isnull=False
    )
    return {question.key: question for question in found.select_related("round").order_by("round__year")}


def other_matter(now: Definition, before: Definition) -> bool:
    """Whether a change is such that nobody can say that the answers may be compared."""
    return now.kind != before.kind or now.subject != before.subject


def join(question: Question, earlier: Question | None) -> Question:
    """Number the question's version and series after the earlier one; does not save.

    What was said of a change (`comparable`, `changed`) stays as long as there is a change. A change that nobody has
    spoken about begins a new series, so that it is never drawn as one line by mistake.
    """
    if earlier is None or question.definition.asks == earlier.definition.asks:
        question.version, question.series = (earlier.version, earlier.series) if earlier else (1, 1)
        question.comparable, question.changed = None, ""
        return question
    if other_matter(question.definition, earlier.definition):
        question.comparable = False
    question.version = earlier.version + 1
    question.series = earlier.series + (question.comparable is not True)
    return question


def unsaid(question: Question, earlier: Question | None) -> bool:
    """Whether the question has changed and it has not been said, with a reason, if the years can be compared."""
    if earlier is None or question.definition.asks == earlier.definition.asks:
        return False
    return question.comparable is None or not question.changed


def join_later(found: Round) -> None:
    """Number the questions of the years after a round that was entered late, which now comes before them.

    What was said of a change holds only while it is said of the same question; else a new series begins, so that
    nobody's word is taken for a comparison that they never made.
    """
    for later in found.questionnaire.rounds.filter(year__gt=found.year).order_by("year"):
        before = earlier_questions(later)
        questions = list(later.questions.all())
        for question in questions:
            now = before.get(question.key)
            if now is not None and now.round_id == found.pk:
                question.comparable, question.changed = None, ""
            join(question, now)
        Question.objects.bulk_update(questions, ["version", "series", "comparable", "changed"])
