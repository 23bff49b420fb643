"""The process that reads one file: bytes on stdin, JSON on stdout, nothing on stderr. Knows no settings."""

import json
import logging
import sys
from typing import Any

from ledstjarna.documents.uploads.process import limit_resources
from ledstjarna.documents.uploads.why import Unsafe

from .model import Reason, Unreadable

MEMORY_BYTES = 1024**3
CPU_SECONDS = 25
MAX_CHARACTERS = 2_000_000


def answer(data: bytes) -> dict[str, Any]:
    """The plan as JSON, or {"reason": ...}. Never raises: a parser's error on a bad file is an answer."""
    try:
        from .detect import reader_for

        plan = reader_for(data)(data)
    except Unreadable as unreadable:
        return {"reason": unreadable.reason}
    except Unsafe as unsafe:
        return {"reason": Reason(unsafe.why)}
    except (MemoryError, RecursionError):
        return {"reason": Reason.TOO_COMPLEX}
    except Exception:
        return {"reason": Reason.DAMAGED}
    result = plan.as_json(reading=True)
    if len(json.dumps(result)) > MAX_CHARACTERS:
        return {"reason": Reason.TOO_COMPLEX}
    return result


def main() -> None:
    limit_resources(memory=MEMORY_BYTES, seconds=CPU_SECONDS)
    logging.disable()
    sys.stdout.write(json.dumps(answer(sys.stdin.buffer.read())))


if __name__ == "__main__":
    main()
