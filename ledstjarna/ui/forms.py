"""How forms are drawn and how a form knows that it was sent before."""

from uuid import UUID

from django.forms.renderers import TemplatesSetting
from django.http import HttpRequest


class Renderer(TemplatesSetting):
    """Django's forms in the product's own field template; `TemplatesSetting` lets the rooms' templates be found."""

    field_template_name = "ui/field.html"


def once_of(request: HttpRequest) -> UUID | None:
    """The number a form was given when it was drawn (`<c-form>` puts it there); None when it is missing or no number."""
    try:
        return UUID(request.POST.get("once", ""))
    except ValueError:
        return None
