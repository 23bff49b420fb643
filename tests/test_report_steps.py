"""What the start page says of reports: what cannot wait first."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from ledstjarna.home.step import Step
from ledstjarna.home.steps import steps_for
from ledstjarna.reports.models import Report
from ledstjarna.reports.tests.world import World


@pytest.fixture
def world(db: None) -> World:
    return World()


def of_reports(world: World) -> list[Step]:
    return [step for step in steps_for(world.bob) if step.url == "/rapport/inkorg/"]


def test_a_concern_comes_first_then_what_is_unread_to_handle_and_to_close(world: World) -> None:
    world.triaged(world.report(), child=True)
    world.report(urgent=True), world.confirmed(), world.handled()
    assert [(step.title, step.tag, step.tone) for step in of_reports(world)] == [
        ("Orosanmälan ska göras i dag", "i dag", "late"),
        ("Rapporter att ta ställning till", "brådskar", "late"),
        ("Rapporter att åtgärda", "", "info"),
        ("Rapporter att avsluta", "", "info"),
    ]


def test_a_late_concern_says_so(world: World) -> None:
    yesterday = timezone.now() - dt.timedelta(days=1)
    for number in (1, 2):
        report = world.triaged(world.report(), child=True)
        Report.objects.filter(pk=report.pk).update(concern_decided_at=yesterday)
        step = of_reports(world)[0]
        said = "En orosanmälan skulle" if number == 1 else "2 orosanmälningar skulle"
        assert step.tag == "försenad" and step.text.startswith(said)


def test_several_are_counted(world: World) -> None:
    for _number in range(2):
        world.confirmed(), world.handled(), world.report(urgent=True), world.triaged(world.report(), child=True)
    said = [step.text for step in of_reports(world)]
    assert said == [
        "2 rapporter är bedömda som orosanmälningar. Notera när du har gjort dem.",
        "2 rapporter väntar på dig. 2 av dem brådskar.",
        "2 bekräftade rapporter väntar på att du noterar vad som har gjorts.",
        "2 åtgärdade rapporter väntar på att du svarar dem som rapporterade.",
    ]


def test_nothing_is_said_when_nothing_waits(world: World) -> None:
    world.closed()
    assert of_reports(world) == []
