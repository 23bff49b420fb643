"""What the log and the retention page call this room's matters, and what the timer does for it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ledstjarna.accounts.selectors import of_board_and_year
from ledstjarna.audit import actions, names, retention
from ledstjarna.operations import timer
from ledstjarna.surveys.models import AnswerImport, Invitation, Round
from ledstjarna.surveys.services import INVITATION, ROUND, imports_drop_old, reminders_send, rounds_open_due

ACTIONS = {
    "survey.round.create": _("skapade en enkät"),
    "survey.round.change": _("ändrade en enkäts dagar eller enheter"),
    "survey.round.ready": _("bestämde om en enkät ska öppna av sig själv"),
    "survey.round.open": _("öppnade en enkät"),
    "survey.round.close": _("stängde en enkät"),
    "survey.round.reopen": _("gav en enkät en ny sista dag"),
    "survey.round.release": _("bestämde om staden får se en enkäts resultat"),
    "survey.questionnaire.count": _("bestämde vilken enkät lägesbilden räknar"),
    "survey.round.remove": _("tog bort en enkät som ingen hade svarat på"),
    "survey.question.save": _("ändrade en fråga i en enkät"),
    "survey.question.move": _("flyttade en fråga i en enkät"),
    "survey.question.remove": _("tog bort en fråga ur en enkät"),
    "survey.question.replace": _("bytte alla frågor i en enkät"),
    "survey.questions.export": _("hämtade en enkäts frågor som fil"),
    "survey.response.save": _("sparade svar på en enkät"),
    "survey.response.send": _("blev klar med en enhets svar"),
    "survey.response.extend": _("gav en enhet längre tid att svara"),
    "survey.response.read": _("läste en enhets svar på en enkät"),
    "survey.remind": _("skrev till cheferna om en enkät"),
    "survey.results.read": _("läste en enkäts resultat"),
    "survey.released.read": _("läste ett utlämnat enkätresultat"),
    "survey.answers.read": _("läste enheternas svar på en enkät"),
    "survey.answers.export": _("hämtade enheternas svar som fil"),
    "survey.answers.import": _("läste in enheternas svar från en fil"),
}


def register() -> None:
    """Called when the app is ready."""
    for action, words in ACTIONS.items():
        actions.register(action, words)
    names.register(ROUND, _rounds, label=_("enkät"), find=_found)
    names.register(INVITATION, _invitations, label=_("enhets enkätsvar"))
    retention.register(
        retention.Rule(
            code="surveys.rounds",
            what=_("Enkäter med enheternas svar, efter sista dagen att svara"),
            months=60,
            kind=ROUND,
            select=_old,
            purge=lambda keys: Round.objects.filter(pk__in=keys).delete(),
        )
    )
    retention.register(
        retention.Rule(
            code="surveys.imports",
            what=_("Prövade filer med enkätsvar som ingen läste in"),
            months=1,
            select=_old_imports,
            purge=lambda keys: AnswerImport.objects.filter(pk__in=keys).delete(),
            tombstones=False,
        )
    )
    timer.register(timer.Duty("surveys.imports", timedelta(hours=1), imports_drop_old))
    timer.register(timer.Duty("surveys.open", timedelta(minutes=10), rounds_open_due))
    timer.register(timer.Duty("surveys.remind", timedelta(hours=1), reminders_send))


def _old(before: datetime) -> Sequence[int]:
    found = Round.objects.filter(closes__lt=timezone.localdate(before))
    return list(found.order_by("pk").values_list("pk", flat=True))


def _old_imports(before: datetime) -> Sequence[int]:
    return list(AnswerImport.objects.filter(created_at__lt=before).values_list("pk", flat=True))


def _rounds(ids: set[int]) -> dict[int, names.Named]:
    return {
        row.pk: names.Named(f"{row.board.name} {row.year}", reverse("surveys:round", args=[row.pk]))
        for row in Round.objects.filter(pk__in=ids).select_related("board")
    }


def _invitations(ids: set[int]) -> dict[int, str]:
    found = Invitation.objects.filter(pk__in=ids).select_related("unit", "round")
    return {row.pk: f"{row.unit.name} {row.round.year}" for row in found}


def _found(words: str) -> Iterable[int]:
    return of_board_and_year(Round.objects.all(), words)
