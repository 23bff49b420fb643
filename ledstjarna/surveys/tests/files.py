"""Files of answers, and what a round holds once they have been taken in."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from ledstjarna.surveys import exporting, services
from ledstjarna.surveys.intake import Findings
from ledstjarna.surveys.models import Answer, Round
from ledstjarna.surveys.tests.world import World

HEADS = "enhetens kod;antal medarbetare;events_met;event_kinds;cases;form_known;form_known_staff;knowledge;effect;more"
GOOD = f"""{HEADS}
SF1;12;Ja;Affischer|Annat;3;ja;66,7;God;Mycket;Vi behöver mer tid.
SF2;8;nej;;;vet inte;9 av 12;2;little;
"""
PERSONAL = "Ring 811218-9876 om det här."


def written(text: str | bytes) -> bytes:
    return text.encode() if isinstance(text, str) else text


def take_in(found: Round, text: str | bytes, **more: Any) -> Findings:
    return services.answers_import(round_id=found.pk, data=written(text), actor_id=None, **more)


def faults(found: Round, text: str | bytes) -> list[tuple[int, str, str]]:
    """The faults of a file, which stores nothing."""
    before = state(found)
    with pytest.raises(services.Faulty) as faulty:
        take_in(found, text)
    assert state(found) == before
    return [(fault.row, fault.column, fault.reason) for fault in faulty.value.findings.faults]


def fault(found: Round, text: str | bytes) -> tuple[int, str, str]:
    (only,) = faults(found, text)
    return only


def stored(found: Round) -> dict[str, dict[str, Any]]:
    """What the units have answered, by their codes."""
    return {row.code: row.given for row in exporting.rows(found, list(found.questions.all()))}


def state(found: Round) -> list[Any]:
    units = found.invitations.order_by("pk").values("pk", "headcount", "saved_on", "answered_on", "way")
    answers = Answer.objects.filter(invitation__round=found).order_by("pk")
    return [list(units), [(row.pk, row.value, row.number, row.text) for row in answers]]


def said(found: Round, code: str, key: str) -> Any:
    given = stored(found)[code].get(key)
    return given and (given.number if given.number is not None else given.text or given.codes)


def paper(world: World, **more: Any) -> Round:
    """A round of last year that was held on paper."""
    return world.round(opens=timezone.localdate() - timedelta(days=400), on_paper=True, **more)
