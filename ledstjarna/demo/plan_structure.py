"""What the demo's city gives its boards: this year's template, and the goals of this year and the last."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from ledstjarna.accounts.models import Unit, User
from ledstjarna.plans import services as plans
from ledstjarna.plans.goals import goals_for
from ledstjarna.plans.models import Activity, Plan
from ledstjarna.plans.template import our_own
from ledstjarna.walls.roles import Role

# What the city calls the sections of the structure that every city begins with.
HEADINGS = {
    "Inledning": "Varför vi har en plan",
    "Nämndens aktiviteter": "Aktiviteter för nämnden",
    "Föreningsbidrag och lokaler": "Föreningsstöd och lokaler",
    "Kompetens": "Kunskap",
}
COUNCIL = ("Stjärnvik är en trygg stad att leva i", "Alla som bor här har samma rättigheter och möjligheter")
BOARD = ("Färre dras in i våldsbejakande miljöer", "Alla medarbetare vet vad de ska göra när de är oroliga")
# (beginning of the activity, the board's goal, factors)
AIMS: tuple[tuple[str, int, list[str]], ...] = (
    ("Göra blanketten", 1, []),
    ("Alla medarbetare går", 1, []),
    ("Lotsa den som vill lämna", 0, ["risk_circle", "safe_support"]),
    ("Erbjuda samtal till anhöriga", 0, ["risk_home", "safe_adult"]),
    ("Hålla en referensgrupp", 0, ["safe_together"]),
)


def build_structure(units: dict[str, Unit], users: dict[str, User], today: date) -> None:
    """Adopt a template for this year, and set goals as they were last year and are now."""
    central, local = users[Role.CENTRAL_COORDINATOR].pk, users[Role.LOCAL_COORDINATOR].pk
    ours = our_own()
    named = tuple(replace(section, heading=HEADINGS.get(section.heading, section.heading)) for section in ours.sections)
    template = plans.template_create(
        year=today.year,
        title=f"Stjärnviks mall för nämndernas planer {today.year}",
        copy_of=replace(ours, sections=named, required=("party",)),
        actor_id=central,
    )
    plans.template_adopt(template=template, actor_id=central)
    board, year = units["SOC"], today.year - 1
    above = [plans.goal_add(board=None, year=year, name=name, actor_id=central) for name in COUNCIL]
    for name in BOARD:
        plans.goal_add(board=board, year=year, name=name, parent=above[0], actor_id=local)
    plans.goals_copy(board=None, year=today.year, actor_id=central)
    plans.goals_copy(board=board, year=today.year, actor_id=local)


def aim(plan: Plan, users: dict[str, User]) -> None:
    """Say which goals some activities serve, and which factors they are about."""
    goals = [goal for goal in goals_for(plan.board_id, plan.year) if goal.board_id]
    for beginning, number, factors in AIMS:
        activity = Activity.objects.get(section__plan=plan, activity__startswith=beginning)
        texts = {"goal": goals[number], "factors": factors}
        plans.item_edit(item=activity, texts=texts, lock=activity.lock, actor_id=users[Role.LOCAL_COORDINATOR].pk)
