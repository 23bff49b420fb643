"""What a reporter does with the receipt code: answers a question, leaves or takes back a way to be reached.

As when filing, nothing here knows who it is; but whoever leaves a way to be reached has said it.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ledstjarna.audit import services as audit
from ledstjarna.reports.clock import read_by
from ledstjarna.reports.models import OPEN, Contact, Question, Report, Status
from ledstjarna.texts import keys
from ledstjarna.texts.guard import check_text, tidy

LONGEST_CONTACT: Final = 200


def question_answer(*, report: Report, question: int, text: str, on: date | None = None) -> bool:
    """Answer a question of the coordinator's; a report that waited for it is to be read again. True when it is taken.

    Only once: False, and nothing changes, when the question has its answer (the form was sent twice). Raises
    ValidationError when the text may not be stored, or when the coordinator has gone on without the answer.
    """
    words = tidy(text).strip()
    with transaction.atomic():
        now = _locked(report)
        asked = Question.objects.filter(report=now, pk=question).first() if now else None
        if now is None or asked is None:
            raise ValidationError(_("Frågan finns inte längre."), code="gone")
        if asked.answered_on is not None:
            return False
        if now.status not in OPEN:
            raise ValidationError(_("Samordnaren har gått vidare utan svaret. Det behövs inte längre."), code="gone")
        if not words:
            raise ValidationError({"answer": _("Skriv ett svar.")})
        asked.answer, asked.answered_on = words, on or timezone.localdate()
        asked.full_clean(exclude=("report", "text"))
        asked.save(update_fields=("answer", "answered_on"))
        if now.status == Status.RETURNED:
            now.status, now.reminded_on = Status.RECEIVED, None
            now.read_by = read_by(timezone.now()) if now.urgent else None
        now.lock += 1  # whoever has the report open has not read the answer
        now.save(update_fields=("status", "reminded_on", "read_by", "lock"))
        audit.nameless("report.question.answer", board_id=now.board_id)
    return True


def contact_leave(*, report: Report, text: str) -> None:
    """Keep how the reporter wants to be reached, in place of what was left before. Raises ValidationError."""
    words = tidy(text).strip()
    if not words:
        raise ValidationError({"contact": _("Skriv hur samordnaren når dig.")})
    try:
        check_text(words, frozenset(), LONGEST_CONTACT)
    except ValidationError as fault:
        raise ValidationError({"contact": fault.error_list}) from None
    sealed = keys.encrypt(words.encode(), purpose=Contact.PURPOSE)
    with transaction.atomic():
        now = _locked(report)
        if now is None or now.status not in OPEN:
            raise ValidationError(_("Rapporten är avslutad, så samordnaren hör inte av sig mer."), code="gone")
        Contact.objects.update_or_create(report=now, defaults={"sealed": sealed})
        audit.nameless("report.contact.leave", board_id=now.board_id)


def contact_withdraw(*, report: Report) -> None:
    """Take back what was left; nothing happens when there is nothing."""
    with transaction.atomic():
        if contact_erase(report):
            audit.nameless("report.contact.withdraw", board_id=report.board_id)


def contact_erase(report: Report) -> bool:
    """Let go of how the reporter is reached, when the report is closed or set aside; whether there was anything."""
    gone, _each = Contact.objects.filter(report=report.pk).delete()
    return bool(gone)


def contacts_reseal() -> int:
    """Put every way to be reached under the newest key; how many were moved."""
    moved = 0
    for pk in Contact.objects.values_list("pk", flat=True):
        with transaction.atomic():
            contact = Contact.objects.select_for_update().filter(pk=pk).first()
            moved += bool(contact and _reseal(contact))
    return moved


def _reseal(contact: Contact) -> bool:
    before = bytes(contact.sealed)
    contact.sealed = keys.reseal(before, purpose=Contact.PURPOSE)
    if contact.sealed == before:
        return False
    contact.save(update_fields=("sealed",))
    return True


def _locked(report: Report) -> Report | None:
    return Report.objects.select_for_update().filter(pk=report.pk).first()
