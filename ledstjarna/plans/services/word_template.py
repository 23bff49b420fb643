"""The municipality's Word template: kept once it has been tried out, exchanged and removed openly."""

from __future__ import annotations

import hashlib
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from ledstjarna.audit import services as audit
from ledstjarna.deid import Label
from ledstjarna.plans.models import WordTemplate
from ledstjarna.plans.word_template.process import try_out
from ledstjarna.texts.guard import check_text


def word_template_keep(*, content: bytes, seen: int, actor_id: int | None, once: UUID | None = None) -> WordTemplate:
    """Keep a template in the place of the one that was seen (0 for none).

    Raises `Unfillable` when it cannot be used, ValidationError when the guard stops its words or somebody else has
    kept or removed one meanwhile.
    """
    tried = try_out(content)
    check_text(tried.text, frozenset({Label.PERSONAL_ID}), len(tried.text))  # a letterhead has numbers of its own
    action = "plan.word_template.replace" if seen else "plan.word_template.keep"
    with audit.act(action, actor_id=actor_id, once=once) as done:
        before = _as_seen(seen)
        if before:
            done.facts["before"] = before.sha256
            before.delete()
        kept = WordTemplate.objects.create(
            content=content,
            sha256=hashlib.sha256(content).hexdigest(),
            size=len(content),
            reads_back=tried.reads_back,
        )
        done.on("plan_word_template", kept.pk)
        done.facts["sha256"] = kept.sha256
    return kept


def word_template_remove(*, seen: int, actor_id: int | None, once: UUID | None = None) -> None:
    """Go back to the standard layout. Raises ValidationError when another template is held than the one seen."""
    with audit.act("plan.word_template.remove", actor_id=actor_id, once=once) as done:
        before = _as_seen(seen)
        if before is None:
            raise ValidationError(_changed())
        done.on("plan_word_template", before.pk)
        done.facts["sha256"] = before.sha256
        before.delete()


def _as_seen(seen: int) -> WordTemplate | None:
    held = WordTemplate.objects.first()
    if (held.pk if held else 0) != seen:
        raise ValidationError(_changed())
    return held


def _changed() -> str:
    return _("Någon annan har bytt eller tagit bort mallen sedan du öppnade sidan. Se efter vad som gäller nu.")
