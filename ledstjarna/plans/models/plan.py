"""A plan is a working draft of rows and, beside it, the frozen versions that the board has decided."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from typing import TYPE_CHECKING, ClassVar

from django.apps import apps
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


class PlanQuerySet(models.QuerySet["Plan"]):
    def decided(self) -> PlanQuerySet:
        """Plans with at least one decided version."""
        versions = apps.get_model("plans", "Version")._default_manager.filter(plan=OuterRef("pk"))
        return self.filter(Exists(versions))

    def drafts_for(self, user: User) -> PlanQuerySet:
        """Plans whose draft the user may read: the own board's, and those that other boards have released."""
        released = Q(board__in=user.boards(DRAFT_READ_RELEASED), released_at__isnull=False)
        return self.filter(_of(user.boards(DRAFT_READ)) | released, draft_since__isnull=False)

    def visible_to(self, user: User) -> PlanQuerySet:
        """Plans the user may open at all: every decided one, and the drafts the user may read."""
        return (self.decided() | self.drafts_for(user)).distinct()

    def within(self, user: User, permission: Permission) -> PlanQuerySet:
        """Plans of the boards where the user holds the permission, alone or jointly with others."""
        return self.filter(_of(user.boards(permission)))


def _of(boards: Collection[int]) -> Q:
    """Plans that one of the boards has, or has a part in."""
    return Q(board__in=boards) | Q(pk__in=Partner.objects.filter(board__in=boards).values("plan"))


class Plan(models.Model):
    """One board's plan from one year on. Its sections are the working draft while `draft_since` is set."""

    board = models.ForeignKey("accounts.Unit", on_delete=models.PROTECT, related_name="plans", verbose_name=_("nämnd"))
    year = models.PositiveSmallIntegerField(_("år"))
    title = GuardedTextField(_("rubrik"), guard="institution", max_length=300, multiline=False)
    lock = models.PositiveIntegerField(default=0, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    draft_since = models.DateTimeField(null=True, blank=True, editable=False)
    released_at = models.DateTimeField(null=True, blank=True, editable=False)
    template = models.ForeignKey(
        "plans.Template",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="plans",
        verbose_name=_("stadens mall"),
    )
    follows = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="followed_by",
        verbose_name=_("följer på"),
    )
    next_revision = models.ForeignKey(
        "periods.Period",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("nästa revidering"),
    )

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

    def reached_by(self, user: User, permission: Permission) -> bool:
        """Whether the user holds the permission at the plan's board or at one that has a part in it."""
        boards = user.boards(permission)
        return self.board_id in boards or any(partner.board_id in boards for partner in self.partners.all())


class Partner(models.Model):
    """Who shares a joint plan: another board, which then reads and writes the draft, or a named outside party."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="partners")
    board = models.ForeignKey("accounts.Unit", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    outside = GuardedTextField(_("annan part"), guard="institution", blank=True, max_length=200, multiline=False)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=("plan", "board"), name="partner_board_once"),
            models.CheckConstraint(
                condition=Q(board__isnull=False, outside="") | (Q(board__isnull=True) & ~Q(outside="")),
                name="partner_board_or_outside",
                violation_error_message=_("Ange antingen en nämnd eller en part utanför kommunen."),
            ),
        )

    def __str__(self) -> str:
        return self.board.name if self.board else str(self.outside)


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
    answers = models.UUIDField(null=True, blank=True, editable=False)
    """The key of the section of the city's template that this one fulfils."""

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
