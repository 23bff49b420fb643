"""What a reporter sends: a filled-in form, a code, and what may follow it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from uuid import uuid4

from django.test import Client
from django.urls import reverse

from ledstjarna import deid
from ledstjarna.deid import Finding, Label
from ledstjarna.reports.tests.world import TEXT

CODE = re.compile(r'class="report-code">([0-9A-HJKMNP-TV-Z]{4}(?:-[0-9A-HJKMNP-TV-Z]{4}){3})<')


def filled(**changed: Any) -> dict[str, Any]:
    """A form filled in; a field given as None is left out."""
    sent = {
        "when": "0",
        "kind": "symbol",
        "place": "school",
        "environment": "unclear",
        "description": TEXT,
        "urgent": "no",
        "once": str(uuid4()),
    } | changed
    return {name: value for name, value in sent.items() if value is not None}


def opened(client: Client, unit: Any) -> Any:
    """The form for a unit that was chosen on the page before it."""
    return client.post(reverse("reports:file"), {"open": "1", "unit": str(unit.pk)})


def send(client: Client, **changed: Any) -> Any:
    """Send the form."""
    return client.post(reverse("reports:file"), filled(**changed))


def receipt(client: Client) -> str:
    """The code on the receipt."""
    page = client.get(reverse("reports:receipt")).content.decode()
    found = CODE.search(page)
    assert found, page
    return found[1]


def key_of(page: str) -> str:
    """What carries the code, sealed, from the outcome's page to what is done there."""
    found = re.search(r'name="key" value="([^"]+)"', page)
    assert found, page
    return found[1]


def marking(words: str = "Anna", label: Label = Label.PERSON) -> Callable[..., list[Finding]]:
    """A guard that knows one name, and of numbers and the like what the real one knows."""
    real = deid.find

    def find(text: str, **given: Any) -> list[Finding]:
        given.pop("own", None)
        labels = given.pop("labels", deid.ALL)
        found = real(text, labels=labels & deid.HARD)
        if label in labels:
            found += [Finding(hit.start(), hit.end(), label) for hit in re.finditer(rf"\b{words}\b", text)]
        return sorted(found, key=lambda one: one.start)

    return find


def page_of(answer: Any) -> str:
    """An answer as text."""
    return str(answer.content.decode())
