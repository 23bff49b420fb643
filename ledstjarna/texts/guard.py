"""What each kind of text may hold, and the sentence that says why it may not."""

from __future__ import annotations

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ledstjarna import deid
from ledstjarna.deid import Label

PROFILES: dict[str, frozenset[Label]] = {
    "person": deid.HARD,
    "institution": frozenset({Label.PERSONAL_NUMBER, Label.PLATE, Label.ACCOUNT}),
}

SENTENCES = {
    Label.PERSONAL_NUMBER: _(
        "Texten verkar innehålla ett personnummer eller samordningsnummer. Ta bort det."
    ),
    Label.PHONE: _("Texten verkar innehålla ett telefonnummer. Ta bort det."),
    Label.MAIL: _("Texten verkar innehålla en e-postadress. Ta bort den."),
    Label.HANDLE: _("Texten verkar innehålla ett användarnamn eller en länk till en profil. Ta bort det."),
    Label.PLATE: _("Texten verkar innehålla ett registreringsnummer. Ta bort det."),
    Label.ACCOUNT: _("Texten verkar innehålla ett konto- eller kortnummer. Ta bort det."),
    Label.NUMBER: _(
        "Texten innehåller ett långt nummer som kan peka ut någon. Ta bort det eller skriv det i ord."
    ),
}

_UNWELCOME = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


def check_text(text: str, labels: frozenset[Label], max_length: int) -> None:
    """Raise `ValidationError` with one sentence per kind of fault. The text itself never enters the message."""
    faults = []
    if _UNWELCOME.search(text):
        faults.append(
            ValidationError(_("Texten innehåller tecken som inte går att spara."), code="characters")
        )
    if len(text) > max_length:
        faults.append(
            ValidationError(
                _("Texten får ha högst %(max)d tecken."),
                code="length",
                params={"max": max_length},
            )
        )
    else:
        found = {finding.label for finding in deid.find(text, labels=labels)}
        faults += [ValidationError(SENTENCES[label], code=label) for label in sorted(found)]
    if faults:
        raise ValidationError(faults)
