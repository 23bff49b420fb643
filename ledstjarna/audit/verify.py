"""Reading the whole chain through and naming the first row where it does not hold."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db.models import F

from ledstjarna.audit.chain import GENESIS, entry_hash
from ledstjarna.audit.models import Entry, Nameless, Outcome, Segment, SegmentRemoval

REMOVE = "audit.segment_remove"
_CHUNK = 2_000


class Fault(StrEnum):
    """How a row can be wrong."""

    HASH = "hash"  # its content is not what its hash says
    LINK = "link"  # it does not name the row before it
    GAP = "gap"  # a row before it is missing
    ORDER = "order"  # it is earlier than the row before it
    HEAD = "head"  # the segment's head and its last row differ
    SEGMENT = "segment"  # a segment before it is missing, or its own
    REMOVAL = "removal"  # a removal without its row in the log, or not true


@dataclass(frozen=True, slots=True)
class Broken:
    """The first place where the chain does not hold."""

    segment: int
    seq: int
    at: datetime | None
    why: Fault


@dataclass(frozen=True, slots=True)
class Report:
    """What was read, and the first fault if there is one. `head` is worth noting down outside the system.

    `waiting` is how many nameless acts are not in the chain yet; nothing guards them until they are.
    """

    segments: int
    removed: int
    entries: int
    head: str
    waiting: int
    broken: Broken | None


class _BrokenChain(Exception):
    def __init__(self, segment: int, seq: int, at: datetime | None, why: Fault) -> None:
        super().__init__(why)
        self.broken = Broken(segment, seq, at, why)


def verify() -> Report:
    """Check every row of every segment, in order, in constant memory.

    Rows written meanwhile are left to the next time. What it cannot see is that the newest rows of all and
    their head were taken away together by someone who also took down the triggers: compare the head with one
    noted down earlier.
    """
    segments = list(Segment.objects.select_related("removal").order_by("year"))
    reader = _Reader()
    broken = None
    try:
        _only_known_segments(segments)
        for segment in segments:
            reader.segment(segment)
        reader.removals(segments)
    except _BrokenChain as found:
        broken = found.broken
    removed = sum(1 for segment in segments if _removal(segment))
    return Report(len(segments), removed, reader.entries, reader.head, Nameless.objects.count(), broken)


def _removal(segment: Segment) -> SegmentRemoval | None:
    return getattr(segment, "removal", None)


def _only_known_segments(segments: list[Segment]) -> None:
    stray = Entry.objects.exclude(segment_id__in=[s.year for s in segments]).order_by("id").first()
    if stray:
        raise _BrokenChain(stray.segment_id, stray.seq, stray.at, Fault.SEGMENT)


class _Reader:
    """Where in the chain the reading stands."""

    def __init__(self) -> None:
        self.head = GENESIS
        self.entries = 0
        self.last_at: datetime | None = None
        self.removed_years: set[int] = set()

    def segment(self, segment: Segment) -> None:
        if segment.opening_hash != self.head:
            raise _BrokenChain(segment.year, 0, None, Fault.SEGMENT)
        removal = _removal(segment)
        if removal is None:
            self._rows(segment)
        elif (removal.count, removal.last_hash) != (segment.head_seq, segment.head_hash):
            raise _BrokenChain(segment.year, 0, removal.removed_at, Fault.REMOVAL)
        self.head = segment.head_hash
        self.last_at = segment.head_at

    def _rows(self, segment: Segment) -> None:
        seq, previous = 0, segment.opening_hash
        rows = Entry.objects.filter(segment=segment, seq__lte=segment.head_seq).order_by("seq")
        for entry in rows.iterator(chunk_size=_CHUNK):
            fault = self._fault(entry, seq, previous)
            if fault:
                raise _BrokenChain(segment.year, entry.seq, entry.at, fault)
            seq, previous, self.last_at = entry.seq, entry.hash, entry.at
            self.entries += 1
            if entry.action == REMOVE and entry.outcome == Outcome.DONE:
                self.removed_years.update(entry.ids)
        if (seq, previous, self.last_at) != (segment.head_seq, segment.head_hash, segment.head_at):
            raise _BrokenChain(segment.year, seq, self.last_at, Fault.HEAD)
        beyond = Entry.objects.filter(segment=segment, seq__gt=F("segment__head_seq")).order_by("seq").first()
        if beyond:
            raise _BrokenChain(segment.year, beyond.seq, beyond.at, Fault.HEAD)

    def _fault(self, entry: Entry, seq: int, previous: str) -> Fault | None:
        if entry.seq != seq + 1:
            return Fault.GAP
        if entry.prev_hash != previous:
            return Fault.LINK
        if entry_hash(entry) != entry.hash:
            return Fault.HASH
        if self.last_at and entry.at < self.last_at:
            return Fault.ORDER
        return None

    def removals(self, segments: list[Segment]) -> None:
        """Every removal has its row in the log, unless that row's own year was removed later."""
        kept = {segment.year for segment in segments if not _removal(segment)}
        for segment in segments:
            removal = _removal(segment)
            if removal and removal.removed_at.year in kept and segment.year not in self.removed_years:
                raise _BrokenChain(segment.year, 0, removal.removed_at, Fault.REMOVAL)
