"""A unit's answers: saved one by one as they are given, and sent when the unit is done."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Protocol
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ledstjarna.audit import services as audit
from ledstjarna.surveys.definition import COUNTED, Definition, Kind, applies
from ledstjarna.surveys.given import BLANK, Given, given_of
from ledstjarna.surveys.models import Answer, Invitation, Phase, Question, Round, Way
from ledstjarna.surveys.models.answers import LARGEST_UNIT, SIZE
from ledstjarna.surveys.services.rounds import GONE, INVITATION, PAST
from ledstjarna.ui.errors import Conflict

HEADS: Final = gettext_lazy(
    "Skriv hur många som arbetar på enheten. Utan det kan andelarna av medarbetarna inte räknas."
)
_BATCH: Final = 500
RELEASED: Final = gettext_lazy("Staden kan se resultatet. Dra tillbaka det innan ett svar läggs till eller ändras.")


class Closed(Exception):
    """The round takes no answers any more; the message is a sentence that says so."""


class Stale(Exception):
    """Somebody else has answered the same questions since they were read; `saved` is what they say now, by key."""

    def __init__(self, saved: dict[str, Given]) -> None:
        super().__init__(len(saved))
        self.saved = saved


class _Nothing(Exception):
    """There is nothing to change, and so nothing for the log."""


@dataclass(frozen=True, slots=True)
class Saved:
    """The unit's invitation, and how its answers stand that were given, or fell with what was given."""

    invitation: Invitation
    answers: Mapping[str, Given]


def answers_save(
    *,
    round_id: int,
    unit_id: int,
    given: Mapping[str, Given],
    was: Mapping[str, str] | None = None,
    headcount: int | None = None,
    questions: Sequence[Question] | None = None,
    way: Way = Way.OWN,
    actor_id: int | None,
    once: UUID | None = None,
    on: date | None = None,
) -> Saved:
    """Save answers to some of the questions, by key; a blank takes an answer back. What is not named stays.

    `was` is the token of each answer as it was read: where another has been saved meanwhile nothing is stored and
    `Stale` tells it. `questions` are the round's, if they are at hand: they stay the same once it has opened. Answers
    to questions that are no longer asked, because an earlier answer changed, go. Raises `Closed` when the unit may not
    answer (any more), ValidationError on a question that is not asked or when the round is released, `Conflict` when it
    is gone.
    """
    today = on or timezone.localdate()
    try:
        with audit.act("survey.response.save", actor_id=actor_id, once=once) as done:
            invitation = _opened(round_id, unit_id, way, today)
            questions = questions or list(invitation.round.questions.all())
            stored = answers_of(invitation, questions)
            fresh = _changed(questions, stored, given, was)
            heads = headcount if headcount != invitation.headcount else None
            touched, now = _settled(questions, stored, fresh)
            told = {key: now.get(key, BLANK) for key in {*given, *touched}}
            changed = {key: one for key, one in told.items() if one != stored.get(key, BLANK)}
            if not changed and not heads:
                raise _Nothing
            _store(invitation, questions, changed)
            if heads is not None and not 1 <= heads <= LARGEST_UNIT:
                raise ValidationError({"headcount": SIZE})
            invitation.headcount = heads or invitation.headcount
            if changed:
                invitation.saved_on, invitation.way = today, way
                if not any({**stored, **changed}.values()):  # all was taken back
                    invitation.saved_on = invitation.answered_on = None
            invitation.save(update_fields=["headcount", "saved_on", "answered_on", "way"])
            done.board_id = invitation.round.board_id
            done.on(INVITATION, invitation.pk)
            done.facts.update(unit=unit_id, answers=len(changed), way=way.value)
    except _Nothing:
        pass
    return Saved(invitation, told)


def answers_send(
    *,
    round_id: int,
    unit_id: int,
    way: Way = Way.OWN,
    actor_id: int | None,
    once: UUID | None = None,
    on: date | None = None,
) -> Invitation:
    """The unit is done: it is not reminded any more, and may still change its answers.

    Raises ValidationError when nothing is answered, or a share of the staff is and the unit has not said how many they
    are; `Closed` and `Conflict` as `answers_save`.
    """
    today = on or timezone.localdate()
    with audit.act("survey.response.send", actor_id=actor_id, once=once) as done:
        invitation = _opened(round_id, unit_id, way, today)
        if invitation.saved_on is None or not invitation.answers.exists():
            raise ValidationError(_("Svara på minst en fråga först."))
        shares = invitation.answers.filter(question__kind=Kind.SHARE, number__isnull=False)
        if way == Way.OWN and invitation.headcount is None and shares.exists():
            raise ValidationError({"headcount": HEADS})
        invitation.answered_on = invitation.answered_on or today
        invitation.save(update_fields=["answered_on"])
        done.board_id = invitation.round.board_id
        done.on(INVITATION, invitation.pk)
        done.facts.update(unit=unit_id, way=way.value)
    return invitation


def invitation_extend(
    *, round_id: int, unit_id: int, until: date, actor_id: int | None, once: UUID | None = None
) -> Invitation:
    """Let one unit answer longer than the others. Raises ValidationError when the day is past or no later,
    or the round is released.
    """
    with audit.act("survey.response.extend", actor_id=actor_id, once=once) as done:
        invitation = _invitation(round_id, unit_id)
        if until < timezone.localdate():
            raise ValidationError({"until": PAST})
        ensure_kept_in(invitation.round)
        if invitation.round.phase is Phase.OPEN and until <= invitation.round.closes:
            raise ValidationError({"until": _("Alla enheter kan svara den dagen. Välj en senare dag.")})
        if abs(until.year - invitation.round.year) > 1:
            raise ValidationError({"until": _("Dagen ligger mer än ett år från det år som svaren gäller.")})
        invitation.until = until
        invitation.save(update_fields=["until"])
        done.board_id = invitation.round.board_id
        done.on(INVITATION, invitation.pk)
        done.facts.update(unit=unit_id, until=until.isoformat())
    return invitation


class UnitAnswers(Protocol):
    """What one unit has answered, as it comes out of a file."""

    invitation: Invitation
    given: dict[str, Given]
    headcount: int | None


def answers_put(
    units: Iterable[UnitAnswers],
    *,
    questions: Sequence[Question],
    stored: Mapping[int, Mapping[str, Given]],
    way: Way,
    on: date,
) -> list[int]:
    """Save the answers of many units and that those are done, some thousand rows at a time. Call it inside an act.

    The rules are those of `answers_save` and `answers_send`; one by one a whole city's units would keep everybody else
    waiting for a minute. `stored` is what they have answered so far, by invitation. Returns the invitations' numbers.
    """
    by_key = {question.key: question for question in questions}
    put, said, changed = list[int](), list[int](), list[int]()
    heads: dict[int, list[int]] = defaultdict(list)
    gone: dict[int, list[int]] = defaultdict(list)
    rows: list[Answer] = []
    for unit in units:
        invitation, before = unit.invitation, stored.get(unit.invitation.pk, {})
        put.append(invitation.pk)
        if unit.headcount and unit.headcount != invitation.headcount:
            heads[unit.headcount].append(invitation.pk)
        if unit.given:
            said.append(invitation.pk)
        touched, now = _settled(questions, before, _changed(questions, before, unit.given, None))
        if touched:
            changed.append(invitation.pk)
        for key in touched:
            if key in before:
                gone[by_key[key].pk].append(invitation.pk)
            rows += _rows(invitation, by_key[key], now.get(key, BLANK))
    for question, pks in gone.items():
        for part in _parts(pks):
            Answer.objects.filter(question=question, invitation__in=part).delete()
    Answer.objects.bulk_create(rows, _BATCH)
    for part in _parts(changed):
        Invitation.objects.filter(pk__in=part).update(saved_on=on, way=way)
    for part in _parts(said):
        Invitation.objects.filter(pk__in=part, answered_on=None).update(answered_on=on)
    for number, pks in heads.items():
        for part in _parts(pks):
            Invitation.objects.filter(pk__in=part).update(headcount=number)
    return put


def _parts(pks: list[int]) -> Iterator[list[int]]:
    return (pks[start : start + _BATCH] for start in range(0, len(pks), _BATCH))


def answers_of(invitation: Invitation, questions: Sequence[Question]) -> dict[str, Given]:
    """What the unit has answered, by question key. One query."""
    rows: dict[int, list[Answer]] = defaultdict(list)
    for row in invitation.answers.all():
        rows[row.question_id].append(row)
    return {one.key: given_of(one.definition, rows[one.pk]) for one in questions if one.pk in rows}


def codes_of(given: Mapping[str, Given]) -> dict[str, Sequence[str]]:
    """The codes alone, as `definition.applies` wants them."""
    return {key: one.codes for key, one in given.items()}


def _invitation(round_id: int, unit_id: int) -> Invitation:
    found = Invitation.objects.select_related("round__questionnaire").filter(round=round_id, unit=unit_id).first()
    if found is None:
        raise Conflict(str(GONE))
    return found


def _opened(round_id: int, unit_id: int, way: Way, today: date) -> Invitation:
    """The unit's invitation. A co-ordinator may put in what came late, or on paper."""
    invitation = _invitation(round_id, unit_id)
    if way == Way.OWN and (invitation.round.on_paper or not invitation.takes_on(today)):
        raise Closed(_("Enkäten är stängd. Det du valde nu är inte sparat."))
    ensure_kept_in(invitation.round)
    return invitation


def ensure_kept_in(found: Round) -> None:
    """Raise ValidationError when the city reads the result: it would tell one unit's answers by the difference."""
    if found.released_at:
        raise ValidationError(str(RELEASED))


def _changed(
    questions: Sequence[Question],
    stored: Mapping[str, Given],
    given: Mapping[str, Given],
    was: Mapping[str, str] | None,
) -> dict[str, Given]:
    """The answers that differ from what is stored, and from what was read: nobody gave the others. Raises
    ValidationError or `Stale`.
    """
    known = {question.key for question in questions}
    if not given.keys() <= known:
        raise ValidationError(_("En av frågorna finns inte i enkäten. Öppna den igen."))
    fresh = {key: one for key, one in given.items() if one != stored.get(key, BLANK)}
    if was is not None:
        fresh = {key: one for key, one in fresh.items() if one.token != was.get(key, "")}
        met = {key: stored.get(key, BLANK) for key in fresh if was.get(key, "") != stored.get(key, BLANK).token}
        if met:
            raise Stale(met)
    return fresh


def _store(invitation: Invitation, questions: Sequence[Question], changed: Mapping[str, Given]) -> None:
    by_key = {question.key: question for question in questions}
    invitation.answers.filter(question__in=[by_key[key] for key in changed]).delete()
    Answer.objects.bulk_create(row for key, one in changed.items() for row in _rows(invitation, by_key[key], one))


def _settled(
    questions: Sequence[Question], stored: Mapping[str, Given], fresh: Mapping[str, Given]
) -> tuple[set[str], dict[str, Given]]:
    """The questions whose answers change, and all that is answered after it."""
    now = {**stored, **fresh}
    touched = set(fresh)
    for question in questions:  # in order, so that what falls takes what leans on it along
        if question.key in now and not applies(question.definition, codes_of(now)):
            touched.add(question.key)
            del now[question.key]
    return touched, now


def _rows(invitation: Invitation, question: Question, given: Given) -> list[Answer]:
    _ensure_fits(question.definition, given)
    if given.codes:
        return [Answer(invitation=invitation, question=question, value=code) for code in given.codes]
    if not given:
        return []
    return [Answer(invitation=invitation, question=question, number=given.number, text=given.text)]


def _ensure_fits(question: Definition, given: Given) -> None:
    """Raise ValidationError when an answer is of another kind than the question's."""
    codes = question.kind != Kind.TEXT and not given.text
    number = given.number is None or question.kind in COUNTED
    text = not given.text or question.kind == Kind.TEXT
    if not (number and text and (codes or not given.codes)):
        raise ValidationError(_("Ett av svaren är av fel slag. Öppna enkäten igen."))
