"""Runs the reading in a process of its own, so that a hostile file can harm nothing but itself."""

import json
from dataclasses import replace

from ledstjarna.documents.uploads.process import Struck, in_child

from .model import MAX_BYTES, PlanText, Reason, Unreadable, title_from_filename

TIMEOUT_SECONDS = 30


def read_plan(data: bytes, *, filename: str) -> PlanText:
    """Read an action plan from the bytes of a DOCX, PDF, XLSX or CSV file; the format is told by content, not by name.

    `filename` is used for the title when the plan has none. Raises Unreadable with its reason. The file is
    parsed in a child process under limits of memory, processor and wall-clock time (30 s).
    """
    if not data:
        raise Unreadable(Reason.EMPTY)
    if len(data) > MAX_BYTES:
        raise Unreadable(Reason.TOO_LARGE)
    answer = json.loads(_run_child(data))
    if "reason" in answer:
        raise Unreadable(Reason(answer["reason"]))
    plan = PlanText.from_json(answer)
    headings = (section.heading for section in plan.sections if section.heading)
    return replace(plan, title=plan.title or title_from_filename(filename) or next(headings, ""))


def _run_child(data: bytes) -> bytes:
    try:
        return in_child("ledstjarna.plans.reading.child", data, seconds=TIMEOUT_SECONDS)
    except Struck:
        raise Unreadable(Reason.TOO_COMPLEX) from None
