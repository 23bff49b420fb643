"""The form by which parts of a version are covered. What is chosen travels with it; nothing is stored on the way."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from ledstjarna.plans.content import Part
from ledstjarna.plans.masking import GROUNDS, SECTION_FIELDS, Cover
from ledstjarna.plans.models import COLUMNS
from ledstjarna.plans.printing import LANGUAGE
from ledstjarna.plans.services import GROUND_LENGTH
from ledstjarna.texts.forms import GuardedField

_MOST_COVERS = 200
_PHRASE_LENGTH = 300


class CoverForm(forms.Form):
    """What to cover next, all on the same ground: places by checkbox, words line by line or from the suggestions."""

    ground = forms.ChoiceField(label=_("Grund"), required=False)
    own = GuardedField(
        label=_("Eller grunden med egna ord"),
        guard="institution",
        max_length=GROUND_LENGTH,
        multiline=False,
        required=False,
        widget=forms.TextInput(attrs={"lang": "sv"}),
    )
    words = forms.CharField(
        label=_("Ord att maska överallt"),
        help_text=_("En rad för varje uttryck, så som det står i planen. Ordet maskas också med ändelse."),
        max_length=5_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "lang": "sv"}),
    )

    def __init__(self, data: QueryDict | None = None, *, parts: Iterable[Part]) -> None:
        super().__init__(data)
        self.places = {f"{key}:{name}" for key, names in _places(parts) for name in names}
        ground = self.fields["ground"]
        ground.sometimes = True  # type: ignore[attr-defined]
        assert isinstance(ground, forms.ChoiceField)
        ground.choices = [("", _("Välj grund")), *GROUNDS.items()]

    @property
    def ticked(self) -> set[str]:
        """The places whose boxes were ticked."""
        return set(self.data.getlist("place")) & self.places if isinstance(self.data, QueryDict) else set()

    @property
    def suggested(self) -> list[str]:
        """The suggestions that were ticked."""
        return self.data.getlist("suggested") if isinstance(self.data, QueryDict) else []

    def clean_words(self) -> list[str]:
        lines = [" ".join(line.split()) for line in self.cleaned_data["words"].splitlines()]
        if any(len(line) > _PHRASE_LENGTH for line in lines):
            raise ValidationError(_("Ett uttryck får ha högst %d tecken.") % _PHRASE_LENGTH)
        return [line for line in lines if line]

    def clean(self) -> dict[str, Any]:
        super().clean()
        said = self.cleaned_data
        if "ground" in said and "own" in said and not self.errors:
            if not (said["ground"] or said["own"].strip()):
                self.add_error("ground", _("Välj en grund, eller skriv den med egna ord."))
            if not (self.ticked or self.suggested or said["words"]):
                raise ValidationError(_("Kryssa för det som ska maskas, eller skriv orden."))
        return said

    def covers(self) -> list[Cover]:
        """What was chosen, the places in the order of the plan."""
        with override(LANGUAGE):
            ground = self.cleaned_data["own"].strip() or str(GROUNDS[self.cleaned_data["ground"]])
        places = [place.partition(":") for place in sorted(self.ticked)]
        phrases = dict.fromkeys([*self.suggested, *self.cleaned_data["words"]])
        return [
            *(Cover(ground, key=key, field=name) for key, _colon, name in places),
            *(Cover(ground, words=words[:_PHRASE_LENGTH]) for words in phrases),
        ]


def packed(covers: Iterable[Cover]) -> list[str]:
    """The covers as the values of hidden fields."""
    return [json.dumps(asdict(cover), ensure_ascii=False) for cover in covers]


def unpacked(values: list[str], parts: Iterable[Part]) -> list[Cover]:
    """The covers out of hidden fields. Raises ValidationError for what our own page cannot have sent."""
    keys = dict(_places(parts))
    try:
        found = [Cover(**json.loads(value)) for value in values]
    except (TypeError, ValueError, RecursionError):
        raise ValidationError(_("Det som skickades kom inte fram helt. Börja om.")) from None
    sound = all(
        all(isinstance(text, str) for text in asdict(one).values())
        and (bool(one.words) != (one.key in keys))
        and (bool(one.words) or one.field in keys[one.key])
        and len(one.words) <= _PHRASE_LENGTH
        for one in found
    )
    if not sound or len(found) > _MOST_COVERS:
        raise ValidationError(_("Det som skickades kom inte fram helt. Börja om."))
    return found


def _places(parts: Iterable[Part]) -> Iterable[tuple[str, tuple[str, ...]]]:
    """What can be covered, by key: "" is all of it."""
    for part in parts:
        yield part.key, ("", *SECTION_FIELDS)
        for row in part.activities:
            yield row.key, ("", *COLUMNS)
