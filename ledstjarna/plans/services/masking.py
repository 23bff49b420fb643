"""A masked version is made: frozen beside the version, which it never touches."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import override

from ledstjarna.audit import services as audit
from ledstjarna.plans.content import as_bytes, checksum, sections_as_data, version_parts
from ledstjarna.plans.masking import Cover, Covered, NothingThere, Paper, cover
from ledstjarna.plans.models import Masking, Plan, Version
from ledstjarna.plans.printing import LANGUAGE, masked_lines, masked_pdf
from ledstjarna.texts.guard import PROFILES, check_text, tidy

GROUND_LENGTH = 300


def version_mask(
    *, version: Version, covers: Sequence[Cover], actor_id: int | None, once: UUID | None = None
) -> Masking:
    """Freeze the version with the covers in place as JSON and PDF, with the list of what is covered and why.

    Raises ValidationError when there is nothing to cover, or a ground is missing or held by the guard.
    """
    plan = version.plan
    with audit.act("plan.version.mask", actor_id=actor_id, board_id=plan.board_id, once=once) as done:
        Plan.objects.select_for_update().get(pk=plan.pk)
        done.on("plan", plan.pk)
        paper = masked(version, covers)
        number: int = (version.maskings.aggregate(last=Max("number"))["last"] or 0) + 1
        content = _frozen(version, number, paper)
        masking = Masking(version=version, number=number, content=content, sha256=checksum(content))
        masking.made_by_id = actor_id
        masking.pdf = masked_pdf(version, number, paper, masking.sha256)
        masking.full_clean(exclude=("version", "content", "pdf"))
        masking.save(force_insert=True)
        done.facts |= {"version": version.number, "masking": number, "covers": len(covers), "sha256": masking.sha256}
    return masking


def masked(version: Version, covers: Sequence[Cover]) -> Paper:
    """What the covers leave of the version. Raises as `version_mask`."""
    if not covers:
        raise ValidationError(_("Välj något att maska."))
    for one in covers:
        if not check_text(tidy(one.ground), PROFILES["institution"], GROUND_LENGTH).strip():
            raise ValidationError(_("Välj en grund, eller skriv den med egna ord."))
    try:
        with override(LANGUAGE):
            return cover(version.title, masked_lines(version), version_parts(version), covers)
    except NothingThere:
        sentence = _("Det finns inget att maska där. Orden står inte i planen, eller är redan maskade.")
        raise ValidationError(sentence) from None


def paper_of(masking: Masking) -> Paper:
    """The masked content as it was frozen."""
    data = json.loads(bytes(masking.content))
    covers = tuple(Covered(**one) for one in data["covers"])
    return Paper(data["title"], tuple(data["lines"]), version_parts(masking), covers)


def _frozen(version: Version, number: int, paper: Paper) -> bytes:
    return as_bytes(
        {
            "title": paper.title,
            "board": version.plan.board.name,
            "year": version.plan.year,
            "version": version.number,
            "masking": number,
            "lines": list(paper.lines),
            "covers": [asdict(one) for one in paper.covers],
            "sections": sections_as_data(paper.parts, keyed=True),
        }
    )
