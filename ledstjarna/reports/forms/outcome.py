"""What a reporter who follows a report sends: the code, an answer, a way to be reached."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ledstjarna.reports.forms.parts import SWEDISH, live
from ledstjarna.reports.services.following import LONGEST_CONTACT
from ledstjarna.texts.forms import GuardedField, MarkedTextarea


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("Kvittokod"),
        max_length=60,
        error_messages={"required": _("Skriv koden.")},
        help_text=_("Koden du fick när du skickade rapporten. Stora eller små bokstäver går lika bra."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )


class AnswerForm(forms.Form):
    """The answer to the coordinator's question; `question` is which."""

    question = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**62)
    answer = GuardedField(
        label=_("Ditt svar"),
        guard="report",
        max_length=600,
        widget=MarkedTextarea(attrs={"rows": 4, "autocomplete": "off", **SWEDISH}),
        error_messages={"required": _("Skriv ett svar.")},
        help_text=_("Beskriv händelsen, inte personen. Inga namn, nummer eller adresser."),
    )

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["answer"].widget.attrs |= live("answer", "question", "key", "act")


class ContactForm(forms.Form):
    contact = forms.CharField(
        label=_("Hur når samordnaren dig?"),
        max_length=LONGEST_CONTACT,
        error_messages={"required": _("Skriv hur samordnaren når dig.")},
        help_text=_("Namn och telefon eller e-post, och när det passar."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
