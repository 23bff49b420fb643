"""The periods of the municipality's year in which work is reported, and who was let in after they closed."""

from __future__ import annotations

from itertools import pairwise

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ledstjarna.texts.fields import GuardedTextField

YEARS = range(2000, 2101)


class Period(models.Model):
    """A reporting period of a year: open from `opens`, expected by `due`, shut after `closes` (all days included).

    `code` is what plans write ("T1"); `also` holds other names for it, separated by commas. `until` is the last day
    that is reported on.
    """

    year = models.PositiveSmallIntegerField(_("år"))
    code = models.CharField(
        _("beteckning"),
        max_length=12,
        validators=(RegexValidator(r"^[A-ZÅÄÖ][A-ZÅÄÖ0-9]*\Z", _("Skriv med stora bokstäver och siffror, som T1.")),),
    )
    name = GuardedTextField(_("namn"), guard="institution", max_length=80, multiline=False)
    also = GuardedTextField(_("kallas också"), guard="institution", blank=True, max_length=300, multiline=False)
    until = models.DateField(_("avser tiden till och med"))
    opens = models.DateField(_("öppnar"))
    due = models.DateField(_("ska vara inne"))
    closes = models.DateField(_("stänger"))

    class Meta:
        ordering = ("year", "due", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("year", "code"),
                name="period_code_once_a_year",
                violation_error_message=_("Året har redan en period med den beteckningen."),
            ),
            models.CheckConstraint(
                condition=Q(due__gte=F("opens"), closes__gte=F("due")),
                name="period_days_in_order",
                violation_error_message=_("Perioden öppnar först, ska sedan vara inne och stänger sist."),
            ),
            models.CheckConstraint(
                condition=Q(year__gte=YEARS.start, year__lt=YEARS.stop),
                name="period_year_sound",
                violation_error_message=_("Ange ett år mellan 2000 och 2100."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.code} {self.year}"

    def clean(self) -> None:
        """Say beside its field which day lies far from the year or before the one it should follow."""
        order = (("opens", self.opens), ("due", self.due), ("closes", self.closes))
        if not self.year or not self.until or not all(day for _name, day in order):
            return
        faults: dict[str, str | Promise] = {
            name: _("Dagen ligger mer än ett år från periodens år.")
            for name, day in (*order, ("until", self.until))
            if abs(day.year - self.year) > 1
        }
        for (_before, first), (name, day) in pairwise(order):
            if day < first:
                faults.setdefault(name, _("Perioden öppnar först, ska sedan vara inne och stänger sist."))
        if faults:
            raise ValidationError(faults)

    @property
    def names(self) -> tuple[str, ...]:
        """What plans may call it besides its code."""
        return tuple(word for word in (self.name, *(part.strip() for part in self.also.split(","))) if word)


class Reopening(models.Model):
    """A closed period opened again for one board until a day, and why."""

    period = models.ForeignKey(Period, on_delete=models.PROTECT, related_name="reopenings")
    board = models.ForeignKey("accounts.Unit", on_delete=models.PROTECT, related_name="+", verbose_name=_("nämnd"))
    until = models.DateField(_("till och med"))
    reason = GuardedTextField(_("skäl"), guard="institution", max_length=500)
    at = models.DateTimeField(default=timezone.now, editable=False)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ("-at", "-pk")

    def __str__(self) -> str:
        return f"{self.period_id} {self.board_id} {self.until}"
