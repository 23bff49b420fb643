"""The organisation as a tree with dates, the people, and who holds which role where and when."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cached_property
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import F, Q
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from ledstjarna.texts.swedish import fold, sort_key
from ledstjarna.walls.permission import SIGNED_IN, Permission
from ledstjarna.walls.roles import Role


class KeyField(models.CharField[str, str]):
    """A fold or sort key: compared by code point, whatever collation the database was made with."""

    def db_parameters(self, connection: BaseDatabaseWrapper) -> Any:
        return super().db_parameters(connection) | {"collation": "C" if connection.vendor == "postgresql" else "BINARY"}


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


class Period(models.Model):
    """Holds from `valid_from` up to but not on `valid_to`; people read and write the last day instead."""

    valid_from = models.DateField(_("från och med"))
    valid_to = models.DateField(_("till"), null=True, blank=True)

    class Meta:
        abstract = True
        constraints: ClassVar[tuple[models.BaseConstraint, ...]] = (
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")),
                name="%(class)s_dates_in_order",
                violation_error_message=_("Slutdagen ligger före startdagen."),
            ),
        )

    @property
    def last_day(self) -> date | None:
        """The last day it holds; None while no end is set."""
        return self.valid_to - timedelta(days=1) if self.valid_to else None

    def holds(self, on: date) -> bool:
        """Whether the day lies within the period."""
        return self.valid_from <= on and (self.valid_to is None or on < self.valid_to)


class UnitQuerySet(models.QuerySet["Unit"]):
    def current(self, on: date | None = None) -> UnitQuerySet:
        """Units that exist on the day, today if none is given."""
        return self.filter(current(on or timezone.localdate()))

    def visible_to(self, user: User, permission: Permission) -> UnitQuerySet:
        """The units the permission reaches, see `User.units`."""
        if permission.everywhere:
            return self if user.may(permission) else self.none()
        return self if user.at_city(permission) else self.filter(pk__in=user.units(permission))


class Unit(Period):
    """A place in the organisation: city → board → administration → department → unit.

    `board` is the authority the unit belongs to (a board points at itself, the city at nothing).
    `code` is the municipality's own code and the key of the import.
    """

    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("överordnad"),
    )
    kind = models.CharField(_("slag"), max_length=16, choices=UnitKind.choices)
    name = models.CharField(_("namn"), max_length=200)
    code = models.CharField(_("kod"), max_length=40, unique=True, error_messages={"unique": _("Koden används redan.")})
    board = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="members")
    sort_key = KeyField(max_length=220, db_index=True, editable=False)
    fold_key = KeyField(max_length=220, db_index=True, editable=False)
    successors: models.ManyToManyField[Unit, Succession] = models.ManyToManyField(
        "self", through="Succession", symmetrical=False, related_name="predecessors"
    )

    objects = UnitQuerySet.as_manager()

    class Meta(Period.Meta):
        abstract = False
        ordering = ("sort_key",)
        constraints = (
            *Period.Meta.constraints,
            models.CheckConstraint(
                condition=Q(kind=UnitKind.CITY, parent__isnull=True)
                | (~Q(kind=UnitKind.CITY) & Q(parent__isnull=False)),
                name="unit_only_the_city_is_a_root",
                violation_error_message=_("Bara kommunen ligger överst."),
            ),
            models.UniqueConstraint(
                fields=("kind",),
                condition=Q(kind=UnitKind.CITY),
                name="unit_one_city",
                violation_error_message=_("Det finns redan en kommun."),
            ),
        )

    def __str__(self) -> str:
        return self.name

    def called(self, name: str) -> Unit:
        """Take a name and the keys that follow from it; does not save."""
        self.name = " ".join(name.split())
        self.sort_key, self.fold_key = sort_key(self.name)[:220], fold(self.name)[:220]
        return self


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


class UserQuerySet(models.QuerySet["User"]):
    def visible_to(self, user: User, permission: Permission) -> UserQuerySet:
        """People with a role, now or before, at a unit the permission reaches; from the city, everyone."""
        if user.at_city(permission):
            return self
        held = Assignment.objects.filter(unit__in=user.units(permission), user=models.OuterRef("pk"))
        return self.filter(models.Exists(held))


class UserManager(BaseUserManager["User"]):
    def get_queryset(self) -> UserQuerySet:
        return UserQuerySet(self.model, using=self._db)

    def visible_to(self, user: User, permission: Permission) -> UserQuerySet:
        """See `UserQuerySet.visible_to`."""
        return self.get_queryset().visible_to(user, permission)

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(email=fold(username or ""))


class User(AbstractBaseUser):
    """A person with an account. The address is stored folded; what one may do comes from the assignments."""

    email = models.EmailField(
        _("e-post"), unique=True, error_messages={"unique": _("Det finns redan ett konto med den adressen.")}
    )
    name = models.CharField(_("namn"), max_length=200)
    sort_key = KeyField(max_length=220, db_index=True, editable=False)
    fold_key = KeyField(max_length=520, db_index=True, editable=False)
    language = models.CharField(_("språk"), max_length=2, choices=(("sv", "svenska"), ("en", "English")), default="sv")
    is_active = models.BooleanField(_("aktivt"), default=True)
    demo = models.BooleanField(default=False, editable=False)
    session_round = models.PositiveIntegerField(default=0, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = UserManager()
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        ordering = ("sort_key", "pk")

    def __str__(self) -> str:
        return self.name

    def called(self, name: str, email: str) -> User:
        """Take a name and an address and the keys that follow from them; does not save."""
        self.name, self.email = " ".join(name.split()), fold(email)
        self.sort_key = sort_key(self.name)[:220]
        self.fold_key = f"{fold(self.name)} {self.email}"[:520]
        return self

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """What a session is bound to: the password and, past Django's own, the round. A new round ends the sessions."""
        value = f"{self.session_round} {self.password}"
        return salted_hmac("ledstjarna.accounts.session", value, secret=secret, algorithm="sha256").hexdigest()

    @cached_property
    def held(self) -> tuple[Assignment, ...]:
        """The assignments that hold today, with their units; one query a request, or none: see the sign-in backend."""
        return tuple(self.assignments.filter(current(timezone.localdate())).select_related("unit"))

    @cached_property
    def holdings(self) -> tuple[tuple[Role, int, int | None], ...]:
        """(role, unit id, board id) held today."""
        return tuple((Role(row.role), row.unit_id, row.unit.board_id) for row in self.held)

    def may(self, permission: Permission) -> bool:
        """Whether any role held today carries the permission, somewhere."""
        return permission is SIGNED_IN or any(
            role in permission.roles and (board is None or not permission.city_only)
            for role, _unit, board in self.holdings
        )

    def at_city(self, permission: Permission) -> bool:
        """Whether the permission is citywide and carried by a role held at the city itself."""
        return permission.citywide and any(
            board is None and role in permission.roles for role, _unit, board in self.holdings
        )

    def boards(self, permission: Permission) -> frozenset[int]:
        """Ids of the boards (authorities) whose rows the permission reaches.

        A role held at the city reaches all of them where the permission is citywide, else none.
        """
        if self.at_city(permission) or (permission.everywhere and self.may(permission)):
            return frozenset(Unit.objects.filter(kind=UnitKind.BOARD).values_list("pk", flat=True))
        return frozenset(
            board for role, _unit, board in self.holdings if board is not None and role in permission.roles
        )

    def units(self, permission: Permission) -> frozenset[int]:
        """Ids of the units the permission reaches: where it is held and all below, inside the board."""
        if self.at_city(permission) or (permission.everywhere and self.may(permission)):
            return frozenset(Unit.objects.values_list("pk", flat=True))
        reached = {unit for role, unit, _board in self.holdings if role in permission.roles}
        boards = {board for role, _unit, board in self.holdings if board and role in permission.roles}
        if all(row.unit.kind == UnitKind.UNIT for row in self.held if row.role in permission.roles):
            return frozenset(reached | _below(reached, boards))  # the board's other units need not be read
        below: dict[int, list[int]] = {}
        for pk, parent in Unit.objects.filter(board__in=boards).values_list("pk", "parent_id"):
            below.setdefault(parent or 0, []).append(pk)
        # A board's id never comes up below another board, so a role at the city alone reaches no further.
        waiting = [unit for role, unit, board in self.holdings if board and role in permission.roles]
        while waiting:
            children = below.get(waiting.pop(), [])
            reached.update(children)
            waiting.extend(children)
        return frozenset(reached)


def _below(units: set[int], boards: set[int]) -> set[int]:
    """What lies below some units inside their boards; most units have nothing below them. One query a level."""
    found: set[int] = set()
    level = units
    while level:
        rows = Unit.objects.filter(board__in=boards, parent__in=level).values_list("pk", flat=True)
        level = set(rows) - found - units
        found |= level
    return found


class Assignment(Period):
    """A role at a unit from a day to a day, held by an account or by a named function without one."""

    role = models.CharField(_("roll"), max_length=24, choices=Role.choices)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="assignments", verbose_name=_("enhet"))
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

    class Meta(Period.Meta):
        abstract = False
        ordering = ("role", "valid_from")
        indexes = (models.Index(fields=("unit", "role")),)
        constraints = (
            *Period.Meta.constraints,
            models.CheckConstraint(
                condition=Q(user__isnull=False, function="") | (Q(user__isnull=True) & ~Q(function="")),
                name="assignment_account_or_function",
                violation_error_message=_("Ange antingen en person eller en funktion."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.role} {self.unit_id}"

    @property
    def holder(self) -> str:
        """The person's or the function's name."""
        return self.user.name if self.user else self.function


class PasswordTries(models.Model):
    """When passwords were checked for one address in the last minute; the address only as a keyed hash."""

    key = models.CharField(max_length=64, unique=True)
    times = models.JSONField(default=list)
    last = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.key[:8]


class OrganisationImport(models.Model):
    """A checked file that waits for its yes; gone when it is taken in, thrown away or a day old."""

    name = models.CharField(max_length=200)
    data = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    user = models.ForeignKey(User, on_delete=models.CASCADE)
    created_at = models.DateTimeField(default=timezone.now, db_index=True)

    def __str__(self) -> str:
        return self.name
