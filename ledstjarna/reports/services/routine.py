"""The routine in the municipality's own words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final
from urllib.parse import urlsplit
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from ledstjarna.audit import services as audit
from ledstjarna.reports.models import RoutineText
from ledstjarna.reports.routine import CODES, FIXED, OWN_WORDS

KIND: Final = "report_routine"


def routine_word(
    *, step: str, texts: Mapping[str, str], actor_id: int | None, once: UUID | None = None
) -> RoutineText | None:
    """Word a step of the routine; what is empty keeps the product's own words, and all empty is none at all.

    Raises ValidationError by field, `audit.Repeated` for a form sent twice.
    """
    if step not in CODES or not set(texts) <= set(OWN_WORDS):
        raise ValidationError(_("Välj ett av stegen i rutinen."))
    if any(texts.get(name) for name in FIXED.get(step, ())):
        raise ValidationError(_("Den som är i fara leds alltid till 112."))
    with audit.act("report.routine.word", actor_id=actor_id, once=once) as done:
        done.facts["step"] = step
        row = RoutineText.objects.filter(step=step).first() or RoutineText(step=step)
        for name in OWN_WORDS:
            setattr(row, name, texts.get(name, "").strip())
        _check_link(row)
        row.full_clean()
        if not any(getattr(row, name) for name in OWN_WORDS):
            RoutineText.objects.filter(step=step).delete()
            return None
        row.save()
        done.on(KIND, row.pk)
    return row


def routine_restore(*, step: str, actor_id: int | None, once: UUID | None = None) -> None:
    """Go back to the product's own words in a step."""
    with audit.act("report.routine.restore", actor_id=actor_id, once=once) as done:
        done.facts["step"] = step
        done.on(KIND, *RoutineText.objects.filter(step=step).values_list("pk", flat=True))
        RoutineText.objects.filter(step=step).delete()


def _check_link(row: RoutineText) -> None:
    """A page on the net and nothing else: no script, no file, no mail."""
    if row.link and urlsplit(row.link).scheme not in {"http", "https"}:
        raise ValidationError({"link": _("En länk börjar med https:// eller http://.")})
    if row.link_text and not row.link:
        raise ValidationError({"link": _("Skriv adressen som länken går till.")})
    if row.phone and not any(sign.isdecimal() for sign in row.phone):
        raise ValidationError({"phone": _("Skriv ett telefonnummer med siffror.")})
