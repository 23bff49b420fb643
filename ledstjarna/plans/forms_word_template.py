"""The form that takes in the municipality's Word template."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from ledstjarna.plans.word_template.model import MAX_BYTES, MESSAGES, Problem


class WordTemplateForm(forms.Form):
    """`seen` is the template that was held when the page was shown, 0 for none."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)
    file = forms.FileField(
        label=_("Mallen som fil"),
        help_text=_("Ett Word-dokument (.docx) på högst 2 MB. Den prövas med en påhittad plan innan den börjar gälla."),
        max_length=255,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".docx"}),
    )

    def clean_file(self) -> UploadedFile[Any]:
        file: UploadedFile[Any] = self.cleaned_data["file"]
        if (file.size or 0) > MAX_BYTES:
            raise forms.ValidationError(MESSAGES[Problem.TOO_LARGE])
        return file
