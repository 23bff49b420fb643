"""What a question is, as plain data: the same in the template, a round, a form in a file and a codebook.

A key never changes its meaning: it joins one year's answers to the next. What is asked of a unit, of its manager and
of its staff is told apart, for a share of the staff is weighed by how many they are and a share of managers is not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    """How a question is answered."""

    YES_NO = "yes_no", _("ja, nej eller vet inte")
    ONE = "one", _("ett svar får väljas")
    MANY = "many", _("flera svar får väljas")
    SCALE = "scale", _("femgradig skala")
    NUMBER = "number", _("antal")
    SHARE = "share", _("andel av medarbetarna")
    TEXT = "text", _("egna ord")


class Subject(TextChoices):
    """Whom an answer is about; it is always the manager who answers."""

    UNIT = "unit", _("enheten")
    MANAGER = "manager", _("chefen")
    STAFF = "staff", _("medarbetarna")


YES: Final = "yes"
NO: Final = "no"
UNKNOWN: Final = "unknown"
NONE: Final = "none"
"""What is stored of several when none of them holds: an answer, not a blank."""

OWN_OPTIONS: Final = frozenset({Kind.ONE, Kind.MANY, Kind.SCALE})
COUNTED: Final = frozenset({Kind.NUMBER, Kind.SHARE})
STEPS: Final = ("1", "2", "3", "4", "5")
KEY: Final = re.compile(r"[a-z][a-z0-9_]{0,39}")
MOST_OPTIONS: Final = 30
MOST_QUESTIONS: Final = 100
LARGEST: Final = 1_000_000
LONGEST_TEXT: Final = 2_000


@dataclass(frozen=True, slots=True)
class Option:
    """One of the answers to choose among; the code is stored and counted by."""

    code: str
    label: str


@dataclass(frozen=True, slots=True)
class Condition:
    """The question is asked only of those who gave one of `any_of` to the earlier question `key`."""

    key: str
    any_of: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.key)


ALWAYS: Final = Condition("", ())


@dataclass(frozen=True, slots=True)
class Definition:
    """A question. `reason` says why its words do not ask for anybody's own views, where they could be read so."""

    key: str
    wording: str
    kind: Kind
    subject: Subject = Subject.UNIT
    section: str = ""
    help: str = ""
    options: tuple[Option, ...] = ()
    condition: Condition = ALWAYS
    reason: str = ""

    @property
    def choices(self) -> tuple[tuple[str, str | Promise], ...]:
        """All that can be chosen, with what the kind adds of its own; empty where one writes."""
        own = tuple((option.code, option.label) for option in self.options)
        if self.kind == Kind.YES_NO:
            return ((YES, _("Ja")), (NO, _("Nej")), (UNKNOWN, _("Vet inte")))
        if self.kind == Kind.MANY:
            return (*own, (NONE, _("Inget av detta")))
        return (*own, (UNKNOWN, _("Vet inte"))) if own else ()

    def label_of(self, code: str) -> str:
        """The words of a choice; the code itself when it is no longer among them."""
        return str(dict(self.choices).get(code, code))

    @property
    def asks(self) -> tuple[object, ...]:
        """What has to be the same for two years' answers to mean the same without anybody saying so."""
        return (self.wording, self.kind, self.subject, self.options, self.help, self.condition)

    def as_json(self) -> dict[str, Any]:
        """Plain data; `definition_from` reads it again."""
        return {**asdict(self), "kind": self.kind.value, "subject": self.subject.value}


def definition_from(data: Mapping[str, Any]) -> Definition:
    """What `as_json` wrote. Raises KeyError, TypeError or ValueError on anything else."""
    condition = data.get("condition") or {"key": "", "any_of": ()}
    return Definition(
        key=str(data["key"]),
        wording=str(data["wording"]),
        kind=Kind(data["kind"]),
        subject=Subject(data.get("subject", Subject.UNIT)),
        section=str(data.get("section", "")),
        help=str(data.get("help", "")),
        options=tuple(Option(str(option["code"]), str(option["label"])) for option in data.get("options", ())),
        condition=Condition(str(condition["key"]), tuple(map(str, condition["any_of"]))),
        reason=str(data.get("reason", "")),
    )


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a question cannot be asked as it stands; `field` is the part of it that has to be mended."""

    key: str
    field: str
    sentence: str


def faults(definitions: Sequence[Definition]) -> Iterator[Fault]:
    """What is wrong with a list of questions, in its order; nothing when it can be asked."""
    before: dict[str, Definition] = {}
    for question in definitions:
        yield from (Fault(question.key, field, str(words)) for field, words in _alone(question))
        if question.key in before:
            yield Fault(question.key, "key", str(_("Nyckeln används redan av en annan fråga.")))
        if question.condition:
            yield from (Fault(question.key, "condition", str(words)) for words in _condition(question, before))
        before[question.key] = question
    if len(definitions) > MOST_QUESTIONS:
        words = _("En enkät har högst %d frågor. Chefen ska hinna svara på tio minuter.") % MOST_QUESTIONS
        yield Fault(definitions[-1].key, "", str(words))


def _alone(question: Definition) -> Iterator[tuple[str, str | Promise]]:
    if not KEY.fullmatch(question.key):
        yield "key", _("Nyckeln är högst 40 små bokstäver (a–z), siffror och understreck, och börjar med en bokstav.")
    if not question.wording.strip():
        yield "wording", _("Skriv frågan.")
    codes = [option.code for option in question.options]
    if question.kind not in OWN_OPTIONS:
        if codes:
            yield "options", _("En sådan fråga har inga egna svar.")
        return
    if question.kind == Kind.SCALE:
        if tuple(codes) != STEPS:
            yield "options", _("En femgradig skala har fem steg, från det lägsta till det högsta.")
    elif not 2 <= len(codes) <= MOST_OPTIONS:
        yield "options", _("Skriv mellan två och %d svar, ett på varje rad.") % MOST_OPTIONS
    labels = [option.label.strip().casefold() for option in question.options]
    if len(set(codes)) < len(codes) or len(set(labels)) < len(labels):
        yield "options", _("Samma svar står två gånger.")
    if not all(labels) or not all(re.fullmatch(r"[a-z0-9_]{1,40}", code) for code in codes):
        yield "options", _("Varje svar behöver ord, och en kod av små bokstäver, siffror och understreck.")
    if {UNKNOWN, NONE} & set(codes) or {"vet inte", "inget av detta"} & set(labels):
        yield "options", _("Vet inte och Inget av detta finns alltid med. Ta bort dem.")


def _condition(question: Definition, before: Mapping[str, Definition]) -> Iterator[str | Promise]:
    earlier = before.get(question.condition.key)
    if earlier is None:
        yield _("Villkoret gäller en fråga som inte kommer före den här.")
    elif not earlier.choices:
        yield _("Villkoret gäller en fråga utan svar att välja.")
    elif not set(question.condition.any_of) <= {code for code, _label in earlier.choices}:
        yield _("Villkoret gäller ett svar som inte finns att välja.")
    elif not question.condition.any_of:
        yield _("Välj vilket svar som leder till frågan.")
    elif earlier.kind == Kind.MANY and len(question.condition.any_of) > 1:
        yield _("Villkoret kan bara gälla ett av svaren på en fråga med flera svar.")


def applies(question: Definition, given: Mapping[str, Sequence[str]]) -> bool:
    """Whether the question is asked of one who has given these codes, by key, to those before it."""
    return not question.condition or bool(set(question.condition.any_of) & set(given.get(question.condition.key, ())))
