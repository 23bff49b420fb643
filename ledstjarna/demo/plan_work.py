"""The work with the demo plan's activities: who is asked and has answered, what has been done, how it is measured."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from ledstjarna.accounts.models import Unit, User
from ledstjarna.plans import services as plans
from ledstjarna.plans.models import Activity, Occurrence, OccurrenceState, Plan, Status
from ledstjarna.walls.roles import Role

# (beginning of the activity, lead, who): a role at a unit's code, or a function's name.
PARTIES: tuple[tuple[str, bool, tuple[Role, str] | str], ...] = (
    ("Delta i stadens nätverk", True, (Role.LOCAL_COORDINATOR, "SOC")),
    ("Hålla nätverket för chefer", True, (Role.LOCAL_COORDINATOR, "SOC")),
    ("Göra blanketten", True, (Role.LOCAL_COORDINATOR, "SOC")),
    ("Göra blanketten", False, (Role.UNIT_MANAGER, "SOC-18")),
    ("Hålla en referensgrupp", True, (Role.UNIT_MANAGER, "SOC-02")),
    ("Lotsa den som vill lämna", True, (Role.UNIT_MANAGER, "SOC-19")),
    ("Lotsa den som vill lämna", False, "Polisens kontaktperson för avhopparstöd"),
    ("Erbjuda samtal till anhöriga", True, (Role.UNIT_MANAGER, "SOC-20")),
    ("Ge råd till vuxna", True, (Role.UNIT_MANAGER, "SOC-27")),
    ("Pröva ett nytt sätt", True, (Role.UNIT_MANAGER, "SOC-18")),
    ("Ta upp frågan i varje forum", False, (Role.LOCAL_COORDINATOR, "UTB")),
)
ANSWERED_YES = ("SOC", "SOC-02", "SOC-19")
AREAS: dict[str, list[list[str]]] = {
    "Göra blanketten": [["extremism", "universal"]],
    "Hålla nätverket för chefer": [["extremism", "universal"], ["crime", "universal"]],
    "Hålla en referensgrupp": [["extremism", "selective"], ["exclusion", "selective"]],
    "Lotsa den som vill lämna": [["extremism", "indicated"], ["crime", "indicated"]],
    "Erbjuda samtal till anhöriga": [["extremism", "indicated"], ["mental_health", "selective"]],
    "Ge råd till vuxna": [["extremism", "selective"], ["mental_health", "selective"]],
    "Alla medarbetare går": [["extremism", "universal"]],
}
STATUS = {
    "Delta i stadens nätverk": Status.UNDER_WAY,
    "Hålla nätverket för chefer": Status.UNDER_WAY,
    "Hålla en referensgrupp": Status.UNDER_WAY,
    "Lotsa den som vill lämna": Status.UNDER_WAY,
    "Erbjuda samtal till anhöriga": Status.PAUSED,
}


def dress(plan: Plan, units: dict[str, Unit], users: dict[str, User]) -> None:
    """What stands beside the columns and is decided with them: parties, areas, an indicator with its aim."""
    coordinator = users[Role.LOCAL_COORDINATOR].pk
    for beginning, lead, who in PARTIES:
        activity = _activity(plan, beginning)
        named: dict[str, Any] = {"function": who} if isinstance(who, str) else {"role": who[0], "unit": units[who[1]]}
        plans.party_add(activity=activity, lead=lead, actor_id=coordinator, **named)
    for beginning, pairs in AREAS.items():
        activity = _activity(plan, beginning)
        plans.item_edit(item=activity, texts={"areas": pairs}, lock=activity.lock, actor_id=coordinator)
    indicator = plans.indicator_add(
        activity=_activity(plan, "Göra blanketten"),
        name="Enheter som har använt blanketten",
        measure="andel i procent",
        actor_id=coordinator,
    )
    plans.target_set(indicator=indicator, year=plan.year, target=Decimal(50), actor_id=coordinator)


def work(plan: Plan, users: dict[str, User], today: date) -> None:
    """What has come of it since: answers, times ticked off until a month ago, where things stand."""
    coordinator = users[Role.LOCAL_COORDINATOR].pk
    for activity in Activity.objects.filter(section__plan=plan).prefetch_related("parties__unit"):
        for party in activity.parties.all():
            if party.unit and party.unit.code in ANSWERED_YES:
                plans.party_answer(party=party, accepts=True, actor_id=coordinator)
            elif party.function:
                plans.party_answer(party=party, accepts=True, spoke=party.function, actor_id=coordinator)
    past = Occurrence.objects.filter(activity__section__plan=plan, end__lt=today).order_by("-end")
    latest: set[int] = set()
    for occurrence in past:
        # The latest of each is left as it is, so that something is overdue.
        if occurrence.activity_id in latest:
            plans.occurrence_set(occurrence=occurrence, state=OccurrenceState.DONE, actor_id=coordinator)
        latest.add(occurrence.activity_id)
    for beginning, status in STATUS.items():
        plans.activity_status_set(activity=_activity(plan, beginning), status=status, actor_id=coordinator)


def _activity(plan: Plan, beginning: str) -> Activity:
    found = Activity.objects.select_related("section__plan").filter(section__plan=plan)
    return found.get(activity__startswith=beginning)
