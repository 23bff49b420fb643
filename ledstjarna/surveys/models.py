"""A round asks a board's units the same questions; what a unit was sent is also where its answers hang."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from ledstjarna.surveys.permissions import ANSWER, ROUNDS
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


class Round(models.Model):
    """One year's survey of a board's units. `closes` is the last day that answers are taken, to its midnight.

    Who is asked is settled when it opens (`opened_at`), on the day `opens`; a co-ordinator may close it early
    (`closed_at`).
    """

    board = models.ForeignKey("accounts.Unit", on_delete=models.PROTECT, related_name="+", verbose_name=_("nämnd"))
    year = models.PositiveSmallIntegerField(_("år"))
    opens = models.DateField(_("öppnar"))
    closes = models.DateField(_("sista dag att svara"))
    opened_at = models.DateTimeField(null=True, blank=True, editable=False)
    closed_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = RoundQuerySet.as_manager()

    class Meta:
        ordering = ("-year", "board__sort_key")
        constraints = (
            models.UniqueConstraint(
                fields=("board", "year"),
                name="round_one_a_board_and_year",
                violation_error_message=_("Nämnden har redan en enkät för det året."),
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
        return _now("Enkät till enhetschefer %d") % self.year

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
    """A round's own copy of a question; the key is the same from year to year."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="questions")
    key = models.SlugField(max_length=40)
    position = models.PositiveSmallIntegerField()
    wording = GuardedTextField(max_length=500, multiline=False)

    class Meta:
        ordering = ("position",)
        constraints = (models.UniqueConstraint(fields=("round", "key"), name="question_key_once"),)

    def __str__(self) -> str:
        return str(self.wording)


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def visible_to(self, user: User) -> InvitationQuerySet:
        """What the units that the user answers for have been sent, by the board they lie under now."""
        return self.filter(unit__in=user.units(ANSWER), round__board__in=user.boards(ANSWER))


class Invitation(models.Model):
    """A unit that a round asks, and the unit's answers. Those asked stay the same though units come and go.

    `lock` counts the times the answers were saved. Who saved them is in the log alone.
    """

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="invitations")
    unit = models.ForeignKey("accounts.Unit", on_delete=models.PROTECT, related_name="+")
    answered_on = models.DateField(null=True, blank=True)
    lock = models.PositiveIntegerField(default=0, editable=False)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ("unit__sort_key",)
        constraints = (models.UniqueConstraint(fields=("round", "unit"), name="invitation_once"),)

    def __str__(self) -> str:
        return f"{self.round_id}:{self.unit_id}"


class Value(models.TextChoices):
    YES = "yes", _("Ja")
    NO = "no", _("Nej")
    UNKNOWN = "unknown", _("Vet inte")


class Answer(models.Model):
    """What a unit answered to one question; a question left blank has no row."""

    invitation = models.ForeignKey(Invitation, on_delete=models.CASCADE, related_name="answers")
    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="answers")
    value = models.CharField(max_length=8, choices=Value.choices)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("invitation", "question"), name="answer_once"),
            models.CheckConstraint(condition=Q(value__in=Value.values), name="answer_value_sound"),
        )

    def __str__(self) -> str:
        return self.value
