"""One round of a plan through the houses, as its version keeps it: who was consulted, what was answered."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from typing import Any

from django.utils import timezone

from ledstjarna.plans.earlier import answers_taken
from ledstjarna.plans.models import Choice, Plan, Remark, Step, Version
from ledstjarna.plans.way import Course


@dataclass(frozen=True, slots=True)
class Taken:
    """A step that led to the version. `date` is ISO; `changed`: the draft was rewritten after it.

    What was said at a consultation is left out, for a version is read by all.
    """

    kind: str
    date: str
    body: str
    outcome: str
    paragraph: str = ""
    dnr: str = ""
    changed: bool = False


@dataclass(frozen=True, slots=True)
class Answered:
    """A remark and its answer. `by` and `date` say whose it was and when; a withdrawn one needed no answer.

    `year` is that of the earlier plan it was made on, 0 for a remark on the plan itself.
    """

    number: int
    text: str
    answer: str
    by: str
    date: str
    withdrawn: bool = False
    year: int = 0

    @property
    def label(self) -> str:
        """Its number, and the year of its plan where that is another."""
        return f"{self.number} ({self.year})" if self.year else str(self.number)


@dataclass(frozen=True, slots=True)
class Turned:
    """An activity that was to be changed or was closed when the plan was begun from the year's before, and why."""

    key: str
    label: str
    choice: str
    reason: str


@dataclass(frozen=True, slots=True)
class Round:
    """`without_police` says why the police were not consulted, `partners` share the plan, `until` is the
    period of its next revision.

    `carries` is the number of the version whose decision an editorial one carries, else 0. `turn` is what the first
    version of a plan says of the activities of the plan before.
    """

    steps: tuple[Taken, ...] = ()
    without_police: str = ""
    remarks: tuple[Answered, ...] = ()
    partners: tuple[str, ...] = ()
    until: str = ""
    carries: int = 0
    turn: tuple[Turned, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Plain data of what is not empty."""
        return {name: value for name, value in asdict(self).items() if value}


def round_now(course: Course, fingerprint: str, *, without_police: str = "", carries: int = 0) -> Round:
    """The round that the draft has made, as a decision now would freeze it; answers on earlier plans go with it."""
    plan = course.plan
    own = [_answered(remark) for remark in pending(plan)]
    taken_along = [replace(_answered(remark), year=remark.plan.year) for remark in answers_taken(plan)]
    return Round(
        steps=tuple(_taken(step, fingerprint) for step in course.on_draft()),
        without_police=without_police,
        remarks=(*own, *taken_along),
        partners=tuple(str(partner) for partner in plan.partners.select_related("board")),
        until=str(plan.next_revision or ""),
        carries=carries,
        turn=turned(plan) if not course.versions else (),
    )


def turned(plan: Plan) -> tuple[Turned, ...]:
    """What was chosen, and why, for the activities that did not just go over from the plan before. One query."""
    rows = plan.carried.exclude(choice=Choice.CARRY) if plan.follows_id else ()
    return tuple(Turned(str(row.key), row.label, row.choice, row.reason) for row in rows)


def round_of(version: Version) -> Round:
    """The round that was frozen; an empty one for a version from before rounds were kept."""
    data = json.loads(bytes(version.content)).get("round", {})
    return Round(
        steps=tuple(Taken(**step) for step in data.pop("steps", ())),
        remarks=tuple(Answered(**remark) for remark in data.pop("remarks", ())),
        partners=tuple(data.pop("partners", ())),
        turn=tuple(Turned(**row) for row in data.pop("turn", ())),
        **data,
    )


def before(plan: Plan, version: Version | None) -> Version | None:
    """What a version or the draft is held against: the decided version before it, for an editorial one the last."""
    earlier = plan.versions.defer("pdf")
    if version is not None:
        earlier = earlier.filter(number__lt=version.number)
    return (earlier if version and version.editorial else earlier.filter(editorial=False)).last()


def pending(plan: Plan) -> list[Remark]:
    """The remarks that the next version answers, or must."""
    return list(plan.remarks.filter(answered_in__isnull=True).select_related("step"))


def raised_by(remark: Remark) -> str:
    """Whose remark it is, in the words of the minutes; nobody's name."""
    return str(remark.step.body) if remark.step else ""


def _taken(step: Step, fingerprint: str) -> Taken:
    return Taken(
        step.kind,
        step.held_on.isoformat(),
        step.body,
        step.outcome,
        step.paragraph,
        step.dnr,
        step.fingerprint != fingerprint,
    )


def _answered(remark: Remark) -> Answered:
    raised = remark.step.held_on if remark.step else timezone.localdate(remark.raised_at)
    return Answered(
        remark.number,
        remark.text,
        remark.answer,
        raised_by(remark),
        raised.isoformat(),
        remark.withdrawn_at is not None,
    )
