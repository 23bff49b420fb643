"""The process that opens one form: bytes on stdin, JSON on stdout, nothing on stderr. Knows no settings."""

from __future__ import annotations

import json
import logging
import sys
from typing import Any, Final

from ledstjarna.documents.uploads.process import limit_resources
from ledstjarna.documents.uploads.why import Unsafe, Why

from .model import Reason, Unreadable

MEMORY_BYTES: Final = 512 * 1024**2
CPU_SECONDS: Final = 10


def answer(data: bytes) -> dict[str, Any]:
    """The form's sheets as texts with what pyxform says of them, or {"reason": …}. Never raises."""
    try:
        return _form(data)
    except Unreadable as unreadable:
        return {"reason": unreadable.reason}
    except Unsafe as unsafe:
        return {"reason": Reason.UNKNOWN_FORMAT if unsafe.why is Why.LEGACY_WORD else Reason(unsafe.why)}
    except (MemoryError, RecursionError):
        return {"reason": Reason.TOO_COMPLEX}
    except Exception:
        return {"reason": Reason.DAMAGED}


def _form(data: bytes) -> dict[str, Any]:
    from .cells import sheets_of

    sheets, unread = sheets_of(data)
    survey = sheets.get("survey")
    if survey is None:
        raise Unreadable(Reason.NO_SURVEY)
    if not survey.rows:
        raise Unreadable(Reason.NO_QUESTIONS)
    from .checking import columns_of, complaint, types_of

    columns = {name: columns_of(sheet) for name, sheet in sheets.items()}
    return {
        "sheets": {
            name: {
                "headers": sheet.headers,
                "columns": columns[name],
                "rows": sheet.rows,
                "worked_out": sheet.worked_out,
            }
            for name, sheet in sheets.items()
        },
        "unread": unread,
        "types": types_of(survey, columns["survey"]),
        "complaint": complaint(sheets),
    }


def main() -> None:
    limit_resources(memory=MEMORY_BYTES, seconds=CPU_SECONDS)
    logging.disable()
    sys.stdout.write(json.dumps(answer(sys.stdin.buffer.read())))


if __name__ == "__main__":
    main()
