"""An activity: four columns as they were written, what they mean, and what is known about the work."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from ledstjarna.plans.models.plan import COLUMNS, YEARS, Plan, Section
from ledstjarna.plans.timing import Slot, span_in_words
from ledstjarna.texts.fields import GuardedTextField
from ledstjarna.walls.roles import Role


class Status(models.TextChoices):
    """Where the work stands. Not a part of what the board decides."""

    PLANNED = "planned", _("planerad")
    UNDER_WAY = "under_way", _("pågår")
    DONE = "done", _("klar")
    PAUSED = "paused", _("pausad")
    BLOCKED = "blocked", _("hindrad")
    CANCELLED = "cancelled", _("inställd")


class Activity(models.Model):
    """A row of a plan's table. `understood` is what the code read in its schedule and follow-up, see `timing`.

    `areas` are [area, prevention level] pairs and `factors` codes, both out of the city's terms.
    """

    section = models.ForeignKey(Section, on_delete=models.CASCADE, related_name="activities")
    key = models.UUIDField(default=uuid.uuid4, editable=False)
    position = models.PositiveIntegerField(default=0)
    activity = GuardedTextField(_("aktivitet"), guard="institution", max_length=10_000)
    responsible = GuardedTextField(_("ansvarig"), guard="institution", blank=True, max_length=5_000)
    schedule = GuardedTextField(_("tidplan"), guard="institution", blank=True, max_length=5_000)
    follow_up = GuardedTextField(_("uppföljning"), guard="institution", blank=True, max_length=5_000)
    understood = models.JSONField(default=dict, editable=False)

    goal = models.ForeignKey(
        "plans.Goal", on_delete=models.PROTECT, null=True, blank=True, related_name="activities", verbose_name=_("mål")
    )
    reference = GuardedTextField(
        _("beteckning i styrsystemet"), guard="institution", blank=True, max_length=100, multiline=False
    )
    areas = models.JSONField(_("områden"), default=list, blank=True)
    factors = models.JSONField(_("risk- och skyddsfaktorer"), default=list, blank=True)

    status = models.CharField(_("läge"), max_length=12, choices=Status.choices, default=Status.PLANNED)
    blocked_because = GuardedTextField(_("hindras av"), guard="institution", blank=True, max_length=1_000)
    unblocked_by = GuardedTextField(_("löses av"), guard="institution", blank=True, max_length=300, multiline=False)

    lock = models.PositiveIntegerField(default=0, editable=False)
    removed_at = models.DateTimeField(null=True, blank=True, editable=False)

    TEXTS: ClassVar[tuple[str, ...]] = COLUMNS

    class Meta:
        ordering = ("position", "pk")
        verbose_name_plural = "activities"
        indexes = (models.Index(fields=("key",)),)
        constraints = (
            models.UniqueConstraint(fields=("section", "key"), name="activity_key_once"),
            models.CheckConstraint(condition=Q(status__in=Status.values), name="activity_status_sound"),
            models.CheckConstraint(
                condition=~Q(status=Status.BLOCKED) | (~Q(blocked_because="") & ~Q(unblocked_by="")),
                name="activity_blocked_says_why",
                violation_error_message=_("Skriv vad som hindrar aktiviteten och vem som kan lösa det."),
            ),
        )

    def __str__(self) -> str:
        return str(self.activity)

    @property
    def plan(self) -> Plan:
        return self.section.plan

    @property
    def removed(self) -> bool:
        return self.removed_at is not None or self.section.removed

    def siblings(self) -> models.QuerySet[Activity]:
        """The table's rows in their order, itself among them."""
        return Activity.objects.filter(section=self.section_id, removed_at__isnull=True)


class Reason(models.Model):
    """Why an activity is in the plan: the key of a finding in the board's situation picture that it answers."""

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="reasons")
    finding = models.UUIDField(editable=False)

    class Meta:
        ordering = ("pk",)
        constraints = (models.UniqueConstraint(fields=("activity", "finding"), name="reason_once"),)

    def __str__(self) -> str:
        return str(self.finding)


class PartyState(models.TextChoices):
    ASKED = "asked", _("har inte svarat")
    ACCEPTED = "accepted", _("har sagt ja")
    DECLINED = "declined", _("har sagt nej")


class Party(models.Model):
    """Who answers for an activity or takes part in it: a role at a unit, or a function named in words.

    The unit may belong to any board. A function may have a unit too, or be outside the municipality. `spoke` says
    which function gave the answer when a coordinator has noted it for one without an account.
    """

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="parties")
    lead = models.BooleanField(_("ansvarig"), default=False)
    role = models.CharField(_("roll"), max_length=24, choices=Role.choices, blank=True)
    unit = models.ForeignKey(
        "accounts.Unit", on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("enhet")
    )
    function = GuardedTextField(_("funktion"), guard="institution", blank=True, max_length=200, multiline=False)
    state = models.CharField(max_length=12, choices=PartyState.choices, default=PartyState.ASKED)
    reason = GuardedTextField(_("skäl"), guard="institution", blank=True, max_length=1_000)
    answered_on = models.DateField(_("svarade"), null=True, blank=True)
    spoke = GuardedTextField(_("vem svarade"), guard="institution", blank=True, max_length=200, multiline=False)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ("-lead", "pk")
        verbose_name_plural = "parties"
        indexes = (models.Index(fields=("unit", "role")),)
        constraints = (
            models.CheckConstraint(
                condition=Q(function="", unit__isnull=False) & ~Q(role="") | Q(role="") & ~Q(function=""),
                name="party_role_or_function",
                violation_error_message=_("Ange en roll vid en enhet, eller en funktion med egna ord."),
            ),
            models.UniqueConstraint(
                fields=("activity",),
                condition=Q(lead=True),
                name="party_one_lead",
                violation_error_message=_("En aktivitet har en ansvarig. Lägg till de andra som medverkande."),
            ),
            models.CheckConstraint(
                condition=~Q(state=PartyState.DECLINED) | ~Q(reason=""),
                name="party_no_says_why",
                violation_error_message=_("Skriv varför."),
            ),
        )

    def __str__(self) -> str:
        if self.role:
            return f"{capfirst(self.get_role_display())}, {self.unit.name if self.unit else ''}"
        return f"{self.function}, {self.unit.name}" if self.unit else str(self.function)


class OccurrenceState(models.TextChoices):
    PLANNED = "planned", _("planerat")
    DONE = "done", _("genomfört")
    CANCELLED = "cancelled", _("inställt")


class Occurrence(models.Model):
    """One time the activity is to happen: on a day, or some time from `start` to `end`.

    Those read from the schedule come and go with it as long as nobody has touched them; `own` ones were added by hand.
    """

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="occurrences")
    start = models.DateField(_("från och med"))
    end = models.DateField(_("till och med"))
    state = models.CharField(max_length=12, choices=OccurrenceState.choices, default=OccurrenceState.PLANNED)
    moved_from = models.DateField(null=True, blank=True, editable=False)
    own = models.BooleanField(default=False, editable=False)
    note = GuardedTextField(_("anteckning"), guard="institution", blank=True, max_length=1_000)

    class Meta:
        ordering = ("start", "end", "pk")
        indexes = (models.Index(fields=("state", "end")),)
        constraints = (
            models.CheckConstraint(
                condition=Q(end__gte=F("start")),
                name="occurrence_dates_in_order",
                violation_error_message=_("Slutdagen ligger före startdagen."),
            ),
        )

    def __str__(self) -> str:
        return span_in_words(Slot(self.start, self.end))

    @property
    def touched(self) -> bool:
        """Whether somebody has said something about it, so that another schedule does not sweep it away."""
        return self.own or self.moved_from is not None or self.state != OccurrenceState.PLANNED or bool(self.note)

    @property
    def overdue(self) -> bool:
        return self.state == OccurrenceState.PLANNED and self.end < timezone.localdate()


class Goal(models.Model):
    """A year's goal: the council's (`board` empty) or a board's own, which may stand under one of the council's."""

    year = models.PositiveSmallIntegerField(_("år"))
    board = models.ForeignKey(
        "accounts.Unit", on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("nämnd")
    )
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="below", verbose_name=_("inriktningsmål")
    )
    name = GuardedTextField(_("mål"), guard="institution", max_length=300, multiline=False)
    position = models.PositiveIntegerField(default=0)
    retired_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        ordering = ("position", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(year__gte=YEARS.start, year__lt=YEARS.stop),
                name="goal_year_sound",
                violation_error_message=_("Ange ett år mellan 2000 och 2100."),
            ),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | Q(board__isnull=False),
                name="goal_only_a_boards_stands_under_another",
            ),
        )

    def __str__(self) -> str:
        return str(self.name)


class Indicator(models.Model):
    """What an activity is measured by. `key` follows it from plan to plan."""

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="indicators")
    key = models.UUIDField(default=uuid.uuid4, editable=False)
    name = GuardedTextField(_("indikator"), guard="institution", max_length=200, multiline=False)
    measure = GuardedTextField(_("mäts i"), guard="institution", blank=True, max_length=40, multiline=False)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("position", "pk")

    def __str__(self) -> str:
        return str(self.name)


class IndicatorValue(models.Model):
    """What was aimed at and what came of it, one year."""

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="values")
    year = models.PositiveSmallIntegerField(_("år"))
    target = models.DecimalField(_("målvärde"), max_digits=12, decimal_places=2, null=True, blank=True)
    value = models.DecimalField(_("utfall"), max_digits=12, decimal_places=2, null=True, blank=True)

    class Meta:
        ordering = ("year",)
        constraints = (models.UniqueConstraint(fields=("indicator", "year"), name="indicator_value_once_a_year"),)

    def __str__(self) -> str:
        return f"{self.indicator_id} {self.year}"
