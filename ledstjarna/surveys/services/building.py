"""A round's questions are changed until it opens; every change from the round before has to be spoken about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from ledstjarna.surveys.comparing import earlier_questions, join
from ledstjarna.surveys.definition import Definition, Kind, Option, faults
from ledstjarna.surveys.models import Question, Round
from ledstjarna.surveys.opinions import views_in
from ledstjarna.surveys.services.rounds import changing, ensure_unopened
from ledstjarna.texts.guard import PROFILES, check_text, tidy
from ledstjarna.texts.swedish import fold
from ledstjarna.ui.errors import Conflict

OPTION_LENGTH = 200
LEAST_REASON = 3  # words


def question_save(
    *,
    round_id: int,
    definition: Definition,
    key: str = "",
    comparable: bool | None = None,
    changed: str = "",
    actor_id: int | None,
    once: UUID | None = None,
) -> Question:
    """Change the question `key`, or with none put a new one last in its section.

    `comparable` and `changed` say whether a changed question's answers can be compared with those of the round
    before, and why. Raises ValidationError by field when it cannot be asked so, and when its words may ask for
    somebody's own views without a reason given.
    """
    with changing("survey.question.save", round_id, actor_id=actor_id, once=once) as (done, found):
        ensure_unopened(found)
        questions = list(found.questions.all())
        row = next((one for one in questions if one.key == key), None) if key else Question(round=found, position=1)
        if row is None:
            raise Conflict(_("Frågan finns inte kvar. Någon tog bort den under tiden."))
        others = [one for one in questions if one is not row]
        stays = row.pk and row.section == definition.section
        place = questions.index(row) if stays else _place_in(others, definition.section)
        row.ask(definition)
        row.comparable, row.changed = comparable, changed.strip()
        ordered = [*others[:place], row, *others[place:]]
        _ensure_sound(row, ordered)
        join(row, earlier_questions(found).get(row.key))
        row.full_clean(exclude=("round",))
        row.save()
        _renumber(found, ordered)
        done.facts.update(key=row.key, version=row.version, series=row.series)
        if views_in(row.definition):
            done.facts["views_reason"] = True
    return row


def question_move(*, round_id: int, key: str, up: bool, actor_id: int | None, once: UUID | None = None) -> None:
    """Let a question change places with the one before or after it. Raises ValidationError when a condition forbids."""
    with changing("survey.question.move", round_id, actor_id=actor_id, once=once) as (done, found):
        ensure_unopened(found)
        questions = list(found.questions.all())
        at = next((place for place, one in enumerate(questions) if one.key == key), None)
        if at is None:
            raise Conflict(_("Frågan finns inte kvar. Någon tog bort den under tiden."))
        to = at - 1 if up else at + 1
        done.facts.update(key=key, up=up)
        if not 0 <= to < len(questions):
            return
        questions[at], questions[to] = questions[to], questions[at]
        if questions[at].section != questions[to].section:  # it crosses into the neighbour's section
            questions[to].section = questions[at].section
        _ensure_order(questions)
        _renumber(found, questions)


def question_remove(*, round_id: int, key: str, actor_id: int | None, once: UUID | None = None) -> None:
    """Leave a question out. Raises ValidationError when another's condition leans on it."""
    with changing("survey.question.remove", round_id, actor_id=actor_id, once=once) as (done, found):
        ensure_unopened(found)
        done.facts["key"] = key
        leaning = [one for one in found.questions.all() if one.condition.get("key") == key]
        if leaning:
            words = _("En annan fråga visas bara efter svaret på den här: ”%s”. Ändra den först.")
            raise ValidationError(words % leaning[0].wording)
        if not found.questions.filter(key=key).delete()[0]:
            raise Conflict(_("Frågan finns inte kvar. Någon tog bort den under tiden."))
        found.ready = False
        found.save()


def questions_replace(
    *, round_id: int, definitions: Sequence[Definition], actor_id: int | None, once: UUID | None = None
) -> None:
    """Put other questions in place of all the round has, as when they come from a file.

    Raises ValidationError with every fault when one cannot be asked.
    """
    with changing("survey.question.replace", round_id, actor_id=actor_id, once=once) as (done, found):
        ensure_unopened(found)
        said = {one.key: one for one in found.questions.all()}
        rows = [Question(round=found, position=place).ask(one) for place, one in enumerate(definitions, start=1)]
        sentences = [fault.sentence for fault in faults(definitions)]
        before = earlier_questions(found)
        for row in rows:
            if (kept := said.get(row.key)) and kept.definition.asks == row.definition.asks:
                row.comparable, row.changed = kept.comparable, kept.changed
            join(row, before.get(row.key))
            sentences += _faults_of(row)
        if sentences:
            raise ValidationError(sentences)
        found.questions.all().delete()
        Question.objects.bulk_create(rows)
        found.ready = False
        found.save()
        done.facts["questions"] = len(rows)


def options_from(lines: str, kept: Sequence[Option], kind: Kind) -> tuple[Option, ...]:
    """Answers written one on each line. One that is kept, or only stands elsewhere, keeps its code; so does a reworded
    one where the number of lines is the same. A scale's codes are its steps.
    """
    labels = [tidy(line) for line in lines.splitlines() if line.strip()]
    if kind == Kind.SCALE:
        return tuple(Option(str(step), label) for step, label in enumerate(labels, start=1))
    by_label = {one.label: one.code for one in kept}
    same_place = [one.code for one in kept] if len(kept) == len(labels) else []
    taken = {by_label[label] for label in labels if label in by_label}
    made: list[Option] = []
    for place, label in enumerate(labels):
        code = by_label.get(label) or (same_place[place] if same_place and same_place[place] not in taken else "")
        code = code or _code(label, taken | {one.code for one in kept})
        taken.add(code)
        made.append(Option(code, label))
    return tuple(made)


def key_from(wording: str, taken: set[str]) -> str:
    """A key for a new question out of its words, not one of those taken."""
    words = _code(wording, taken, length=30)
    return words if words[0].isalpha() else _code(f"q_{words}", taken, length=30)


def _code(words: str, taken: set[str], *, length: int = 24) -> str:
    plain = fold(words).translate(str.maketrans("åäöéü", "aaoeu"))
    base = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")[:length].strip("_") or "svar"
    return next(code for number in range(1, 1000) if (code := base if number == 1 else f"{base}_{number}") not in taken)


def _place_in(questions: Sequence[Question], section: str) -> int:
    """After the section's last question, or last of all."""
    own = [place for place, one in enumerate(questions, start=1) if one.section == section]
    return own[-1] if own else len(questions)


def _ensure_sound(row: Question, ordered: Sequence[Question]) -> None:
    """Raise ValidationError by field with what is wrong with this one question."""
    found = [fault for fault in faults([one.definition for one in ordered]) if fault.key == row.key]
    wrong: dict[str, list[str]] = {}
    for fault in found:
        wrong.setdefault(fault.field or "wording", []).append(fault.sentence)
    for field, sentence in _text_faults(row):
        wrong.setdefault(field, []).append(sentence)
    if wrong:
        raise ValidationError(wrong)
    _ensure_order(ordered)


def _ensure_order(questions: Sequence[Question]) -> None:
    """Raise ValidationError when a question would come before the one its condition leans on."""
    seen: set[str] = set()
    for one in questions:
        leans = one.condition.get("key", "")
        if leans and leans not in seen:
            raise ValidationError(_("”%s” visas efter ett annat svar och måste komma efter den frågan.") % one.wording)
        seen.add(one.key)


def _text_faults(row: Question) -> list[tuple[str, str]]:
    """What is wrong with the texts that no field of the model looks at."""
    wrong: list[tuple[str, str]] = []
    for one in row.definition.options:
        try:
            check_text(tidy(one.label), PROFILES["person"], OPTION_LENGTH)
        except ValidationError as fault:
            wrong.append(("options", " ".join(fault.messages)))
    words = views_in(row.definition)
    if words and len(row.reason.split()) < LEAST_REASON:
        sentence = _(
            "Orden ”%s” kan få frågan att gälla vad någon själv tycker eller tror. En myndighet får inte tvinga någon "
            "att tala om det (regeringsformen 2 kap. 2 §). Skriv om frågan, eller skriv varför den inte "
            "gäller någons egna åsikter, med minst tre ord."
        )
        wrong.append(("reason", sentence % "”, ”".join(words)))
    return wrong


def _faults_of(row: Question) -> list[str]:
    """What the guard, the lengths and the words on views say of a question out of a file."""
    said = [sentence for _field, sentence in _text_faults(row)]
    if any(re.search(r"\d{5}", code) for code in (row.key, *(one.code for one in row.definition.options))):
        said.append(_("En nyckel eller kod har ett långt nummer, som kan peka ut någon. Skriv den med ord."))
    try:
        row.clean_fields(exclude=("round",))
    except ValidationError as fault:
        said += fault.messages
    return [f"{row.key}: {sentence}" for sentence in said]


def _renumber(found: Round, questions: Sequence[Question]) -> None:
    for place, one in enumerate(questions, start=1):
        one.position = place
    Question.objects.bulk_update(questions, ["position", "section"])
    found.ready = False
    found.save()
