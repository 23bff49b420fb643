"""A report is judged by three questions: confirmed, or set aside and its texts erased."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from ledstjarna.audit import services as audit
from ledstjarna.reports import terms
from ledstjarna.reports.clock import read_by
from ledstjarna.reports.lists import UNCOUNTED, Feedback, Kind
from ledstjarna.reports.models import SET_ASIDE, UNREAD, Report, Status, TermList
from ledstjarna.reports.pictures import counted_on
from ledstjarna.reports.services.coarsening import NOTHING_COARSER, Coarser, above, coarsen, possible
from ledstjarna.reports.services.following import contact_erase
from ledstjarna.reports.services.moving import MovedOn, held, moved, part, wipe
from ledstjarna.texts.guard import tidy


@dataclass(frozen=True, slots=True)
class Triage:
    """The coordinator's three answers, and the report as it is to stand if it is confirmed.

    `guess`: could a colleague guess who it is about? `act`: is it an act and not only an opinion? `child`: is there
    a child who may be harmed? `with_act` is the kind of act that a statement went with; `concern_made` says that the
    report to the social services is made, `concern_by_reporter` that the reporter makes it. `coarser` is heeded when
    somebody could guess.
    """

    guess: bool
    act: bool
    child: bool
    environment: str
    kind: str
    description: str
    with_act: str = ""
    concern_made: bool = False
    concern_by_reporter: bool = False
    coarser: Coarser = NOTHING_COARSER

    @property
    def outcome(self) -> Status:
        """A child comes first, whatever else the report is (Social Services Act 2025:400, chapter 19, section 1)."""
        if self.child:
            return Status.CONCERN
        return Status.CONFIRMED if self.act else Status.OPINION


def report_triage(
    *, report: Report, triage: Triage, lock: int, actor_id: int | None, once: UUID | None = None
) -> Report:
    """Confirm a report, or set it aside and erase its texts: see `Triage.outcome`.

    Raises ValidationError by field, and `MovedOn` when someone has handled the report since `lock` was read.
    """
    of = (*UNREAD, Status.CONFIRMED)
    with moved("report.triage", report, triage.outcome, of=of, lock=lock, actor_id=actor_id, once=once) as (done, now):
        if triage.outcome in SET_ASIDE:
            _set_aside(now, triage)
        else:
            _confirm(done, now, triage)
            now.questions.filter(answered_on__isnull=True).delete()  # nobody waits for the answer any longer
        now.handler_id = now.handler_id or actor_id
    return now


def report_leave_out(*, report: Report, why: str, lock: int, actor_id: int | None, once: UUID | None = None) -> Report:
    """Do not count an unread report, for one of the reasons of `lists.UNCOUNTED`, which the reporter is told.

    Its text stays as long as other reports' do. Raises ValidationError, and `MovedOn` when someone has handled the
    report since `lock` was read.
    """
    if why not in UNCOUNTED:
        raise ValidationError({"why": _("Välj varför rapporten inte räknas.")})
    with moved("report.leave_out", report, Status.UNCOUNTED, lock=lock, actor_id=actor_id, once=once) as (done, now):
        if why == Feedback.UNANSWERED and done.facts["from"] != Status.RETURNED:
            raise ValidationError({"why": _("Ingen fråga väntar på svar. Välj en annan orsak.")})
        now.feedback, now.handler_id = why, now.handler_id or actor_id
        done.facts["feedback"] = why
        now.questions.filter(answered_on__isnull=True).delete()
        contact_erase(now)
    return now


def report_reopen(*, report: Report, lock: int, actor_id: int | None, once: UUID | None = None) -> Report:
    """Let a confirmed report be judged anew, counted with no other; not when a published picture has counted it.

    Raises ValidationError, and `MovedOn` when someone has handled the report since `lock` was read.
    """
    of = (Status.CONFIRMED,)
    with moved("report.reopen", report, Status.RECEIVED, of=of, lock=lock, actor_id=actor_id, once=once) as (
        _done,
        now,
    ):
        if day := counted_on(now):
            said = {"day": date_format(day, "j F Y")}
            raise ValidationError(
                _("Lägesbilden som publicerades den %(day)s har räknat rapporten. Den går inte att bedöma på nytt.")
                % said
            )
        now.confirmed_at, now.read_by = None, read_by(timezone.now()) if now.urgent else None
        part(now)
    return now


def concern_make(*, report: Report, lock: int, actor_id: int | None, once: UUID | None = None) -> Report:
    """Note that the report to the social services, decided on before, is made by its own channel.

    Raises `MovedOn` when it was noted already.
    """
    with held("report.concern.made", report, within={Status.CONCERN}, lock=lock, actor_id=actor_id, once=once) as (
        done,
        now,
    ):
        if not now.concern_waits or not now.concern_decided_at:
            raise MovedOn
        now.concern_made_at = timezone.now()
        done.facts["same_day"] = timezone.localdate(now.concern_decided_at) == timezone.localdate(now.concern_made_at)
    return now


def _set_aside(now: Report, triage: Triage) -> None:
    wipe(now)
    if triage.outcome is Status.CONCERN:
        now.concern_decided_at = timezone.now()
        now.concern_made_at = now.concern_decided_at if triage.concern_made else None
        now.concern_by_reporter = triage.concern_by_reporter and not triage.concern_made


def _confirm(done: audit.Act, now: Report, triage: Triage) -> None:
    _check_kind(now, triage)
    text = tidy(triage.description).strip() or None
    left = text is not None or bool(possible(now)) or bool(above(now))
    coarser = coarsen(now, triage.coarser) if triage.guess else []
    if triage.guess and left and text == now.description and not coarser:
        raise ValidationError(
            {
                "description": _(
                    "Någon skulle kunna gissa vem det gäller. "
                    "Skriv om texten, töm den, eller gör tid, enhet eller plats mindre exakt."
                )
            }
        )
    done.facts["rewritten"] = text != now.description
    if coarser:
        done.facts["coarser"] = ", ".join(coarser)
    if triage.kind == Kind.STATEMENT:
        done.facts["with_act"] = triage.with_act
    now.environment, now.kind, now.description = triage.environment, triage.kind, text
    now.confirmed_at = timezone.now()


def _check_kind(now: Report, triage: Triage) -> None:
    """Codes of the year's lists, or what the report has; and no opinion without the act it went with."""
    lists = terms.in_use(now.year)
    kinds = lists[TermList.KIND]
    if triage.kind not in {*kinds, now.kind}:
        raise ValidationError({"kind": _("Välj bland händelserna i listan.")})
    if triage.environment not in {*lists[TermList.ENVIRONMENT], now.environment}:
        raise ValidationError({"environment": _("Välj bland miljöerna i listan.")})
    if triage.kind == Kind.STATEMENT and triage.with_act not in set(kinds) - {Kind.STATEMENT}:
        raise ValidationError(
            {
                "with_act": _(
                    "Ett uttalande räknas bara ihop med en handling. Välj vilken, "
                    "eller svara nej på frågan om någon har gjort något."
                )
            }
        )
