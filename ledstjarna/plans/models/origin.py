"""Where an activity was first proposed from, when that was a result in another room."""

from __future__ import annotations

from django.db import models


class Origin(models.Model):
    """An activity's way back: the room and what that room calls the result. `key` is the activity's own, which it keeps
    when the plan is revised and rolled over. It is no part of what the board decides.
    """

    key = models.UUIDField(unique=True)
    room = models.SlugField(max_length=20)
    ref = models.CharField(max_length=80)

    def __str__(self) -> str:
        return f"{self.room}:{self.ref}"
