"""Signing a review of the log."""

from __future__ import annotations

from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from ledstjarna.audit.models import Entry, LogReview, Reviewer, ReviewResult
from ledstjarna.audit.months import midnight, next_midnight
from ledstjarna.audit.permissions import REVIEW
from ledstjarna.audit.services import act


def review_sign(review: LogReview, *, user: Reviewer, once: UUID | None = None) -> LogReview:
    """Sign a review the user has filled in; from then on nobody can change it.

    How many rows the period holds is counted here, not taken from the form. Raises `ValidationError` when the user
    may not review that part of the log, or when a remark has no note, and `Repeated` when the form was sent before.
    """
    if review.board_id is None and not user.at_city(REVIEW):
        raise ValidationError({"board_id": _("Välj en nämnd som du granskar.")})
    if review.board_id is not None and review.board_id not in user.boards(REVIEW):
        raise ValidationError({"board_id": _("Välj en nämnd som du granskar.")})
    if review.result == ReviewResult.REMARK and not review.note.strip():
        raise ValidationError({"note": _("Skriv vad anmärkningen gäller.")})
    with act("audit.review_sign", actor_id=user.pk, board_id=review.board_id, once=once) as done:
        review.signed_by_id = user.pk
        review.rows = _rows_of(review)
        review.full_clean()
        review.save(force_insert=True)
        done.on("review", review.pk)
        done.facts.update(rows=review.rows, result=str(review.result))
    return review


def _rows_of(review: LogReview) -> int:
    rows = Entry.objects.filter(at__gte=midnight(review.period_from), at__lt=next_midnight(review.period_to))
    if review.board_id is not None:
        rows = rows.filter(board_id=review.board_id)
    return rows.count()
