"""What is reported on an activity in a period."""

from __future__ import annotations

from typing import Final

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ledstjarna.plans.selectors_followup import Status
from ledstjarna.texts.fields import GuardedTextField


class State(models.TextChoices):
    DRAFT = "draft", _("utkast")
    SUBMITTED = "submitted", _("inlämnad")
    SENT_BACK = "sent_back", _("tillbaka för ändring")
    ACCEPTED = "accepted", pgettext_lazy("uppföljning", "godkänd")


ALLOWED: Final[dict[State, frozenset[State]]] = {
    State.DRAFT: frozenset({State.DRAFT, State.SUBMITTED}),
    State.SUBMITTED: frozenset({State.DRAFT, State.SUBMITTED, State.SENT_BACK, State.ACCEPTED}),
    State.SENT_BACK: frozenset({State.SENT_BACK, State.SUBMITTED}),
    State.ACCEPTED: frozenset({State.SENT_BACK}),
}
"""From which state to which. A report begins as a draft or is handed in at once."""


class Report(models.Model):
    """How it goes with an activity in a period, in the words of those who answer for it.

    The activity is named by the board whose plan it is in and its `key`, which follow it from version to version and
    from plan to plan; `label` is what it was called, so that the report can be read when the activity is gone.
    `on_behalf_of` is a function, never a person.
    """

    period = models.ForeignKey("periods.Period", on_delete=models.PROTECT, related_name="+")
    board = models.ForeignKey("accounts.Unit", on_delete=models.PROTECT, related_name="+")
    key = models.UUIDField(editable=False)
    label = GuardedTextField(guard="institution", max_length=300, multiline=False)

    status = models.CharField(_("hur går det?"), max_length=12, choices=Status.choices)
    text = GuardedTextField(_("vad har hänt?"), guard="person", blank=True, max_length=4_000)
    deviation = GuardedTextField(_("avvikelse"), guard="person", blank=True, max_length=2_000)
    measure = GuardedTextField(_("åtgärd"), guard="person", blank=True, max_length=2_000)
    unchanged = models.BooleanField(default=False, editable=False)
    on_behalf_of = GuardedTextField(
        _("för vems räkning?"), guard="institution", blank=True, max_length=200, multiline=False
    )

    state = models.CharField(max_length=12, choices=State.choices, default=State.DRAFT)
    remark = GuardedTextField(_("anmärkning"), guard="person", blank=True, max_length=1_000)
    lock = models.PositiveIntegerField(default=0, editable=False)
    saved_at = models.DateTimeField(default=timezone.now, editable=False)
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    submitted_at = models.DateTimeField(null=True, blank=True, editable=False)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    judged_at = models.DateTimeField(null=True, blank=True, editable=False)
    judged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=("period", "board", "key"), name="followup_report_once"),
            models.CheckConstraint(condition=Q(state__in=State.values), name="followup_state_sound"),
            models.CheckConstraint(condition=Q(status__in=Status.values), name="followup_status_sound"),
            models.CheckConstraint(
                condition=~Q(state=State.SENT_BACK) | ~Q(remark=""),
                name="followup_sent_back_says_why",
                violation_error_message=_("Skriv vad som behöver ändras."),
            ),
        )

    def __str__(self) -> str:
        return str(self.label)

    def may_become(self, state: State) -> bool:
        """Whether the report may go from the state it is in to another."""
        return state in ALLOWED[State(self.state)]
