"""The door of the log: `act` around a write, `read` before showing protected matter, `attempt` for what was
refused, `nameless` for what is never tied to a person.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID, uuid5

from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from ledstjarna.audit.chain import GENESIS, Fact, checked_facts, entry_hash
from ledstjarna.audit.models import Entry, Nameless, Outcome, Segment

__all__ = ["Act", "Fact", "Repeated", "act", "attempt", "nameless", "read", "seal"]

_BATCH = 500


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

    Locks the chain's head before anything else, so that all acts queue in the same order and never wait for
    each other crosswise: take no other lock before it. `once` is the form's own number: a second act of the same
    kind with it raises `Repeated` and changes nothing. If the block raises, neither the write nor the row remains.
    Acts may contain acts; the inner one's row comes first, and all of them stay or none.
    """
    once = uuid5(once, action) if once else None
    with transaction.atomic():
        _lock_head()
        if once and (before := Entry.objects.filter(once=once).order_by("pk").values_list("kind", "ids").first()):
            raise Repeated(*before)
        done = Act(board_id=board_id)
        yield done
        _append(action, Outcome.DONE, actor_id, done, once)


def read(
    action: str,
    *,
    actor_id: int | None,
    board_id: int | None,
    kind: str,
    ids: Sequence[int],
    facts: Mapping[str, Fact] | None = None,
) -> None:
    """Write the row of one answered page of protected matter, with the ids shown. Call it before rendering
    the page.
    """
    with act(action, actor_id=actor_id, board_id=board_id) as done:
        done.on(kind, *ids)
        done.facts.update(facts or {})


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
        _lock_head()
        done = Act(kind=kind, ids=list(ids), board_id=board_id, facts=dict(facts or {}))
        _append(action, outcome, actor_id, done, None)


def nameless(action: str, *, board_id: int | None = None, outcome: Outcome = Outcome.DONE) -> None:
    """Note an act that must not be tied to a person, in the caller's transaction. It takes no lock.

    A row of the chain would stand, with its time, beside the sign-in of whoever did it. So the act is only counted:
    see `seal`.
    """
    Nameless.objects.create(day=timezone.localdate(), board_id=board_id, action=action, outcome=outcome)


def seal(*, before: date | None = None) -> int:
    """Put the nameless acts of the days before a day (today) into the chain: one row for all that are alike.

    Each day is a transaction of its own that also lets the counted acts go. Safe to repeat, and for two at once.
    Returns how many acts were counted.
    """
    days = Nameless.objects.filter(day__lt=before or timezone.localdate()).order_by("day")
    return sum(_seal(day) for day in list(days.values_list("day", flat=True).distinct()))


def _seal(day: date) -> int:
    with transaction.atomic():
        _lock_head()
        acts = Nameless.objects.filter(day=day).in_bulk()
        alike = Counter((act.action, act.outcome, act.board_id) for act in acts.values())
        for (action, outcome, board_id), count in sorted(alike.items(), key=str):
            done = Act(board_id=board_id, facts={"day": day.isoformat(), "count": count})
            _append(action, Outcome(outcome), None, done, None)
        # By their keys: an act that began before midnight may have come in after the count.
        keys = list(acts)
        for start in range(0, len(keys), _BATCH):
            Nameless.objects.filter(pk__in=keys[start : start + _BATCH]).delete()
    return len(acts)


def _lock_head() -> None:
    """Wait for the newest segment and hold it until the transaction ends.

    A writer that waited on one year may find the next one opened by then and goes after it; so no year gets a
    row after the next has begun. SQLite has let one writer in alone when the transaction began (IMMEDIATE).
    """
    while connection.features.has_select_for_update:
        latest = Segment.objects.select_for_update().order_by("-year").first()
        if latest is None:
            _open(timezone.localtime().year, GENESIS)  # something to hold
        elif not Segment.objects.filter(year__gt=latest.year).exists():
            return


def _open(year: int, opening: str) -> None:
    """Open a segment, unless another process just did: the opening hash is unique."""
    try:
        with transaction.atomic():
            Segment.objects.create(year=year, opening_hash=opening, head_hash=opening)
    except IntegrityError:
        if not Segment.objects.filter(opening_hash=opening).exists():
            raise


def _head(now: datetime) -> Segment:
    """The segment the next row belongs to; opens the first of all and each new year's. Read anew, as an inner
    act may have moved the head.
    """
    latest = Segment.objects.order_by("-year").first()
    year = timezone.localtime(now).year
    if latest and (latest.year >= year or not latest.head_seq):
        return latest
    _open(year, latest.head_hash if latest else GENESIS)
    return Segment.objects.get(year=year)


def _append(action: str, outcome: Outcome, actor_id: int | None, done: Act, once: UUID | None) -> None:
    now = timezone.now()
    segment = _head(now)
    entry = Entry(
        segment=segment,
        seq=segment.head_seq + 1,
        # A clock that was set back must not put a row before the one it follows.
        at=max(now, segment.head_at or now),
        actor_id=actor_id,
        board_id=done.board_id,
        action=action,
        outcome=outcome,
        kind=done.kind,
        ids=[int(row_id) for row_id in done.ids],
        facts=checked_facts(done.facts),
        once=once,
        prev_hash=segment.head_hash,
    )
    entry.hash = entry_hash(entry)
    entry.save(force_insert=True)
    segment.head_seq, segment.head_hash, segment.head_at = entry.seq, entry.hash, entry.at
    segment.save(update_fields=["head_seq", "head_hash", "head_at"])
