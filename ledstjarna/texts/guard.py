"""What each kind of text may hold, and the sentence that says why it may not."""

from __future__ import annotations

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ledstjarna import deid
from ledstjarna.deid import Label

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
        "Skriv till exempel ”ett trapphus” eller ”en villa” i stället."
    ),
    Label.DATE_OF_BIRTH: _(
        "Här ser det ut att stå ett födelsedatum. Skriv till exempel ”i tonåren” eller ”en äldre person” i stället."
    ),
    Label.PERSON: _("Här ser det ut att stå ett namn. Skriv till exempel ”en elev” eller ”en granne” i stället."),
    Label.OTHER_NUMBER: _(
        "Här står ett långt nummer som kan peka ut någon. Ta bort det eller skriv med ord vad det gäller."
    ),
}

# Control characters (tab and line ends apart), surrogates and non-characters break databases and documents.
# The overrides and isolates of writing direction (U+202A–202E, U+2066–2069) can make a text read as something
# else than it holds. The plain marks LRM, RLM and ALM only help a line with both Swedish and Arabic or Hebrew
# along, and may stay.
_UNSTORABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")


def tidy(text: str) -> str:
    """The text with line ends as single line feeds, as every system means them, and without byte order marks, which
    pasted texts bring along. Idempotent.
    """
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\ufeff", "")


def check_text(text: str, labels: frozenset[Label], max_length: int) -> None:
    """Let a text pass, or raise `ValidationError` with one sentence per kind of fault.

    `labels` are the kinds of personal data that are refused. The text itself never enters the message, nor
    does the place of the fault, so that errors can be logged. A text that is too long is not searched.
    """
    faults = []
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
        found = {finding.label for finding in deid.find(text, labels=labels)}
        faults += [ValidationError(SENTENCES[label], code=label) for label in sorted(found)]
    if faults:
        raise ValidationError(faults)
