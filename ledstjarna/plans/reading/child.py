"""The process that reads one file: bytes on stdin, JSON on stdout, nothing on stderr. Knows no settings."""

import json
import logging
import resource
import sys
from typing import Any

from .model import Reason, Unreadable

MEMORY_BYTES = 1024**3
CPU_SECONDS = 25
MAX_CHARACTERS = 2_000_000


def limit_resources(*, memory: int = MEMORY_BYTES, seconds: int = CPU_SECONDS) -> None:
    """Bound memory and processor time, forbid writing files and core dumps."""
    for kind, limit in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(kind, (limit, limit))


def answer(data: bytes) -> dict[str, Any]:
    """The plan as JSON, or {"reason": ...}. Never raises: a parser's error on a bad file is an answer."""
    try:
        from .detect import reader_for

        plan = reader_for(data)(data)
    except Unreadable as unreadable:
        return {"reason": unreadable.reason}
    except (MemoryError, RecursionError):
        return {"reason": Reason.TOO_COMPLEX}
    except Exception:
        return {"reason": Reason.DAMAGED}
    result = plan.as_json(reading=True)
    if len(json.dumps(result)) > MAX_CHARACTERS:
        return {"reason": Reason.TOO_COMPLEX}
    return result


def main() -> None:
    limit_resources()
    logging.disable()
    sys.stdout.write(json.dumps(answer(sys.stdin.buffer.read())))


if __name__ == "__main__":
    main()
