"""What the plans have waiting for a person: to write, to decide, to answer."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ledstjarna.accounts.models import User
from ledstjarna.home.step import Step
from ledstjarna.plans import waiting
from ledstjarna.plans.permissions import DECISION_RECORD, DRAFT_EDIT, DRAFT_READ_RELEASED
from ledstjarna.plans.selectors import drafts_within, findings_unanswered
from ledstjarna.plans.selectors_details import overdue_within, unanswered_by


def unanswered(user: User) -> Iterator[Step]:
    """Findings that no activity answers."""
    if count := len(findings_unanswered(user)):
        text = ngettext(
            "En slutsats i lägesbilden har ingen aktivitet i planen.",
            "%d slutsatser i lägesbilden har ingen aktivitet i planen.",
            count,
        )
        yield Step(
            _("Slutsatser utan aktivitet"),
            text % count if count > 1 else text,
            reverse("plans:chain"),
            _("Se kedjan"),
            tone="info",
        )


def to_decide(user: User) -> Iterator[Step]:
    """Drafts that the board has been given to decide on."""
    for plan in waiting.drafts_for_board(user):
        yield Step(
            _("Registrera nämndens beslut"),
            _("Samordnaren har lämnat utkastet till nämnden. Registrera beslutet när nämnden har fattat det."),
            reverse("plans:draft", args=[plan.pk]),
            _("Öppna"),
            about=plan.title,
            tag=_("utkast"),
            tone="wait",
        )


def remarks(user: User) -> Iterator[Step]:
    """Remarks that the plan must answer."""
    for plan in waiting.remarks_to_answer(user):
        text = ngettext("En synpunkt på planen väntar på svar.", "%d synpunkter på planen väntar på svar.", plan.count)
        yield Step(
            _("Svara på synpunkterna på planen för %d") % plan.year,
            text % plan.count if plan.count > 1 else text,
            reverse("plans:remarks", args=[plan.pk]),
            _("Svara"),
            about=plan.title,
            tag=_("synpunkter"),
            tone="wait",
        )


def executive(user: User) -> Iterator[Step]:
    """Plans that wait for the executive board."""
    for plan in waiting.for_executive_board(user):
        yield Step(
            _("Registrera kommunstyrelsens beslut"),
            _("%(board)s har beslutat om planen. Registrera kommunstyrelsens beslut när det är fattat.")
            % {"board": plan.board},
            reverse("plans:plan", args=[plan.pk]),
            _("Öppna"),
            about=plan.title,
            tag=_("kommunstyrelsen"),
            tone="wait",
        )


def partners(user: User) -> Iterator[Step]:
    """Joint plans that wait for the user's board."""
    for plan in waiting.for_partner_boards(user, DECISION_RECORD):
        yield Step(
            _("Registrera nämndens beslut"),
            _("Planen är gemensam med %(board)s, som har beslutat. Registrera nämndens beslut när det är fattat.")
            % {"board": plan.board},
            reverse("plans:plan", args=[plan.pk]),
            _("Öppna"),
            about=plan.title,
            tag=_("gemensam plan"),
            tone="wait",
        )


def to_prepare(user: User) -> Iterator[Step]:
    """Joint plans that the coordinator's board has yet to decide about."""
    for plan in waiting.for_partner_boards(user, DRAFT_EDIT):
        yield Step(
            _("Ta upp den gemensamma planen i nämnden"),
            _("%(board)s har beslutat om planen. Nu är det din nämnds tur. Registratorn noterar beslutet.")
            % {"board": plan.board},
            reverse("plans:plan", args=[plan.pk]),
            _("Öppna"),
            about=plan.title,
            tag=_("gemensam plan"),
            tone="wait",
        )


def outdated(user: User) -> Iterator[Step]:
    """Approvals that no longer cover the plan."""
    for plan in waiting.outdated_plans(user):
        yield Step(
            _("Se om planen behöver revideras"),
            _("Lägesbilden har ändrats sedan nämnden beslutade. Se om planen behöver revideras."),
            reverse("plans:plan", args=[plan.pk]),
            _("Se vad"),
            about=plan.title,
            tag=_("inaktuell"),
            tone="info",
        )


def to_finish(user: User) -> Iterator[Step]:
    """Drafts under way."""
    for plan in drafts_within(user, DRAFT_EDIT):
        yield Step(
            _("Skriv klart utkastet för %d") % plan.year,
            _("Du har ett utkast på gång. Se vad som saknas innan det går till nämnden."),
            reverse("plans:draft", args=[plan.pk]),
            _("Fortsätt"),
            about=plan.title,
            tag=_("utkast"),
            tone="wait",
        )


def released(user: User) -> Iterator[Step]:
    """Drafts that boards have handed to the central coordinator."""
    for plan in drafts_within(user, DRAFT_READ_RELEASED, released=True):
        yield Step(
            _("Lämna synpunkter på utkastet"),
            _("%(board)s har lämnat utkastet till dig för synpunkter.") % {"board": plan.board.name},
            reverse("plans:draft", args=[plan.pk]),
            _("Läs"),
            about=plan.title,
            tag=_("utkast"),
            tone="info",
        )


def asked(user: User) -> Iterator[Step]:
    """Activities that ask for the user's yes or no."""
    if count := unanswered_by(user):
        text = ngettext(
            "En aktivitet i en handlingsplan väntar på ditt ja eller nej.",
            "%d aktiviteter i handlingsplaner väntar på ditt ja eller nej.",
            count,
        )
        words = text % count if count > 1 else text
        yield Step(_("Du är tillfrågad"), words, reverse("plans:asked"), _("Svara"), tag=_("fråga"), tone="wait")


def overdue(user: User) -> Iterator[Step]:
    """Activities with a time that should have been."""
    if count := overdue_within(user, DRAFT_EDIT):
        text = ngettext(
            "En aktivitet har ett tillfälle som skulle ha varit. Bocka av eller flytta det.",
            "%d aktiviteter har tillfällen som skulle ha varit. Bocka av eller flytta dem.",
            count,
        )
        words = text % count if count > 1 else text
        yield Step(_("Försenade aktiviteter"), words, reverse("plans:list"), _("Se planen"), tone="info")
