"""What would become of each row of a plan that comes in: taken, or stopped and why. Nothing is stored."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from ledstjarna.plans.models import COLUMNS, Activity, Plan, Section
from ledstjarna.plans.reading import ActivityText, PlanText, SectionText
from ledstjarna.plans.reading.places import NOWHERE, Place
from ledstjarna.texts.guard import PROFILES, check_text

TITLE = "Handlingsplan"
"""In the place of a title that is left out; plans are written in Swedish."""
MOST_BESIDE = 1_000
"""Signs in a text beside the columns."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a text is stopped, in a sentence; `column` is the name that people know it by."""

    column: str
    sentence: str


@dataclass(frozen=True, slots=True)
class TriedRow:
    """A row of the file: the plan's title, a section or an activity. `texts` are by field, without what is stopped."""

    item: PlanText | SectionText | ActivityText
    where: Place
    texts: Mapping[str, str]
    faults: tuple[Fault, ...] = ()

    @property
    def is_activity(self) -> bool:
        return isinstance(self.item, ActivityText)

    @property
    def what(self) -> str:
        """What kind of row it is, in a word."""
        match self.item:
            case PlanText():
                return _("Planens rubrik")
            case SectionText():
                return _("Avsnitt")
        return _("Aktivitet")

    def as_json(self) -> dict[str, Any]:
        """Where it stood, what it is and why it is stopped; none of its texts."""
        faults = [{"column": fault.column, "sentence": fault.sentence} for fault in self.faults]
        return {"where": str(self.where), "what": self.what, "faults": faults}


@dataclass(frozen=True, slots=True)
class DryRun:
    """Every row in order, and the plan without what is stopped."""

    rows: tuple[TriedRow, ...]
    text: PlanText

    @property
    def stopped(self) -> tuple[TriedRow, ...]:
        return tuple(row for row in self.rows if row.faults)


class RowsStopped(Exception):
    """A plan with rows that may not be stored; `run` says which."""

    def __init__(self, run: DryRun) -> None:
        super().__init__(f"{len(run.stopped)} rows stopped")
        self.run = run


def rows_of(text: PlanText) -> Iterator[TriedRow]:
    """The rows of a plan that is known to be sound, its title left out."""
    for section in text.sections:
        yield TriedRow(section, section.where, {"heading": section.heading, "text": section.text})
        for row in section.activities:
            yield TriedRow(row, row.where, _columns(row))


def dry_run(text: PlanText) -> DryRun:
    """Try every text as `plan_import` would: the guard, the length, what must be there.

    Left out is an activity as a whole, of a section only the heading or the text that is stopped.
    """
    title = _tried(text, NOWHERE, Plan(title=text.title), ("title",))
    rows, sections = [title] if title.faults else [], []
    for section in text.sections:
        model = Section(heading=section.heading, level=section.level, text=section.text)
        tried = _tried(section, section.where, model, ("heading", "text"))
        below = [_tried_activity(row) for row in section.activities]
        rows += [tried, *below]
        sections.append(_without(section, tried, below))
    kept = replace(text, title=TITLE if title.faults else text.title, sections=tuple(sections))
    return DryRun(tuple(rows), kept)


def _columns(row: ActivityText) -> dict[str, str]:
    return {name: getattr(row, name) for name in COLUMNS}


def _tried(item: PlanText | SectionText | ActivityText, where: Place, model: Model, names: Sequence[str]) -> TriedRow:
    stopped: dict[str, list[str]] = {}
    try:
        model.clean_fields(exclude=[field.name for field in model._meta.fields if field.name not in names])
    except ValidationError as fault:
        stopped = fault.message_dict
    faults = tuple(Fault(_label(model, name), sentence) for name in stopped for sentence in stopped[name])
    texts = {name: getattr(item, name) for name in names if name not in stopped}
    return TriedRow(item, where, texts, faults)


def _tried_activity(row: ActivityText) -> TriedRow:
    """The four columns, and every text that our own JSON has beside them."""
    tried = _tried(row, row.where, Activity(**_columns(row)), COLUMNS)
    stopped = dict.fromkeys(sentence for text in _texts(row.beside) for sentence in _stopped(text))
    beside = tuple(Fault(_("Övriga uppgifter"), sentence) for sentence in stopped)
    return replace(tried, faults=(*tried.faults, *beside)) if beside else tried


def _texts(data: Any) -> Iterator[str]:
    match data:
        case str():
            yield data
        case Mapping():
            for name, value in data.items():
                yield from _texts(value) if name != "key" else ()
        case list() | tuple():
            for value in data:
                yield from _texts(value)


def _stopped(text: str) -> list[str]:
    try:
        check_text(text, PROFILES["institution"], MOST_BESIDE)
    except ValidationError as fault:
        return fault.messages
    return []


def _label(model: Model, name: str) -> str:
    field = next(field for field in model._meta.fields if field.name == name)
    return str(capfirst(field.verbose_name))


def _without(section: SectionText, tried: TriedRow, below: Sequence[TriedRow]) -> SectionText:
    kept = tuple(row.item for row in below if not row.faults and isinstance(row.item, ActivityText))
    heading, text = tried.texts.get("heading", ""), tried.texts.get("text", "")
    return replace(section, heading=heading, text=text, activities=kept)
