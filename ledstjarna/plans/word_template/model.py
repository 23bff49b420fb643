"""Why a template cannot be used, in sentences for the one who made it."""

from collections.abc import Mapping
from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

MAX_BYTES = 2 * 1024 * 1024


class Problem(StrEnum):
    TOO_LARGE = "too_large"
    NOT_WORD = "not_word"
    PASSWORD = "password"  # noqa: S105
    MACROS = "macros"
    BOMB = "bomb"
    DAMAGED = "damaged"
    OUTSIDE = "outside"
    EMBEDDED = "embedded"
    FETCHES = "fetches"
    UNKNOWN_FIELD = "unknown_field"
    UNKNOWN_TAG = "unknown_tag"
    UNCLOSED = "unclosed"
    MISSPELT = "misspelt"
    FORBIDDEN = "forbidden"
    TOO_HEAVY = "too_heavy"
    BROKEN = "broken"
    LEAVES_OUT = "leaves_out"


MESSAGES: Mapping[Problem, "_StrPromise"] = {
    Problem.TOO_LARGE: _("Filen är större än 2 MB. Förminska bilderna i den och försök igen."),
    Problem.NOT_WORD: _("Filen är inget Word-dokument. Spara mallen som Word-dokument (.docx) och försök igen."),
    Problem.PASSWORD: _("Filen är skyddad med lösenord. Ta bort lösenordet och försök igen."),
    Problem.MACROS: _("Filen innehåller makron. Spara den som ett vanligt Word-dokument (.docx) och försök igen."),
    Problem.BOMB: _(
        "Filen är uppbyggd på ett sätt som kan skada systemet och öppnas därför inte. "
        "Spara en ny kopia av mallen i Word och försök igen."
    ),
    Problem.DAMAGED: _("Filen är skadad och går inte att läsa. Spara en ny kopia av mallen i Word och försök igen."),
    Problem.OUTSIDE: _(
        "Mallen hämtar något från en annan plats (%(name)s). Lägg in det i dokumentet i stället. "
        "Vanliga länkar till webbplatser och e-post går bra."
    ),
    Problem.EMBEDDED: _("Mallen har en inbäddad fil eller ett program i sig. Ta bort det och försök igen."),
    Problem.FETCHES: _("Mallen har ett Word-fält som hämtar något från en annan plats (%(name)s). Ta bort fältet."),
    Problem.UNKNOWN_FIELD: _("Fältet ”%(name)s” finns inte. Se efter i listan över fält hur det stavas."),
    Problem.UNKNOWN_TAG: _("Kommandot ”%(name)s” går inte att använda i en mall."),
    Problem.UNCLOSED: _(
        "Ett kommando saknar sin början eller sitt slut, till exempel {%%p endfor %%} eller {%%p endif %%}."
    ),
    Problem.MISSPELT: _("Det som står inom klammer går inte att förstå. Jämför med exempelmallen."),
    Problem.FORBIDDEN: _("Mallen försöker göra något som inte är tillåtet i en mall. Använd bara fälten i listan."),
    Problem.TOO_HEAVY: _(
        "Mallen tar för lång tid eller för mycket minne att fylla i. Gör den enklare och försök igen."
    ),
    Problem.BROKEN: _(
        "Dokumentet som mallen ger går inte att öppna. Kommandon som {%%p … %%} ska stå ensamma i sitt stycke och "
        "{%%tr … %%} ensamma i sin tabellrad."
    ),
    Problem.LEAVES_OUT: _("Mallen skriver inte ut %(name)s. Ta med det, annars försvinner en del av planen."),
}


class Unfillable(Exception):
    """The template cannot be used. `name` is what is wrong in it, `where` the words of the paragraph it stands in."""

    def __init__(self, problem: Problem, name: str = "", where: str = "") -> None:
        super().__init__(problem.value)
        self.problem, self.name, self.where = problem, name, where

    @property
    def message(self) -> str:
        """What is wrong and what to do, in the language active when it is asked for."""
        sentence = str(MESSAGES[self.problem]) % {"name": self.name}
        return f"{sentence} {_now('Det står här: %s') % self.where}" if self.where else sentence
