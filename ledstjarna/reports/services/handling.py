"""A confirmed report is handled and closed. Each act is one transaction with what the log keeps."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from ledstjarna.reports.lists import CLOSING, Handling
from ledstjarna.reports.models import Report, Status
from ledstjarna.reports.services.following import contact_erase
from ledstjarna.reports.services.moving import moved
from ledstjarna.texts.guard import tidy


def report_handle(
    *, report: Report, handled_with: Sequence[str], lock: int, actor_id: int | None, once: UUID | None = None
) -> Report:
    """Note what has been done about a confirmed report: codes of `lists.Handling`, at least one.

    Raises ValidationError, and `MovedOn` when someone has handled the report since `lock` was read.
    """
    if not handled_with or not set(handled_with) <= set(Handling.values):
        raise ValidationError({"handled_with": _("Välj vad som har gjorts.")})
    if Handling.NONE in handled_with and len(set(handled_with)) > 1:
        raise ValidationError({"handled_with": _("Välj antingen att ingen åtgärd behövdes eller vad som har gjorts.")})
    with moved("report.handle", report, Status.HANDLED, lock=lock, actor_id=actor_id, once=once) as (done, now):
        now.handled_with = list(handled_with)
        done.facts["measures"] = ", ".join(now.handled_with)
    return now


def report_unhandle(*, report: Report, lock: int, actor_id: int | None, once: UUID | None = None) -> Report:
    """Take back that something has been done about a report. Raises `MovedOn`."""
    of = (Status.HANDLED,)
    with moved("report.unhandle", report, Status.CONFIRMED, of=of, lock=lock, actor_id=actor_id, once=once) as (
        _done,
        now,
    ):
        now.handled_with = []
    return now


def report_close(
    *, report: Report, feedback: str, words: str = "", lock: int, actor_id: int | None, once: UUID | None = None
) -> Report:
    """Close a handled report with what the reporter is told: one of `lists.CLOSING`, and a few words if need be.

    How the reporter wanted to be reached is erased. Raises ValidationError, and `MovedOn` when someone has handled the
    report since `lock` was read.
    """
    if feedback not in CLOSING:
        raise ValidationError({"feedback": _("Välj vad rapporten har lett till.")})
    with moved("report.close", report, Status.CLOSED, lock=lock, actor_id=actor_id, once=once) as (done, now):
        now.feedback, now.feedback_words = feedback, tidy(words).strip() or None
        done.facts["feedback"] = feedback
        now.questions.filter(answered_on__isnull=True).delete()
        contact_erase(now)
    return now


def report_finish(
    *,
    report: Report,
    handled_with: Sequence[str],
    feedback: str,
    words: str = "",
    lock: int,
    actor_id: int | None,
    once: UUID | None = None,
) -> Report:
    """Handle a confirmed report and close it, both or neither."""
    with transaction.atomic():
        now = report_handle(report=report, handled_with=handled_with, lock=lock, actor_id=actor_id, once=once)
        return report_close(report=now, feedback=feedback, words=words, lock=now.lock, actor_id=actor_id, once=once)
