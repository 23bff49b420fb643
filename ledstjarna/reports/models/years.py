"""What the municipality sets, and what is kept of the years: wordings, routine texts, own words, coverage, tallies."""

from __future__ import annotations

from typing import ClassVar
from uuid import uuid4

from django.db import models
from django.utils.translation import gettext_lazy as _

from ledstjarna.texts.fields import GuardedTextField


class TermList(models.TextChoices):
    KIND = "kind", _("slag av händelser")
    ENVIRONMENT = "environment", _("miljöer")
    DISTRICT = "district", _("stadsdelar")


class Term(models.Model):
    """How a code of a list is worded, and whether it is in use, from a year on. Earlier rows are its history."""

    list = models.CharField(max_length=12, choices=TermList.choices)
    code = models.SlugField(max_length=16, db_index=False)
    from_year = models.PositiveSmallIntegerField(_("från och med år"))
    label = GuardedTextField(_("benämning"), guard="institution", max_length=100, multiline=False)
    label_en = GuardedTextField(
        _("benämning på engelska"), guard="institution", max_length=100, multiline=False, blank=True
    )
    used = models.BooleanField(_("används"), default=True)

    class Meta:
        ordering = ("list", "pk")
        constraints = (models.UniqueConstraint(fields=("list", "code", "from_year"), name="term_once_a_year"),)

    def __str__(self) -> str:
        return f"{self.list} {self.code} {self.from_year}"


class RoutineText(models.Model):
    """The municipality's own words and contacts for one step of the routine; what is empty keeps the product's own."""

    step = models.CharField(max_length=16, unique=True)
    question = GuardedTextField(_("fråga"), guard="institution", max_length=200, multiline=False, blank=True)
    advice = GuardedTextField(_("råd"), guard="institution", max_length=1_000, blank=True)
    contact = GuardedTextField(_("vem man når"), guard="institution", max_length=100, multiline=False, blank=True)
    phone = GuardedTextField(_("telefon"), guard="institution", max_length=40, multiline=False, blank=True)
    link_text = GuardedTextField(_("länkens text"), guard="institution", max_length=100, multiline=False, blank=True)
    link = models.URLField(_("länk"), max_length=300, blank=True)

    def __str__(self) -> str:
        return self.step


class OwnWord(models.Model):
    """A word that the guard shall know: a unit or place that is no name, or a school class that points at few."""

    word = models.CharField(_("ord"), max_length=60, unique=True)
    held = models.BooleanField(_("ska markeras"), default=False)

    class Meta:
        ordering: ClassVar[tuple[str, ...]] = ("word",)

    def __str__(self) -> str:
        return str(self.pk)


class NothingToReport(models.Model):
    """A manager's word that a unit had nothing to report in a month (`month` is its first day)."""

    unit = models.ForeignKey("accounts.Unit", on_delete=models.PROTECT, related_name="+")
    month = models.DateField()
    on = models.DateField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("unit", "month"), name="nothing_once_a_month"),)

    def __str__(self) -> str:
        return f"{self.unit_id} {self.month:%Y-%m}"


class Heard(models.Model):
    """That a unit was heard of by a report in a month, noted when it was filed and whatever becomes of it since.

    Nothing here says by which report or by how many, nor when in the month: the key is random. (SQLite numbers the rows
    as they came.)
    """

    id = models.UUIDField(primary_key=True, default=uuid4)
    unit = models.ForeignKey("accounts.Unit", on_delete=models.PROTECT, related_name="+")
    month = models.DateField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("unit", "month"), name="heard_once_a_month"),)

    def __str__(self) -> str:
        return f"{self.unit_id} {self.month:%Y-%m}"


class Tally(models.Model):
    """How many confirmed reports a board had of a kind and environment in a year, of those removed since."""

    board = models.ForeignKey("accounts.Unit", on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    environment = models.CharField(max_length=16)
    kind = models.CharField(max_length=16)
    number = models.PositiveIntegerField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("board", "year", "environment", "kind"), name="tally_once"),)

    def __str__(self) -> str:
        return f"{self.board_id} {self.year} {self.environment} {self.kind}"


class CityFigures(models.Model):
    """What is seen from the city in a four-month period: numbers that may be shown, made once and not changed since."""

    period = models.DateField(unique=True)
    made_on = models.DateField()
    shown = models.JSONField()

    def __str__(self) -> str:
        return f"{self.period:%Y-%m}"
