"""What a reporter sends: the routine's answers and a filled-in form."""

from __future__ import annotations

import re
from typing import Any
from uuid import uuid4

from django.test import Client
from django.urls import reverse

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


def send(client: Client, **changed: Any) -> Any:
    """Send the form."""
    return client.post(reverse("reports:file"), filled(**changed))


def receipt(client: Client) -> str:
    """The code on the receipt."""
    page = client.get(reverse("reports:receipt")).content.decode()
    found = CODE.search(page)
    assert found, page
    return found[1]


def page_of(answer: Any) -> str:
    """An answer as text."""
    return str(answer.content.decode())
