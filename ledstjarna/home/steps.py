"""What waits for a person: each room is asked, and answers with the next thing to do and where."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ledstjarna.accounts.models import User
from ledstjarna.accounts.permissions import SEE_VACANCIES
from ledstjarna.accounts.selectors import units_of, vacancies
from ledstjarna.audit.permissions import REVIEW
from ledstjarna.audit.selectors import scopes
from ledstjarna.followup import selectors as followup
from ledstjarna.followup.permissions import ACCEPT, CITY, REPORT
from ledstjarna.home import steps_plans
from ledstjarna.home.step import Step
from ledstjarna.operations.permissions import OUTBOX
from ledstjarna.operations.selectors import undelivered
from ledstjarna.plans.permissions import ASKED, DECISION_RECORD, DRAFT_EDIT, DRAFT_READ_RELEASED, EXECUTIVE_RECORD
from ledstjarna.reports import selectors as reports
from ledstjarna.reports.permissions import NOTHING, TRIAGE
from ledstjarna.situation import selectors as situation
from ledstjarna.situation.permissions import EDIT
from ledstjarna.surveys import selectors as surveys
from ledstjarna.surveys.permissions import ANSWER, ROUNDS
from ledstjarna.walls.permission import Permission

_UNHEARD = 3
_SURVEY_AHEAD = timedelta(days=14)


def steps_for(user: User) -> list[Step]:
    """Everything that waits for the user, most pressing first."""
    return [step for permission, ask in SOURCES if user.may(permission) for step in ask(user)]


def _mail(user: User) -> Iterator[Step]:
    if count := undelivered():
        text = ngettext("%d brev har inte kommit fram.", "%d brev har inte kommit fram.", count) % count
        url = reverse("operations:outbox")
        yield Step(_("Brev som inte kom fram"), text, url, _("Se utgående brev"), tag=_("fel"), tone="late")


def _reports(user: User) -> Iterator[Step]:
    """What cannot wait first: a concern that is not made; then what is unread, to be handled, to be closed."""
    waiting = reports.waiting(user)
    if waiting.concerns:
        yield Step(
            _("Orosanmälan ska göras i dag"),
            _concerns(waiting),
            reverse("reports:inbox"),
            _("Öppna inkorgen"),
            tag=_("försenad") if waiting.late else _("i dag"),
            tone="late",
        )
    if waiting.total:
        yield Step(
            _("Rapporter att ta ställning till"),
            _unread(waiting),
            reverse("reports:inbox"),
            _("Öppna inkorgen"),
            tag=_("brådskar") if waiting.urgent else _("ny"),
            tone="late" if waiting.urgent else "wait",
        )
    if waiting.to_handle:
        text = ngettext(
            "En bekräftad rapport väntar på att du noterar vad som har gjorts.",
            "%d bekräftade rapporter väntar på att du noterar vad som har gjorts.",
            waiting.to_handle,
        )
        text = text % waiting.to_handle if waiting.to_handle > 1 else text
        yield Step(_("Rapporter att åtgärda"), text, reverse("reports:inbox"), _("Öppna inkorgen"), tone="info")
    if waiting.to_close:
        text = ngettext(
            "En åtgärdad rapport väntar på att du svarar den som rapporterade.",
            "%d åtgärdade rapporter väntar på att du svarar dem som rapporterade.",
            waiting.to_close,
        )
        text = text % waiting.to_close if waiting.to_close > 1 else text
        yield Step(_("Rapporter att avsluta"), text, reverse("reports:inbox"), _("Öppna inkorgen"), tone="info")


def _concerns(waiting: reports.Waiting) -> str:
    if waiting.late:
        text = ngettext(
            "En orosanmälan skulle ha gjorts samma dag som du bedömde rapporten. Gör den nu.",
            "%d orosanmälningar skulle ha gjorts samma dag som du bedömde rapporterna. Gör dem nu.",
            waiting.late,
        )
        return text % waiting.late if waiting.late > 1 else text
    text = ngettext(
        "En rapport är bedömd som orosanmälan. Notera när du har gjort den.",
        "%d rapporter är bedömda som orosanmälningar. Notera när du har gjort dem.",
        waiting.concerns,
    )
    return text % waiting.concerns if waiting.concerns > 1 else text


def _unread(waiting: reports.Waiting) -> str:
    if waiting.total == waiting.urgent == 1:
        return _("En rapport väntar på dig, och den brådskar.")
    text = ngettext("En rapport väntar på dig.", "%(counter)s rapporter väntar på dig.", waiting.total)
    text %= {"counter": waiting.total}
    if waiting.urgent:
        urgent = ngettext("En av dem brådskar.", "%d av dem brådskar.", waiting.urgent)
        text += " " + (urgent % waiting.urgent if waiting.urgent > 1 else urgent)
    return text


def _unheard(user: User) -> Iterator[Step]:
    silent = reports.silent_units(user, timezone.localdate())
    for unit, month in silent[:_UNHEARD]:
        name = date_format(month, "F")
        yield Step(
            _("Har något hänt i %s?") % name,
            _("%(unit)s har inte svarat. Har inget hänt, eller är allt redan rapporterat, säger du det med ett klick.")
            % {"unit": unit.name},
            reverse("reports:nothing", args=[unit.pk, f"{month:%Y-%m}"]),
            _("Inget att rapportera"),
            tag=_("enhet"),
            post=True,
        )
    if rest := len(silent[_UNHEARD:]):
        words = ngettext("%d enhet till har inte svarat.", "%d enheter till har inte svarat.", rest) % rest
        yield Step(_("Fler enheter"), words, reverse("reports:coverage"), _("Se vilka"))


def _survey(user: User) -> Iterator[Step]:
    for survey in surveys.to_answer(user):
        yield Step(
            survey.title,
            (
                _("%(unit)s har börjat svara men är inte klar. Sista dag är %(day)s.")
                if survey.begun
                else _("%(unit)s har inte svarat än. Det tar ungefär tio minuter, senast %(day)s.")
            )
            % {"unit": survey.unit_name, "day": date_format(survey.closes, "j F")},
            reverse("surveys:answer", args=[survey.round_pk, survey.unit_pk]),
            _("Fortsätt") if survey.begun else _("Svara"),
            tag=_("enkät"),
            tone="wait",
        )


def _silent(user: User) -> Iterator[Step]:
    soon = timezone.localdate() + _SURVEY_AHEAD
    for survey in surveys.rounds(user):
        if survey.phase == "planned" and not survey.ready and survey.opens <= soon:
            yield Step(
                survey.title,
                _("Gå igenom frågorna och säg till att enkäten får öppna %(day)s.")
                % {"day": date_format(survey.opens, "j F")},
                reverse("surveys:round", args=[survey.pk]),
                _("Gör klart"),
                tag=_("enkät"),
                tone="wait",
            )
        if survey.phase == "open" and (silent := survey.asked - survey.done):
            text = ngettext(
                "En enhet är inte klar än. Sista dag är %(day)s.",
                "%(count)d enheter är inte klara än. Sista dag är %(day)s.",
                silent,
            )
            words = text % {"count": silent, "day": date_format(survey.closes, "j F")}
            yield Step(
                survey.title,
                words,
                f"{reverse('surveys:round', args=[survey.pk])}#inte-klara",
                _("Se vilka"),
                tone="info",
            )


def _to_report(user: User) -> Iterator[Step]:
    for row in followup.to_report(user, timezone.localdate()):
        text = ngettext("%(count)d aktivitet ska följas upp.", "%(count)d aktiviteter ska följas upp.", row.waiting)
        if row.sent_back:
            back = ngettext("%d är tillbaka för ändring.", "%d är tillbaka för ändring.", row.sent_back) % row.sent_back
            text = f"{text} {back}"
        last = _("Det går att lämna in till och med %s.") % date_format(row.last_day, "j F")
        yield Step(
            _("Följ upp %(period)s, %(board)s") % {"period": row.period, "board": row.board_name},
            f"{text % {'count': row.waiting}} {last}",
            reverse("followup:mine"),
            _("Rapportera"),
            tag=_("försenad") if row.late else _("uppföljning"),
            tone="late" if row.late else "wait",
        )


def _to_accept(user: User) -> Iterator[Step]:
    for row in followup.to_accept(user):
        text = ngettext("%d uppföljning väntar på dig.", "%d uppföljningar väntar på dig.", row.count) % row.count
        yield Step(
            _("Godkänn %(period)s, %(board)s") % {"period": row.period, "board": row.board_name},
            text,
            reverse("followup:board", args=[row.board_id, row.period_id]),
            _("Läs och godkänn"),
            tag=_("uppföljning"),
            tone="wait",
        )


def _not_handed_in(user: User) -> Iterator[Step]:
    for row in followup.silent(user, timezone.localdate()):
        text = ngettext("%d nämnd har inte lämnat in allt.", "%d nämnder har inte lämnat in allt.", row.boards)
        yield Step(
            row.period,
            text % row.boards,
            f"{reverse('followup:matrix', args=[row.year])}?period={row.period_id}&missing=on",
            _("Se vilka"),
            tag=_("uppföljning"),
            tone="info",
        )


def _picture(user: User) -> Iterator[Step]:
    for picture in situation.drafts_of(user):
        yield Step(
            picture.title,
            _("Lägesbilden är ett utkast. Dra slutsatser av siffrorna och publicera den."),
            reverse("situation:draft", args=[picture.pk]),
            _("Fortsätt"),
            lang="sv",
            tag=_("utkast"),
            tone="wait",
        )


def _vacancies(user: User) -> Iterator[Step]:
    if count := len(vacancies(units=units_of(user, SEE_VACANCIES))):
        text = ngettext("%d roll saknar innehavare.", "%d roller saknar innehavare.", count) % count
        yield Step(_("Obesatta roller"), text, reverse("accounts:vacancies"), _("Se vilka"))


def _review(user: User) -> Iterator[Step]:
    if any(scope.late for scope in scopes(user)):
        yield Step(
            _("Loggen ska granskas"),
            _("Det är dags att gå igenom vem som har läst skyddat material och skriva under."),
            reverse("audit:reviews"),
            _("Granska"),
            tag=_("nu"),
            tone="wait",
        )


SOURCES: tuple[tuple[Permission, Callable[[User], Iterator[Step]]], ...] = (
    (OUTBOX, _mail),
    (TRIAGE, _reports),
    (ANSWER, _survey),
    (NOTHING, _unheard),
    (REPORT, _to_report),
    (ACCEPT, _to_accept),
    (CITY, _not_handed_in),
    (EDIT, _picture),
    (ROUNDS, _silent),
    (DRAFT_EDIT, steps_plans.remarks),
    (EXECUTIVE_RECORD, steps_plans.executive),
    (DECISION_RECORD, steps_plans.to_decide),
    (DECISION_RECORD, steps_plans.partners),
    (DRAFT_EDIT, steps_plans.to_prepare),
    (DRAFT_EDIT, steps_plans.to_finish),
    (DRAFT_READ_RELEASED, steps_plans.released),
    (ASKED, steps_plans.asked),
    (DRAFT_EDIT, steps_plans.overdue),
    (DRAFT_EDIT, steps_plans.outdated),
    (DRAFT_EDIT, steps_plans.unanswered),
    (REVIEW, _review),
    (SEE_VACANCIES, _vacancies),
)
