"""Names of questions and answers as others write them, made into keys and codes of ours."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from ledstjarna.surveys.definition import KEY

CODE: Final = re.compile(r"[a-z0-9_]{1,40}")
BETWEEN: Final = re.compile(r"[-. ]")


def key_of(name: str) -> str:
    """ "Events-Met" → "events_met"; "" when it cannot be one without guessing."""
    key = _folded(name)
    return key if KEY.fullmatch(key) else ""


def code_of(name: str) -> str:
    """ "Då och då" → "da_och_da"; "" when it cannot be one without guessing."""
    code = _folded(name)
    return code if CODE.fullmatch(code) else ""


def _folded(name: str) -> str:
    apart = unicodedata.normalize("NFD", name.lower())
    return BETWEEN.sub("_", "".join(sign for sign in apart if not unicodedata.combining(sign)))
