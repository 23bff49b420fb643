"""The acts of the room. Each is one transaction with its row in the log."""

from ledstjarna.situation.services.findings import Stale, finding_add, finding_edit, finding_remove
from ledstjarna.situation.services.pictures import (
    NotReady,
    PictureChanged,
    picture_create,
    picture_discard,
    picture_publish,
)

__all__ = [
    "NotReady",
    "PictureChanged",
    "Stale",
    "finding_add",
    "finding_edit",
    "finding_remove",
    "picture_create",
    "picture_discard",
    "picture_publish",
]
