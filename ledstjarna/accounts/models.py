"""The organisation as a tree with dates, the people, and who holds which role where and when."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from tree_queries.models import TreeNode
from tree_queries.query import TreeQuerySet

from ledstjarna.walls.permission import Permission
from ledstjarna.walls.roles import Role


class UnitKind(models.TextChoices):
    CITY = "city", _("kommun")
    BOARD = "board", _("nämnd")
    ADMINISTRATION = "administration", _("förvaltning")
    DEPARTMENT = "department", _("avdelning")
    UNIT = "unit", _("enhet")


def current(on: date, *, prefix: str = "") -> Q:
    """Rows whose validity covers the day `on`; `valid_to` is the first day they no longer hold."""
    return Q(**{f"{prefix}valid_from__lte": on}) & (
        Q(**{f"{prefix}valid_to__isnull": True}) | Q(**{f"{prefix}valid_to__gt": on})
    )


class UnitQuerySet(TreeQuerySet):
    def current(self, on: date | None = None) -> UnitQuerySet:
        """Units that exist on the day, today if none is given."""
        return self.filter(current(on or timezone.localdate()))


class Unit(TreeNode):
    """A place in the organisation: city → board → administration → department → unit.

    `board` is the authority the unit belongs to (a board points at itself, the city at nothing).
    `code` is the municipality's own code and the key of the import.
    """

    kind = models.CharField(_("slag"), max_length=16, choices=UnitKind.choices)
    name = models.CharField(_("namn"), max_length=200)
    code = models.CharField(_("kod"), max_length=40, unique=True)
    board = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="members")
    sort_key = models.CharField(max_length=220, db_index=True, editable=False)
    fold_key = models.CharField(max_length=220, db_index=True, editable=False)
    valid_from = models.DateField(_("från och med"))
    valid_to = models.DateField(_("till"), null=True, blank=True)
    successors: models.ManyToManyField[Unit, Succession] = models.ManyToManyField(
        "self", through="Succession", symmetrical=False, related_name="predecessors"
    )

    objects = UnitQuerySet.as_manager()

    class Meta:
        ordering = ("sort_key",)
        constraints = (
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")),
                name="unit_dates_in_order",
            ),
            models.CheckConstraint(
                condition=Q(kind=UnitKind.CITY, parent__isnull=True)
                | (~Q(kind=UnitKind.CITY) & Q(parent__isnull=False)),
                name="unit_only_the_city_is_a_root",
            ),
            models.UniqueConstraint(fields=("kind",), condition=Q(kind=UnitKind.CITY), name="unit_one_city"),
        )

    def __str__(self) -> str:
        return self.name


class Succession(models.Model):
    """A unit that took over from another; trends and rights follow it."""

    predecessor = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    successor = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("predecessor", "successor"), name="succession_once"),
            models.CheckConstraint(condition=~Q(predecessor=F("successor")), name="succession_not_self"),
        )

    def __str__(self) -> str:
        return f"{self.predecessor_id} → {self.successor_id}"


class UserManager(BaseUserManager["User"]):
    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(email=(username or "").casefold())


class User(AbstractBaseUser):
    """A person with an account. The address is stored folded; what one may do comes from the assignments."""

    email = models.EmailField(_("e-post"), unique=True)
    name = models.CharField(_("namn"), max_length=200)
    sort_key = models.CharField(max_length=220, db_index=True, editable=False)
    language = models.CharField(
        _("språk"), max_length=2, choices=(("sv", "svenska"), ("en", "English")), default="sv"
    )
    is_active = models.BooleanField(_("aktivt"), default=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = UserManager()
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        ordering = ("sort_key",)

    def __str__(self) -> str:
        return self.name

    @cached_property
    def holdings(self) -> tuple[tuple[Role, int, int | None], ...]:
        """(role, unit id, board id) held today; one query a request."""
        rows = self.assignments.filter(current(timezone.localdate())).values_list(
            "role", "unit_id", "unit__board_id"
        )
        return tuple((Role(role), unit, board) for role, unit, board in rows)

    def may(self, permission: Permission) -> bool:
        """Whether any role held today carries the permission, somewhere."""
        return any(role in permission.roles for role, _unit, _board in self.holdings)

    def boards(self, permission: Permission) -> frozenset[int]:
        """Ids of the boards (authorities) whose rows the permission reaches. City roles reach only where it is citywide."""
        held = [(unit, board) for role, unit, board in self.holdings if role in permission.roles]
        if permission.citywide and any(board is None for _unit, board in held):
            return frozenset(Unit.objects.filter(kind=UnitKind.BOARD).values_list("pk", flat=True))
        return frozenset(board for _unit, board in held if board is not None)

    def units(self, permission: Permission) -> frozenset[int]:
        """Ids of the units the permission reaches: those it is held at and all below them, inside the board."""
        tops = Unit.objects.filter(
            pk__in={unit for role, unit, _board in self.holdings if role in permission.roles}
        )
        reached = {unit.pk for top in tops for unit in top.descendants(include_self=True)}
        return frozenset(reached)


class Assignment(models.Model):
    """A role at a unit from a day to a day, held by an account or by a named function without one."""

    role = models.CharField(_("roll"), max_length=24, choices=Role.choices)
    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="assignments", verbose_name=_("enhet")
    )
    user = models.ForeignKey(
        User,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="assignments",
        verbose_name=_("person"),
    )
    function = models.CharField(_("funktion"), max_length=200, blank=True)
    deputy = models.BooleanField(_("ersättare"), default=False)
    valid_from = models.DateField(_("från och med"))
    valid_to = models.DateField(_("till"), null=True, blank=True)

    class Meta:
        ordering = ("role", "valid_from")
        constraints = (
            models.CheckConstraint(
                condition=Q(user__isnull=False, function="") | (Q(user__isnull=True) & ~Q(function="")),
                name="assignment_account_or_function",
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")),
                name="assignment_dates_in_order",
            ),
        )

    def __str__(self) -> str:
        return f"{self.role} {self.unit_id}"
