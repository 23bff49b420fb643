"""A decision to give information to an authority, or not to, is noted. Nothing is sent from here."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Final
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from ledstjarna.accounts.models import Unit, User
from ledstjarna.accounts.selectors import holders
from ledstjarna.audit import services as audit
from ledstjarna.reports.grounds import BY_CODE, Kept
from ledstjarna.reports.models import Disclosure, Report
from ledstjarna.reports.permissions import DISCLOSURES
from ledstjarna.texts.guard import tidy
from ledstjarna.walls.roles import Role

DECIDING: Final = DISCLOSURES.roles | {Role.DECISION_MAKER}


def assessors(boards: Collection[int]) -> list[User]:
    """Those at some boards today who can have decided, in Swedish order: who may note it, and who makes decisions.

    Not everybody with an account there, which may be thousands. One query.
    """
    rows = holders().filter(unit__board__in=boards, role__in=DECIDING, user__is_active=True)
    rows = rows.order_by("user__sort_key", "user__pk")
    return list({row.user.pk: row.user for row in rows if row.user is not None}.values())


def disclosure_record(
    *,
    board: Unit,
    decided_on: date,
    ground: str,
    receiver: str,
    assessor: User,
    weighing: str,
    what: str,
    given: bool,
    actor: User,
    report_number: int | None = None,
    dnr: str = "",
    once: UUID | None = None,
) -> Disclosure:
    """Note who decided what on which ground, and how the interests were weighed. The record is not changed afterwards.

    Raises ValidationError by field, and `Repeated`.
    """
    record = Disclosure(
        board=board,
        report_number=report_number,
        decided_on=decided_on,
        ground=ground,
        receiver=tidy(receiver).strip(),
        assessor=assessor,
        weighing=tidy(weighing).strip(),
        what=what,
        given=given,
        dnr=tidy(dnr).strip(),
    )
    with audit.act("report.disclosure.record", actor_id=actor.pk, board_id=board.pk, once=once) as done:
        _check(record)
        record.clean_fields(exclude=("board", "assessor"))
        record.save(force_insert=True)
        done.on("disclosure", record.pk)
        done.facts.update({"ground": ground, "given": given})
    return record


def _check(record: Disclosure) -> None:
    faults = {}
    if record.decided_on > timezone.localdate():
        faults["decided_on"] = _("Beslutet kan inte ligga i framtiden.")
    ground = BY_CODE.get(record.ground)
    if ground is None:
        faults["ground"] = _("Välj ett lagrum i listan.")
    elif not ground.holds(record.decided_on):
        words = {"law": ground.law, "day": date_format(record.decided_on, "j F Y")}
        faults["ground"] = _("%(law)s gällde inte den %(day)s. Välj ett annat lagrum, eller rätta dagen.") % words
    if record.what not in Kept.values:
        faults["what"] = _("Välj vad för slags uppgift det gällde.")
    if record.assessor_id not in {user.pk for user in assessors({record.board_id})}:
        faults["assessor"] = _("Välj någon vid nämnden som kan ha fattat beslutet.")
    number = record.report_number
    if number is not None and not Report.objects.filter(pk=number, board=record.board_id).exists():
        faults["report_number"] = _("Nämnden har ingen rapport med det numret.")
    if faults:
        raise ValidationError(faults)
