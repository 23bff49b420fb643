"""What a unit was sent is also where its answers hang."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ledstjarna.surveys.definition import LARGEST
from ledstjarna.surveys.models.rounds import Phase, Question, Round
from ledstjarna.surveys.permissions import ANSWER, ROUNDS
from ledstjarna.texts.fields import ProtectedTextField

if TYPE_CHECKING:
    from ledstjarna.accounts.models import User

LARGEST_UNIT = 20_000
SIZE = _("Ange mellan 1 och 20 000 medarbetare.")


class Way(models.TextChoices):
    """How a unit's answers came in."""

    OWN = "own", _("av enheten själv")
    BEHALF = "behalf", _("av samordnaren för enheten")
    FILE = "file", _("ur en fil")


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def visible_to(self, user: User) -> InvitationQuerySet:
        """What the units that the user answers for have been sent, by the board they lie under now."""
        return self.filter(unit__in=user.units(ANSWER), round__board__in=user.boards(ANSWER))

    def run_by(self, user: User) -> InvitationQuerySet:
        """What the units were sent by the boards where the user runs the survey."""
        return self.filter(round__board__in=user.boards(ROUNDS))

    def taking(self, day: date) -> InvitationQuerySet:
        """Those whose unit may answer on the day: the round is open, or the unit has been given longer."""
        return self.filter(Q(round__in=Round.objects.open_on(day)) | Q(until__gte=day, round__opened_at__isnull=False))


class Invitation(models.Model):
    """A unit that a round asks, and the unit's answers. Those asked stay the same though units come and go.

    Answers count as they are saved (`saved_on`); `answered_on` is the day the unit said that it was done. `until` is
    a later last day that the unit alone has been given. `headcount` is how many work there, by the unit's own word: a
    share of the staff is weighed by it. Who saved is in the log alone.
    """

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="invitations")
    unit = models.ForeignKey("accounts.Unit", on_delete=models.PROTECT, related_name="+")
    saved_on = models.DateField(null=True, blank=True, editable=False)
    answered_on = models.DateField(null=True, blank=True, editable=False)
    until = models.DateField(_("sista dag för enheten"), null=True, blank=True)
    headcount = models.PositiveIntegerField(
        _("antal medarbetare"), null=True, blank=True, validators=[MinValueValidator(1)]
    )
    way = models.CharField(max_length=8, choices=Way.choices, default=Way.OWN, editable=False)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ("unit__sort_key",)
        constraints = (
            models.UniqueConstraint(fields=("round", "unit"), name="invitation_once"),
            models.CheckConstraint(
                condition=Q(headcount__isnull=True) | Q(headcount__gte=1, headcount__lte=LARGEST_UNIT),
                name="invitation_headcount_sound",
                violation_error_message=SIZE,
            ),
        )

    def __str__(self) -> str:
        return f"{self.round_id}:{self.unit_id}"

    def takes_on(self, day: date) -> bool:
        """Whether the unit may answer on the day."""
        return self.round.phase_on(day) is Phase.OPEN or bool(self.until and day <= self.until and self.round.opened_at)

    @property
    def last_day(self) -> date:
        """The last day that the unit may answer."""
        return max(self.until, self.round.closes) if self.until else self.round.closes


class Answer(models.Model):
    """What a unit answered to one question: a code, a number or words. One row for each code of several.

    A question left blank has no row. `number` of a share is per cent of the staff; a number that is not known has the
    code instead.
    """

    invitation = models.ForeignKey(Invitation, on_delete=models.CASCADE, related_name="answers")
    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="answers")
    value = models.CharField(max_length=40, blank=True)
    number = models.DecimalField(max_digits=9, decimal_places=2, null=True, blank=True)
    text = ProtectedTextField(blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("invitation", "question", "value"), name="answer_once"),
            models.CheckConstraint(
                condition=Q(number__isnull=True) | Q(number__gte=0, number__lte=LARGEST),
                name="answer_number_sound",
            ),
        )

    def __str__(self) -> str:
        return f"{self.invitation_id}:{self.question_id}"
