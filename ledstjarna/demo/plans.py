"""The demo's plans: last year's as decided, this year's as decided, and a revision of it under way."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

from ledstjarna.accounts.models import Unit, User
from ledstjarna.audit import services as audit
from ledstjarna.demo.calendar import working_day
from ledstjarna.demo.plan_structure import aim, build_structure
from ledstjarna.demo.plan_texts import SECTIONS, TITLE
from ledstjarna.demo.plan_work import dress, work
from ledstjarna.demo.situation import FORM_UNKNOWN, SYMBOLS
from ledstjarna.plans import services as plans
from ledstjarna.plans.content import draft_parts, fingerprint
from ledstjarna.plans.models import Activity, Outcome, Plan, texts_of
from ledstjarna.plans.printing import Decision
from ledstjarna.plans.reading import ActivityText, PlanText, SectionText
from ledstjarna.walls.roles import Role

SHORT_PLANS = {"UTB": "Utbildningsnämndens", "SDN01": "Ankarhamns stadsdelsnämnds"}
LAST_YEAR_HAD_NOT = {"Pröva ett nytt sätt att möta oro kvällstid", "Öva på svåra samtal i arbetsgruppen"}


POLICE = "Kommunpolisen i lokalpolisområdet"
CONSULTED = "Polisen ser inga hinder. Närvaron kvällstid samordnas vid de gemensamma mötena."
REMARKS = [
    "Skriv när alla enheter ska ha gått grundkursen.",
    "Beskriv hur nämnden når föreningar som inte har någon fast mötesplats.",
]

# Which activity answers which of `situation.FINDINGS`.
ANSWERS = {
    "Göra blanketten och rutinen kända på alla enheter": FORM_UNKNOWN,
    "Alla medarbetare går grundkursen": FORM_UNKNOWN,
    "Ta upp frågan i varje forum med andra parter": SYMBOLS,
}


LED = "Ta upp frågan i varje forum med andra parter"


def build_plans(units: dict[str, Unit], users: dict[str, User], today: date, findings: Sequence[UUID]) -> None:
    """Decide the social board's plans of last year and this, begin to revise the latter; give two boards a plan.

    Some activities of this year's plan answer `findings`.
    """
    year = today.year
    build_structure(units, users, today)
    for code, name in SHORT_PLANS.items():
        _decide(units[code], year, _short_text(name, year), today, "§ 9")
    last = _begin(units["SOC"], year - 1, _text(year - 1, LAST_YEAR_HAD_NOT))
    _board_decides(last, today, "§ 12")
    _executive(last, today, Outcome.APPROVED, [])
    plan = _begin(units["SOC"], year, _text(year, frozenset()))
    _give_reasons(plan, findings)
    dress(plan, units, users)
    aim(plan, users)
    _board_decides(plan, today, "§ 14")
    _executive(plan, today, Outcome.CONDITIONS, REMARKS)
    work(plan, users, today)
    _revise(plan, users)


def _decide(board: Unit, year: int, text: PlanText, today: date, paragraph: str) -> None:
    _board_decides(_begin(board, year, text), today, paragraph)


def _begin(board: Unit, year: int, text: PlanText) -> Plan:
    return plans.plan_import(board=board, year=year, text=text, actor_id=None)


def _board_decides(plan: Plan, today: date, paragraph: str) -> None:
    """In May, or last week if May has not come; the police were asked some weeks before."""
    decided_on = min(working_day(date(plan.year, 5, 21)), working_day(today - timedelta(days=7)))
    consulted_on = working_day(decided_on - timedelta(days=17))
    plans.consultation_record(
        plan=plan, held_on=consulted_on, body=POLICE, outcome=Outcome.AGREED, text=CONSULTED, actor_id=None
    )
    board = plan.board
    decision = Decision(
        body=board.name, decided_on=decided_on, paragraph=paragraph, dnr=f"{board.code} {plan.year}/118"
    )
    plans.version_decide(plan=plan, decision=decision, seen=fingerprint(plan, draft_parts(plan)), actor_id=None)


def _executive(plan: Plan, today: date, outcome: Outcome, remarks: list[str]) -> None:
    """The executive board takes up what the board decided last, two weeks later or the day before today."""
    version = plan.versions.latest("number")
    held_on = max(version.decided_on, min(working_day(version.decided_on + timedelta(days=13)), today))
    plans.version_take_up(
        plan=plan,
        number=version.number,
        decision=Decision("Kommunstyrelsen", held_on, "§ 88", f"KS {plan.year}/41"),
        outcome=outcome,
        remarks=remarks,
        actor_id=None,
    )


def _give_reasons(plan: Plan, findings: Sequence[UUID]) -> None:
    for activity in Activity.objects.filter(section__plan=plan, activity__in=ANSWERS):
        plans.item_edit(
            item=activity,
            texts=texts_of(activity),
            findings=[findings[ANSWERS[activity.activity]]],
            lock=activity.lock,
            actor_id=None,
        )


def _short_text(board: str, year: int) -> PlanText:
    """A plan of the kind a small board has: what it wants, and its activities."""
    wanted = {"Samverkan", "Aktiviteter för föreningsstöd och lokaler", "Aktiviteter för kunskap", "Uppföljning"}
    text = _text(year, frozenset())
    sections = tuple(replace(section, level=1) for section in text.sections if section.heading in wanted)
    return PlanText(title=f"{board} handlingsplan mot våldsbejakande extremism {year}", sections=sections)


def _text(year: int, leave_out: Set[str]) -> PlanText:
    return PlanText(
        title=TITLE.format(year=year),
        sections=tuple(
            SectionText(
                heading=section.heading,
                level=section.level,
                text=section.text.format(year=year),
                activities=tuple(
                    ActivityText(*(column.format(year=year) for column in row))
                    for row in section.activities
                    if row[0] not in leave_out
                ),
            )
            for section in SECTIONS
        ),
    )


def _revise(plan: Plan, users: dict[str, User]) -> None:
    """A draft for the board: one activity sharper, and two people who have read it."""
    coordinator = users[Role.LOCAL_COORDINATOR]
    plan = plans.plan_revise(plan=plan, actor_id=coordinator.pk)
    activity = Activity.objects.get(section__plan=plan, activity__startswith="Göra blanketten")
    texts = {
        "activity": activity.activity,
        "responsible": activity.responsible,
        "schedule": f"Klart 31 oktober {plan.year}",
        "follow_up": "T2 och VB, andel enheter som har använt blanketten",
    }
    plans.item_edit(item=activity, texts=texts, lock=activity.lock, actor_id=coordinator.pk)
    for role in (Role.UNIT_MANAGER, Role.REGISTRAR):
        audit.read("plan.draft.read", actor_id=users[role].pk, board_id=plan.board_id, kind="plan", ids=[plan.pk])
