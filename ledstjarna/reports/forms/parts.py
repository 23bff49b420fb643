"""What the room's forms have in common."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from django import forms
from django.db.models import TextChoices
from django.urls import reverse_lazy
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from ledstjarna.ui.forms import Chips

SWEDISH: Final = {"lang": "sv"}
"""Reports are written in Swedish whatever language the page is in."""

YES: Final = "yes"
NO: Final = "no"
_YES_NO: Final = ((YES, _("Ja")), (NO, _("Nej")))


def live(name: str, *others: str) -> dict[str, Any]:
    """Attributes of a guarded text whose marks come while one writes: the text alone is sent, and kept nowhere.

    `others` are the fields beside it in its form, which stay where they are.
    """
    return {
        "hx-post": reverse_lazy("reports:mark"),
        "hx-trigger": "input changed delay:600ms",
        "hx-target": f"#id_{name}_marks",
        "hx-select": "fieldset.mark, div.mark",  # not the sign-in page, when one has been signed out meanwhile
        "hx-sync": "this:replace",
        "hx-params": f"not {','.join(['once', *others])}",
    }


def taps(choices: type[TextChoices] | Mapping[str, str | Promise]) -> list[tuple[str, Any]]:
    """Choices for chips, each with a capital: of a closed list, or of a year's list (code → label)."""
    pairs: Iterable[tuple[str, Any]] = choices.items() if isinstance(choices, Mapping) else choices.choices
    return [(code, capfirst(label)) for code, label in pairs]


class YesNo(forms.ChoiceField):
    """A question whose answer is never chosen beforehand; True for yes."""

    def __init__(self, **given: Any) -> None:
        super().__init__(choices=_YES_NO, widget=Chips, **given)

    def clean(self, value: Any) -> Any:
        return super().clean(value) == YES
