"""Why a file is refused before anything of it is read."""

from enum import StrEnum


class Why(StrEnum):
    UNKNOWN_FORMAT = "unknown_format"
    LEGACY_WORD = "legacy_word"
    LEGACY_EXCEL = "legacy_excel"
    PASSWORD = "password"  # noqa: S105
    MACROS = "macros"
    BOMB = "bomb"
    DAMAGED = "damaged"


class Unsafe(Exception):
    """The file is not opened. Whoever took it in has the sentence."""

    def __init__(self, why: Why) -> None:
        super().__init__(why.value)
        self.why = why
