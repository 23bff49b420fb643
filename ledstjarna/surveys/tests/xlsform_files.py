"""Forms for the tests: made of rows as somebody would write them, read here or in the process of their own."""

from __future__ import annotations

import json
import warnings
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO
from typing import Any

from hypothesis import strategies as st
from openpyxl import Workbook

from ledstjarna.surveys.definition import (
    ALWAYS,
    NONE,
    STEPS,
    UNKNOWN,
    Condition,
    Definition,
    Kind,
    Option,
    Subject,
)
from ledstjarna.surveys.xlsform import Reading, Reason, Unreadable
from ledstjarna.surveys.xlsform.child import answer
from ledstjarna.surveys.xlsform.form import reading_of

Row = Mapping[str, Any]
YES_NO = (
    {"list_name": "ja_nej", "name": "ja", "label": "Ja"},
    {"list_name": "ja_nej", "name": "nej", "label": "Nej"},
)
COLOURS = (
    {"list_name": "colours", "name": "red", "label": "Röd"},
    {"list_name": "colours", "name": "blue", "label": "Blå"},
)


def form(survey: Sequence[Row], choices: Sequence[Row] = (), settings: Sequence[Row] = (), **more: Any) -> bytes:
    """An .xlsx with a sheet for each list of rows, the columns in the order they first stand."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in {"survey": survey, "choices": choices, "settings": settings, **more}.items():
        if rows:
            sheet = book.create_sheet(name)
            columns = list(dict.fromkeys(column for row in rows for column in row))
            sheet.append(columns)
            for row in rows:
                sheet.append([row.get(column) for column in columns])
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def read_here(data: bytes) -> Reading:
    """What `read` does, without the process of its own."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        told = json.loads(json.dumps(answer(data)))
    if "reason" in told:
        raise Unreadable(Reason(told["reason"]))
    return reading_of(told)


def rezipped(data: bytes, changed: Mapping[str, bytes]) -> bytes:
    """The same zip with some entries other than they were, or new."""
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as source, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for name in dict.fromkeys((*source.namelist(), *changed)):
            target.writestr(name, changed[name] if name in changed else source.read(name))
    return stream.getvalue()


WORDS = st.text(
    st.one_of(
        st.sampled_from("åäöÅÄÖéü –’”“\"'=+-@<>&_x0041_${}\n\t  #*"),
        st.characters(codec="utf-8", exclude_categories=["Cc", "Cn"], exclude_characters="\ufffe\uffff"),
    ),
    min_size=1,
    max_size=60,
).map(str.strip)
SOME_WORDS = WORDS.filter(bool)
KEYS = st.from_regex(r"[a-z][a-z0-9_]{0,39}", fullmatch=True).filter(lambda key: key != "meta")
CODES = st.from_regex(r"[a-z0-9_]{1,40}", fullmatch=True).filter(lambda code: code not in (UNKNOWN, NONE))
LABELS = SOME_WORDS.filter(lambda words: words.casefold() not in ("vet inte", "inget av detta"))


@st.composite
def options(draw: st.DrawFn, kind: Kind) -> tuple[Option, ...]:
    """Answers that may stand in one question of this kind."""
    if kind not in (Kind.ONE, Kind.MANY, Kind.SCALE):
        return ()
    sizes = (5, 5) if kind == Kind.SCALE else (2, 6)
    labels = draw(st.lists(LABELS, min_size=sizes[0], max_size=sizes[1], unique_by=lambda words: words.casefold()))
    codes: Iterable[str] = STEPS
    if kind != Kind.SCALE:
        codes = draw(st.lists(CODES, min_size=len(labels), max_size=len(labels), unique=True))
    return tuple(Option(code, label) for code, label in zip(codes, labels, strict=True))


@st.composite
def questionnaires(draw: st.DrawFn) -> tuple[Definition, ...]:
    """Questions without faults: of every kind, in sections or not, some asked only after an answer."""
    questions: list[Definition] = []
    for key in draw(st.lists(KEYS, min_size=1, max_size=6, unique=True)):
        kind = draw(st.sampled_from(Kind))
        earlier = [question for question in questions if question.choices]
        condition = ALWAYS
        if draw(st.booleans()) and earlier:
            on = draw(st.sampled_from(earlier))
            codes = st.sampled_from([code for code, _label in on.choices])
            most = 1 if on.kind == Kind.MANY else 3
            condition = Condition(on.key, tuple(draw(st.lists(codes, min_size=1, max_size=most, unique=True))))
        questions.append(
            Definition(
                key,
                draw(SOME_WORDS),
                kind,
                draw(st.sampled_from(Subject)),
                draw(st.sampled_from(["", "Händelser", "Övrigt", "section_1"])),
                draw(st.one_of(st.just(""), WORDS)),
                draw(options(kind)),
                condition,
                draw(st.one_of(st.just(""), WORDS)),
            )
        )
    return tuple(questions)
