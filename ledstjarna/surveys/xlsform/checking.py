"""What pyxform makes of a form: its columns, its types, and whether it holds together. Runs in the child."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from pyxform import aliases
from pyxform.builder import create_survey_element_from_dict
from pyxform.errors import PyXFormError
from pyxform.parsing.sheet_headers import process_header
from pyxform.question import MultipleChoiceQuestion, Option
from pyxform.survey import Survey
from pyxform.xls2json import RE_BEGIN_CONTROL, RE_END_CONTROL, RE_SELECT, workbook_to_json
from pyxform.xls2json_backends import DefinitionData

from .cells import Sheet
from .layout import CHOICES, SETTINGS, SURVEY

COLUMNS: Final = {
    SURVEY: (aliases.survey_header, set(MultipleChoiceQuestion.get_slot_names())),
    CHOICES: (aliases.list_header, set(Option.get_slot_names())),
    SETTINGS: (aliases.settings_header, set(Survey.get_slot_names())),
}
PLAIN: Final = {
    "text": "text", "string": "text", "q string": "text", "add text prompt": "text",
    "integer": "integer", "int": "integer", "q int": "integer", "add integer prompt": "integer",
    "percentage": "percentage", "range": "range",
}  # fmt: skip
ROW: Final = re.compile(r"\[row : (\d+)\]")
IN_SHEET: Final = re.compile(r"On the '(survey|choices|settings)' sheet")
MOST_WORDS: Final = 200


def columns_of(sheet: Sheet) -> dict[int, tuple[bool, tuple[str, ...]]]:
    """By place: whether pyxform gives the column a meaning, and its name without aliases, a language after it."""
    known_aliases, known = COLUMNS[sheet.name]
    double = any("::" in header for header in sheet.headers.values())
    found = {}
    for place, header in sheet.headers.items():
        name, tokens = process_header(header, double, known_aliases, known)
        meant = name in known or isinstance(name, tuple) or tokens[0] in known
        found[place] = (meant, tuple(map(str, tokens)))
    return found


def types_of(sheet: Sheet, columns: Mapping[int, tuple[bool, tuple[str, ...]]]) -> dict[str, tuple[str, str, str]]:
    """What the types in the sheet mean, by the words they are written with."""
    places = [place for place, (_meant, tokens) in columns.items() if tokens == ("type",)]
    words = {cells[place] for cells in sheet.rows.values() for place in places if place in cells}
    return {word: type_of(word) for word in words}


def type_of(words: str) -> tuple[str, str, str]:
    """A type as command, list and what stands after: ("select_one", "yes_no", ""). ("", "", "") for one not read."""
    words = " ".join(words.split())
    if found := RE_BEGIN_CONTROL.search(words):
        return f"begin_{aliases.control[found['type']]}", found["list_name"] or "", ""
    if found := RE_END_CONTROL.search(words):
        return f"end_{aliases.control[found['type']]}", "", ""
    if found := RE_SELECT.search(words):
        command = found["select_command"]
        if command in aliases.select_from_file or "external" in command:
            return "select_from_file", found["list_name"], ""
        return _command(aliases.select[command]), found["list_name"], found["specify_other"] or ""
    return PLAIN.get(words, ""), "", ""


def _command(pyxform_type: str) -> str:
    return {"select one": "select_one", "select all that apply": "select_multiple"}.get(pyxform_type, pyxform_type)


def complaint(sheets: Mapping[str, Sheet]) -> tuple[str, int, str] | None:
    """What pyxform says against the form, as sheet, row and words; None when it makes an XForm of it."""
    book: dict[str, Any] = {"sheet_names": list(sheets)}
    for name, sheet in sheets.items():
        book[f"{name}_header"] = [dict.fromkeys(sheet.headers.values())]
        book[name] = [
            {sheet.headers[place]: text for place, text in sheet.rows.get(at, {}).items() if place in sheet.headers}
            for at in range(2, max(sheet.rows, default=1) + 1)
        ]
    try:
        # Not `convert`: it writes a file beside, and this process may write none.
        create_survey_element_from_dict(workbook_to_json(DefinitionData(**book), warnings=[])).xml()
    except PyXFormError as error:
        words = str(error)
        row, sheet_name = ROW.search(words), IN_SHEET.search(words)
        plain = " ".join(ROW.sub("", words).split())[:MOST_WORDS]
        return (sheet_name[1] if sheet_name else SURVEY), int(row[1]) if row else 0, plain
    except (MemoryError, RecursionError):
        raise
    except Exception as error:  # pyxform breaks on some forms that it should refuse
        return SURVEY, 0, type(error).__name__
    return None
