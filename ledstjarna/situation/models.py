"""A situation picture is a working draft of findings until it is published; then the database keeps it from change."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ledstjarna.situation.permissions import READ
from ledstjarna.texts.fields import GuardedTextField
from ledstjarna.walls.permission import Permission

if TYPE_CHECKING:
    from ledstjarna.accounts.models import User

YEARS = range(2000, 2101)
FIGURES_AT_MOST = 20


class PictureQuerySet(models.QuerySet["Picture"]):
    def drafts(self) -> PictureQuerySet:
        """Pictures that are being written."""
        return self.filter(published_at__isnull=True)

    def published(self) -> PictureQuerySet:
        """Published pictures, a board's newest first."""
        return self.filter(published_at__isnull=False)

    def within(self, user: User, permission: Permission) -> PictureQuerySet:
        """Pictures of the boards where the user holds the permission."""
        return self.filter(board__in=user.boards(permission))

    def visible_to(self, user: User) -> PictureQuerySet:
        """Published pictures that the user may read."""
        return self.published().within(user, READ)

    def light(self) -> PictureQuerySet:
        """Without the frozen content and the document."""
        return self.defer("content", "pdf")


class Picture(models.Model):
    """One board's picture of a year. `number` counts the year's published pictures; at most one draft at a time.

    `content` is the frozen figures and findings as JSON bytes, `sha256` their checksum, `pdf` the document.
    """

    board = models.ForeignKey("accounts.Unit", on_delete=models.PROTECT, related_name="+", verbose_name=_("nämnd"))
    year = models.PositiveSmallIntegerField(_("år"))
    number = models.PositiveSmallIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    published_at = models.DateTimeField(null=True, blank=True, editable=False)
    content = models.BinaryField(null=True, blank=True)
    sha256 = models.CharField(max_length=64, blank=True, editable=False)
    pdf = models.BinaryField(null=True, blank=True)

    objects = PictureQuerySet.as_manager()

    class Meta:
        ordering = ("-year", "-number")
        constraints = (
            models.UniqueConstraint(fields=("board", "year", "number"), name="picture_number_once"),
            models.UniqueConstraint(
                fields=("board",),
                condition=Q(published_at__isnull=True),
                name="picture_one_draft_a_board",
                violation_error_message=_("Nämnden har redan en lägesbild under arbete."),
            ),
            models.CheckConstraint(
                condition=Q(year__gte=YEARS.start, year__lt=YEARS.stop),
                name="picture_year_sound",
                violation_error_message=_("Ange ett år mellan 2000 och 2100."),
            ),
            models.CheckConstraint(
                condition=Q(published_at__isnull=True, content__isnull=True, pdf__isnull=True, sha256="")
                | (Q(published_at__isnull=False, content__isnull=False, pdf__isnull=False) & ~Q(sha256="")),
                name="picture_published_whole",
            ),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """What the picture is called, in Swedish wherever it is named: it is a Swedish document."""
        return f"Lägesbild {self.year}" + (f" ({self.number})" if self.number > 1 else "")


def check_figures(codes: object) -> None:
    """Raise `ValidationError` unless the value is a list of different short codes."""
    sound = isinstance(codes, list) and len(codes) <= FIGURES_AT_MOST
    if not sound or any(not isinstance(code, str) or not 0 < len(code) <= 200 for code in codes):  # type: ignore[attr-defined]
        raise ValidationError(_("Välj högst %d siffror, de som säger mest.") % FIGURES_AT_MOST)


class Finding(models.Model):
    """Something that figures show: `figures` are their codes. `key` follows it from one picture to the next."""

    picture = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="findings")
    key = models.UUIDField(default=uuid.uuid4, editable=False, db_index=True)
    position = models.PositiveIntegerField(default=0)
    heading = GuardedTextField(_("rubrik"), guard="person", max_length=200, multiline=False)
    text = GuardedTextField(_("slutsats"), guard="person", max_length=10_000)
    figures = models.JSONField(_("siffror"), default=list, validators=[check_figures])
    lock = models.PositiveIntegerField(default=0, editable=False)

    TEXTS: ClassVar[tuple[str, ...]] = ("heading", "text", "figures")

    class Meta:
        ordering = ("position", "pk")
        constraints = (models.UniqueConstraint(fields=("picture", "key"), name="finding_key_once"),)

    def __str__(self) -> str:
        return str(self.heading)
