"""What every act on a draft does: open it under the lock."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from django.utils.translation import gettext as _

from ledstjarna.audit import services as audit
from ledstjarna.situation.models import Picture
from ledstjarna.ui.errors import Conflict


@contextmanager
def drafting(
    action: str, picture_id: int, *, actor_id: int | None, once: UUID | None
) -> Iterator[tuple[audit.Act, Picture]]:
    """An act on a picture's draft. Raises `Conflict` when it is published or gone, `audit.Repeated`, unchanged."""
    with audit.act(action, actor_id=actor_id, once=once) as done:
        picture = Picture.objects.select_for_update(of=("self",)).select_related("board").filter(pk=picture_id).first()
        if picture is None:
            raise Conflict(_("Utkastet finns inte kvar. Någon tog bort det under tiden."))
        if picture.published_at is not None:
            raise Conflict(_("Lägesbilden är redan publicerad och går inte att ändra. Börja en ny för att skriva mer."))
        done.board_id = picture.board_id
        done.on("situation_picture", picture.pk)
        yield done, picture
