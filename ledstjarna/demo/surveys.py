"""The demo's survey: last year's round, closed, and this year's, under way and not yet answered by all."""

from __future__ import annotations

from datetime import date, timedelta

from ledstjarna.accounts.models import Unit, User
from ledstjarna.surveys import services
from ledstjarna.surveys.given import Given, chosen
from ledstjarna.surveys.models import Round, Way
from ledstjarna.walls.roles import Role

# By question: how many of the units that answer say yes, and how many do not know.
LAST_YEAR = {"events_met": (7, 1), "form_known": (15, 0), "training_taken": (13, 3)}
THIS_YEAR = {"events_met": (9, 1), "form_known": (19, 0), "training_taken": (16, 2)}
ANSWERED_LAST_YEAR, ANSWERED_THIS_YEAR = 24, 22
FORTNIGHT = timedelta(days=14)


def build_surveys(units: dict[str, Unit], users: dict[str, User], today: date) -> None:
    """Hold last year's round in October, and open this year's a fortnight ago, for a fortnight to come."""
    october = date(today.year - 1, 10, 1)
    asker = users[Role.LOCAL_COORDINATOR].pk
    last = _round(units, october.year, october, date(october.year, 10, 31), asker)
    _answer(last, ANSWERED_LAST_YEAR, LAST_YEAR, october, "")
    opened = max(today - FORTNIGHT, date(today.year, 1, 1))
    this = _round(units, today.year, opened, today + FORTNIGHT, asker)
    _answer(this, ANSWERED_THIS_YEAR, THIS_YEAR, opened, units["SOC-18"].name)


def _round(units: dict[str, Unit], year: int, opens: date, closes: date, actor_id: int) -> Round:
    made = services.round_create(board=units["SOC"], year=year, opens=opens, closes=closes, actor_id=actor_id, on=opens)
    return services.round_open(round_id=made.pk, actor_id=actor_id, on=opens)


def _answer(asked: Round, number: int, shares: dict[str, tuple[int, int]], on: date, waits: str) -> None:
    """The first units answer, but for the one that waits; their answers fall evenly among them."""
    answering = [found.unit for found in asked.invitations.select_related("unit") if found.unit.name != waits]
    questions = {one.key: one.definition for one in asked.questions.all()}
    for place, unit in enumerate(answering[:number]):
        given: dict[str, Given] = {
            key: chosen(questions[key], [_value(place, number, *share)]) for key, share in shares.items()
        }
        from decimal import Decimal

        given["form_known_staff"] = Given(number=Decimal(20 + place * 2))
        if place % 3 == 0 and given["events_met"].codes == ("yes",):
            given["event_kinds"] = chosen(questions["event_kinds"], ["poster", "threat"])
            given["cases_far_right"] = Given(number=Decimal(1))
        given["knowledge_level"] = chosen(questions["knowledge_level"], [str(1 + place % 5)])
        services.answers_save(
            round_id=asked.pk, unit_id=unit.pk, given=given, headcount=12, way=Way.OWN, actor_id=None, on=on
        )
        services.answers_send(round_id=asked.pk, unit_id=unit.pk, actor_id=None, on=on)


def _value(place: int, number: int, yes: int, unknown: int) -> str:
    turn = place * 7 % number
    return "yes" if turn < yes else "unknown" if turn < yes + unknown else "no"
