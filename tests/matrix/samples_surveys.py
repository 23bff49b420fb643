"""Rows of the surveys room for the matrix."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from ledstjarna.accounts.models import Unit, User
from ledstjarna.surveys import services
from ledstjarna.surveys.given import Given
from ledstjarna.surveys.models import AnswerImport, Round
from tests.matrix.sample import Level, Sample
from tests.matrix.world import World

KEY = "form_known"


def open_round(unit: Unit) -> Round:
    """The open round of the unit's board, answered by the unit itself."""
    today = timezone.localdate()
    board = unit.board or unit
    found = Round.objects.filter(board=board, year=today.year, opened_at__isnull=False).first()
    if found is None:
        closes = today + timedelta(days=7)
        found = services.round_create(board=board, year=today.year, opens=today, closes=closes, actor_id=None)
        services.round_open(round_id=found.pk, actor_id=None)
        given = {KEY: Given(("yes",))}
        services.answers_save(round_id=found.pk, unit_id=unit.pk, given=given, actor_id=None)
    return found


def _planned(unit: Unit) -> Round:
    """Next year's round, which has not opened."""
    today, board = timezone.localdate(), unit.board or unit
    open_round(unit)
    found = Round.objects.filter(board=board, opened_at__isnull=True).first()
    return found or services.round_create(board=board, year=today.year + 1, opens=today, closes=today, actor_id=None)


def _released(unit: Unit) -> Round:
    """Last year's round, which the city may read."""
    day, board = date(timezone.localdate().year - 1, 3, 2), unit.board or unit
    found = Round.objects.filter(board=board, year=day.year).first()
    if found is None:
        found = services.round_create(board=board, year=day.year, opens=day, closes=day, actor_id=None, on=day)
        services.round_open(round_id=found.pk, actor_id=None, on=day)
        services.round_release(round_id=found.pk, actor_id=None)
    return found


def _of_unit(world: World, unit: Unit) -> dict[str, Any]:
    return {"round_pk": open_round(unit).pk, "unit_pk": unit.pk}


def _board(kwargs: Any) -> Sample:
    def make(_world: World, unit: Unit) -> dict[str, Any]:
        made: dict[str, Any] = kwargs(unit)
        return made

    return Sample(make, Level.BOARD)


def _figure(unit: Unit) -> dict[str, Any]:
    found = open_round(unit)
    return {"board": found.board_id, "year": found.year, "code": KEY}


def _waiting(unit: Unit) -> dict[str, Any]:
    """A file that somebody has checked and not said yes to."""
    found = open_round(unit)
    kept = AnswerImport.objects.filter(round=found).first() or services.import_keep(
        found=found, user_id=User.objects.order_by("pk").values_list("pk", flat=True)[0], data=b"kod;namn"
    )
    return {"pk": found.pk, "import_pk": kept.pk}


ROUND = ("round", "answers", "words", "preview", "close", "reopen", "release", "count", "remove")
FILES = ("answers_export", "codebook", "answers_template", "answers_import")
PLANNED = ("ready", "open", "change", "question_add", "questions_export", "questions_import", "questions_template")
SAMPLES = {
    **{f"surveys:{name}": _board(lambda unit: {"pk": open_round(unit).pk}) for name in (*ROUND, *FILES)},
    "surveys:answers_confirm": _board(_waiting),
    **{f"surveys:{name}": _board(lambda unit: {"pk": _planned(unit).pk}) for name in PLANNED},
    **{
        f"surveys:{name}": _board(lambda unit: {"pk": _planned(unit).pk, "key": KEY})
        for name in ("question", "question_move", "question_remove", "question_again")
    },
    **{
        f"surveys:{name}": _board(lambda unit: {"pk": open_round(unit).pk, "unit_pk": unit.pk})
        for name in ("unit", "behalf", "extend")
    },
    "surveys:years": _board(lambda unit: {"pk": open_round(unit).pk, "key": KEY}),
    "surveys:figure": _board(_figure),
    "surveys:released_round": _board(lambda unit: {"pk": _released(unit).pk}),
    "surveys:answer": Sample(_of_unit, Level.UNIT),
}
