"""Answers out of a file: all of them or none, after a check that may wait a while for its yes."""

from __future__ import annotations

import hashlib
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ledstjarna.audit import services as audit
from ledstjarna.surveys.intake import Findings, Reading
from ledstjarna.surveys.models import AnswerImport, Round, Way
from ledstjarna.surveys.services.answering import answers_put, ensure_kept_in
from ledstjarna.surveys.services.rounds import GONE, INVITATION
from ledstjarna.texts import keys
from ledstjarna.ui.errors import Conflict

KEPT: Final = timedelta(days=1)
_PURPOSE: Final = "survey answers"


class Faulty(Exception):
    """Nothing was taken in: `findings` names the wrong cells, or there are none and others have answered meanwhile."""

    def __init__(self, findings: Findings) -> None:
        super().__init__(len(findings.faults))
        self.findings = findings


def answers_check(*, round_id: int, data: bytes) -> Findings:
    """What a file of answers would change, and each wrong cell; nothing is stored. Raises as `answers_import`, but
    never `Faulty`.
    """
    return _reading(round_id, data).weigh()


def answers_import(
    *,
    round_id: int,
    data: bytes,
    seen: str | None = None,
    actor_id: int | None,
    once: UUID | None = None,
    on: date | None = None,
) -> Findings:
    """Take in a file of units' answers, sent as they are; the same file again changes nothing.

    What a cell leaves blank stays as it is, what differs is replaced. `seen` is `Findings.seen` as somebody has read it
    who said yes. Raises `Faulty` when a cell is wrong or other answers stand there than were seen,
    `texts.tables.Unreadable` when the file is, ValidationError when the round has not opened or is released, `Conflict`
    when it is gone.
    """
    reading = _reading(round_id, data)  # before the act, which everybody else waits for
    with audit.act("survey.answers.import", actor_id=actor_id, board_id=reading.round.board_id, once=once) as done:
        found = Round.objects.filter(pk=round_id).first()
        if found is None:
            raise Conflict(str(GONE))
        ensure_kept_in(found)
        findings = reading.weigh()
        if findings.faults or (seen is not None and findings.seen != seen):
            raise Faulty(findings)
        units = [*findings.fresh, *findings.changed]
        put = answers_put(
            units,
            questions=reading.questions,
            stored=findings.stored,
            way=Way.FILE,
            on=on or timezone.localdate(),
        )
        done.on(INVITATION, *put)
        done.facts.update(units=len(units), answers=findings.answers)
    return findings


def _reading(round_id: int, data: bytes) -> Reading:
    found = Round.objects.filter(pk=round_id).first()
    if found is None:
        raise Conflict(str(GONE))
    if not found.opened_at:
        raise ValidationError(_("Enkäten har inte öppnat än, så det går inte att läsa in svar."))
    ensure_kept_in(found)
    return Reading(found, data)


def import_keep(*, found: Round, user_id: int, data: bytes) -> AnswerImport:
    """Keep a checked file, sealed, until the yes to it. Old ones, and the person's own for the round, are thrown."""
    imports_drop_old()
    sealed = {"sealed": keys.encrypt(data, purpose=_PURPOSE), "sha256": hashlib.sha256(data).hexdigest()}
    kept, _made = AnswerImport.objects.update_or_create(
        round=found, user_id=user_id, defaults={**sealed, "created_at": timezone.now()}
    )
    return kept


def import_data(kept: AnswerImport) -> bytes:
    """The kept file. Raises `keys.KeyMissing` or `keys.Unreadable`."""
    return keys.decrypt(bytes(kept.sealed), purpose=_PURPOSE)


def import_drop(*, kept: AnswerImport) -> None:
    """Throw a kept file away."""
    kept.delete()


def imports_drop_old() -> None:
    """Throw the files that nobody has said yes to within a day."""
    AnswerImport.objects.filter(created_at__lt=timezone.now() - KEPT).delete()


def imports_reseal() -> int:
    """Put every kept file under the newest key; how many were moved. A rotation of the keys calls it."""
    moved = 0
    for pk in AnswerImport.objects.values_list("pk", flat=True):
        with transaction.atomic():
            kept = AnswerImport.objects.select_for_update().filter(pk=pk).first()
            before = bytes(kept.sealed) if kept else b""
            after = keys.reseal(before, purpose=_PURPOSE) if kept else before
            if kept and after != before:
                kept.sealed = after
                kept.save(update_fields=["sealed"])
                moved += 1
    return moved
