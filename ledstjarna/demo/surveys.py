"""The demo's survey: two years held on paper, last year's round, and this year's, not yet answered by all."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from ledstjarna.accounts.models import Unit, User
from ledstjarna.demo.survey_answers import BEGUN, LAST_YEAR, ON_PAPER_2018, ON_PAPER_2019, THIS_YEAR
from ledstjarna.demo.survey_spread import Told, spread
from ledstjarna.surveys import services
from ledstjarna.surveys.definition import Definition, Kind, Subject
from ledstjarna.surveys.models import Invitation, Round, Way
from ledstjarna.surveys.template import KNOWN
from ledstjarna.walls.roles import Role

FORTNIGHT: Final = timedelta(days=14)
SILENT_2018: Final = frozenset({"SOC-01", "SOC-04", "SOC-12", "SOC-30", "SOC-31"})
"""Of the units that there are still; the five that have ended answered."""
ANSWERED_LAST_YEAR: Final = 24
ANSWERED_THIS_YEAR: Final = 22
BEGUN_UNITS: Final = 2
BEGUN_QUESTIONS: Final = 10
WAITS: Final = "SOC-18"

REWORDED: Final = ("guidance_used", "Har enheten tagit hjälp av kommunens vägledning under året?")
REWORDED_WHY: Final = "Samma fråga med enklare ord. Svaren betyder detsamma."
REPLACED: Final = (
    "training_taken_staff",
    "Hur stor del av medarbetarna har gått grundutbildningen under de två senaste åren, i procent?",
)
REPLACED_WHY: Final = "Förut räknades alla som någon gång hade gått grundutbildningen."
OWN: Final = Definition(
    "child_routine",
    "Har enheten under året gått igenom hur en orosanmälan görs?",
    Kind.YES_NO,
    Subject.UNIT,
    KNOWN,
)


@dataclass(frozen=True, slots=True)
class Survey:
    """Whose rounds they are, and who runs them."""

    board: Unit
    asker: int

    def planned(self, year: int, opens: date, closes: date, *, on_paper: bool = False) -> Round:
        return services.round_create(
            board=self.board,
            year=year,
            opens=opens,
            closes=closes,
            on_paper=on_paper,
            actor_id=self.asker,
            on=opens,
        )

    def open(self, planned: Round) -> Round:
        return services.round_open(round_id=planned.pk, actor_id=self.asker, on=planned.opens)

    def on_paper(self, year: int, told: Told, silent: Set[str]) -> None:
        """A round of October whose answers came in a file."""
        held = self.open(self.planned(year, date(year, 10, 1), date(year, 10, 31), on_paper=True))
        _answer(held, [row for row in _asked(held) if row.unit.code not in silent], told, Way.FILE)


def build_surveys(units: dict[str, Unit], users: dict[str, User], today: date) -> None:
    """Enter the years on paper, hold last year's round in October, and open this year's a fortnight ago, for a
    fortnight to come.
    """
    survey = Survey(units["SOC"], users[Role.LOCAL_COORDINATOR].pk)
    survey.on_paper(2018, ON_PAPER_2018, SILENT_2018)
    survey.on_paper(2019, ON_PAPER_2019, frozenset())
    october = date(today.year - 1, 10, 1)
    last = survey.open(survey.planned(october.year, october, october.replace(day=31)))
    _answer(last, _asked(last)[:ANSWERED_LAST_YEAR], LAST_YEAR, Way.OWN)
    services.round_close(round_id=last.pk, actor_id=survey.asker)
    services.round_release(round_id=last.pk, actor_id=survey.asker)
    this = survey.planned(today.year, max(today - FORTNIGHT, date(today.year, 1, 1)), today + FORTNIGHT)
    _change(this, survey.asker)
    survey.open(this)
    asked = [row for row in _asked(this) if row.unit.code != WAITS]
    _answer(this, asked[:ANSWERED_THIS_YEAR], THIS_YEAR, Way.OWN)
    _answer(this, asked[ANSWERED_THIS_YEAR:][:BEGUN_UNITS], BEGUN, Way.OWN, first=BEGUN_QUESTIONS)


def _change(planned: Round, asker: int) -> None:
    """One question in other words, one that asks for something else, and one of the board's own."""
    before = {one.key: one.definition for one in planned.questions.all()}
    for (key, wording), same, why in ((REWORDED, True, REWORDED_WHY), (REPLACED, False, REPLACED_WHY)):
        services.question_save(
            round_id=planned.pk,
            definition=replace(before[key], wording=wording),
            key=key,
            comparable=same,
            changed=why,
            actor_id=asker,
        )
    services.question_save(round_id=planned.pk, definition=OWN, actor_id=asker)


def _asked(found: Round) -> list[Invitation]:
    return list(found.invitations.select_related("unit"))


def _answer(found: Round, rows: Sequence[Invitation], told: Told, way: Way, first: int | None = None) -> None:
    """The units' answers on the first day, sent; with `first` only those to so many questions, and not sent."""
    questions = [one.definition for one in found.questions.all()][:first]
    heads = {row.unit.code: _headcount(row.unit.code, found.year) for row in rows}
    said = spread(questions, heads, told)
    for row in rows:
        code = row.unit.code
        services.answers_save(
            round_id=found.pk,
            unit_id=row.unit_id,
            given=said[code],
            headcount=heads[code],
            way=way,
            actor_id=None,
            on=found.opens,
        )
        if first is None:
            services.answers_send(round_id=found.pk, unit_id=row.unit_id, way=way, actor_id=None, on=found.opens)


def _headcount(code: str, year: int) -> int:
    """How many work at a unit: small ones and large ones, and a few more or fewer from year to year."""
    number = int(code.removeprefix("SOC-"))
    return 7 + number * 11 % 23 + (number + year) % 3
