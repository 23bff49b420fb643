"""A file between its check and the yes to it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from ledstjarna.surveys.models.rounds import Round


class AnswerImport(models.Model):
    """A checked file of answers that waits for its yes; gone when it is taken in, thrown away or a day old.

    It lies sealed, since it may hold what units have written in their own words.
    """

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    sealed = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    created_at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("round", "user"), name="answer_import_once"),)

    def __str__(self) -> str:
        return self.sha256[:8]
