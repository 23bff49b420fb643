"""`ledstjarna deid --jsonl [--own FILE]`: texts in, places of personal data out, line by line.

Reads {"id", "text"} and writes {"id", "spans": [{"start", "end", "label", "hard"}]}, offsets in code points. It
opens no database and no network, and what it says of a fault never holds the text.
"""

import argparse
import json
import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, BinaryIO

from ledstjarna.deid.guard import find
from ledstjarna.deid.labels import HARD, Own

BAD_INPUT = 2


class Fault(Exception):
    """A sentence for the one who runs the command."""


def _object(raw: bytes | str) -> dict[str, Any] | None:
    try:
        read = json.loads(raw)
    except (ValueError, RecursionError):
        return None
    return read if isinstance(read, dict) else None


def read_own(path: Path) -> Own:
    """The municipality's own words from a file {"known": [...], "held": [...]}."""
    try:
        read = _object(path.read_bytes())
    except OSError:
        read = None
    words = [read.get(key, []) for key in ("known", "held")] if read is not None else []
    if not words or not all(isinstance(part, list) and all(isinstance(word, str) for word in part) for part in words):
        raise Fault('Filen med egna ord gick inte att läsa. Den ska vara JSON: {"known": ["ord"], "held": ["ord"]}.')
    known, held = (frozenset(word.casefold() for word in part) for part in words)
    return Own(known=known, held=held)


def answer(raw: bytes, number: int, own: Own) -> str:
    """The line that answers one line of input."""
    read = _object(raw)
    if read is None or not isinstance(read.get("text"), str) or "id" not in read:
        raise Fault(f'Rad {number} gick inte att läsa. Varje rad ska vara JSON: {{"id": "…", "text": "…"}}.')
    spans = [
        {"start": found.start, "end": found.end, "label": found.label.value, "hard": found.label in HARD}
        for found in find(read["text"], own=own)
    ]
    return json.dumps({"id": read["id"], "spans": spans})


def run(lines: Iterable[bytes], out: BinaryIO, own: Own) -> None:
    """Answer each line as soon as it is read; blank lines get no answer."""
    for number, raw in enumerate(lines, start=1):
        if raw.strip():
            out.write(answer(raw, number, own).encode() + b"\n")
            out.flush()


def main(argv: Sequence[str]) -> int:
    """Run the command; 2 when a line or the file of own words cannot be read."""
    parser = argparse.ArgumentParser(prog="ledstjarna deid", description="Find personal data in texts.")
    parser.add_argument("--jsonl", action="store_true", required=True, help='read a {"id", "text"} on each line')
    parser.add_argument("--own", type=Path, metavar="FILE", help='own words: {"known": [...], "held": [...]}')
    options = parser.parse_args(argv)
    try:
        own = read_own(options.own) if options.own else Own()
        run(sys.stdin.buffer, sys.stdout.buffer, own)
    except Fault as fault:
        sys.stderr.write(f"{fault}\n")
        return BAD_INPUT
    except BrokenPipeError:
        # The reader has left: no more to say, and nothing for the interpreter to flush on its way out.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    return 0
