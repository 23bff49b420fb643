"""What happens around a report: questions and answers, information given, stepping back, disclosure, a contact."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ledstjarna.reports.lists import Information
from ledstjarna.reports.models.report import Report
from ledstjarna.reports.permissions import DISCLOSURES
from ledstjarna.texts import keys
from ledstjarna.texts.fields import GuardedTextField, ProtectedTextField

if TYPE_CHECKING:
    from ledstjarna.accounts.models import User


class Question(models.Model):
    """A question to whoever filed the report, who answers with the receipt code; the row knows the days alone."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="questions")
    text = ProtectedTextField(_("fråga"), guard="report", max_length=300)
    asked_on = models.DateField(_("ställd"))
    answer = ProtectedTextField(_("svar"), guard="report", max_length=600, null=True, blank=True)
    answered_on = models.DateField(_("besvarad"), null=True, blank=True)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(
                condition=Q(answer__isnull=True) | Q(answered_on__isnull=False), name="question_answered_has_its_day"
            ),
        )

    def __str__(self) -> str:
        return str(self.pk)


class Contact(models.Model):
    """How the reporter wants to be reached, if asked for: encrypted, apart from the report, gone when it is closed."""

    report = models.OneToOneField(Report, on_delete=models.CASCADE, related_name="contact")
    sealed = models.BinaryField()

    PURPOSE: ClassVar = "contact"  # what it is sealed for

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def words(self) -> str:
        """What the reporter wrote. Raises `keys.KeyMissing` or `keys.Unreadable`."""
        return keys.decrypt(bytes(self.sealed), purpose=self.PURPOSE).decode()


class Shared(models.Model):
    """Information given to a unit on account of a report: who, when and what kind, never what it said."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="shared")
    unit = models.ForeignKey("accounts.Unit", on_delete=models.PROTECT, related_name="+", verbose_name=_("enhet"))
    on = models.DateField(_("dag"))
    what = models.CharField(_("slags information"), max_length=16, choices=Information.choices)
    by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+", verbose_name=_("av"))

    class Meta:
        ordering = ("on", "pk")

    def __str__(self) -> str:
        return f"{self.report_id} {self.what}"


class Recusal(models.Model):
    """A coordinator who has stepped back from a report (Administrative Procedure Act 2017:900, sections 16-18)."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="recusals")
    user = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    on = models.DateField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("report", "user"), name="recusal_once"),)

    def __str__(self) -> str:
        return f"{self.report_id} {self.user_id}"


class DisclosureQuerySet(models.QuerySet["Disclosure"]):
    def visible_to(self, user: User) -> DisclosureQuerySet:
        """Records of the boards whose disclosures the user keeps."""
        return self.filter(board__in=user.boards(DISCLOSURES))


class Disclosure(models.Model):
    """A human decision to give information to an authority, or not to: a record of it, never the information itself.

    `ground` is a code of `grounds`. `report_number` is a number and no key, so that the record outlives the report.
    """

    board = models.ForeignKey("accounts.Unit", on_delete=models.PROTECT, related_name="+", verbose_name=_("nämnd"))
    report_number = models.PositiveBigIntegerField(_("rapport"), null=True, blank=True)
    decided_on = models.DateField(_("dag"))
    ground = models.CharField(_("lagrum"), max_length=24)
    receiver = GuardedTextField(_("mottagare"), guard="institution", max_length=200, multiline=False)
    assessor = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, related_name="+", verbose_name=_("prövad av")
    )
    weighing = ProtectedTextField(_("intresseavvägning"), guard="report", max_length=2_000)
    what = models.CharField(_("slags uppgift"), max_length=16)
    given = models.BooleanField(_("lämnades ut"))
    dnr = GuardedTextField(_("diarienummer"), guard="institution", max_length=60, multiline=False, blank=True)

    objects = DisclosureQuerySet.as_manager()

    class Meta:
        ordering = ("-decided_on", "-pk")
        indexes = (models.Index(fields=("board", "-decided_on"), name="disclosure_list"),)

    def __str__(self) -> str:
        return f"{self.pk} {self.ground}"
