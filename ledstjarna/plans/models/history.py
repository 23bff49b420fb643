"""What was decided, and what happened to the draft on the way there."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ledstjarna.plans.models.plan import Plan
from ledstjarna.texts.fields import GuardedTextField


class Version(models.Model):
    """What the board decided: the content as JSON bytes, their checksum and the printed document.

    Never changed: triggers in the database forbid UPDATE and DELETE.
    `dnr` and `paragraph` are text and never parsed. An `editorial` version carries the decision of the one before it.
    """

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    title = GuardedTextField(_("rubrik"), guard="institution", max_length=300, multiline=False)
    body = GuardedTextField(_("beslutat av"), guard="institution", max_length=200, multiline=False)
    decided_on = models.DateField(_("beslutsdatum"))
    paragraph = GuardedTextField(_("paragraf"), guard="institution", max_length=40, multiline=False)
    dnr = GuardedTextField(_("diarienummer"), guard="institution", max_length=60, multiline=False)
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    pdf = models.BinaryField()
    editorial = models.BooleanField(default=False)
    recorded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("number",)
        constraints = (models.UniqueConstraint(fields=("plan", "number"), name="version_number_once"),)

    def __str__(self) -> str:
        return f"{self.plan_id}:{self.number}"


class Change(models.TextChoices):
    CREATED = "created", _("började planen")
    IMPORTED = "imported", _("läste in planen från fil")
    REVISED = "revised", _("började revidera planen")
    DISCARDED = "discarded", _("tog bort utkastet")
    RELEASED = "released", _("lämnade utkastet till central samordnare")
    WITHDRAWN = "withdrawn", _("tog tillbaka utkastet från central samordnare")
    SENT = "sent", _("lämnade utkastet till nämnden")
    RECALLED = "recalled", _("tog tillbaka utkastet från nämnden")
    DECIDED = "decided", _("registrerade nämndens beslut")
    EDITORIAL = "editorial", _("gav ut en redaktionellt ändrad version")
    RENAMED = "renamed", _("ändrade planens rubrik")
    ADDED = "added", _("lade till")
    EDITED = "edited", _("ändrade")
    MOVED = "moved", _("flyttade")
    REMOVED = "removed", _("tog bort")
    RESTORED = "restored", _("tog tillbaka")
    STRUCTURED = "structured", _("lät planen följa en ny mall")
    PARTNERED = "partnered", _("tog med i den gemensamma planen")
    PARTED = "parted", _("tog bort ur den gemensamma planen")
    ROLLED = "rolled", _("började planen från den förra")
    STATUS = "status", _("ändrade läget för")


class Revision(models.Model):
    """One change to a draft: who, when, and the texts before and after.

    `key` is the section's or the activity's; none when it is the plan's.
    """

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="revisions")
    key = models.UUIDField(null=True, blank=True, db_index=True)
    change = models.CharField(max_length=12, choices=Change.choices)
    label = GuardedTextField(guard="institution", blank=True, max_length=500, multiline=False)
    before = models.JSONField(null=True, blank=True)
    after = models.JSONField(null=True, blank=True)
    editorial = models.BooleanField(default=False)
    """Said by the one who made the change: only the wording is another."""
    at = models.DateTimeField(default=timezone.now)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ("-at", "-pk")

    def __str__(self) -> str:
        return f"{self.plan_id} {self.change}"


class Upload(models.Model):
    """A plan that was read from a file and waits to be placed. Erased when saved or after a day."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    content = models.JSONField()
    created_at = models.DateTimeField(default=timezone.now, db_index=True)

    def __str__(self) -> str:
        return str(self.pk)
