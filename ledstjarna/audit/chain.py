"""What a row's hash covers, in a form that comes back the same from every database."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from datetime import UTC

from ledstjarna.audit.models import Entry

GENESIS = "0" * 64
LONGEST_FACT = 200
_CONTROL = re.compile("[\x00-\x1f\x7f\ud800-\udfff]")
Fact = str | int | bool | None | list[str] | list[int]


def entry_hash(entry: Entry) -> str:
    """sha256 over the previous hash and the row's canonical JSON, hex.

    Canonical: keys sorted, no spaces, UTF-8; time as UTC with microseconds; identifiers and facts as
    integers, strings, booleans and lists only, which JSON columns of both databases give back unchanged.
    """
    row = {
        "segment": entry.segment_id,
        "seq": entry.seq,
        "at": entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
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


def checked_facts(facts: Mapping[str, Fact]) -> dict[str, Fact]:
    """Facts as plain, short JSON values. Raises `TypeError` for other types.

    Decimal numbers are left out on purpose: PostgreSQL and Python write them differently.
    """
    return {_plain(key): _checked(value) for key, value in facts.items()}


def _checked(value: Fact) -> Fact:
    if isinstance(value, list | tuple):
        return [_scalar(item) for item in value]  # type: ignore[return-value]
    return _scalar(value)


def _scalar(value: object) -> str | int | bool | None:
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, str):
        return _plain(value)
    if isinstance(value, int):
        return int(value)
    raise TypeError(f"a fact of the log may not be a {type(value).__name__}")


def _plain(text: str) -> str:
    """A short word. What is longer, or would not survive a database, is cut rather than refused: the row must
    be written.
    """
    return _CONTROL.sub("?", text)[:LONGEST_FACT]
