"""The process that opens one workbook of answers: bytes on stdin, its tables as JSON on stdout. Knows no settings."""

from __future__ import annotations

import json
import logging
import sys
from typing import Any, Final

from django.conf import settings

from ledstjarna.documents.uploads.process import limit_resources
from ledstjarna.surveys.definition import MOST_QUESTIONS
from ledstjarna.texts import tables

LIMITS: Final = tables.Limits(columns=2 * MOST_QUESTIONS, unpacked=16 * 1024 * 1024, percents=True)
MEMORY_BYTES: Final = 512 * 1024**2
CPU_SECONDS: Final = 10


def answer(data: bytes) -> dict[str, Any]:
    """The workbook's tables, or {"reason": …}, a sentence in Swedish. Never raises but at a limit."""
    try:
        found = tables.read(data, LIMITS)
    except tables.Unreadable as unreadable:
        return {"reason": str(unreadable)}
    return {"sheets": [[sheet.name, sheet.headings, sheet.rows] for sheet in found]}


def main() -> None:
    limit_resources(memory=MEMORY_BYTES, seconds=CPU_SECONDS)
    logging.disable()
    settings.configure(USE_I18N=False)
    sys.stdout.write(json.dumps(answer(sys.stdin.buffer.read())))


if __name__ == "__main__":
    main()
