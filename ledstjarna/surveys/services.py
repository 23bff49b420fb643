"""The acts of the room. Each is one transaction with its row in the log, and the log keeps them from running at once.

`on` is the day an act is done, today if none is given; a round of the past is entered with the days it had.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from typing import Final
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ledstjarna.accounts.models import Unit, UnitKind
from ledstjarna.audit import services as audit
from ledstjarna.surveys.models import Answer, Invitation, Phase, Question, Round, Value
from ledstjarna.surveys.questions import QUESTIONS
from ledstjarna.ui.errors import Conflict

ROUND: Final = "survey_round"
INVITATION: Final = "survey_invitation"
PAST: Final = gettext_lazy("Den dagen har redan passerat. Välj i dag eller en senare dag.")
NOBODY: Final = gettext_lazy("Nämnden har ingen enhet att fråga den dagen.")
_GONE: Final = gettext_lazy("Enkäten finns inte kvar. Någon tog bort den under tiden.")


class Closed(Exception):
    """The round takes no answers any more; the message is a sentence that says so."""


class Stale(Exception):
    """Somebody else has saved the unit's answers since they were read; `saved` is what they are now, by key."""

    def __init__(self, saved: dict[str, str], lock: int) -> None:
        super().__init__(lock)
        self.saved = saved
        self.lock = lock


def round_create(
    *,
    board: Unit,
    year: int,
    opens: date,
    closes: date,
    actor_id: int | None,
    once: UUID | None = None,
    on: date | None = None,
) -> Round:
    """Make a board's round for a year, with its questions; it opens at once when its first day has come.

    Raises ValidationError when the days are past or out of order, the board has a round that year or no unit.
    """
    today = on or timezone.localdate()
    with audit.act("survey.round.create", actor_id=actor_id, board_id=board.pk, once=once) as done:
        made = Round(board=board, year=year, opens=opens, closes=closes)
        made.full_clean()
        if opens < today:
            raise ValidationError({"opens": PAST})
        if not asked(board.pk, opens):
            raise ValidationError({"board": NOBODY})
        made.save(force_insert=True)
        Question.objects.bulk_create(
            Question(round=made, position=place, key=text.key, subject=text.subject, wording=text.wording)
            for place, text in enumerate(QUESTIONS, start=1)
        )
        done.on(ROUND, made.pk)
        done.facts.update(year=year, opens=opens.isoformat(), closes=closes.isoformat())
        return round_open(round_id=made.pk, actor_id=actor_id, on=on) if opens == today else made


def round_open(*, round_id: int, actor_id: int | None, once: UUID | None = None, on: date | None = None) -> Round:
    """Settle which units are asked and begin to take answers; one that is open already stays as it is.

    Raises ValidationError when the last day is past or there is no unit to ask, `Conflict` when the round is gone.
    """
    today = on or timezone.localdate()
    with _changing("survey.round.open", round_id, actor_id=actor_id, once=once) as (done, found):
        if found.opened_at is None:
            if found.closes < today:
                raise ValidationError(_("Sista dagen att svara har redan passerat. Välj en ny sista dag först."))
            units = asked(found.board_id, today)
            if not units:
                raise ValidationError(str(NOBODY))
            found.opens, found.opened_at = min(found.opens, today), timezone.now()
            found.save()
            Invitation.objects.bulk_create(Invitation(round=found, unit=unit) for unit in units)
            done.facts["units"] = len(units)
    return found


def rounds_open_due() -> None:
    """Open the rounds whose first day has come; one whose board has no unit waits."""
    today = timezone.localdate()
    due = Round.objects.filter(opened_at__isnull=True, opens__lte=today, closes__gte=today)
    for waiting in due:
        if asked(waiting.board_id, today):
            round_open(round_id=waiting.pk, actor_id=None)


def round_close(*, round_id: int, actor_id: int | None, once: UUID | None = None) -> Round:
    """Take no more answers. Raises `Conflict` when the round is gone."""
    with _changing("survey.round.close", round_id, actor_id=actor_id, once=once) as (_done, found):
        if found.phase is Phase.OPEN:
            found.closed_at = timezone.now()
            found.save()
    return found


def round_reopen(*, round_id: int, closes: date, actor_id: int | None, once: UUID | None = None) -> Round:
    """Take answers until a new last day, whether the round is closed or only needs longer. Those asked are the same.

    Raises ValidationError when the day is past, `Conflict` when the round is gone.
    """
    with _changing("survey.round.reopen", round_id, actor_id=actor_id, once=once) as (done, found):
        if closes < timezone.localdate():
            raise ValidationError({"closes": PAST})
        done.facts.update(closed=found.closes.isoformat(), closes=closes.isoformat())
        found.closes, found.closed_at = closes, None
        found.full_clean()
        found.save()
    return found


def round_remove(*, round_id: int, actor_id: int | None, once: UUID | None = None) -> None:
    """Take away a round that nobody has answered. Raises ValidationError when somebody has."""
    with _changing("survey.round.remove", round_id, actor_id=actor_id, once=once) as (done, found):
        if found.invitations.filter(answered_on__isnull=False).exists():
            raise ValidationError(_("En enhet har svarat, så enkäten går inte att ta bort längre."))
        done.facts["year"] = found.year
        found.delete()


def response_save(
    *,
    round_id: int,
    unit_id: int,
    values: Mapping[str, str],
    lock: int = 0,
    actor_id: int | None,
    once: UUID | None = None,
    on: date | None = None,
) -> Invitation:
    """Save a unit's answers, by question key; a key that is missing or empty was left blank.

    Raises ValidationError when all are blank, `Stale` when others were saved since `lock` was read, `Closed` when the
    round takes no answers, `Conflict` when it is gone.
    """
    today = on or timezone.localdate()
    given = {key: Value(value) for key, value in values.items() if value}
    with audit.act("survey.response.save", actor_id=actor_id, once=once) as done:
        invitation = Invitation.objects.select_related("round").filter(round=round_id, unit=unit_id).first()
        if invitation is None:
            raise Conflict(str(_GONE))
        if invitation.round.phase_on(today) is not Phase.OPEN:
            raise Closed(_("Enkäten är stängd. Det du valde nu är inte sparat."))
        if not given:
            raise ValidationError(_("Svara på minst en fråga innan du sparar."))
        done.board_id = invitation.round.board_id
        done.on(INVITATION, invitation.pk)
        done.facts.update(unit=unit_id, answers=len(given))
        saved = answers_of(invitation)
        if saved != given:
            if invitation.lock != lock:
                raise Stale(saved, invitation.lock)
            _store(invitation, given, today)
    return invitation


def answers_of(invitation: Invitation) -> dict[str, str]:
    """What the unit has answered, by question key."""
    return dict(invitation.answers.values_list("question__key", "value"))


def asked(board_id: int, on: date) -> list[Unit]:
    """The units that a round opening on the day asks: all that the board has then."""
    return list(Unit.objects.current(on).filter(board=board_id, kind=UnitKind.UNIT))


def _store(invitation: Invitation, given: Mapping[str, Value], today: date) -> None:
    questions = {question.key: question for question in invitation.round.questions.all()}
    invitation.answers.all().delete()
    Answer.objects.bulk_create(
        Answer(invitation=invitation, question=questions[key], value=value) for key, value in given.items()
    )
    invitation.lock += 1
    invitation.answered_on = today
    invitation.save()


@contextmanager
def _changing(
    action: str, round_id: int, *, actor_id: int | None, once: UUID | None
) -> Iterator[tuple[audit.Act, Round]]:
    """An act on a round as it stands. Raises `Conflict` when it is gone, or `audit.Repeated`."""
    with audit.act(action, actor_id=actor_id, once=once) as done:
        found = Round.objects.filter(pk=round_id).first()
        if found is None:
            raise Conflict(str(_GONE))
        done.board_id = found.board_id
        done.on(ROUND, found.pk)
        yield done, found
