"""The log: an append-only hash chain in yearly segments. No foreign key leaves this room."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Outcome(models.TextChoices):
    DONE = "done", _("utfört")
    REFUSED = "refused", _("nekat")
    FAILED = "failed", _("misslyckat")


class Segment(models.Model):
    """One year of the chain. Its head row is the lock that puts writers in line."""

    year = models.PositiveSmallIntegerField(primary_key=True)
    opening_hash = models.CharField(max_length=64)
    head_seq = models.PositiveBigIntegerField(default=0)
    head_hash = models.CharField(max_length=64)

    def __str__(self) -> str:
        return str(self.year)


class Entry(models.Model):
    """One act, read or attempt: who, what, on which rows, how it went. Never content."""

    segment = models.ForeignKey(Segment, on_delete=models.PROTECT, related_name="entries")
    seq = models.PositiveBigIntegerField()
    at = models.DateTimeField(db_index=True)
    actor_id = models.BigIntegerField(null=True, db_index=True)
    board_id = models.BigIntegerField(null=True, db_index=True)
    action = models.CharField(max_length=60, db_index=True)
    outcome = models.CharField(max_length=8, choices=Outcome.choices, default=Outcome.DONE)
    kind = models.CharField(max_length=40, blank=True)
    ids = models.JSONField(default=list)
    facts = models.JSONField(default=dict)
    once = models.UUIDField(null=True, unique=True)
    prev_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ("segment_id", "seq")
        constraints = (models.UniqueConstraint(fields=("segment", "seq"), name="audit_entry_seq"),)

    def __str__(self) -> str:
        return f"{self.segment_id}:{self.seq} {self.action}"
