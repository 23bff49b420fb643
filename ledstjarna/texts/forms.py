"""The guard in forms: the typed text stays in the field, the sentence stands beside it."""

from __future__ import annotations

from typing import Any

from django import forms

from ledstjarna.texts.guard import PROFILES, check_text, tidy


class GuardedField(forms.CharField):
    """Free text in a form, with or without a model behind it. `guard` names a profile of
    `texts.guard.PROFILES`.

    Line ends are tidied and the text is guarded at once, so a form without a model gives the same sentences
    as a model does.
    """

    def __init__(
        self, *, guard: str = "person", max_length: int = 20_000, multiline: bool = True, **kwargs: Any
    ) -> None:
        self.labels = PROFILES[guard]
        self.longest = max_length
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": 6}) if multiline else forms.TextInput)
        super().__init__(**kwargs)
        # Our own sentences say more than Django's, and one fault should give one sentence. No `maxlength`
        # either: browsers cut a pasted text there without a word.
        self.validators = []

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        return tidy(text) if isinstance(text, str) else text

    def validate(self, value: Any) -> None:
        super().validate(value)
        check_text(value or "", self.labels, self.longest)
