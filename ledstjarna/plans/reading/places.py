"""Where in a file something stood, and what the reading has to say of it."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

_STEPS = {
    "page": gettext_lazy("sida %d"),
    "sheet": gettext_lazy("blad %d"),
    "section": gettext_lazy("avsnitt %d"),
    "paragraph": gettext_lazy("stycke %d"),
    "table": gettext_lazy("tabell %d"),
    "row": gettext_lazy("rad %d"),
}


@dataclass(frozen=True, slots=True)
class Place:
    """Counted from 1 as a reader of the file counts; 0 is a step that the place does not have.

    A PDF's tables and rows are counted on their page, a Word document's tables in the document and its
    paragraphs without the empty ones.
    """

    page: int = 0
    sheet: int = 0
    section: int = 0
    paragraph: int = 0
    table: int = 0
    row: int = 0

    def __str__(self) -> str:
        """ "tabell 2, rad 3" in the active language."""
        return ", ".join(str(_STEPS[step]) % number for step, number in self.as_json().items())

    def as_json(self) -> dict[str, int]:
        """The steps that the place has."""
        return {step: number for step, number in asdict(self).items() if number}


NOWHERE = Place()


class Remark(StrEnum):
    """What a row or a table can be like that its reader should know of."""

    NO_HEADER = "no_header"
    NO_ACTIVITY = "no_activity"
    ALONE = "alone"
    CELLS = "cells"
    UNREAD = "unread"
    GOES_ON = "goes_on"
    CONTINUED = "continued"
    EMPTY = "empty"
    REPEATED = "repeated"
    HIDDEN = "hidden"
    FORMULA = "formula"
    LEVEL = "level"


def _no_header() -> str:
    return _("Ingen rubrikrad med aktivitet och ansvarig hittades. Innehållet blev text i avsnittet.")


def _no_activity() -> str:
    return _("Raden har text men ingen aktivitet. Texten lades till raden ovanför.")


def _alone() -> str:
    return _("Raden har bara en aktivitet och inget mer. Är den en rubrik? Slå i så fall ihop radens celler i filen.")


def _cells(has: int, header: int) -> str:
    return _("Raden har %(has)d celler men rubrikraden %(header)d. Kontrollera att texten hamnade rätt.") % {
        "has": has,
        "header": header,
    }


def _unread(count: int) -> str:
    return (
        ngettext(
            "%d kolumn lästes inte: den är för nummer eller status eller saknar rubrik.",
            "%d kolumner lästes inte: de är för nummer eller status eller saknar rubrik.",
            count,
        )
        % count
    )


def _goes_on() -> str:
    return _("Tabellen har ingen rubrikrad. Den lästes som en fortsättning på tabellen ovanför.")


def _continued() -> str:
    return _("Raden delades av ett sidbyte och sattes ihop.")


def _empty(count: int) -> str:
    return ngettext("%d tom rad hoppades över.", "%d tomma rader hoppades över.", count) % count


def _repeated(count: int) -> str:
    return (
        ngettext(
            "Rubrikraden upprepas %d gång och lästes en gång.",
            "Rubrikraden upprepas %d gånger och lästes en gång.",
            count,
        )
        % count
    )


def _hidden() -> str:
    return _("Bladet är dolt i filen och lästes inte.")


def _formula() -> str:
    return _("En formel i raden ger ett fel eller har inget värde. Cellen lästes som tom.")


def _level() -> str:
    return _("Nivån är inget tal från 1 till 4. Avsnittet lästes på nivå 1.")


_SENTENCES: Mapping[Remark, Callable[..., str]] = {
    Remark.NO_HEADER: _no_header,
    Remark.NO_ACTIVITY: _no_activity,
    Remark.ALONE: _alone,
    Remark.CELLS: _cells,
    Remark.UNREAD: _unread,
    Remark.GOES_ON: _goes_on,
    Remark.CONTINUED: _continued,
    Remark.EMPTY: _empty,
    Remark.REPEATED: _repeated,
    Remark.HIDDEN: _hidden,
    Remark.FORMULA: _formula,
    Remark.LEVEL: _level,
}


@dataclass(frozen=True, slots=True)
class RowNote:
    """A remark at its place; it holds nothing of the file's text. `counts` are the numbers in the sentence."""

    where: Place
    remark: Remark
    counts: tuple[int, ...] = ()

    @property
    def sentence(self) -> str:
        """The remark in words, in the active language."""
        return _SENTENCES[self.remark](*self.counts)

    def as_json(self) -> dict[str, Any]:
        return {"where": self.where.as_json(), "remark": self.remark.value, "counts": list(self.counts)}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "RowNote":
        """The inverse of `as_json`. Raises KeyError, TypeError or ValueError when the shape is another."""
        return cls(Place(**data["where"]), Remark(data["remark"]), tuple(data["counts"]))
