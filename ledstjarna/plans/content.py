"""The content of a plan, the same whether it comes from the draft's rows or from a frozen version."""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

from django.db.models import Prefetch

from ledstjarna.plans.details import WITH_DETAILS, Details, details_of
from ledstjarna.plans.models import COLUMNS, Activity, Masking, Plan, Section, Version
from ledstjarna.plans.reading import PlanText
from ledstjarna.plans.reasons import NamedFinding, finding_texts


@dataclass(frozen=True, slots=True)
class Row:
    """An activity, the findings it answers and its details. `key` follows it through the versions; `pk` is 0 when it is
    frozen.
    """

    activity: str
    responsible: str
    schedule: str
    follow_up: str
    key: str
    pk: int = 0
    findings: tuple[NamedFinding, ...] = ()
    details: Details = Details.EMPTY

    def columns(self) -> tuple[str, ...]:
        return tuple(getattr(self, name) for name in COLUMNS)


@dataclass(frozen=True, slots=True)
class Part:
    """A section with its activities. `key` follows it through the versions; `pk` is 0 when it is frozen.

    `answers` is the key of the section of the common structure that it fulfils, "" when it is the plan's own.
    """

    heading: str
    level: int
    text: str
    activities: tuple[Row, ...]
    key: str
    pk: int = 0
    answers: str = ""


def draft_parts(plan: Plan) -> tuple[Part, ...]:
    """The draft's sections and activities in order, without what has been removed. The queries do not grow with it."""
    kept = Activity.objects.filter(removed_at__isnull=True).prefetch_related(*WITH_DETAILS)
    rows = Prefetch("activities", kept, to_attr="rows")
    sections = Section.objects.filter(plan=plan, removed_at__isnull=True).prefetch_related(rows)
    texts = finding_texts(reason.finding for s in sections for a in s.rows for reason in a.reasons.all())
    return tuple(
        Part(s.heading, s.level, s.text, tuple(_row(a, texts) for a in s.rows), str(s.key), s.pk, str(s.answers or ""))
        for s in sections
    )


def _row(a: Activity, texts: dict[UUID, NamedFinding]) -> Row:
    keys = {reason.finding for reason in a.reasons.all()}
    findings = tuple(text for key, text in texts.items() if key in keys)
    return Row(a.activity, a.responsible, a.schedule, a.follow_up, str(a.key), a.pk, findings, details_of(a))


def version_parts(version: Version | Masking) -> tuple[Part, ...]:
    """The sections and activities that were frozen."""
    sections = json.loads(bytes(version.content))["sections"]
    return tuple(
        Part(**{**section, "activities": tuple(_frozen_row(**row) for row in section["activities"])})
        for section in sections
    )


def _frozen_row(*, findings: Iterable[dict[str, Any]] = (), details: dict[str, Any] | None = None, **texts: Any) -> Row:
    named = tuple(NamedFinding(**finding) for finding in findings)
    return Row(**texts, findings=named, details=Details.from_json(details or {}))


def parts_from_text(text: PlanText) -> tuple[Part, ...]:
    """The sections of a plan that comes in, each and every activity with a key of its own."""
    return tuple(
        Part(
            section.heading,
            section.level,
            section.text,
            tuple(
                _frozen_row(**{name: getattr(row, name) for name in COLUMNS}, key=str(uuid.uuid4()), **row.beside)
                for row in section.activities
            ),
            key=str(uuid.uuid4()),
        )
        for section in text.sections
    )


def sections_as_data(parts: Iterable[Part], *, keyed: bool = False) -> list[dict[str, Any]]:
    """The sections as plain JSON data: texts, findings and details where there are any, and if asked for the keys."""
    return [
        {
            "heading": p.heading,
            "level": p.level,
            "text": p.text,
            "activities": [_row_as_data(row) | ({"key": row.key} if keyed else {}) for row in p.activities],
        }
        | ({"key": p.key} if keyed else {})
        | ({"answers": p.answers} if keyed and p.answers else {})
        for p in parts
    ]


def _row_as_data(row: Row) -> dict[str, Any]:
    data: dict[str, Any] = dict(zip(COLUMNS, row.columns(), strict=True))
    if row.findings:
        data["findings"] = [asdict(finding) for finding in row.findings]
    if row.details != Details.EMPTY:
        data["details"] = row.details.as_json()
    return data


def as_bytes(data: dict[str, Any]) -> bytes:
    """JSON in UTF-8, indented to be read by people too."""
    return json.dumps(data, ensure_ascii=False, indent=1).encode()


def frozen(
    plan: Plan, parts: Iterable[Part], number: int, decision: dict[str, str], made: dict[str, Any] | None = None
) -> bytes:
    """The content of a version: the plan, its decision, the round it has made, its sections and activities."""
    return as_bytes(
        {
            "id": plan.pk,
            "title": plan.title,
            "board": plan.board.name,
            "board_code": plan.board.code,
            "year": plan.year,
            "version": number,
            "decision": decision,
            **({"round": made} if made else {}),
            "sections": sections_as_data(parts, keyed=True),
        }
    )


def checksum(content: bytes) -> str:
    """SHA-256, hex."""
    return hashlib.sha256(content).hexdigest()


def fingerprint(plan: Plan, parts: Iterable[Part]) -> str:
    """Says which draft somebody has read: another word or another finding gives another."""
    return checksum(as_bytes({"title": plan.title, "sections": sections_as_data(parts)}))
