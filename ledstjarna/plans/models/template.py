"""What the city gives its boards: a common structure for their plans, and lists to choose from."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ledstjarna.plans.models.plan import YEARS, Level
from ledstjarna.texts.fields import GuardedTextField


class Template(models.Model):
    """The structure that the boards' plans share from a year on. An adopted one is not changed, only followed.

    `required` names what of an activity's further details must be filled in, see `template.DETAILS`.
    """

    year = models.PositiveSmallIntegerField(_("gäller från och med"), unique=True)
    title = GuardedTextField(_("namn"), guard="institution", max_length=200, multiline=False)
    police = models.BooleanField(_("planen stäms av med polisen före beslut"), default=True)
    executive = models.BooleanField(_("kommunstyrelsen godkänner nämndernas planer"), default=True)
    required = models.JSONField(_("krävs av varje aktivitet"), default=list, blank=True)
    months = models.PositiveSmallIntegerField(_("planen ses över inom (månader)"), default=12)
    adopted_at = models.DateTimeField(null=True, blank=True, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    lock = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        ordering = ("-year",)
        constraints = (
            models.CheckConstraint(
                condition=Q(year__gte=YEARS.start, year__lt=YEARS.stop),
                name="template_year_sound",
                violation_error_message=_("Ange ett år mellan 2000 och 2100."),
            ),
            models.CheckConstraint(
                condition=Q(months__gte=1, months__lte=24),
                name="template_months_within_the_law",
                violation_error_message=_("Lagen kräver uppföljning minst vartannat år. Ange 1 till 24 månader."),
            ),
        )

    def __str__(self) -> str:
        return str(self.title)


class TemplateSection(models.Model):
    """A section that plans have, with guidance to those who write it. `table`: activities belong here."""

    template = models.ForeignKey(Template, on_delete=models.CASCADE, related_name="sections")
    key = models.UUIDField(default=uuid.uuid4, editable=False)
    position = models.PositiveIntegerField(default=0)
    heading = GuardedTextField(_("rubrik"), guard="institution", max_length=500, multiline=False)
    level = models.PositiveSmallIntegerField(_("nivå"), default=Level.SECTION, choices=Level.choices)
    guidance = GuardedTextField(_("vägledning"), guard="institution", blank=True, max_length=5_000)
    required = models.BooleanField(_("måste finnas"), default=True)
    table = models.BooleanField(_("har aktiviteter"), default=False)

    class Meta:
        ordering = ("position", "pk")
        constraints = (
            models.UniqueConstraint(fields=("template", "key"), name="template_section_key_once"),
            models.CheckConstraint(condition=Q(level__in=Level.values), name="template_section_level_sound"),
        )

    def __str__(self) -> str:
        return str(self.heading)


class TermKind(models.TextChoices):
    AREA = "area", _("område")
    RISK = "risk", _("riskfaktor")
    PROTECTIVE = "protective", _("skyddsfaktor")


class Term(models.Model):
    """A word of the city's lists. A retired one stays readable where it was chosen."""

    kind = models.CharField(_("slag"), max_length=12, choices=TermKind.choices)
    code = models.SlugField(max_length=40, unique=True)
    name = GuardedTextField(_("namn"), guard="institution", max_length=120, multiline=False)
    position = models.PositiveIntegerField(default=0)
    retired_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        ordering = ("kind", "position", "pk")
        constraints = (models.CheckConstraint(condition=Q(kind__in=TermKind.values), name="term_kind_sound"),)

    def __str__(self) -> str:
        return str(self.name)


class WordTemplate(models.Model):
    """The Word file that plans are laid out by, tried out before it was kept. There is one or none.

    `reads_back`: a plan laid out by it can be read in again.
    """

    only = models.BooleanField(default=True, unique=True, editable=False)
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    reads_back = models.BooleanField()
    kept_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = (models.CheckConstraint(condition=Q(only=True), name="word_template_alone"),)

    def __str__(self) -> str:
        return self.sha256[:12]
