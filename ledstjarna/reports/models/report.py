"""A report: what happened, about when, at what kind of place. Never who it was about, never who filed it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Max, Q
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from ledstjarna.reports.lists import Age, Environment, Feedback, Involved, Measure, Place, Span, Target
from ledstjarna.reports.permissions import TRIAGE
from ledstjarna.texts.fields import ProtectedTextField

if TYPE_CHECKING:
    from ledstjarna.accounts.models import User


class Status(models.TextChoices):
    RECEIVED = "received", _("ny")
    RETURNED = "returned", _("fråga till den som rapporterade")
    CONFIRMED = "confirmed", _("bekräftad")
    HANDLED = "handled", _("åtgärdad")
    CLOSED = "closed", _("avslutad")
    OPINION = "opinion", _("laglig åsikt, texten borttagen")
    CONCERN = "concern", _("blev orosanmälan, texten borttagen")
    UNCOUNTED = "uncounted", _("räknas inte")


ALLOWED_TRANSITIONS: dict[Status, frozenset[Status]] = {
    Status.RECEIVED: frozenset({Status.RETURNED, Status.CONFIRMED, Status.OPINION, Status.CONCERN, Status.UNCOUNTED}),
    Status.RETURNED: frozenset({Status.RECEIVED, Status.CONFIRMED, Status.OPINION, Status.CONCERN, Status.UNCOUNTED}),
    Status.CONFIRMED: frozenset({Status.RECEIVED, Status.HANDLED, Status.OPINION, Status.CONCERN}),
    Status.HANDLED: frozenset({Status.CONFIRMED, Status.CLOSED}),
    Status.CLOSED: frozenset(),
    Status.OPINION: frozenset(),
    Status.CONCERN: frozenset(),
    Status.UNCOUNTED: frozenset(),
}
UNREAD = (Status.RECEIVED, Status.RETURNED)
COUNTED = (Status.CONFIRMED, Status.HANDLED, Status.CLOSED)
SET_ASIDE = (Status.OPINION, Status.CONCERN)
ANSWERED = (Status.CLOSED, Status.UNCOUNTED)
UNMADE = Q(status=Status.CONCERN, concern_made_at__isnull=True, concern_by_reporter=False)
"""A report to the social services that the coordinator has still to make."""
OPEN = (Status.RECEIVED, Status.RETURNED, Status.CONFIRMED, Status.HANDLED)


class ReportQuerySet(models.QuerySet["Report"]):
    def visible_to(self, user: User) -> ReportQuerySet:
        """Reports of the boards where the user handles them, but for those the user has stepped back from."""
        return self.filter(board__in=user.boards(TRIAGE)).exclude(recusals__user=user.pk)

    def with_answered(self) -> ReportQuerySet:
        """Each with the day its questions were answered last, so that it is not asked for one by one."""
        return self.annotate(answered=Max("questions__answered_on"))  # type: ignore[no-redef]


class Report(models.Model):
    """One event. `happened` is the first day of its week or month, `year` that week's ISO year.

    `kind`, `environment` and `district` are codes of the year's lists (`lists`). `description` is None when there is no
    text, or no longer. `same_event` names the report that stands for an event told more than once: only that one is
    counted. `read_by`, of an urgent one that is unread, is noon or four o'clock: see `clock.read_by`. The row holds no
    reporter, no session, no time of day of the filing. `alone_on` is when the administrators were last told that nobody
    can see it.
    """

    board = models.ForeignKey("accounts.Unit", on_delete=models.PROTECT, related_name="+", verbose_name=_("nämnd"))
    unit = models.ForeignKey(
        "accounts.Unit", on_delete=models.PROTECT, related_name="+", db_index=False, verbose_name=_("enhet")
    )
    happened = models.DateField(_("när"))
    span = models.CharField(max_length=5, choices=Span.choices)
    year = models.PositiveSmallIntegerField()
    kind = models.CharField(_("slags händelse"), max_length=16)
    environment = models.CharField(_("miljö"), max_length=16, default=Environment.UNCLEAR)
    place = models.CharField(_("plats"), max_length=16, choices=Place.choices)
    district = models.CharField(_("stadsdel"), max_length=16, blank=True)
    target = models.CharField(_("riktat mot"), max_length=16, choices=Target.choices, default=Target.UNKNOWN)
    involved = models.CharField(_("antal inblandade"), max_length=8, choices=Involved.choices, default=Involved.UNKNOWN)
    age = models.CharField(_("ålder"), max_length=8, choices=Age.choices, default=Age.UNKNOWN)
    urgent = models.BooleanField(_("brådskar"), default=False)
    measures = models.JSONField(_("åtgärder på enheten"), default=list, blank=True)
    description = ProtectedTextField(_("beskrivning"), guard="report", max_length=1_000, null=True, blank=True)
    status = models.CharField(_("läge"), max_length=10, choices=Status.choices, default=Status.RECEIVED)
    received_on = models.DateField(_("kom in"))
    code_hash = models.CharField(max_length=64, unique=True)
    handler = models.ForeignKey(
        "accounts.User",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
        verbose_name=_("handläggare"),
    )
    same_event = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="repeated",
        verbose_name=_("samma händelse"),
    )
    handled_with = models.JSONField(_("åtgärder"), default=list, blank=True)
    feedback = models.CharField(_("återkoppling"), max_length=16, choices=Feedback.choices, blank=True)
    feedback_words = ProtectedTextField(_("egna ord"), guard="report", max_length=300, null=True, blank=True)
    read_by = models.DateTimeField(_("ska läsas före"), null=True, blank=True)
    confirmed_at = models.DateTimeField(_("bekräftad"), null=True, blank=True)
    concern_decided_at = models.DateTimeField(_("bedömd som orosanmälan"), null=True, blank=True)
    concern_made_at = models.DateTimeField(_("orosanmälan gjord"), null=True, blank=True)
    concern_by_reporter = models.BooleanField(_("den som rapporterade gör orosanmälan"), default=False)
    reminded_on = models.DateField(_("påmind"), null=True, blank=True)
    alone_on = models.DateField(_("ingen kan se den"), null=True, blank=True)
    lock = models.PositiveIntegerField(default=0, editable=False)

    kind_label: str  # the words of the year's lists, see `terms.word`
    environment_label: str
    district_label: str

    objects = ReportQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        indexes = (
            # Holds all that `selectors.counts` asks, so that a year is counted without touching the rows.
            models.Index(fields=("board", "year", "environment", "kind", "status", "same_event"), name="report_counts"),
            models.Index(fields=("board", "status", "-urgent", "received_on", "id"), name="report_inbox"),
            models.Index(fields=("unit", "received_on"), name="report_coverage"),
            models.Index(fields=("received_on",), name="report_received"),
        )
        constraints = (
            models.CheckConstraint(condition=Q(status__in=Status.values), name="report_status_known"),
            models.CheckConstraint(
                condition=~Q(status__in=SET_ASIDE) | Q(description__isnull=True), name="report_set_aside_has_no_text"
            ),
            models.CheckConstraint(
                condition=(Q(status__in=ANSWERED) & ~Q(feedback="")) | (~Q(status__in=ANSWERED) & Q(feedback="")),
                name="report_closed_with_feedback",
            ),
            models.CheckConstraint(
                condition=Q(status=Status.CONCERN, concern_decided_at__isnull=False)
                | (
                    ~Q(status=Status.CONCERN)
                    & Q(concern_decided_at__isnull=True, concern_made_at__isnull=True, concern_by_reporter=False)
                ),
                name="report_concern_has_its_clock",
            ),
        )

    def __str__(self) -> str:
        return f"{self.pk} {self.status}"

    @cached_property
    def answered(self) -> date | None:
        """The day its questions were answered last; see `with_answered` for many."""
        last: date | None = self.questions.aggregate(last=Max("answered_on"))["last"]
        return last

    @property
    def when(self) -> str:
        """The week or the month in words."""
        if self.span == Span.MONTH:
            return date_format(self.happened, "F Y")
        return _now("vecka %(week)d, %(year)d") % {"week": self.happened.isocalendar().week, "year": self.year}

    @property
    def came_in(self) -> str:
        """The day while it waits to be judged, then only the week, in words."""
        if self.status in UNREAD:
            return date_format(self.received_on, "j F Y")
        week = self.received_on.isocalendar()
        return _now("vecka %(week)d, %(year)d") % {"week": week.week, "year": week.year}

    @property
    def concern_waits(self) -> bool:
        """Whether the coordinator has still to make the report to the social services, as `UNMADE`."""
        return self.status == Status.CONCERN and not (self.concern_made_at or self.concern_by_reporter)

    @property
    def measure_labels(self) -> list[str]:
        """What the reporter's unit has done, in words."""
        return [str(Measure(code).label) for code in self.measures]


def first_day(day: date, span: str) -> date:
    """The Monday of the day's week, or the first of its month."""
    return day.replace(day=1) if span == Span.MONTH else day - timedelta(days=day.weekday())


def year_of(first: date, span: str) -> int:
    """The year a report is counted in: the month's, or the ISO year of the week (31 December 2024 is in 2025)."""
    return first.year if span == Span.MONTH else first.isocalendar().year
