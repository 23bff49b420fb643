"""How forms are drawn, and how a form knows that it was sent before."""

from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.forms.renderers import TemplatesSetting
from django.http import HttpRequest


class Renderer(TemplatesSetting):
    """Django's forms in our own field template; the rooms' templates are found too."""

    field_template_name = "ui/field.html"
    form_template_name = "ui/fields.html"


class Chips(forms.RadioSelect):
    """One choice among few, as large taps; real radio buttons beneath."""

    template_name = "ui/chips.html"


class ChipsMultiple(forms.CheckboxSelectMultiple):
    """Several choices among few, as large taps; real checkboxes beneath."""

    template_name = "ui/chips.html"


class DateInput(forms.DateInput):
    """The browser's own date picker; without one it takes 2026-11-23."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


def _number(text: object) -> UUID | None:
    try:
        return UUID(str(text))
    except ValueError:
        return None


def add_fault(form: forms.BaseForm, fault: ValidationError) -> None:
    """Put a service's refusal in the form: each sentence at its field, or above them all where the form has none."""
    if not hasattr(fault, "error_dict"):
        form.add_error(None, fault.messages)
        return
    for name, sentences in fault.message_dict.items():
        form.add_error(name if name in form.fields else None, sentences)


def once_of(request: HttpRequest) -> UUID | None:
    """The number a form was given when drawn (`<c-form>` puts it there); None when missing or no number."""
    return _number(request.POST.get("once", ""))


def once_for(form: forms.BaseForm | None) -> UUID:
    """The number to draw. A form shown again with errors keeps its number: resent it is one act."""
    posted = form.data.get("once", "") if form is not None and form.is_bound else ""
    return _number(posted) or uuid4()
