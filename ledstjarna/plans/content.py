"""The content of a plan, the same whether it comes from the draft's rows or from a frozen version."""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch

from ledstjarna.plans.models import COLUMNS, Activity, Plan, Section, Version
from ledstjarna.plans.reading import ActivityText, PlanText, SectionText


@dataclass(frozen=True, slots=True)
class Row:
    """An activity. `key` follows it through the versions; `pk` is 0 when it is frozen."""

    activity: str
    responsible: str
    schedule: str
    follow_up: str
    key: str
    pk: int = 0

    def columns(self) -> tuple[str, ...]:
        return tuple(getattr(self, name) for name in COLUMNS)


@dataclass(frozen=True, slots=True)
class Part:
    """A section with its activities. `key` follows it through the versions; `pk` is 0 when it is frozen."""

    heading: str
    level: int
    text: str
    activities: tuple[Row, ...]
    key: str
    pk: int = 0


def draft_parts(plan: Plan) -> tuple[Part, ...]:
    """The draft's sections and activities in order, without what has been removed. Two queries."""
    rows = Prefetch("activities", Activity.objects.filter(removed_at__isnull=True), to_attr="rows")
    sections = Section.objects.filter(plan=plan, removed_at__isnull=True).prefetch_related(rows)
    return tuple(Part(s.heading, s.level, s.text, tuple(map(_row, s.rows)), str(s.key), s.pk) for s in sections)


def _row(a: Activity) -> Row:
    return Row(a.activity, a.responsible, a.schedule, a.follow_up, str(a.key), a.pk)


def version_parts(version: Version) -> tuple[Part, ...]:
    """The sections and activities that were frozen."""
    sections = json.loads(bytes(version.content))["sections"]
    return tuple(
        Part(**{**section, "activities": tuple(Row(**row) for row in section["activities"])}) for section in sections
    )


def parts_from_text(text: PlanText) -> tuple[Part, ...]:
    """The sections of a plan that comes in, each and every activity with a key of its own."""
    return tuple(
        Part(
            section.heading,
            section.level,
            section.text,
            tuple(
                Row(row.activity, row.responsible, row.schedule, row.follow_up, key=str(uuid.uuid4()))
                for row in section.activities
            ),
            key=str(uuid.uuid4()),
        )
        for section in text.sections
    )


def plan_text(title: str, parts: Iterable[Part]) -> PlanText:
    """The plan as it goes out and comes in: texts alone."""
    sections = (
        SectionText(p.heading, p.level, p.text, tuple(ActivityText(*row.columns()) for row in p.activities))
        for p in parts
    )
    return PlanText(title, tuple(sections))


def as_bytes(data: dict[str, Any]) -> bytes:
    """JSON in UTF-8, indented to be read by people too."""
    return json.dumps(data, ensure_ascii=False, indent=1).encode()


def frozen(plan: Plan, parts: Iterable[Part], number: int, decision: dict[str, str]) -> bytes:
    """The content of a version: the plan, its decision, and the key of every section and activity."""
    sections = [
        {
            "heading": p.heading,
            "level": p.level,
            "text": p.text,
            "activities": [{**dict(zip(COLUMNS, row.columns(), strict=True)), "key": row.key} for row in p.activities],
            "key": p.key,
        }
        for p in parts
    ]
    return as_bytes(
        {
            "id": plan.pk,
            "title": plan.title,
            "board": plan.board.name,
            "board_code": plan.board.code,
            "year": plan.year,
            "version": number,
            "decision": decision,
            "sections": sections,
        }
    )


def checksum(content: bytes) -> str:
    """SHA-256, hex."""
    return hashlib.sha256(content).hexdigest()


def fingerprint(plan: Plan, parts: Iterable[Part]) -> str:
    """Says which text somebody has read: two drafts with the same title and texts have the same."""
    return checksum(as_bytes(plan_text(plan.title, parts).as_json()))
