"""Retention: what the rooms keep, for how long, under which adopted decision, and the run that removes the rest.

The archives act (1990:782) makes keeping the rule and removal the exception that needs a decision, so nothing goes
under a rule whose decision is not registered. A room registers its rules when its app is ready.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.functional import Promise

from ledstjarna.audit.models import RetentionDecision, RetentionRun, Tombstone
from ledstjarna.audit.months import add_months, midnight
from ledstjarna.audit.services import act

_BATCH = 500


@dataclass(frozen=True, slots=True)
class Rule:
    """What is kept and how it goes.

    `months` is how long the product suggests; None means it is preserved for ever and is only listed. `select` gives
    the keys of the rows older than a moment; `purge` removes the rows of some keys, inside the act that records it.
    `kind` is the log's kind of row: a removed row leaves a tombstone with its number, unless `tombstones` is off (for
    technical rows that nobody would ask for). `finish` is for what takes too long for one act: called after each run,
    safe to repeat. `note` is what the page tells beside the number: what is kept back, what is lost with the rows.
    """

    code: str
    what: str | Promise
    months: int | None
    kind: str = ""
    select: Callable[[datetime], Sequence[Any]] = lambda _before: ()
    purge: Callable[[Sequence[Any]], object] = lambda _keys: None
    finish: Callable[[], object] = lambda: None
    tombstones: bool = True
    note: Callable[[], str] = lambda: ""


RULES: dict[str, Rule] = {}


def register(rule: Rule) -> None:
    """Make a rule known. Raises `ValueError` when another rule has its code."""
    if rule.code in RULES and RULES[rule.code] != rule:
        raise ValueError(f"retention rule {rule.code} is declared twice")
    RULES[rule.code] = rule


@dataclass(frozen=True, slots=True)
class State:
    """A rule as it stands today: its adopted decision, and how many rows a run would remove now."""

    rule: Rule
    decision: RetentionDecision | None
    waiting: int
    note: str = ""

    @property
    def months(self) -> int | None:
        """How long is kept: as decided, else as suggested."""
        return self.decision.months if self.decision else self.rule.months


def states() -> list[State]:
    """Every rule, with a dry run of it."""
    return [state(rule) for rule in sorted(RULES.values(), key=lambda rule: rule.code)]


def state(rule: Rule) -> State:
    """One rule, with a dry run of it. Without a decision it counts what would go after the suggested time."""
    decision = decision_for(rule.code)
    months = decision.months if decision else rule.months
    waiting = 0 if rule.months is None or months is None else len(rule.select(_before(months)))
    return State(rule, decision, waiting, rule.note())


def decision_for(code: str) -> RetentionDecision | None:
    """The decision that holds for a rule: the one registered last."""
    return RetentionDecision.objects.filter(rule=code).order_by("-pk").first()


def _before(months: int) -> datetime:
    return midnight(add_months(timezone.localdate(), -months))


def decide(decision: RetentionDecision, *, actor_id: int, once: UUID | None = None) -> RetentionDecision:
    """Register an adopted decision. Earlier ones of the rule remain in its history. Raises `ValidationError`,
    `Repeated`.
    """
    with act("retention.decide", actor_id=actor_id, once=once) as done:
        decision.registered_by_id = actor_id
        decision.full_clean()
        decision.save(force_insert=True)
        done.on("retention_decision", decision.pk)
        done.facts.update(rule=decision.rule, months=decision.months, decision=decision.decision)
    return decision


def run(*, actor_id: int | None = None) -> RetentionRun:
    """Remove what every decided rule no longer keeps, in batches that are acts of their own.

    Safe to repeat: when it is cut off, the next run goes on with what is left.
    """
    current = RetentionRun.objects.create(actor_id=actor_id)
    for rule in RULES.values():
        decision = decision_for(rule.code)
        if decision is None or rule.months is None:
            continue
        keys = rule.select(_before(decision.months))
        for start in range(0, len(keys), _BATCH):
            _purge(rule, decision, current, list(keys[start : start + _BATCH]))
        rule.finish()
    current.finished_at = timezone.now()
    current.save(update_fields=["finished_at"])
    return current


def _purge(rule: Rule, decision: RetentionDecision, current: RetentionRun, keys: list[Any]) -> None:
    with act("retention.run", actor_id=current.actor_id) as done:
        rule.purge(keys)
        if rule.tombstones:
            done.on(rule.kind, *keys)
            Tombstone.objects.bulk_create(
                Tombstone(kind=rule.kind, object_id=key, rule=rule.code, run=current) for key in keys
            )
        done.facts.update(rule=rule.code, count=len(keys), decision=decision.decision, run=current.pk)
        current.removed[rule.code] = current.removed.get(rule.code, 0) + len(keys)
        current.save(update_fields=["removed"])
