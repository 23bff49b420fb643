"""What each kind of text may hold, and the sentence that says why it may not."""

from __future__ import annotations

import re
from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ledstjarna import deid
from ledstjarna.deid import Label
from ledstjarna.texts.answers import Answered, Mark, marks

# "report" is for what is written about an event: a possible name needs an answer. It needs a protected field, where the
# answers are sealed with the text.
PROFILES: dict[str, frozenset[Label]] = {
    "person": deid.HARD,
    "report": deid.ALL,
    "institution": frozenset({Label.PERSONAL_ID, Label.PLATE, Label.ACCOUNT}),
}

SENTENCES = {
    Label.PERSONAL_ID: _(
        "Här ser det ut att stå ett personnummer eller samordningsnummer. Ta bort det, så går texten att spara."
    ),
    Label.PHONE: _("Här ser det ut att stå ett telefonnummer. Ta bort det, så går texten att spara."),
    Label.EMAIL: _("Här ser det ut att stå en e-postadress. Ta bort den, så går texten att spara."),
    Label.HANDLE: _(
        "Här ser det ut att stå ett användarnamn eller en länk till någons profil. "
        "Skriv vad det handlar om utan att peka ut kontot."
    ),
    Label.PLATE: _("Här ser det ut att stå ett registreringsnummer. Skriv till exempel ”en bil” i stället för numret."),
    Label.ACCOUNT: _("Här ser det ut att stå ett konto- eller kortnummer. Ta bort det, så går texten att spara."),
    Label.ADDRESS: _(
        "Här ser det ut att stå en adress eller en fastighet. "
        "Skriv till exempel ”en adress”, ”ett trapphus” eller ”en villa” i stället."
    ),
    Label.DATE_OF_BIRTH: _(
        "Här ser det ut att stå ett födelsedatum. Skriv till exempel ”i tonåren” eller ”en äldre person” i stället."
    ),
    Label.PERSON: _("Det här kan vara ett namn. Skriv till exempel ”en elev” eller ”en granne” i stället."),
    Label.OTHER_NUMBER: _(
        "Här står ett långt nummer som kan peka ut någon. Ta bort det eller skriv med ord vad det gäller."
    ),
}

UNANSWERED = _("Det kan stå ett namn i texten. Skriv om det, eller svara under texten vad det är.")

_OWN: list[Callable[[], deid.Own]] = []


def register_own(words: Callable[[], deid.Own]) -> None:
    """Let a room tell the guard which words the municipality knows or wants marked."""
    _OWN[:] = [words]


def marks_of(text: str, labels: frozenset[Label]) -> list[Mark]:
    """What the guard holds of a text, the municipality's own words known to it. Raises whatever breaks in it: what
    cannot be searched must not be stored.
    """
    if not text:  # most fields of most rows
        return []
    own = _OWN[0]() if _OWN and labels & deid.SOFT else deid.Own()
    return marks(text, labels, own)


# Control characters (tab and line ends apart), surrogates and non-characters break databases and documents.
# The overrides and isolates of writing direction (U+202A–202E, U+2066–2069) can make a text read as something
# else than it holds. The plain marks LRM, RLM and ALM only help a line with both Swedish and Arabic or Hebrew
# along, and may stay.
_UNSTORABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")


def tidy(text: str) -> str:
    """The text with line ends as single line feeds, as every system means them, and without byte order marks, which
    pasted texts bring along. Idempotent; the answers of a text stay with it.
    """
    clean = text.replace("\r\n", "\n").replace("\r", "\n").replace("\ufeff", "")
    return Answered(clean, text.answers) if isinstance(text, Answered) else clean


def derived(text: str, guard: str) -> str:
    """A text that was cut or joined from one that the guard has let pass, without what it holds of the piece.

    What nobody wrote must not stop what somebody did.
    """
    held = [mark for mark in marks_of(text, PROFILES[guard]) if not mark.settled]
    for mark in sorted(held, key=lambda mark: mark.start, reverse=True):
        text = f"{text[: mark.start]}…{text[mark.end :]}"
    return text


def check_text(text: str, labels: frozenset[Label], max_length: int) -> str:
    """Let a text pass, with the answers that it needs; or raise `ValidationError`, one sentence per kind of fault.

    `labels` are the kinds of personal data that are refused. The text itself never enters the message, nor
    does the place of the fault, so that errors can be logged. A text that is too long is not searched. A soft label
    (`deid.SOFT`) is refused until the text carries an answer to it.
    """
    faults = []
    found: list[Mark] = []
    if _UNSTORABLE.search(text):
        faults.append(
            ValidationError(
                _(
                    "Texten innehåller osynliga tecken som inte går att spara. "
                    "Skriv om den eller klistra in den som ren text."
                ),
                code="characters",
            )
        )
    if _TURNING.search(text):
        faults.append(
            ValidationError(
                _("Texten innehåller dolda tecken som vänder på skrivriktningen. Klistra in den som ren text."),
                code="direction",
            )
        )
    if len(text) > max_length:
        faults.append(
            ValidationError(
                _("Texten får ha högst %(max)d tecken och har nu %(now)d. Korta den."),
                code="max_length",
                params={"max": max_length, "now": len(text)},
            )
        )
    else:
        found = marks_of(text, labels)
        open_marks = [mark for mark in found if not mark.settled]
        hard = sorted({mark.label for mark in open_marks if mark.hard})
        faults += [ValidationError(SENTENCES[label], code=label) for label in hard]
        if len(hard) < len({mark.label for mark in open_marks}):
            faults.append(ValidationError(UNANSWERED, code="unanswered"))
    if faults:
        raise ValidationError(faults)
    return Answered(text, {mark.key: mark.answer for mark in found}) if found else str(text)
