"""What our own forms look like, for the one that writes them and the one that reads them again."""

from __future__ import annotations

import re
from typing import Final

from ledstjarna.surveys.definition import LARGEST, Kind

SURVEY: Final = "survey"
CHOICES: Final = "choices"
SETTINGS: Final = "settings"
OUR: Final = "ledstjarna"
"""Columns that pyxform passes by, for what XLSForm has no word for: `ledstjarna::kind` and so on."""
KIND: Final = "kind"
SUBJECT: Final = "subject"
REASON: Final = "reason"

YES_NO_LIST: Final = "yes_no"
TYPES: Final = {
    Kind.YES_NO: "select_one",
    Kind.ONE: "select_one",
    Kind.SCALE: "select_one",
    Kind.MANY: "select_multiple",
    Kind.NUMBER: "integer",
    Kind.SHARE: "integer",
    Kind.TEXT: "text",
}
CONSTRAINTS: Final = {Kind.NUMBER: f". >= 0 and . <= {LARGEST}", Kind.SHARE: ". >= 0 and . <= 100"}

# XLSForm takes ${…} in words for a reference and has no way to write the two signs as they are.
# An unseen sign between them keeps them apart.
REFERENCE: Final = "${"
PARTED: Final = "$\u2060{"

# Excel reads _x0041_ as the letter A: where such signs are meant as written, the first is written so too.
CODED: Final = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
CODE_OF_UNDERSCORE: Final = "_x005F_"
UNDERSCORE_CODED: Final = re.compile(CODE_OF_UNDERSCORE + r"(?=x[0-9A-Fa-f]{4}_)")
LINE_END: Final = re.compile(r"(?<!_x005F)_x000D_\n?|\r\n?")
NOT_XML: Final = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
