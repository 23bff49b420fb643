"""A picture as a whole: begun, thrown away, published."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from ledstjarna.accounts.models import Unit, UnitKind
from ledstjarna.audit import services as audit
from ledstjarna.situation import selectors
from ledstjarna.situation.content import checksum, fingerprint, freeze, obstacles
from ledstjarna.situation.models import Finding, Picture
from ledstjarna.situation.printing import LANGUAGE, picture_pdf
from ledstjarna.situation.services.drafting import drafting


class PictureChanged(Exception):
    """Figures or findings are no longer what was read."""


class NotReady(Exception):
    """The picture has no finding, or one that rests on no figure of the year."""


def picture_create(*, board: Unit, year: int, actor_id: int | None, once: UUID | None = None) -> Picture:
    """Begin a draft with the findings of the board's newest published picture, each with its key.

    Raises ValidationError when the year has not begun, the board has a draft already or has published a later year.
    """
    with audit.act("situation.picture.create", actor_id=actor_id, board_id=board.pk, once=once) as done:
        if board.kind != UnitKind.BOARD:
            raise ValidationError({"board": _("En lägesbild hör till en nämnd.")})
        if year > timezone.localdate().year:
            raise ValidationError({"year": _("Det året har inte börjat än.")})
        latest = Picture.objects.published().filter(board=board).light().first()
        if latest and latest.year > year:
            raise ValidationError({"year": _("Nämnden har redan publicerat en lägesbild för %d.") % latest.year})
        number = latest.number + 1 if latest and latest.year == year else 1
        picture = Picture(board=board, year=year, number=number)
        picture.full_clean()
        picture.save(force_insert=True)
        if latest:
            _carry_over(latest, picture)
        done.on("situation_picture", picture.pk)
        done.facts["year"] = year
    return picture


def picture_discard(*, picture: Picture, actor_id: int | None, once: UUID | None = None) -> None:
    """Throw a draft away with its findings. It may go since it is no public document yet (TF 2:12)."""
    with drafting("situation.picture.discard", picture.pk, actor_id=actor_id, once=once) as (done, picture):
        done.facts["year"] = picture.year
        picture.delete()


def picture_publish(
    *, picture: Picture, seen: str, actor_id: int | None, once: UUID | None = None, at: datetime | None = None
) -> Picture:
    """Freeze figures and findings as they were read: JSON, its checksum and the PDF.

    `seen` is the fingerprint of what was read. Raises `PictureChanged` when a report, an answer or a colleague has
    changed it since, `NotReady`, `Conflict` when it is published already. `at` is for a picture of the past, else now.
    """
    with drafting("situation.picture.publish", picture.pk, actor_id=actor_id, once=once) as (done, picture):
        now = at or timezone.now()
        with override(LANGUAGE):
            content = selectors.draft_content(picture)
            if fingerprint(content) != seen:
                raise PictureChanged
            if obstacles(content):
                raise NotReady
            day = timezone.localdate(now)
            picture.content = freeze(picture, content, day)
            picture.sha256 = checksum(picture.content)
            picture.pdf = picture_pdf(picture, content, day)
        picture.published_at = now
        picture.full_clean(exclude=("board", "content", "pdf"))
        picture.save()
        done.facts |= {"sha256": picture.sha256, "findings": len(content.findings)}
    return picture


def _carry_over(latest: Picture, picture: Picture) -> None:
    """Last picture's findings as they were published; each is read again before it is published anew."""
    Finding.objects.bulk_create(
        Finding(picture=picture, key=f.key, position=f.position, heading=f.heading, text=f.text, figures=f.figures)
        for f in latest.findings.all()
    )
