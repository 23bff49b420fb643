"""What a round's answers come to, beside those of the round before: shares with what they are shares of.

A share of the staff is Σ(share × headcount) / Σ headcount, and says which units are missing; a share of units or of
managers counts units. A difference is stated only where the two years can be compared.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from itertools import groupby

from django.db.models import Count
from django.utils.translation import gettext as _

from ledstjarna.surveys.definition import NONE, UNKNOWN, YES, Definition, Kind, Subject
from ledstjarna.surveys.models import Question, Round
from ledstjarna.surveys.tallies import Tallies, Tally, answered_both, tallies, tallies_beside

HIGH_STEPS = ("4", "5")


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many, units or managers; or of the staff, whose `part` is weighed and not counted."""

    part: Decimal
    whole: int
    subject: Subject

    @property
    def exact(self) -> Fraction:
        return Fraction(self.part) / self.whole

    @property
    def percent(self) -> int:
        """In whole per cent, halves up."""
        return percent(self.exact)


def percent(share: Fraction) -> int:
    """The share in whole per cent, halves up."""
    return int(share * 100 + Fraction(1, 2))


@dataclass(frozen=True, slots=True)
class Pair:
    """A share now and in the round before; `points` is the difference in percentage points, when one may be told."""

    now: Share | None
    before: Share | None

    @property
    def points(self) -> int | None:
        if self.now is None or self.before is None:
            return None
        change = (self.now.exact - self.before.exact) * 100
        rounded = Decimal(change.numerator) / Decimal(change.denominator)
        return int(rounded.quantize(Decimal(1), ROUND_HALF_UP))


@dataclass(frozen=True, slots=True)
class Line:
    """One answer to a question: of all units, and of those that answered in both rounds. `code` is empty where the
    question has one figure.
    """

    code: str
    label: str
    all_units: Pair
    panel: Pair


@dataclass(frozen=True, slots=True)
class Sum:
    """The sum of a number, and how many units gave one."""

    total: int
    units: int


@dataclass(frozen=True, slots=True)
class Result:
    """One question of a round. `before` is None when the round before did not ask it, `comparable` says whether the
    years may be put beside each other; `changed` why, where the question has been changed.
    """

    number: int
    question: Question
    now: Tally
    before: Tally | None
    panel: tuple[Tally, Tally] | None
    earlier: Question | None
    leads: bool = True

    @property
    def definition(self) -> Definition:
        return self.question.definition

    @property
    def both(self) -> int:
        """How many units the panel of the question has: those that answered it both times."""
        if not self.panel:
            return 0
        now = self.panel[0]
        return {Kind.SHARE: now.weighed, Kind.NUMBER: now.numbers}.get(self.definition.kind, now.answered)

    @property
    def comparable(self) -> bool:
        """Whether the years mean the same; never where the question that leads here does not."""
        return self.leads and self.earlier is not None and self.earlier.series == self.question.series

    @property
    def reworded(self) -> bool:
        """Whether the question was changed since the round before and may still be compared."""
        return self.comparable and self.earlier is not None and self.earlier.version != self.question.version

    @property
    def answered_ever(self) -> bool:
        """Whether anybody answered, now or in the round before."""
        return bool(self.now.answered or (self.before and self.before.answered))

    @property
    def lines(self) -> list[Line]:
        """The shares in the order of the answers; none of a number or of words."""
        return [
            Line(code, label, self._pair(code, self.now, self.before), self._panel(code))
            for code, label in lines_of(self.definition)
        ]

    @property
    def sums(self) -> tuple[Sum, Sum | None] | None:
        """The sum of a number now and before; the one before only where it can be compared."""
        if self.definition.kind != Kind.NUMBER:
            return None
        return sum_of(self.now), sum_of(self.before) if self.comparable and self.before else None

    @property
    def panel_sums(self) -> tuple[Sum, Sum] | None:
        if self.definition.kind != Kind.NUMBER or not self.panel or not self.comparable:
            return None
        return sum_of(self.panel[0]), sum_of(self.panel[1])

    def _pair(self, code: str, now: Tally, before: Tally | None) -> Pair:
        asked = self.earlier is not None and code in dict(lines_of(self.earlier.definition))
        earlier = share_of(self.definition, before, code) if before and self.comparable and asked else None
        return Pair(share_of(self.definition, now, code), earlier)

    def _panel(self, code: str) -> Pair:
        return self._pair(code, *self.panel) if self.panel else Pair(None, None)


@dataclass(frozen=True, slots=True)
class Results:
    """A round's results: `both` is how many units answered in both rounds."""

    year: int
    before_year: int | None
    answered: int
    asked: int
    both: int
    results: tuple[Result, ...]

    @property
    def sections(self) -> list[tuple[str, list[Result]]]:
        return [(name, list(found)) for name, found in groupby(self.results, key=lambda one: one.question.section)]


def results_of(found: Round) -> Results:
    """The results of a round as they stand, beside those of the questionnaire's round before."""
    earlier = _round_before(found)
    questions = list(found.questions.all())
    units = found.invitations.aggregate(asked=Count("pk"), answered=Count("saved_on"))
    asked = {found.pk: units["asked"]}
    before: dict[str, Question] = {}
    both = 0
    panel: Tallies | None = None
    if earlier is None:
        counted = tallies(questions, asked=asked)
    else:
        before = {one.key: one for one in earlier.questions.all()}
        pair = (found.pk, earlier.pk)
        asked[earlier.pk] = earlier.invitations.count()
        both = answered_both(pair)
        counted, panel = tallies_beside([*questions, *before.values()], rounds=pair, asked=asked)
    results: dict[str, Result] = {}
    for number, one in enumerate(questions, start=1):
        leading = results.get(one.definition.condition.key)
        leads = leading is None or leading.earlier is None or leading.comparable
        results[one.key] = _result(number, one, before.get(one.key), counted, panel if both else None, leads)
    return Results(
        found.year, earlier.year if earlier else None, units["answered"], units["asked"], both, tuple(results.values())
    )


def _round_before(found: Round) -> Round | None:
    rounds = found.questionnaire.rounds.filter(year__lt=found.year, opened_at__isnull=False)
    return rounds.order_by("-year").first()


def _result(
    number: int, now: Question, earlier: Question | None, counted: Tallies, panel: Tallies | None, leads: bool
) -> Result:
    both = (panel[now.pk], panel[earlier.pk]) if panel and earlier else None
    return Result(number, now, counted[now.pk], counted[earlier.pk] if earlier else None, both, earlier, leads)


def lines_of(question: Definition) -> Iterator[tuple[str, str]]:
    """The answers that have a share of their own, by code; one without a code where the question has one figure."""
    if question.kind == Kind.YES_NO:
        yield YES, _("Ja")
        return
    if question.kind == Kind.SHARE:
        yield "", ""
    if question.kind == Kind.SCALE:
        fifth = question.label_of("5")
        words = {"fourth": question.label_of("4"), "fifth": fifth[:1].lower() + fifth[1:]}
        yield "high", _("%(fourth)s eller %(fifth)s") % words
    yield from ((code, str(label)) for code, label in question.choices if code != UNKNOWN)


def share_of(question: Definition, tally: Tally, code: str) -> Share | None:
    """The share that gave an answer, of those who answered the question; None when nobody did."""
    if question.kind == Kind.SHARE:
        return Share(tally.weighted / 100, tally.heads, Subject.STAFF) if tally.heads else None
    if not tally.answered:
        return None
    units = sum(
        tally.counts.get(one, 0) for one in (HIGH_STEPS if question.kind == Kind.SCALE and code == "high" else (code,))
    )
    subject = Subject.MANAGER if question.subject == Subject.MANAGER else Subject.UNIT
    return Share(Decimal(units), tally.answered, subject)


def sum_of(tally: Tally) -> Sum:
    """The sum of the numbers given."""
    return Sum(int(tally.total), tally.numbers)


def figure_key(question: Definition, code: str) -> str:
    """What other rooms call an answer's figure: the question's key, with the code where each answer has a figure."""
    return f"{question.key}.{code}" if code and question.kind != Kind.YES_NO else question.key


def figures(questions: Sequence[Question], counted: Tallies) -> Iterator[tuple[Question, str, str, Share | Sum]]:
    """Every figure of a round: its question, its code in the question, its words and what it comes to."""
    for one in questions:
        tally, definition = counted[one.pk], one.definition
        if definition.kind == Kind.NUMBER:
            yield one, "", "", sum_of(tally)
        for code, label in lines_of(definition):
            share = share_of(definition, tally, code)
            if share and code != NONE:
                yield one, code, label, share
