"""Tags and filters that the components and the rooms' pages use: `{% load ui %}`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import template
from django.core.paginator import Page
from django.forms import BaseForm, BoundField
from django.forms.utils import flatatt
from django.template import Context
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from ledstjarna.ui import forms, icons

register = template.Library()

LOOKS = {"primary": "primary", "secondary": "secondary", "quiet": "tertiary", "danger": "primary"}
COLOURS = {"info": "info", "ok": "success", "success": "success", "warn": "warning", "warning": "warning"}
PASSED = frozenset({"id", "class", "formnovalidate", "formaction", "autofocus", "target", "role", "download"})


@register.filter
def look(variant: str) -> SafeString:
    """Designsystemet's attributes for a button variant; raises KeyError on a variant that is not drawn."""
    colour = format_html(' data-color="{}"', "danger") if variant == "danger" else ""
    return format_html('data-variant="{}"{}', LOOKS[variant], colour)


@register.filter
def colour(tone: str) -> str:
    """Designsystemet's colour name for a tone or a message's level."""
    return COLOURS.get(tone, "danger" if tone in {"error", "danger"} else "info")


@register.filter
def passed(attrs: Mapping[str, Any]) -> SafeString:
    """Attributes that a component hands on to its element, escaped."""
    return flatatt(
        {name: value for name, value in attrs.items() if name in PASSED or name.startswith(("hx-", "aria-", "data-"))}
    )


@register.simple_tag
def icon(name: str) -> SafeString:
    """A drawn icon as inline SVG, hidden from readers (the words beside it speak)."""
    if name in icons.FILLED:
        paint, path = 'fill="currentColor"', icons.FILLED[name]
    else:
        paint = 'fill="none" stroke="currentColor" stroke-width="2" stroke-linejoin="round"'
        path = icons.LINES[name]
    return format_html(
        '<svg class="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false" {}><path d="{}"/></svg>',
        mark_safe(paint),  # noqa: S308 (our own constant)
        path,
    )


@register.filter
def drawn(field: BoundField) -> SafeString:
    """The field's widget in Designsystemet's input class, beside the classes it has."""
    given = field.field.widget.attrs.get("class", "")
    return field.as_widget(attrs={"class": f"ds-input {given}".strip()})


@register.filter
def kind(field: BoundField) -> str:
    """How the field is laid out: `choices` (a group), `check` (one box) or `line`."""
    if field.use_fieldset:
        return "choices"
    return "check" if field.widget_type == "checkbox" else "line"


@register.filter
def upfront(form: BaseForm) -> list[BoundField]:
    """The visible fields that are shown at once: all but those the form's `behind` names."""
    return [field for field in form.visible_fields() if field.name not in getattr(form, "behind", ())]


@register.filter
def behind(form: BaseForm) -> list[BoundField]:
    """The visible fields that lie behind "Mer": those the form's `behind` names."""
    return [field for field in form.visible_fields() if field.name in getattr(form, "behind", ())]


@register.filter
def any_wrong(fields: Iterable[BoundField]) -> bool:
    """Whether any of the fields has to be mended."""
    return any(field.errors for field in fields)


@register.filter
def at_key(found: Mapping[str, Any], key: str) -> Any:
    """What the mapping has at a key, or None; templates can only ask by names of their own."""
    return found.get(key) if found else None


@register.simple_tag
def once(form: BaseForm | None) -> UUID:
    """The number that makes a form sent twice one act."""
    return forms.once_for(form)


@dataclass(frozen=True, slots=True)
class Problem:
    """One line of the error summary; `target` is the id of what to mend, empty for the whole form."""

    text: str
    label: str = ""
    target: str = ""

    def __str__(self) -> str:
        if not self.label:
            return self.text
        return f"{self.label}{'' if self.label.endswith(('?', '.')) else ':'} {self.text}"


def _target(field: BoundField) -> str:
    if field.use_fieldset and field.subwidgets:
        return field.subwidgets[0].id_for_label or field.auto_id
    return field.id_for_label


@register.simple_tag
def problems(form: BaseForm | None) -> list[Problem]:
    """What has to be mended, in the order of the form."""
    if form is None or not form.is_bound:
        return []
    whole = [Problem(str(text)) for text in form.non_field_errors()]
    whole += [Problem(str(text)) for field in form.hidden_fields() for text in field.errors]
    each = [
        Problem(str(text), str(field.label), _target(field)) for field in form.visible_fields() for text in field.errors
    ]
    return whole + each


@register.filter
def page_numbers(page: Page[Any]) -> Iterable[int | str]:
    """The pages to link to, with … where some are left out."""
    return page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)


@register.simple_tag(takes_context=True)
def page_link(context: Context, number: int, name: str = "page") -> str:
    """The present address with another page number, the rest of the question kept."""
    query = context["request"].GET.copy()
    query[name] = number
    return f"?{query.urlencode()}"


@register.filter
def plaintext_blocks(text: str) -> SafeString:
    """The mini-format as escaped HTML: blank lines part paragraphs, lines beginning with "- " are a list."""
    blocks = []
    for block in (text or "").replace("\r\n", "\n").split("\n\n"):
        lines = [line for line in block.split("\n") if line.strip()]
        if not lines:
            continue
        if all(line.startswith("- ") for line in lines):
            items = format_html_join("", "<li>{}</li>", ((line[2:],) for line in lines))
            blocks.append(format_html("<ul>{}</ul>", items))
        else:
            blocks.append(format_html("<p>{}</p>", mark_safe("<br>".join(map(escape, lines)))))  # noqa: S308 (escaped)
    return mark_safe("\n".join(blocks))  # noqa: S308 (made of escaped parts)
