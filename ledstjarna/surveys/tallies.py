"""How often each answer was given, counted by the database. What it means is for `results`."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from django.db import connection

from ledstjarna.surveys.definition import UNKNOWN, Definition, Kind
from ledstjarna.surveys.models import Answer, Invitation, Question

_NOUGHT: Final = Decimal(0)


@dataclass(slots=True)
class Tally:
    """The answers of some units to one question.

    `asked` are the units that the question was put to, `answered` those that gave any answer, "vet inte" too.
    `counts` are units by code. Of numbers: `numbers` units gave one, `above` of them more than nought, `total` is
    their sum. Of a share of the staff: `weighted` is Σ(per cent × headcount) and `heads` Σ headcount over the `weighed`
    units that gave both.
    """

    asked: int = 0
    answered: int = 0
    counts: dict[str, int] = field(default_factory=dict)
    numbers: int = 0
    above: int = 0
    total: Decimal = _NOUGHT
    weighted: Decimal = _NOUGHT
    heads: int = 0
    weighed: int = 0

    @property
    def unknown(self) -> int:
        return self.counts.get(UNKNOWN, 0)

    @property
    def unweighed(self) -> int:
        """Units that were asked for a share of their staff and are not in it, for whatever reason."""
        return self.asked - self.weighed

    def add(self, other: Tally) -> None:
        """Take in the answers of other units."""
        for code, number in other.counts.items():
            self.counts[code] = self.counts.get(code, 0) + number
        for name in ("answered", "numbers", "above", "total", "weighted", "heads", "weighed"):
            setattr(self, name, getattr(self, name) + getattr(other, name))


Tallies = Mapping[int, Tally]


def tallies(questions: Sequence[Question], *, asked: Mapping[int, int]) -> Tallies:
    """All units' answers to each question, by its number. `asked` is how many units each round asked."""
    found = _counted(questions, None)
    return _with_asked(questions, {one.pk: _joined(found, one.pk, (0, 1)) for one in questions}, asked)


def tallies_beside(
    questions: Sequence[Question], *, rounds: tuple[int, int], asked: Mapping[int, int]
) -> tuple[Tallies, Tallies]:
    """Two rounds' answers: of all units, and for each question of those that answered it in both (matched panel).

    In the panel's sums and shares of the staff are only units that gave a number, and a headcount, both times.
    """
    found = _counted(questions, rounds)
    all_units = {one.pk: _joined(found, one.pk, (0, 1)) for one in questions}
    panel = {one.pk: _joined(found, one.pk, (1,)) for one in questions}
    return _with_asked(questions, all_units, asked), panel


def answered_both(rounds: tuple[int, int]) -> int:
    """How many units have answered in both rounds."""
    first, second = (Invitation.objects.filter(round=pk, saved_on__isnull=False) for pk in rounds)
    return first.filter(unit__in=second.values("unit")).count()


def _joined(found: Mapping[tuple[int, int], Tally], question: int, parts: Collection[int]) -> Tally:
    whole = Tally()
    for part in parts:
        if piece := found.get((question, part)):
            whole.add(piece)
    return whole


def _counted(questions: Sequence[Question], rounds: tuple[int, int] | None) -> dict[tuple[int, int], Tally]:
    """By question and whether the unit answered it in the other round too (1) or not (0). Two queries in plain SQL."""
    ids = [one.pk for one in questions]
    if not ids:
        return {}
    answer, invitation, question = (model._meta.db_table for model in (Answer, Invitation, Question))
    panel, other, values = "0", "", []
    if rounds:
        panel = f"""CASE WHEN EXISTS (SELECT 1 FROM {answer} b WHERE b.invitation_id = o.id AND b.question_id = p.id
                AND (a.number IS NULL OR b.number IS NOT NULL))
            AND (a.number IS NULL OR q.kind <> 'share' OR (i.headcount IS NOT NULL AND o.headcount IS NOT NULL))
            THEN 1 ELSE 0 END"""  # noqa: S608
        other = f"""JOIN {question} q ON q.id = a.question_id
            LEFT JOIN {invitation} o ON o.unit_id = i.unit_id
                AND o.round_id = CASE i.round_id WHEN %s THEN %s ELSE %s END
            LEFT JOIN {question} p ON p.round_id = o.round_id AND p.key = q.key"""
        values = [rounds[0], rounds[1], rounds[0]]
    wanted = ", ".join(["%s"] * len(ids))
    source = f"FROM {answer} a JOIN {invitation} i ON i.id = a.invitation_id {other}"
    counted = f"""
        SELECT a.question_id, {panel}, a.value, COUNT(*), COUNT(a.number), COUNT(CASE WHEN a.number > 0 THEN 1 END),
            SUM(a.number), SUM(a.number * i.headcount), SUM(CASE WHEN a.number IS NOT NULL THEN i.headcount END),
            COUNT(CASE WHEN a.number IS NOT NULL THEN i.headcount END)
        {source} WHERE a.question_id IN ({wanted}) GROUP BY 1, 2, 3"""
    found: dict[tuple[int, int], Tally] = {}
    with connection.cursor() as cursor:
        cursor.execute(counted, [*values, *ids])
        for pk, part, code, units, numbers, above, total, weighted, heads, weighed in cursor.fetchall():
            counts = {code: units} if code else {}
            piece = Tally(
                answered=units,
                counts=counts,
                numbers=numbers,
                above=above,
                total=_decimal(total),
                weighted=_decimal(weighted),
                heads=heads or 0,
                weighed=weighed,
            )
            found.setdefault((pk, part), Tally()).add(piece)
        several = [one.pk for one in questions if one.kind == Kind.MANY]
        if several:
            wanted = ", ".join(["%s"] * len(several))
            distinct = f"""SELECT a.question_id, {panel}, COUNT(DISTINCT a.invitation_id)
                {source} WHERE a.question_id IN ({wanted}) GROUP BY 1, 2"""
            cursor.execute(distinct, [*values, *several])
            for pk, part, units in cursor.fetchall():
                found[pk, part].answered = units
    return found


def _decimal(value: object) -> Decimal:
    """A sum, which SQLite gives as a float; two decimals are what is stored."""
    return _NOUGHT if value is None else Decimal(str(value)).quantize(Decimal("0.01"))


def _with_asked(questions: Sequence[Question], found: dict[int, Tally], asked: Mapping[int, int]) -> dict[int, Tally]:
    """Say how many units each question was put to: of one with a condition, those that its earlier answer led there."""
    by_key = {(one.round_id, one.key): one for one in questions}
    for one in questions:
        definition: Definition = one.definition
        earlier = by_key.get((one.round_id, definition.condition.key)) if definition.condition else None
        if earlier is None:
            found[one.pk].asked = asked.get(one.round_id, 0)
        else:
            found[one.pk].asked = sum(found[earlier.pk].counts.get(code, 0) for code in definition.condition.any_of)
    return found
