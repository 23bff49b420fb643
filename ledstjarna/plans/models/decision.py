"""The way of a plan through the houses: consulted, decided, remarked on, answered."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ledstjarna.plans.models.history import Revision, Version
from ledstjarna.plans.models.plan import Plan
from ledstjarna.texts.fields import GuardedTextField


class StepKind(models.TextChoices):
    POLICE = "police", _("samråd med polisen")
    COMMITTEE = "committee", _("utskott")
    BOARD = "board", _("nämnd")
    EXECUTIVE = "executive", _("kommunstyrelse")


class Outcome(models.TextChoices):
    """How a step ended. A consultation ends with no objection or with remarks."""

    AGREED = "agreed", _("utan erinran")
    REMARKS = "remarks", _("med synpunkter")
    APPROVED = "approved", _("godkänd")
    CONDITIONS = "conditions", _("godkänd med villkor")
    REFERRED_BACK = "referred_back", _("återremitterad")


class Step(models.Model):
    """A consultation or a decision on the plan: when, by whom, and how it ended. `body` is a function, never a person.

    `version` is what it was about; without one it was the draft, as its `fingerprint` tells. `board` is set when the
    board that decided takes part in another's plan.
    """

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="steps")
    kind = models.CharField(_("slag"), max_length=12, choices=StepKind.choices)
    held_on = models.DateField(_("datum"))
    body = GuardedTextField(_("vem"), guard="institution", max_length=200, multiline=False)
    outcome = models.CharField(_("utfall"), max_length=16, choices=Outcome.choices)
    text = GuardedTextField(_("vad som sades"), guard="institution", blank=True, max_length=5_000)
    paragraph = GuardedTextField(_("paragraf"), guard="institution", blank=True, max_length=40, multiline=False)
    dnr = GuardedTextField(_("diarienummer"), guard="institution", blank=True, max_length=60, multiline=False)
    board = models.ForeignKey("accounts.Unit", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    version = models.ForeignKey(Version, on_delete=models.PROTECT, null=True, blank=True, related_name="steps")
    fingerprint = models.CharField(max_length=64, blank=True, editable=False)
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ("held_on", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(kind=StepKind.POLICE, outcome__in=(Outcome.AGREED, Outcome.REMARKS))
                | (
                    ~Q(kind=StepKind.POLICE)
                    & Q(outcome__in=(Outcome.APPROVED, Outcome.CONDITIONS, Outcome.REFERRED_BACK))
                ),
                name="step_outcome_fits_kind",
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.held_on}"


class Remark(models.Model):
    """Something a plan must answer, numbered within the plan. The answer goes round again with the next version.

    `step` is the decision that raised it; without one the central coordinator did, and may take it back unanswered.
    """

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="remarks")
    number = models.PositiveSmallIntegerField()
    step = models.ForeignKey(Step, on_delete=models.PROTECT, null=True, blank=True, related_name="remarks")
    text = GuardedTextField(_("synpunkt"), guard="institution", max_length=2_000)
    answer = GuardedTextField(_("svar"), guard="institution", blank=True, max_length=2_000)
    raised_at = models.DateTimeField(default=timezone.now, editable=False)
    raised_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True, editable=False)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_in = models.ForeignKey(Version, on_delete=models.PROTECT, null=True, blank=True, related_name="answered")
    withdrawn_at = models.DateTimeField(null=True, blank=True, editable=False)
    lock = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        ordering = ("number",)
        constraints = (models.UniqueConstraint(fields=("plan", "number"), name="remark_number_once"),)

    def __str__(self) -> str:
        return f"{self.plan_id}:{self.number}"

    @property
    def open(self) -> bool:
        """Whether the plan still owes an answer to it."""
        return not self.answer and self.withdrawn_at is None


class Masking(models.Model):
    """A decided version with parts of it covered, to be handed out: what was covered and why is listed, never the text.

    `content` is the covered content as JSON bytes with that list, `pdf` the printed document; never changed, see
    migration 0020.
    """

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="maskings")
    number = models.PositiveSmallIntegerField()
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    pdf = models.BinaryField()
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ("number",)
        constraints = (models.UniqueConstraint(fields=("version", "number"), name="masking_number_once"),)

    def __str__(self) -> str:
        return f"{self.version_id}:{self.number}"


class Objection(models.Model):
    """Somebody holds that a change said to be editorial is one of substance; then it is decided like any other."""

    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="objections")
    reason = GuardedTextField(_("skäl"), guard="institution", max_length=1_000)
    at = models.DateTimeField(default=timezone.now, editable=False)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.revision_id}"


class Choice(models.TextChoices):
    """What becomes of an activity at the turn of the year."""

    CARRY = "carry", _("förs över")
    CHANGE = "change", _("förs över och ändras")
    CLOSE = "close", _("avslutas")


class Carried(models.Model):
    """What was chosen for an activity of last year's plan when this one began, and why."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="carried")
    key = models.UUIDField(default=uuid.uuid4, editable=False)
    label = GuardedTextField(guard="institution", max_length=500, multiline=False)
    choice = models.CharField(max_length=8, choices=Choice.choices)
    reason = GuardedTextField(_("skäl"), guard="institution", blank=True, max_length=1_000)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=("plan", "key"), name="carried_once"),
            models.CheckConstraint(
                condition=Q(choice=Choice.CARRY) | ~Q(reason=""),
                name="carried_change_says_why",
                violation_error_message=_("Skriv ett skäl."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.plan_id} {self.choice}"
