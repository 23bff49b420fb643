"""The log: an append-only hash chain in yearly segments. No foreign key leaves this room.

What may happen to these tables is also held by the database itself: see `triggers`.
"""

from __future__ import annotations

from typing import Protocol
from uuid import uuid4

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ledstjarna.audit import lookups as lookups
from ledstjarna.audit.permissions import REVIEW
from ledstjarna.texts.fields import GuardedTextField, ProtectedTextField
from ledstjarna.walls.permission import Holder, Permission


class Reviewer(Holder, Protocol):
    """What the log asks of the one who reads it."""

    def at_city(self, permission: Permission) -> bool: ...


class Outcome(models.TextChoices):
    DONE = "done", _("utfört")
    REFUSED = "refused", _("nekat")
    FAILED = "failed", _("misslyckat")


class Segment(models.Model):
    """One year of the chain. The newest one's row is the lock that puts writers in line.

    The opening hash is the head of the segment before, and unique: two processes can never both open a year.
    """

    year = models.PositiveSmallIntegerField(primary_key=True)
    opening_hash = models.CharField(max_length=64, unique=True)
    head_seq = models.PositiveBigIntegerField(default=0)
    head_hash = models.CharField(max_length=64)
    head_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return str(self.year)


class EntryQuerySet(models.QuerySet["Entry"]):
    def visible_to(self, user: Reviewer) -> EntryQuerySet:
        """Rows the user may review: all of them for the city's auditors, the own board's for a board's.

        Rows without a board (sign-ins, settings, refused pages) tell of persons of every board and are the city's.
        """
        if user.at_city(REVIEW):
            return self
        return self.filter(board_id__in=user.boards(REVIEW))


class Entry(models.Model):
    """One act, read or attempt: who, what, on which rows, how it went. Never content."""

    segment = models.ForeignKey(Segment, on_delete=models.PROTECT, related_name="entries", db_index=False)
    seq = models.PositiveBigIntegerField()
    at = models.DateTimeField(_("när"))
    actor_id = models.BigIntegerField(_("vem"), null=True)
    board_id = models.BigIntegerField(_("nämnd"), null=True)
    action = models.CharField(_("vad"), max_length=60)
    outcome = models.CharField(_("utfall"), max_length=8, choices=Outcome.choices, default=Outcome.DONE)
    kind = models.CharField(max_length=40, blank=True)
    ids = models.JSONField(default=list)
    facts = models.JSONField(default=dict)
    once = models.UUIDField(null=True, unique=True)
    prev_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    objects = EntryQuerySet.as_manager()

    class Meta:
        ordering = ("segment_id", "seq")
        constraints = (models.UniqueConstraint(fields=("segment", "seq"), name="audit_entry_seq"),)
        # The chain's order is the order of `id` and never goes back in time, so each question has one index
        # to walk.
        indexes = (
            models.Index(fields=("at", "id"), name="audit_entry_at"),
            models.Index(fields=("actor_id", "id"), name="audit_entry_actor"),
            models.Index(fields=("board_id", "id"), name="audit_entry_board"),
            models.Index(fields=("action", "id"), name="audit_entry_action"),
            models.Index(fields=("kind", "id"), name="audit_entry_kind"),
        )

    def __str__(self) -> str:
        return f"{self.segment_id}:{self.seq} {self.action}"


class Nameless(models.Model):
    """An act that is never tied to a person, until its day is over and it is counted into the chain.

    Nothing here says when on the day or on what row: the key is random. (SQLite numbers the rows as they came.)
    """

    id = models.UUIDField(primary_key=True, default=uuid4)
    day = models.DateField()
    board_id = models.BigIntegerField(null=True)
    action = models.CharField(max_length=60)
    outcome = models.CharField(max_length=8, choices=Outcome.choices)

    def __str__(self) -> str:
        return f"{self.day} {self.action}"


class SegmentRemoval(models.Model):
    """A year whose rows were removed by decision. The year's segment stays and keeps the chain whole."""

    segment = models.OneToOneField(Segment, on_delete=models.PROTECT, primary_key=True, related_name="removal")
    decision = GuardedTextField(_("beslut"), guard="institution", max_length=200, multiline=False)
    decided_on = models.DateField(_("beslutat"))
    removed_at = models.DateTimeField(_("gallrat"), default=timezone.now)
    actor_id = models.BigIntegerField(null=True, blank=True)
    count = models.PositiveBigIntegerField()
    first_hash = models.CharField(max_length=64)
    last_hash = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"{self.segment_id}: {self.decision}"


class ReviewResult(models.TextChoices):
    CLEAN = "clean", _("utan anmärkning")
    REMARK = "remark", _("med anmärkning")


class LogReviewQuerySet(models.QuerySet["LogReview"]):
    def visible_to(self, user: Reviewer) -> LogReviewQuerySet:
        """Reviews of what the user may review; the city's auditors see all."""
        if user.at_city(REVIEW):
            return self
        return self.filter(board_id__in=user.boards(REVIEW))


class LogReview(models.Model):
    """A signed review of the log: which days and board, what was looked at, and what came of it.

    When the social welfare board is controller, the law on personal data in social services (2001:454,
    section 10) asks that access is logged and the log checked systematically and again and again; the data
    protection regulation's articles 5(2) and 32 ask every board to be able to show it. Frozen from the moment
    it is signed.
    """

    board_id = models.BigIntegerField(_("omfattning"), null=True, blank=True)
    period_from = models.DateField(_("från och med"))
    period_to = models.DateField(_("till och med"))
    rows = models.PositiveBigIntegerField(_("rader i urvalet"))
    checked = GuardedTextField(_("vad som kontrollerades"), max_length=2_000)
    result = models.CharField(_("resultat"), max_length=8, choices=ReviewResult.choices)
    note = ProtectedTextField(_("anteckning"), max_length=5_000, blank=True)
    signed_by_id = models.BigIntegerField(_("granskare"))
    signed_at = models.DateTimeField(_("signerad"), default=timezone.now)

    objects = LogReviewQuerySet.as_manager()

    class Meta:
        ordering = ("-signed_at", "-id")
        indexes = (models.Index(fields=("board_id", "-period_to"), name="audit_review_scope"),)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(period_to__gte=models.F("period_from")), name="audit_review_dates_in_order"
            ),
        )

    def __str__(self) -> str:
        return f"{self.period_from}–{self.period_to}"


class RetentionDecision(models.Model):
    """An adopted decision on how long something is kept. The latest one of a rule holds; none is ever
    changed.
    """

    rule = models.CharField(_("regel"), max_length=60)
    decision = GuardedTextField(_("beslut"), guard="institution", max_length=200, multiline=False)
    adopted_on = models.DateField(_("antaget"))
    months = models.PositiveSmallIntegerField(_("månader"))
    registered_at = models.DateTimeField(default=timezone.now)
    registered_by_id = models.BigIntegerField(null=True, blank=True)

    class Meta:
        ordering = ("rule", "-id")
        indexes = (models.Index(fields=("rule", "-id"), name="audit_decision_rule"),)

    def __str__(self) -> str:
        return f"{self.rule}: {self.decision}"


class RetentionRun(models.Model):
    """One run of the retention rules. `removed` holds the number of rows by rule; a run without end was cut
    off.
    """

    started_at = models.DateTimeField(_("startad"), default=timezone.now)
    finished_at = models.DateTimeField(_("klar"), null=True)
    actor_id = models.BigIntegerField(null=True, blank=True)
    removed = models.JSONField(default=dict)

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"{self.started_at:%Y-%m-%d}"


class Tombstone(models.Model):
    """What is left of a removed row: that it was, and under which rule it went. No content."""

    kind = models.CharField(max_length=40)
    object_id = models.BigIntegerField()
    rule = models.CharField(max_length=60)
    removed_at = models.DateTimeField(default=timezone.now)
    run = models.ForeignKey(RetentionRun, on_delete=models.PROTECT, related_name="tombstones")

    class Meta:
        ordering = ("-id",)
        indexes = (models.Index(fields=("kind", "object_id"), name="audit_tombstone_row"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id}"
