"""The door of the log: `act` around a write, `read` before showing protected matter, `attempt` for what was refused."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from ledstjarna.audit.models import Entry, Outcome, Segment

GENESIS = "0" * 64
Fact = str | int | bool | None | list[str] | list[int]


class Repeated(Exception):
    """The same form was sent before; `kind` and `ids` name what it made then."""

    def __init__(self, kind: str, ids: Sequence[int]) -> None:
        super().__init__(kind)
        self.kind = kind
        self.ids = tuple(ids)


@dataclass(slots=True)
class Act:
    """Filled in by the service while the act is under way; written when the block ends well."""

    kind: str = ""
    ids: list[int] = field(default_factory=list)
    board_id: int | None = None
    facts: dict[str, Fact] = field(default_factory=dict)

    def on(self, kind: str, *ids: int) -> None:
        """Name the rows the act touched."""
        self.kind = kind
        self.ids.extend(ids)


@contextmanager
def act(action: str, *, actor_id: int | None, board_id: int | None = None, once: UUID | None = None) -> Iterator[Act]:
    """Run a write and its audit row in one transaction.

    Locks the chain's head first, so that all acts queue in the same order. `once` is the form's own number: a second
    act with it raises `Repeated` and changes nothing. If the block raises, neither the write nor the row remains.
    """
    with transaction.atomic():
        segment = _locked_head(timezone.now())
        if once is not None and (before := Entry.objects.filter(once=once).first()):
            raise Repeated(before.kind, before.ids)
        done = Act(board_id=board_id)
        yield done
        _append(segment, action, Outcome.DONE, actor_id, done, once)


def read(action: str, *, actor_id: int | None, board_id: int | None, kind: str, ids: Sequence[int]) -> None:
    """Write the row of one answered page of protected matter, with the ids shown. Commits before the page is rendered."""
    with act(action, actor_id=actor_id, board_id=board_id) as done:
        done.on(kind, *ids)


def attempt(
    action: str,
    outcome: Outcome,
    *,
    actor_id: int | None,
    board_id: int | None = None,
    kind: str = "",
    ids: Sequence[int] = (),
    facts: Mapping[str, Fact] | None = None,
) -> None:
    """Write what was refused or failed, in a transaction of its own: call it after the act has rolled back."""
    with transaction.atomic():
        segment = _locked_head(timezone.now())
        done = Act(kind=kind, ids=list(ids), board_id=board_id, facts=dict(facts or {}))
        _append(segment, action, outcome, actor_id, done, None)


def _locked_head(now: datetime) -> Segment:
    year = timezone.localtime(now).year
    segment = Segment.objects.select_for_update().filter(year__gte=year).order_by("year").last()
    if segment is None:
        last = Segment.objects.order_by("year").last()
        opening = last.head_hash if last else GENESIS
        Segment.objects.get_or_create(year=year, defaults={"opening_hash": opening, "head_hash": opening})
        segment = Segment.objects.select_for_update().get(year=year)
    return segment


def _append(
    segment: Segment, action: str, outcome: Outcome, actor_id: int | None, done: Act, once: UUID | None
) -> None:
    entry = Entry(
        segment=segment,
        seq=segment.head_seq + 1,
        at=timezone.now(),
        actor_id=actor_id,
        board_id=done.board_id,
        action=action,
        outcome=outcome,
        kind=done.kind,
        ids=done.ids,
        facts=done.facts,
        once=once,
        prev_hash=segment.head_hash,
    )
    entry.hash = entry_hash(entry)
    entry.save(force_insert=True)
    segment.head_seq, segment.head_hash = entry.seq, entry.hash
    segment.save(update_fields=["head_seq", "head_hash"])


def entry_hash(entry: Entry) -> str:
    """sha256 over the previous hash and the row's canonical JSON, hex."""
    row = {
        "segment": entry.segment_id,
        "seq": entry.seq,
        "at": entry.at.isoformat(),
        "actor": entry.actor_id,
        "board": entry.board_id,
        "action": entry.action,
        "outcome": str(entry.outcome),
        "kind": entry.kind,
        "ids": entry.ids,
        "facts": entry.facts,
        "once": str(entry.once) if entry.once else None,
    }
    text = json.dumps(row, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(f"{entry.prev_hash}\n{text}".encode()).hexdigest()
