"""Fills templates in and tries them out, each time in a process of its own: a hostile file harms nothing but itself."""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass

from ledstjarna.documents.model import Document
from ledstjarna.documents.uploads.process import Struck, in_child
from ledstjarna.plans.reading import Unreadable, read_plan

from .example import decided, draft, shown
from .fields import context_of
from .model import MAX_BYTES, Problem, Unfillable

TIMEOUT_SECONDS = 20
CHILD = "ledstjarna.plans.word_template.child"


def fill(template: bytes, document: Document) -> bytes:
    """The document as Word file after the template. Raises Unfillable."""
    return _filled(template, document)[0]


@dataclass(frozen=True, slots=True)
class Tried:
    """`reads_back`: the plan can be read out of the document again. `text` is all that stands in a draft."""

    reads_back: bool
    text: str


def try_out(template: bytes) -> Tried:
    """Fill a template in with a made-up plan, as decided and as a draft.

    Raises Unfillable when it cannot be filled in, or does not show every part of the plan.
    """
    if len(template) > MAX_BYTES:
        raise Unfillable(Problem.TOO_LARGE)
    with_annexes, _text = _complete(template, decided())
    reads_back = _is_read_back(with_annexes, decided())
    _made, text = _complete(template, draft())
    return Tried(reads_back, text)


def _complete(template: bytes, document: Document) -> tuple[bytes, str]:
    made, text = _filled(template, document)
    for words, name in shown(document):
        if words not in text:
            raise Unfillable(Problem.LEAVES_OUT, str(name))
    return made, text


def _filled(template: bytes, document: Document) -> tuple[bytes, str]:
    asked = {
        "template": base64.b64encode(template).decode(),
        "context": context_of(document),
        "properties": {
            "title": document.title,
            "subject": document.subtitle,
            "author": document.author,
            "language": document.language,
            "date": document.date.isoformat(),
        },
    }
    try:
        answer = json.loads(in_child(CHILD, json.dumps(asked).encode(), seconds=TIMEOUT_SECONDS))
    except Struck:
        raise Unfillable(Problem.TOO_HEAVY) from None
    if "problem" in answer:
        raise Unfillable(Problem(answer["problem"]), answer.get("name", ""), answer.get("where", ""))
    return base64.b64decode(answer["file"]), answer["text"]


def _is_read_back(made: bytes, document: Document) -> bool:
    try:
        found = read_plan(made, filename="").sections
    except Unreadable:
        return False
    parts = context_of(document)["avsnitt"]
    if [section.heading for section in found] != [part["rubrik"] for part in parts]:
        return False
    rows = [
        [[row.activity, row.responsible, row.schedule, row.follow_up] for row in section.activities]
        for section in found
    ]
    names = ("aktivitet", "ansvarig", "tidplan", "uppföljning")
    return rows == [[[row[name] for name in names] for row in part["aktiviteter"]] for part in parts]
