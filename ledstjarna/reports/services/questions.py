"""The coordinator asks whoever filed a report, without knowing who it is: the receipt code opens the question."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from ledstjarna.reports.models import OPEN, Question, Report, Status
from ledstjarna.reports.services.moving import MovedOn, held, move
from ledstjarna.texts.guard import tidy

UNANSWERED_AT_MOST: Final = 3
PATIENCE: Final = 10
"""After so many working days the coordinator is told not to wait longer."""


def question_ask(*, report: Report, text: str, lock: int, actor_id: int | None, once: UUID | None = None) -> Report:
    """Ask a question about an open report; one that has not been judged waits for the answer and is returned.

    Raises ValidationError, and `MovedOn` when someone has handled the report since `lock` was read.
    """
    words = tidy(text).strip()
    if not words:
        raise ValidationError({"text": _("Skriv en fråga.")})
    with held("report.question.ask", report, within=OPEN, lock=lock, actor_id=actor_id, once=once) as (done, now):
        if now.questions.filter(answered_on__isnull=True).count() >= UNANSWERED_AT_MOST:
            raise ValidationError(
                {"text": _("Tre frågor väntar redan på svar. Vänta på svaren innan du ställer fler.")}
            )
        asked = Question(report=now, text=words, asked_on=timezone.localdate())
        asked.clean_fields(exclude=("report",))
        asked.save(force_insert=True)
        if now.status == Status.RECEIVED:
            move(done, now, Status.RETURNED)
        now.handler_id = now.handler_id or actor_id
    return now


def question_withdraw(
    *, report: Report, question: int, lock: int, actor_id: int | None, once: UUID | None = None
) -> Report:
    """Take back a question without an answer, text and all; a report that waits for no other is to be judged again.

    Raises `MovedOn` when it has its answer, or when someone has handled the report since `lock` was read.
    """
    with held("report.question.withdraw", report, within=OPEN, lock=lock, actor_id=actor_id, once=once) as (done, now):
        unanswered = now.questions.filter(answered_on__isnull=True)
        if not unanswered.filter(pk=question).delete()[0]:
            raise MovedOn
        if now.status == Status.RETURNED and not unanswered.exists():
            move(done, now, Status.RECEIVED)
    return now
