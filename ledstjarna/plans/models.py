"""A plan is a working draft of rows and, beside it, the frozen versions that the board has decided."""

from __future__ import annotations

import re
import uuid
from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ledstjarna.plans.permissions import DRAFT_READ, DRAFT_READ_RELEASED
from ledstjarna.texts.fields import GuardedTextField
from ledstjarna.walls.permission import Permission

if TYPE_CHECKING:
    from ledstjarna.accounts.models import User

COLUMNS = ("activity", "responsible", "schedule", "follow_up")
YEARS = range(2000, 2101)
_SHOWN_AT_MOST = 80


class PlanQuerySet(models.QuerySet["Plan"]):
    def decided(self) -> PlanQuerySet:
        """Plans with at least one decided version."""
        return self.filter(Exists(Version.objects.filter(plan=OuterRef("pk"))))

    def drafts_for(self, user: User) -> PlanQuerySet:
        """Plans whose draft the user may read: the own board's, and those that other boards have released."""
        own = Q(board__in=user.boards(DRAFT_READ))
        released = Q(board__in=user.boards(DRAFT_READ_RELEASED), released_at__isnull=False)
        return self.filter(own | released, draft_since__isnull=False)

    def visible_to(self, user: User) -> PlanQuerySet:
        """Plans the user may open at all: every decided one, and the drafts the user may read."""
        return (self.decided() | self.drafts_for(user)).distinct()

    def within(self, user: User, permission: Permission) -> PlanQuerySet:
        """Plans of the boards where the user holds the permission."""
        return self.filter(board__in=user.boards(permission))


class Plan(models.Model):
    """One board's plan from one year on. Its sections are the working draft while `draft_since` is set."""

    board = models.ForeignKey("accounts.Unit", on_delete=models.PROTECT, related_name="plans", verbose_name=_("nämnd"))
    year = models.PositiveSmallIntegerField(_("år"))
    title = GuardedTextField(_("rubrik"), guard="institution", max_length=300, multiline=False)
    lock = models.PositiveIntegerField(default=0, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    draft_since = models.DateTimeField(null=True, blank=True, editable=False)
    released_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = PlanQuerySet.as_manager()

    class Meta:
        ordering = ("-year", "board__sort_key")
        constraints = (
            models.UniqueConstraint(
                fields=("board", "year"),
                name="plan_one_a_board_and_year",
                violation_error_message=_("Nämnden har redan en plan som börjar det året."),
            ),
            models.CheckConstraint(
                condition=Q(year__gte=YEARS.start, year__lt=YEARS.stop),
                name="plan_year_sound",
                violation_error_message=_("Ange ett år mellan 2000 och 2100."),
            ),
            models.CheckConstraint(
                condition=Q(released_at__isnull=True) | Q(draft_since__isnull=False),
                name="plan_only_a_draft_is_released",
            ),
        )

    def __str__(self) -> str:
        return str(self.title)


class Level(models.IntegerChoices):
    SECTION = 1, _("avsnitt")
    SUBSECTION = 2, _("underavsnitt")
    THIRD = 3, _("underavsnitt på tredje nivån")
    FOURTH = 4, _("underavsnitt på fjärde nivån")


class Section(models.Model):
    """A heading with text and, where there is a table, activities. A removed one stays until the decision."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="sections")
    key = models.UUIDField(default=uuid.uuid4, editable=False)
    position = models.PositiveIntegerField(default=0)
    heading = GuardedTextField(_("rubrik"), guard="institution", blank=True, max_length=500, multiline=False)
    level = models.PositiveSmallIntegerField(_("nivå"), default=Level.SECTION, choices=Level.choices)
    text = GuardedTextField(_("text"), guard="institution", blank=True, max_length=50_000)
    lock = models.PositiveIntegerField(default=0, editable=False)
    removed_at = models.DateTimeField(null=True, blank=True, editable=False)

    TEXTS: ClassVar[tuple[str, ...]] = ("heading", "level", "text")

    class Meta:
        ordering = ("position", "pk")
        constraints = (
            models.UniqueConstraint(fields=("plan", "key"), name="section_key_once"),
            models.CheckConstraint(condition=Q(level__in=Level.values), name="section_level_sound"),
        )

    def __str__(self) -> str:
        return self.heading or str(_("Utan rubrik"))

    @property
    def removed(self) -> bool:
        return self.removed_at is not None

    def siblings(self) -> models.QuerySet[Section]:
        """The draft's sections in their order, itself among them."""
        return Section.objects.filter(plan=self.plan_id, removed_at__isnull=True)


class Activity(models.Model):
    """A row of a plan's table, its four columns as they were written."""

    section = models.ForeignKey(Section, on_delete=models.CASCADE, related_name="activities")
    key = models.UUIDField(default=uuid.uuid4, editable=False)
    position = models.PositiveIntegerField(default=0)
    activity = GuardedTextField(_("aktivitet"), guard="institution", max_length=10_000)
    responsible = GuardedTextField(_("ansvarig"), guard="institution", blank=True, max_length=5_000)
    schedule = GuardedTextField(_("tidplan"), guard="institution", blank=True, max_length=5_000)
    follow_up = GuardedTextField(_("uppföljning"), guard="institution", blank=True, max_length=5_000)
    lock = models.PositiveIntegerField(default=0, editable=False)
    removed_at = models.DateTimeField(null=True, blank=True, editable=False)

    TEXTS: ClassVar[tuple[str, ...]] = COLUMNS

    class Meta:
        ordering = ("position", "pk")
        verbose_name_plural = "activities"
        constraints = (models.UniqueConstraint(fields=("section", "key"), name="activity_key_once"),)

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


Item = Section | Activity


def shown(item: Item) -> str:
    """A short name of the row for headings, buttons and the history. No number is cut into another by it."""
    text = str(item)
    if len(text) <= _SHOWN_AT_MOST:
        return text
    short = text[: _SHOWN_AT_MOST - 1]
    return re.sub(r"[\W\d]+$", "", short.rpartition(" ")[0] or short) + "…"


def texts_of(item: Item) -> dict[str, Any]:
    """The texts that people write in the row, by field; what its history keeps."""
    return {name: getattr(item, name) for name in item.TEXTS}


class Version(models.Model):
    """What the board decided: the content as JSON bytes, their checksum and the printed document.

    Never changed: triggers in the database forbid UPDATE and DELETE.
    `dnr` and `paragraph` are text and never parsed.
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
    DECIDED = "decided", _("registrerade nämndens beslut")
    RENAMED = "renamed", _("ändrade planens rubrik")
    ADDED = "added", _("lade till")
    EDITED = "edited", _("ändrade")
    MOVED = "moved", _("flyttade")
    REMOVED = "removed", _("tog bort")
    RESTORED = "restored", _("tog tillbaka")


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
