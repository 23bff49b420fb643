"""The checker: what a reader should know is missing in a plan, or cannot be. Counted and told, never scored."""

from __future__ import annotations

from dataclasses import dataclass

from ledstjarna.plans.checks.finding import hits
from ledstjarna.plans.checks.model import Facts, Hit, Mend, Severity
from ledstjarna.plans.checks.rules import BY_CODE, RULES, Rule

__all__ = ["BY_CODE", "RULES", "Check", "Facts", "Hit", "Mend", "Rule", "Severity", "check", "hits"]


@dataclass(frozen=True, slots=True)
class Check:
    """A rule that something breaks: how many, in a sentence, and each of them."""

    rule: Rule
    hits: tuple[Hit, ...]

    @property
    def sentence(self) -> str:
        """How many break the rule; the hit's own words when it is about the whole plan."""
        return self.rule.words(len(self.hits))

    @property
    def first_key(self) -> str:
        return next((hit.key for hit in self.hits if hit.key), "")


def check(facts: Facts) -> list[Check]:
    """The rules that the plan breaks, the gravest first and then in a fixed order."""
    by_rule: dict[str, list[Hit]] = {}
    for hit in hits(facts):
        by_rule.setdefault(hit.rule, []).append(hit)
    order = {severity: place for place, severity in enumerate(Severity)}
    rules = sorted((BY_CODE[code] for code in by_rule), key=lambda rule: (order[rule.severity], RULES.index(rule)))
    return [Check(rule, tuple(by_rule[rule.code])) for rule in rules]
