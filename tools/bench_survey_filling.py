"""Fills a prepared data folder for `tools.bench_surveys`: a board of 2,500 units with ten years' answers to 40
questions, and an open round of 30 questions that some of its managers are signed in to answer.

Usage: python -m tools.bench_survey_filling, in the environment of the server. Prints as JSON {"seconds", "answers",
"results", "round", "questions", "managers"}: the results' path, the key of the open round, what to answer to each of
its questions, and of each signed-in manager the path of the page and the session.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import islice
from typing import Any

import django

django.setup()

from allauth.mfa.models import Authenticator  # noqa: E402
from django.conf import settings  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.test import Client  # noqa: E402
from django.urls import reverse  # noqa: E402
from django.utils import timezone  # noqa: E402

from ledstjarna.accounts.models import Assignment, Unit, UnitKind, User  # noqa: E402
from ledstjarna.surveys import services  # noqa: E402
from ledstjarna.surveys.definition import ALWAYS, NONE, UNKNOWN, Definition, Kind  # noqa: E402
from ledstjarna.surveys.models import Answer, Invitation, Question, Round  # noqa: E402
from ledstjarna.surveys.template import TEMPLATE  # noqa: E402
from ledstjarna.walls.roles import Role  # noqa: E402

UNITS, YEARS, QUESTIONS = 2_500, 10, 40
OPEN_QUESTIONS = 30
SIGNED_IN = 260
SINCE = date(2010, 1, 1)
WORDS = "Vi behöver en ny genomgång med exempel från vår egen vardag."
BATCH = 100_000


def board_with_units() -> tuple[Unit, list[Unit]]:
    """Straight into the tables; no figure is about adding units."""
    city = Unit.objects.get(kind=UnitKind.CITY)
    city_since = max(SINCE, city.valid_from)
    board = Unit(kind=UnitKind.BOARD, code="BENCH", parent=city, valid_from=city_since).called("Mätnämnden")
    board.save()
    board.board = board
    board.save()
    units = Unit.objects.bulk_create(
        (
            Unit(
                kind=UnitKind.UNIT, code=f"BENCH-{number:04}", parent=board, board=board, valid_from=city_since
            ).called(f"Enhet {number:04}")
            for number in range(UNITS)
        ),
        batch_size=500,
    )
    return board, units


def managers(units: Sequence[Unit]) -> list[User]:
    """One at each unit."""
    people = User.objects.bulk_create(
        (User().called(f"Bob {number:04}", f"bob.{number}@bench.invalid") for number in range(len(units))),
        batch_size=500,
    )
    Assignment.objects.bulk_create(
        (
            Assignment(user=user, unit=unit, role=Role.UNIT_MANAGER, valid_from=SINCE.replace(year=2020))
            for user, unit in zip(people, units, strict=True)
        ),
        batch_size=500,
    )
    return people


def asked_over_the_years() -> list[Definition]:
    """The template, asked of all, and questions of yes or no up to the number."""
    found = [replace(one, condition=ALWAYS) for one in TEMPLATE]
    return [*found, *_more(QUESTIONS - len(found))]


def _more(number: int) -> Iterator[Definition]:
    for place in range(number):
        yield Definition(f"more_{place}", f"Har enheten gått igenom punkt {place} i år?", Kind.YES_NO, section="Mer")


def fill_years(board: Unit, actor: User, today: date) -> Round:
    """Ten rounds, each answered by all; gives the latest."""
    definitions = asked_over_the_years()
    for year in range(today.year - YEARS + 1, today.year + 1):
        opens = min(date(year, 10, 1), today)
        made = services.round_create(
            board=board, year=year, opens=opens, closes=opens + timedelta(days=30), definitions=definitions,
            on_paper=True, actor_id=actor.pk, on=opens,
        )  # fmt: skip
        found = services.round_open(round_id=made.pk, actor_id=actor.pk, on=opens)
        rows = list(found.invitations.all())
        for place, row in enumerate(rows):
            row.saved_on = row.answered_on = opens
            row.headcount = 5 + (place * 7 + year) % 60
        Invitation.objects.bulk_update(rows, ["saved_on", "answered_on", "headcount"], batch_size=100)
        _answers(list(found.questions.all()), rows, year)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return found


def _answers(questions: Sequence[Question], rows: Sequence[Invitation], year: int) -> None:
    """Past the guard and the seal of each, which no figure is about; the words are the same everywhere."""
    text = Answer._meta.get_field("text")
    blank, sealed = (text.get_db_prep_save(words, connection) for words in ("", WORDS))
    values: Iterator[tuple[Any, ...]] = (
        (
            row.pk,
            question.pk,
            *_answer(question.definition, place * 7_919 + number * 104_729 + year * 31, blank, sealed),
        )
        for place, row in enumerate(rows)
        for number, question in enumerate(questions)
    )
    insert = (
        f"INSERT INTO {Answer._meta.db_table} (invitation_id, question_id, value, number, text) "  # noqa: S608
        "VALUES (%s, %s, %s, %s, %s)"
    )
    with transaction.atomic(), connection.cursor() as cursor:
        while batch := list(islice(values, BATCH)):
            cursor.executemany(insert, batch)


def _answer(question: Definition, turn: int, blank: str, sealed: str) -> tuple[str, int | None, str]:
    """One row: a code, a number or words."""
    if question.kind == Kind.TEXT:
        return "", None, sealed
    if question.kind == Kind.SHARE:
        return ("", turn % 101, blank) if turn % 20 else (UNKNOWN, None, blank)
    if question.kind == Kind.NUMBER:
        return "", turn % 4, blank
    codes = [code for code, _label in question.choices]
    return codes[turn % len(codes)], None, blank


def open_round(board: Unit, actor: User, today: date) -> Round:
    """The template with some more, of another questionnaire of the board."""
    definitions = [*TEMPLATE, *_more(OPEN_QUESTIONS - len(TEMPLATE))]
    made = services.round_create(
        board=board, year=today.year, opens=today, closes=today + timedelta(days=14), name="Mätning",
        definitions=definitions, actor_id=actor.pk,
    )  # fmt: skip
    return services.round_open(round_id=made.pk, actor_id=actor.pk)


def signed_in(found: Round, people: Sequence[User], units: Sequence[Unit]) -> Iterator[tuple[str, str]]:
    """The path of the page and the session of so many managers."""
    for user, unit in islice(zip(people, units, strict=True), SIGNED_IN):
        Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={})
        client = Client()
        client.force_login(user)
        yield reverse("surveys:answer", args=[found.pk, unit.pk]), client.cookies[settings.SESSION_COOKIE_NAME].value


def answer_to(question: Definition) -> str:
    """What the managers answer: all that leads on to further questions."""
    if question.kind == Kind.TEXT:
        return WORDS
    if question.kind == Kind.SHARE:
        return "9 av 12"
    if question.kind == Kind.NUMBER:
        return "1"
    return next(code for code, _label in question.choices if code not in {UNKNOWN, NONE})


def main() -> None:
    """Fill and say where things are."""
    began, today = time.perf_counter(), timezone.localdate()
    board, units = board_with_units()
    people = managers(units)
    actor = User.objects.get(assignments__role=Role.LOCAL_COORDINATOR, demo=True)
    Assignment.objects.create(user=actor, unit=board, role=Role.LOCAL_COORDINATOR, valid_from=today)
    latest = fill_years(board, actor, today)
    waiting = open_round(board, actor, today)
    found = {
        "answers": Answer.objects.filter(question__round__board=board).count(),
        "results": reverse("surveys:round", args=[latest.pk]),
        "latest": latest.pk,
        "round": waiting.pk,
        "questions": {one.key: answer_to(one.definition) for one in waiting.questions.all()},
        "managers": list(signed_in(waiting, people, units)),
    }
    print(json.dumps({"seconds": time.perf_counter() - began, **found}))


if __name__ == "__main__":
    main()
