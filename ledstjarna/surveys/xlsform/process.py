"""Reads a form, its file opened in a process of its own."""

from __future__ import annotations

import json
from typing import Final

from ledstjarna.documents.uploads.process import Struck, in_child

from .form import reading_of
from .model import MAX_BYTES, Reading, Reason, Unreadable

TIMEOUT_SECONDS: Final = 20
CHILD: Final = "ledstjarna.surveys.xlsform.child"


def read(data: bytes) -> Reading:
    """The questions of an XLSForm (.xlsx), or every row that keeps it from being asked here.

    Raises Unreadable when the file is no such form at all. It is opened in a child process under limits of memory,
    processor and wall-clock time.
    """
    if not data:
        raise Unreadable(Reason.EMPTY)
    if len(data) > MAX_BYTES:
        raise Unreadable(Reason.TOO_LARGE)
    try:
        answer = json.loads(in_child(CHILD, data, seconds=TIMEOUT_SECONDS))
    except Struck:
        raise Unreadable(Reason.TOO_COMPLEX) from None
    if "reason" in answer:
        raise Unreadable(Reason(answer["reason"]))
    return reading_of(answer)
