"""Findings of a draft: added, rewritten, removed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from ledstjarna.situation.models import Finding, Picture
from ledstjarna.situation.services.drafting import drafting
from ledstjarna.ui.errors import Conflict


class Stale(Exception):
    """Somebody else has rewritten the finding since it was read; `current` is how it stands now."""

    def __init__(self, current: Finding) -> None:
        super().__init__(current.pk)
        self.current = current


def finding_add(
    *, picture: Picture, texts: Mapping[str, Any], actor_id: int | None, once: UUID | None = None
) -> Finding:
    """Put a finding (heading, text, figures: list of codes) last in the draft. Raises ValidationError, `Conflict`."""
    with drafting("situation.finding.add", picture.pk, actor_id=actor_id, once=once) as (done, picture):
        last = picture.findings.last()
        finding = Finding(picture=picture, position=last.position + 1 if last else 0, **texts)
        finding.full_clean()
        finding.save(force_insert=True)
        done.facts["finding"] = finding.pk
    return finding


def finding_edit(
    *, finding: Finding, texts: Mapping[str, Any], lock: int, actor_id: int | None, once: UUID | None = None
) -> Finding:
    """Rewrite a finding that was read with `lock`.

    Raises `Stale` with the finding as it stands when somebody was faster and wrote something else, ValidationError,
    `Conflict` when it was removed or published.
    """
    with drafting("situation.finding.edit", finding.picture_id, actor_id=actor_id, once=once) as (done, _picture):
        now = _again(finding)
        done.facts["finding"] = now.pk
        if all(getattr(now, name) == value for name, value in texts.items()):
            return now
        if now.lock != lock:
            raise Stale(now)
        for name, value in texts.items():
            setattr(now, name, value)
        now.lock += 1
        now.full_clean()
        now.save()
    return now


def finding_remove(*, finding: Finding, actor_id: int | None, once: UUID | None = None) -> None:
    """Take a finding out of the draft. Published pictures keep it."""
    with drafting("situation.finding.remove", finding.picture_id, actor_id=actor_id, once=once) as (done, _picture):
        now = _again(finding)
        done.facts["finding"] = now.pk
        now.delete()


def _again(finding: Finding) -> Finding:
    found = Finding.objects.filter(pk=finding.pk).first()
    if found is None:
        raise Conflict(_("Slutsatsen finns inte kvar. Någon tog bort den under tiden."))
    return found
