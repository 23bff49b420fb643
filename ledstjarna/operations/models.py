"""Long work with its progress, and mail on its way out. No foreign key leaves this room."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from ledstjarna.walls.permission import Holder


class State(models.TextChoices):
    WAITING = "waiting", _("väntar")
    RUNNING = "running", _("pågår")
    DONE = "done", _("klart")
    FAILED = "failed", _("misslyckades")


class JobQuerySet(models.QuerySet["Job"]):
    def visible_to(self, user: Holder) -> JobQuerySet:
        """A job is seen by the one who started it."""
        return self.filter(owner_id=user.pk)


class Job(models.Model):
    """One piece of long work. Carries the id of what it works on, never a text.

    `key` is the work's own name: asking for the same work twice gives the same job.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=100, unique=True)
    subject_id = models.BigIntegerField()
    owner_id = models.BigIntegerField(db_index=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    steps_done = models.PositiveIntegerField(default=0)
    steps = models.PositiveIntegerField(default=0)
    attempts = models.PositiveSmallIntegerField(default=0)
    fault = models.CharField(max_length=80, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    heartbeat_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        ordering = ("-created_at",)
        indexes = (models.Index(fields=("state", "heartbeat_at"), name="job_state_heartbeat"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.state}"


class MailState(models.TextChoices):
    WAITING = "waiting", _("väntar")
    SENT = "sent", _("skickat")
    FAILED = "failed", _("kom inte fram")


class OutgoingMail(models.Model):
    """A mail in the outbox. The sealed message is erased once it has left; the row stays as evidence for 90 days."""

    recipient = models.EmailField()
    subject = models.CharField(max_length=200)
    sealed = models.BinaryField(null=True)
    state = models.CharField(max_length=8, choices=MailState.choices, default=MailState.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    fault = models.CharField(max_length=80, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    next_try_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-created_at",)
        indexes = (models.Index(fields=("state", "next_try_at"), name="mail_state_next_try"),)

    def __str__(self) -> str:
        return f"{self.pk} {self.state}"


class Tick(models.Model):
    """When a recurring duty last ran; the row is the claim that keeps two timers from doing it twice."""

    duty = models.CharField(max_length=40, primary_key=True)
    ran_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.duty
