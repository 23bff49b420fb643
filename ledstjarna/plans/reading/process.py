"""Runs the reading in a process of its own, so that a hostile file can harm nothing but itself."""

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

from .model import MAX_BYTES, PlanText, Reason, Unreadable, title_from_filename

TIMEOUT_SECONDS = 30
ROOT = Path(__file__).resolve().parents[3]


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


class Struck(Exception):
    """A child met its limit of time or memory, or broke in a way it could not tell of."""


def in_child(module: str, data: bytes, *, seconds: int) -> bytes:
    """What a module of ours answers to the bytes, run in a process of its own for so many seconds at most.

    Raises `Struck`: the child answers every failure it sees; one it could not answer is a limit.
    """
    command = [sys.executable, "-P", "-X", "utf8", "-W", "ignore", "-m", module]
    # Nothing of the server's environment: no settings, no keys.
    environment = {"PYTHONPATH": str(ROOT), "PATH": os.defpath}
    try:
        done = subprocess.run(  # noqa: S603
            command,
            input=data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise Struck from None
    if done.returncode:
        raise Struck
    return done.stdout


def _run_child(data: bytes) -> bytes:
    try:
        return in_child("ledstjarna.plans.reading.child", data, seconds=TIMEOUT_SECONDS)
    except Struck:
        raise Unreadable(Reason.TOO_COMPLEX) from None
