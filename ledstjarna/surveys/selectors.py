"""Questions about the survey, from this room and from others. What other rooms get are dataclasses."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from ledstjarna.accounts.models import Assignment, Unit, User, current
from ledstjarna.accounts.selectors import holders
from ledstjarna.surveys.definition import Kind, Subject
from ledstjarna.surveys.models import YEARS, Invitation, Phase, Question, Round
from ledstjarna.surveys.results import Share, Sum, figure_key, figures
from ledstjarna.surveys.tallies import tallies
from ledstjarna.walls.roles import Role


@dataclass(frozen=True, slots=True)
class YearFigure:
    """One figure of a board's survey of a year.

    `key` is the question's own, followed by the answer's code where each answer has a figure; it stays the same from
    year to year, and two years may be compared when `series` is the same too. A share is `number` of `of`: units or
    managers, or of the `subject` staff, where it is per cent of the headcount, of a hundred. A sum has no `of`.
    `answer` is the answer's words where it has its own, `asked` how many units the question was put to. A share of the
    staff stands on `heads` people at `weighed` units.
    """

    key: str
    wording: str
    answer: str
    kind: Kind
    subject: Subject
    year: int
    series: int
    number: int
    of: int | None
    asked: int
    heads: int = 0
    weighed: int = 0


def figures_of(*, board_id: int, years: Collection[int]) -> dict[int, list[YearFigure]]:
    """The figures of a board's rounds of some years, of the questionnaire that the picture counts, each in its order
    and as they stand; a year in which none has opened is empty. Five queries at most.
    """
    rounds = {
        one.pk: one
        for one in Round.objects.filter(
            questionnaire__in_picture=True, board=board_id, year__in=years, opened_at__isnull=False
        ).annotate(units=Count("invitations"))
    }
    questions = list(Question.objects.filter(round__in=rounds).order_by("round", "position"))
    counted = tallies(questions, asked={pk: one.units for pk, one in rounds.items()})  # type: ignore[attr-defined]
    found: dict[int, list[YearFigure]] = {year: [] for year in years}
    for question, code, label, amount in figures(questions, counted):
        year = rounds[question.round_id].year
        of: int | None
        if isinstance(amount, Sum):
            number, of = amount.total, None
        elif amount.subject == Subject.STAFF:
            number, of = amount.percent, 100
        else:
            number, of = int(amount.part), amount.whole
        subject = amount.subject if isinstance(amount, Share) else Subject.UNIT
        found[year].append(
            YearFigure(
                key=figure_key(question.definition, code),
                wording=question.wording,
                answer=label,
                kind=Kind(question.kind),
                subject=subject,
                year=year,
                series=question.series,
                number=number,
                of=of,
                asked=counted[question.pk].asked,
                heads=counted[question.pk].heads,
                weighed=counted[question.pk].weighed,
            )
        )
    return found


@dataclass(frozen=True, slots=True)
class ResultRef:
    """A question's result as another room may name it and lead back to it."""

    round_pk: int
    key: str
    title: str
    wording: str
    board_id: int

    @property
    def url(self) -> str:
        return reverse("surveys:years", args=[self.round_pk, self.key])


def result_for(user: User, round_pk: int, key: str) -> ResultRef | None:
    """The result of a question in an opened round that the user runs. One query."""
    found = Question.objects.filter(round__in=Round.objects.visible_to(user), round__opened_at__isnull=False)
    return _ref(found.exclude(kind=Kind.TEXT).filter(round__pk=round_pk, key=key))


def result_named(round_pk: int, key: str) -> ResultRef | None:
    """The same for a reference that another room has kept; None when the round is gone. One query."""
    return _ref(Question.objects.filter(round=round_pk, key=key))


def result_of(*, board_id: int, year: int, code: str) -> ResultRef | None:
    """The result behind a figure's `YearFigure.key` in the picture of a board's year, which tells of the year before
    too: the latest round of the two that asked it. One query.
    """
    if year not in YEARS:
        return None
    rounds = Round.objects.filter(questionnaire__in_picture=True, board=board_id, opened_at__isnull=False)
    found = Question.objects.filter(round__in=rounds, round__year__in=(year - 1, year), key=code.partition(".")[0])
    return _ref(found.order_by("-round__year"))


def _ref(found: QuerySet[Question]) -> ResultRef | None:
    question = found.select_related("round__questionnaire").first()
    if question is None:
        return None
    return ResultRef(question.round_id, question.key, question.round.title, question.wording, question.round.board_id)


@dataclass(frozen=True, slots=True)
class Silent:
    """A unit that was asked and is not done; its manager's name, empty where nobody is in place."""

    unit_pk: int
    unit_name: str
    manager: str
    ended: date | None
    begun: bool
    until: date | None


def not_done(round_id: int) -> QuerySet[Invitation]:
    """What the units that are not done with a round were sent, in Swedish order."""
    return Invitation.objects.filter(round=round_id, answered_on=None).select_related("unit")


def managers_of(
    units: Collection[Unit], *, on: date | None = None, accounts: bool = False
) -> dict[int, list[Assignment]]:
    """Who answers for each unit: those who manage it, or else the nearest place above it. Two queries.

    `accounts` leaves out those without an account that is in use.
    """
    boards = {unit.board_id for unit in units}
    above = dict(Unit.objects.filter(board__in=boards).values_list("pk", "parent_id"))
    held: dict[int, list[Assignment]] = {}
    for one in holders(role=Role.UNIT_MANAGER, on=on).filter(unit__in=above):
        if not accounts or (one.user and one.user.is_active):
            held.setdefault(one.unit_id, []).append(one)
    found: dict[int, list[Assignment]] = {}
    for unit in units:
        place: int | None = unit.pk
        while place and place not in held:
            place = above.get(place)
        found[unit.pk] = held.get(place or 0, [])
    return found


def silent(rows: Collection[Invitation]) -> list[Silent]:
    """Some of the units that are not done, with whom to remind. Two queries."""
    managers = {pk: found[0].holder for pk, found in managers_of([row.unit for row in rows]).items() if found}
    return [
        Silent(
            row.unit_id,
            row.unit.name,
            managers.get(row.unit_id, ""),
            row.unit.last_day,
            row.saved_on is not None,
            row.until,
        )
        for row in rows
    ]


@dataclass(frozen=True, slots=True)
class RoundRef:
    """A board's round: its days, where it stands today and how many of those asked have answered; `done` of those
    have said that they are.
    """

    pk: int
    title: str
    board_name: str
    year: int
    opens: date
    closes: date
    phase: Phase
    ready: bool
    answered: int
    done: int
    asked: int

    @property
    def begun(self) -> int:
        """Units that have answers and are not done."""
        return max(self.answered - self.done, 0)

    @property
    def untouched(self) -> int:
        """Units that have not answered anything."""
        return self.asked - max(self.answered, self.done)


def rounds(user: User) -> list[RoundRef]:
    """The rounds that the user runs, the latest year first."""
    return _refs(Round.objects.visible_to(user))


def round_of(*, board_id: int, year: int) -> RoundRef | None:
    """The board's round of the year that the picture counts, if there is one."""
    found = Round.objects.filter(questionnaire__in_picture=True, board=board_id, year=year)
    return next(iter(_refs(found)), None)


def counts_of(pk: int) -> RoundRef:
    """One round, by its number."""
    return _refs(Round.objects.filter(pk=pk))[0]


def _refs(found: QuerySet[Round]) -> list[RoundRef]:
    counted = found.select_related("board", "questionnaire").annotate(
        asked=Count("invitations"),
        answered=Count("invitations", filter=Q(invitations__saved_on__isnull=False)),
        done=Count("invitations", filter=Q(invitations__answered_on__isnull=False)),
    )
    # Django leaves the model's own order out where it counts
    counted = counted.order_by("-year", "board__sort_key", "questionnaire")
    return [
        RoundRef(
            pk=row.pk,
            title=row.title,
            board_name=row.board.name,
            year=row.year,
            opens=row.opens,
            closes=row.closes,
            phase=row.phase,
            ready=row.ready,
            answered=row.answered,
            done=row.done,
            asked=row.asked,
        )
        for row in counted
    ]


@dataclass(frozen=True, slots=True)
class ToAnswer:
    """A unit that is not done with a round that takes its answers; `begun` when some are saved."""

    round_pk: int
    title: str
    unit_pk: int
    unit_name: str
    closes: date
    begun: bool


def to_answer(user: User) -> list[ToAnswer]:
    """What waits for the user's answer today, the first to close first. A unit that has ended waits for nobody."""
    today = timezone.localdate()
    waiting = (
        Invitation.objects.visible_to(user)
        .taking(today)
        .filter(current(today, prefix="unit__"), answered_on__isnull=True, round__on_paper=False)
    )
    found = waiting.select_related("round__questionnaire", "unit").order_by("round__closes", "unit__sort_key")
    return [
        ToAnswer(row.round_id, row.round.title, row.unit_id, row.unit.name, row.last_day, row.saved_on is not None)
        for row in found
    ]
