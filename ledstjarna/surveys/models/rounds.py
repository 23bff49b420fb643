"""A questionnaire is held in rounds, one a year; a round asks the units its own copy of the questions."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from ledstjarna.surveys.definition import Condition, Definition, Kind, Option, Subject
from ledstjarna.surveys.permissions import ROUNDS
from ledstjarna.texts.fields import GuardedTextField

if TYPE_CHECKING:
    from ledstjarna.accounts.models import User

YEARS = range(2000, 2101)


class Phase(models.TextChoices):
    PLANNED = "planned", _("inte öppnad")
    OPEN = "open", _("öppen")
    CLOSED = "closed", _("stängd")


class RoundQuerySet(models.QuerySet["Round"]):
    def visible_to(self, user: User) -> RoundQuerySet:
        """The rounds of the boards where the user runs the survey."""
        return self.filter(board__in=user.boards(ROUNDS))

    def open_on(self, day: date) -> RoundQuerySet:
        """Rounds that take answers on the day; see `Round.phase_on`."""
        return self.filter(opened_at__isnull=False, closed_at__isnull=True, closes__gte=day)

    def released(self) -> RoundQuerySet:
        """Rounds whose results have left their board, without small groups."""
        return self.filter(released_at__isnull=False)


class Questionnaire(models.Model):
    """What a board asks its units, year after year. The situation picture counts one of a board's questionnaires."""

    board = models.ForeignKey("accounts.Unit", on_delete=models.PROTECT, related_name="+", verbose_name=_("nämnd"))
    name = GuardedTextField(_("namn"), max_length=100, multiline=False)
    in_picture = models.BooleanField(_("räknas i lägesbilden"), default=False)

    class Meta:
        ordering = ("board__sort_key", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("board", "name"),
                name="questionnaire_name_once",
                violation_error_message=_("Nämnden har redan en enkät med det namnet."),
            ),
            models.UniqueConstraint(
                fields=("board",), condition=Q(in_picture=True), name="questionnaire_one_in_the_picture"
            ),
        )

    def __str__(self) -> str:
        return str(self.name)


class Round(models.Model):
    """One year's survey of a board's units. `closes` is the last day that answers are taken, to its midnight.

    Its questions may be changed until it opens. Once a co-ordinator has said that it is `ready` it opens by itself on
    the day `opens`. Who is asked is settled then (`opened_at`): the units at and below `places`, or all of the board's
    where there are none. A co-ordinator may close it early (`closed_at`). `on_paper` was held outside the product, so
    that nobody is written to and the answers come from a file or are typed in. What is released (`released_at`) the
    city may read, without small groups.
    """

    questionnaire = models.ForeignKey(
        Questionnaire, on_delete=models.PROTECT, related_name="rounds", verbose_name=_("enkät")
    )
    board = models.ForeignKey("accounts.Unit", on_delete=models.PROTECT, related_name="+", verbose_name=_("nämnd"))
    year = models.PositiveSmallIntegerField(_("år"))
    opens = models.DateField(_("öppnar"))
    closes = models.DateField(_("sista dag att svara"))
    ready = models.BooleanField(default=False, editable=False)
    opened_at = models.DateTimeField(null=True, blank=True, editable=False)
    closed_at = models.DateTimeField(null=True, blank=True, editable=False)
    on_paper = models.BooleanField(_("gjordes på papper eller i ett annat system"), default=False)
    released_at = models.DateTimeField(null=True, blank=True, editable=False)
    places = models.ManyToManyField("accounts.Unit", related_name="+", blank=True, verbose_name=_("delar av nämnden"))

    objects = RoundQuerySet.as_manager()

    class Meta:
        ordering = ("-year", "board__sort_key")
        constraints = (
            models.UniqueConstraint(
                fields=("questionnaire", "year"),
                name="round_one_a_questionnaire_and_year",
                violation_error_message=_(
                    "Nämnden har redan den enkäten det året. Välj ett annat år, eller ge den här ett eget namn."
                ),
            ),
            models.CheckConstraint(
                condition=Q(year__gte=YEARS.start, year__lt=YEARS.stop),
                name="round_year_sound",
                violation_error_message=_("Ange ett år mellan 2000 och 2100."),
            ),
            models.CheckConstraint(condition=Q(closes__gte=F("opens")), name="round_days_in_order"),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        return f"{self.questionnaire.name} {self.year}"

    def clean(self) -> None:
        """Say which of the two days is wrong, beside its field."""
        if not (self.year and self.opens and self.closes):
            return
        if self.closes < self.opens:
            raise ValidationError({"closes": _("Sista dagen ligger före den dag då enkäten öppnar.")})
        for name, day in (("opens", self.opens), ("closes", self.closes)):
            if abs(day.year - self.year) > 1:
                raise ValidationError({name: _("Dagen ligger mer än ett år från det år som svaren gäller.")})

    def phase_on(self, day: date) -> Phase:
        """Where the round stands on a day."""
        if self.opened_at is None:
            return Phase.PLANNED
        return Phase.CLOSED if self.closed_at or day > self.closes else Phase.OPEN

    @property
    def phase(self) -> Phase:
        """Where the round stands today, by the municipality's own clock."""
        return self.phase_on(timezone.localdate())


class Question(models.Model):
    """A round's own copy of a question. The key is the same from year to year and joins the answers.

    `version` counts up when the question is changed, `series` only when the answers cannot be compared with those
    before: years of one series may be drawn as one line. `comparable` is what was said of a change from the round
    before, and `changed` why; None while nothing has changed, or nobody has said.
    """

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="questions")
    key = models.SlugField(max_length=40)
    position = models.PositiveSmallIntegerField()
    section = GuardedTextField(_("avsnitt"), max_length=100, multiline=False, blank=True)
    wording = GuardedTextField(_("fråga"), max_length=500, multiline=False)
    help = GuardedTextField(_("hjälptext"), max_length=500, multiline=False, blank=True)
    kind = models.CharField(_("slags svar"), max_length=8, choices=Kind.choices, default=Kind.YES_NO)
    subject = models.CharField(_("gäller"), max_length=8, choices=Subject.choices, default=Subject.UNIT)
    options = models.JSONField(default=list, blank=True)
    condition = models.JSONField(default=dict, blank=True)
    reason = GuardedTextField(max_length=500, multiline=False, blank=True)
    version = models.PositiveSmallIntegerField(default=1, editable=False)
    series = models.PositiveSmallIntegerField(default=1, editable=False)
    comparable = models.BooleanField(null=True, blank=True)
    changed = GuardedTextField(max_length=500, multiline=False, blank=True)

    class Meta:
        ordering = ("position",)
        constraints = (
            models.UniqueConstraint(fields=("round", "key"), name="question_key_once"),
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="question_kind_sound"),
            models.CheckConstraint(condition=Q(subject__in=Subject.values), name="question_subject_sound"),
        )

    def __str__(self) -> str:
        return str(self.wording)

    @cached_property
    def definition(self) -> Definition:
        """The question as plain data."""
        return Definition(
            key=self.key,
            wording=self.wording,
            kind=Kind(self.kind),
            subject=Subject(self.subject),
            section=self.section,
            help=self.help,
            options=tuple(Option(one["code"], one["label"]) for one in self.options),
            condition=Condition(self.condition.get("key", ""), tuple(self.condition.get("any_of", ()))),
            reason=self.reason,
        )

    def ask(self, definition: Definition) -> Question:
        """Take what a definition says; does not save."""
        self.__dict__.pop("definition", None)
        data = definition.as_json()
        for name in ("key", "wording", "kind", "subject", "section", "help", "reason"):
            setattr(self, name, data[name])
        self.options = [asdict(option) for option in definition.options]
        self.condition = asdict(definition.condition) | {"any_of": list(definition.condition.any_of)}
        return self


class Stage(models.TextChoices):
    """What the managers are written to about."""

    INVITED = "invited", _("Inbjudan")
    FORTNIGHT = "fortnight", _("Påminnelse, två veckor kvar")
    THREE_DAYS = "three_days", _("Påminnelse, tre dagar kvar")
    AFTER = "after", _("Besked dagen efter sista dagen")
    OWN_SOON = "own_soon", _("Påminnelse till den som har längre tid")
    OWN_AFTER = "own_after", _("Besked efter den längre tiden")


class Notice(models.Model):
    """That the managers of a round have been written to, and how many letters it made."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="notices")
    stage = models.CharField(max_length=12, choices=Stage.choices)
    closes = models.DateField()
    sent_on = models.DateField()
    letters = models.PositiveIntegerField()

    class Meta:
        ordering = ("sent_on", "pk")
        constraints = (models.UniqueConstraint(fields=("round", "stage", "closes"), name="notice_once"),)

    def __str__(self) -> str:
        return f"{self.round_id}:{self.stage}"
