"""The acts on a round. Each is one transaction with its row in the log, and the log keeps them from running at once.

`on` is the day an act is done, today if none is given; a round of the past is entered with the days it had.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import date
from typing import Final
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ledstjarna.accounts.models import Unit, UnitKind
from ledstjarna.audit import services as audit
from ledstjarna.surveys.comparing import earlier_questions, join, join_later, unsaid
from ledstjarna.surveys.definition import Definition, faults
from ledstjarna.surveys.models import Invitation, Phase, Question, Questionnaire, Round
from ledstjarna.surveys.template import TEMPLATE
from ledstjarna.ui.errors import Conflict

ROUND: Final = "survey_round"
INVITATION: Final = "survey_invitation"
PAST: Final = gettext_lazy("Den dagen har redan passerat. Välj i dag eller en senare dag.")
PAPER: Final = gettext_lazy("Gjordes enkäten på papper? Kryssa för det, så går det med dagar som har passerat.")
NOBODY: Final = gettext_lazy("Det finns ingen enhet att fråga den dagen.")
USUAL_NAME: Final = gettext_lazy("Enkät till enhetschefer")
GONE: Final = gettext_lazy("Enkäten finns inte kvar. Någon tog bort den under tiden.")


def questionnaire_of(board: Unit, name: str = "") -> Questionnaire:
    """A board's questionnaire of a name, made if it has none; with no name the one that the picture counts.

    The board's first one is counted in the picture.
    """
    mine = Questionnaire.objects.filter(board=board)
    found = mine.filter(name=name).first() if name else mine.filter(in_picture=True).first() or mine.first()
    if found is None:
        found = Questionnaire(board=board, name=name or str(USUAL_NAME))
        found.in_picture = not mine.filter(in_picture=True).exists()
        found.full_clean()
        found.save()
    return found


def round_create(
    *,
    board: Unit,
    year: int,
    opens: date,
    closes: date,
    name: str = "",
    places: Collection[Unit] = (),
    definitions: Sequence[Definition] | None = None,
    on_paper: bool = False,
    actor_id: int | None,
    once: UUID | None = None,
    on: date | None = None,
) -> Round:
    """Make a round of the board's questionnaire for a year, to be looked through before it opens.

    Its questions are `definitions`, or else those of the questionnaire's latest round, or the template's. One held
    `on_paper` may have its days behind it. Raises ValidationError when the days are past or out of order, the
    questionnaire has a round that year or there is no unit to ask.
    """
    today = on or timezone.localdate()
    with audit.act("survey.round.create", actor_id=actor_id, board_id=board.pk, once=once) as done:
        made = Round(
            questionnaire=questionnaire_of(board, name),
            board=board,
            year=year,
            opens=opens,
            closes=closes,
            on_paper=on_paper,
        )
        made.full_clean()
        if opens < today and not on_paper:
            raise ValidationError({"opens": [str(PAST), str(PAPER)]})
        if not asked(made, opens, places):
            raise ValidationError({"board": NOBODY})
        made.save(force_insert=True)
        made.places.set(places)
        _put_questions(made, definitions)
        done.on(ROUND, made.pk)
        done.facts.update(year=year, opens=opens.isoformat(), closes=closes.isoformat())
    return made


def _put_questions(made: Round, definitions: Sequence[Definition] | None) -> None:
    before = earlier_questions(made)
    if definitions is None:
        latest = made.questionnaire.rounds.filter(year__lt=made.year).order_by("-year").first()
        copied = [question.definition for question in latest.questions.all()] if latest else []
        definitions = copied or TEMPLATE
    rows = [
        Question(round=made, position=place).ask(definition) for place, definition in enumerate(definitions, start=1)
    ]
    Question.objects.bulk_create(join(row, before.get(row.key)) for row in rows)


def round_change(
    *,
    round_id: int,
    opens: date,
    closes: date,
    places: Collection[Unit],
    actor_id: int | None,
    once: UUID | None = None,
) -> Round:
    """Give a round that has not opened other days, or other units. Raises as `round_create`."""
    with changing("survey.round.change", round_id, actor_id=actor_id, once=once) as (done, found):
        ensure_unopened(found)
        if opens < timezone.localdate() and opens != found.opens and not found.on_paper:
            raise ValidationError({"opens": PAST})
        done.facts.update(opens=opens.isoformat(), closes=closes.isoformat(), places=len(places))
        found.opens, found.closes = opens, closes
        found.full_clean()
        if not asked(found, opens, places):
            raise ValidationError({"places": NOBODY})
        found.save()
        found.places.set(places)
    return found


def obstacles(found: Round) -> list[str]:
    """What keeps a round from being opened, in sentences: its questions, and changes that nobody has spoken about."""
    questions = list(found.questions.all())
    if not questions:
        return [_("Enkäten har inga frågor.")]
    numbers = {question.key: number for number, question in enumerate(questions, start=1)}
    said = [
        _("Fråga %(number)d: %(fault)s") % {"number": numbers[fault.key], "fault": fault.sentence}
        for fault in faults([question.definition for question in questions])
    ]
    before = earlier_questions(found)
    waiting = [str(numbers[one.key]) for one in questions if unsaid(one, before.get(one.key))]
    if waiting:
        said.append(_("Säg om svaren går att jämföra med förra gången, med ett skäl: fråga %s.") % ", ".join(waiting))
    return said


def round_ready(*, round_id: int, ready: bool = True, actor_id: int | None, once: UUID | None = None) -> Round:
    """Let the round open by itself on its first day, or keep it from that.

    Raises ValidationError when something stands in its way or its days are past.
    """
    with changing("survey.round.ready", round_id, actor_id=actor_id, once=once) as (done, found):
        ensure_unopened(found)
        if ready:
            _ensure_can_open(found, max(found.opens, timezone.localdate()))
        found.ready = done.facts["ready"] = ready
        found.save()
    return found


def round_open(
    *, round_id: int, due: bool = False, actor_id: int | None, once: UUID | None = None, on: date | None = None
) -> Round:
    """Settle which units are asked and begin to take answers; one that is open already stays as it is. With `due` only
    one that is still ready is opened.

    Raises ValidationError when it is closed, something stands in its way, the last day is past or there is no unit to
    ask, `Conflict` when the round is gone.
    """
    today = on or timezone.localdate()
    with changing("survey.round.open", round_id, actor_id=actor_id, once=once) as (done, found):
        if found.phase_on(today) is Phase.CLOSED:
            raise ValidationError(_("Enkäten är redan stängd. Ange en ny sista dag för att öppna den igen."))
        if due and not found.ready:
            raise ValidationError(_("Enkäten öppnar inte förrän du säger till."))
        if found.opened_at is None:
            day = found.opens if found.on_paper else today
            units, heads = _ensure_can_open(found, day), _heads_before(found)
            found.opens, found.opened_at, found.ready = day, timezone.now(), True
            found.save()
            join_later(found)
            Invitation.objects.bulk_create(
                Invitation(round=found, unit=unit, headcount=heads.get(unit.pk)) for unit in units
            )
            done.facts["units"] = len(units)
    return found


def _ensure_can_open(found: Round, day: date) -> list[Unit]:
    """The units to ask on the day. Raises ValidationError when there are none, or something stands in the way."""
    if found.closes < day:
        raise ValidationError(_("Sista dagen att svara har redan passerat. Välj en ny sista dag först."))
    if said := obstacles(found):
        raise ValidationError(said)
    units = asked(found, day, found.places.all())
    if not units:
        raise ValidationError(str(NOBODY))
    return units


def rounds_open_due() -> None:
    """Open the rounds that are ready and whose first day has come; one that something stands in the way of waits."""
    today = timezone.localdate()
    due = Round.objects.filter(ready=True, opened_at__isnull=True, opens__lte=today, closes__gte=today)
    for waiting in due:
        with suppress(ValidationError, Conflict):  # nobody to ask, an obstacle, or taken away this moment
            round_open(round_id=waiting.pk, due=True, actor_id=None)


def round_close(*, round_id: int, actor_id: int | None, once: UUID | None = None) -> Round:
    """Take no more answers. Raises ValidationError when it has not opened, `Conflict` when the round is gone."""
    with changing("survey.round.close", round_id, actor_id=actor_id, once=once) as (_done, found):
        if found.phase is Phase.PLANNED:
            raise ValidationError(_("Enkäten har inte öppnat än. Vill du inte ha den kan du ta bort den."))
        if found.phase is Phase.OPEN:
            found.closed_at = timezone.now()
            found.save()
    return found


def round_reopen(*, round_id: int, closes: date, actor_id: int | None, once: UUID | None = None) -> Round:
    """Take answers until a new last day, whether the round is closed or only needs longer. Those asked are the same,
    and what was released is so no longer: each answer that came in would be told by the difference.

    Raises ValidationError when the day is past, `Conflict` when the round is gone.
    """
    with changing("survey.round.reopen", round_id, actor_id=actor_id, once=once) as (done, found):
        if closes < timezone.localdate():
            raise ValidationError({"closes": PAST})
        if found.opened_at is None or found.on_paper:
            raise ValidationError(_("Enkäten är inte öppnad för enheterna. Ändra dess dagar i stället."))
        done.facts.update(closed=found.closes.isoformat(), closes=closes.isoformat())
        found.closes, found.closed_at, found.released_at = closes, None, None
        found.full_clean()
        found.save()
    return found


def round_release(*, round_id: int, released: bool = True, actor_id: int | None, once: UUID | None = None) -> Round:
    """Let the city read the round's results, without small groups; or no longer. Raises ValidationError while it is
    open, or a unit has longer to answer.
    """
    with changing("survey.round.release", round_id, actor_id=actor_id, once=once) as (done, found):
        if released and found.phase is not Phase.CLOSED:
            raise ValidationError(_("Resultatet kan lämnas ut när enkäten är stängd."))
        if released and found.invitations.filter(until__gte=timezone.localdate()).exists():
            raise ValidationError(_("En enhet har längre tid att svara. Lämna ut resultatet när den tiden är ute."))
        found.released_at = (found.released_at or timezone.now()) if released else None
        done.facts["released"] = released
        found.save()
    return found


def questionnaire_count(*, round_id: int, actor_id: int | None, once: UUID | None = None) -> Round:
    """Let the situation picture count the round's questionnaire instead of the board's other one."""
    with changing("survey.questionnaire.count", round_id, actor_id=actor_id, once=once) as (done, found):
        Questionnaire.objects.filter(board=found.board_id).update(in_picture=False)
        Questionnaire.objects.filter(pk=found.questionnaire_id).update(in_picture=True)
        done.facts["questionnaire"] = found.questionnaire_id
    return found


def round_remove(*, round_id: int, actor_id: int | None, once: UUID | None = None) -> None:
    """Take away a round that nobody has answered. Raises ValidationError when somebody has."""
    with changing("survey.round.remove", round_id, actor_id=actor_id, once=once) as (done, found):
        if found.invitations.filter(saved_on__isnull=False).exists():
            raise ValidationError(_("En enhet har svarat, så enkäten går inte att ta bort längre."))
        done.facts["year"] = found.year
        found.delete()
        if not found.questionnaire.rounds.exists():
            found.questionnaire.delete()


def asked(found: Round, on: date, places: Collection[Unit]) -> list[Unit]:
    """The units that a round opening on the day asks: those at or below the places, or all that the board has then."""
    units = list(Unit.objects.current(on).filter(board=found.board_id, kind=UnitKind.UNIT))
    wanted = {place.pk for place in places}
    if not wanted or found.board_id in wanted:
        return units
    above = dict(Unit.objects.filter(board=found.board_id).values_list("pk", "parent_id"))

    def within(pk: int | None) -> bool:
        return pk is not None and (pk in wanted or within(above.get(pk)))

    return [unit for unit in units if within(unit.pk)]


def ensure_unopened(found: Round) -> None:
    """Raise ValidationError when the round has opened: what is asked must stay the same for all."""
    if found.opened_at:
        raise ValidationError(_("Enkäten har öppnat. Frågorna och enheterna ligger fast."))


def _heads_before(found: Round) -> dict[int, int]:
    """How many worked at each unit by its latest word."""
    known = Invitation.objects.filter(round__board=found.board_id, headcount__isnull=False)
    rows = known.order_by("round__year", "pk").values_list("unit_id", "headcount")
    return {unit: heads for unit, heads in rows if heads}


@contextmanager
def changing(
    action: str, round_id: int, *, actor_id: int | None, once: UUID | None
) -> Iterator[tuple[audit.Act, Round]]:
    """An act on a round as it stands. Raises `Conflict` when it is gone, or `audit.Repeated`."""
    with audit.act(action, actor_id=actor_id, once=once) as done:
        found = Round.objects.select_related("questionnaire").filter(pk=round_id).first()
        if found is None:
            raise Conflict(str(GONE))
        done.board_id = found.board_id
        done.on(ROUND, found.pk)
        yield done, found
