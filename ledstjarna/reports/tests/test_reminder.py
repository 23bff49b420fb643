"""A reminder by mail: after five working days, at noon for the urgent, each day for a concern; numbers only."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone
from pytest_django import Settings

from ledstjarna.accounts.tests.town import person
from ledstjarna.audit.models import Entry
from ledstjarna.operations import timer
from ledstjarna.reports.models import Report
from ledstjarna.reports.services import remind
from ledstjarna.reports.tests.test_handover import deputy
from ledstjarna.reports.tests.world import TEXT, World
from ledstjarna.walls.roles import Role

MONDAY = dt.date(2026, 11, 23)


def at(day: dt.date, hour: int = 9) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(hour), tzinfo=timezone.get_default_timezone())


def came(world: World, day: dt.date = MONDAY, **given: Any) -> Report:
    return world.report(happened=day, on=day, **given)


def sent() -> list[tuple[str, str]]:
    """Who got a mail, and what it says after the greeting."""
    found = [(letter.to[0], " ".join(str(letter.body).split()).removeprefix("Hej! ")) for letter in mail.outbox]
    mail.outbox.clear()
    return sorted(found)


def test_an_unread_report_is_reminded_of_on_the_fifth_working_day_once(world: World, settings: Settings) -> None:
    settings.ALLOWED_HOSTS = ["127.0.0.1", "localhost", "*"]
    report = came(world)
    for days in (0, 4, 5, 6):  # Friday is the fourth, then a weekend
        assert remind(at(MONDAY + dt.timedelta(days=days))) == 0
    assert remind(at(MONDAY + dt.timedelta(days=7))) == 1
    assert sent() == [
        (world.bob.email, "1 rapport har väntat i fem arbetsdagar eller mer. Logga in i Ledstjärna och öppna Inkorg.")
    ]
    report.refresh_from_db()
    assert report.reminded_on == dt.date(2026, 11, 30)
    assert remind(at(MONDAY + dt.timedelta(days=7))) == remind(at(MONDAY + dt.timedelta(days=30))) == 0
    row = Entry.objects.get(action="report.remind")
    assert (row.actor_id, row.board_id, row.ids, row.facts) == (None, world.social.pk, [report.pk], {"mails": 1})


def test_red_days_are_no_working_days(world: World) -> None:
    came(world, dt.date(2026, 3, 30))
    assert remind(at(dt.date(2026, 4, 7))) == 0  # Easter lay between
    assert remind(at(dt.date(2026, 4, 8))) == 1


def test_one_mail_tells_of_all_without_a_word_of_what_they_say(world: World) -> None:
    came(world), came(world), came(world, unit=world.library)
    world.triaged(came(world))
    assert remind(at(MONDAY + dt.timedelta(days=7))) == 2
    letters = list(mail.outbox)
    assert {letter.to[0]: str(letter.body).count("2 rapporter") for letter in letters} == {
        world.bob.email: 1,
        world.charlie.email: 0,
    }
    for letter in letters:
        said = f"{letter.subject} {letter.body}"
        assert TEXT not in said and "hemlösa" not in said and "klotter" not in said


def test_the_address_is_in_the_mail_where_the_machine_has_a_name(world: World, settings: Settings) -> None:
    settings.ALLOWED_HOSTS, settings.HTTPS = ["127.0.0.1", "localhost", "led.example.se"], True
    came(world)
    remind(at(MONDAY + dt.timedelta(days=7)))
    assert "https://led.example.se/rapport/inkorg/" in str(mail.outbox[0].body)


def test_an_urgent_report_is_reminded_of_at_noon_to_those_who_stand_in_too(world: World) -> None:
    dana = deputy(world)
    came(world, urgent=True)
    assert remind(at(MONDAY, 11)) == 0
    assert remind(at(MONDAY, 12)) == 2
    assert [to for to, _text in sent()] == sorted([world.bob.email, dana.email])
    assert remind(at(MONDAY, 13)) == remind(at(MONDAY + dt.timedelta(days=1), 13)) == 0


def test_an_urgent_report_of_yesterday_does_not_wait_for_noon(world: World) -> None:
    came(world, urgent=True)
    assert remind(at(MONDAY + dt.timedelta(days=1), 0)) == 1
    assert "1 brådskande rapport är inte läst." in sent()[0][1]


def test_a_concern_that_is_not_made_is_reminded_of_each_day(world: World) -> None:
    report = world.triaged(came(world), child=True)
    Report.objects.filter(pk=report.pk).update(concern_decided_at=at(MONDAY, 16))
    assert remind(at(MONDAY, 23)) == 0
    for days in (1, 2):
        assert remind(at(MONDAY + dt.timedelta(days=days))) == 1
        assert remind(at(MONDAY + dt.timedelta(days=days), 10)) == 0
        assert "1 orosanmälan skulle ha gjorts tidigare." in sent()[0][1]
    Report.objects.filter(pk=report.pk).update(concern_made_at=timezone.now())
    assert remind(at(MONDAY + dt.timedelta(days=3))) == 0


def test_those_who_stand_in_are_told_of_what_is_unread_only_when_there_is_nobody_else(world: World) -> None:
    dana = deputy(world)
    came(world)
    assert remind(at(MONDAY + dt.timedelta(days=7))) == 1
    assert [to for to, _text in sent()] == [world.bob.email]
    world.bob.assignments.update(deputy=True)
    came(world)
    assert remind(at(MONDAY + dt.timedelta(days=7))) == 2
    assert [to for to, _text in sent()] == sorted([world.bob.email, dana.email])


def test_nobody_is_told_of_a_report_one_has_stepped_back_from(world: World) -> None:
    dana = person("Dana", Role.LOCAL_COORDINATOR, world.social)
    came(world).recusals.create(user=world.bob, on=MONDAY)
    remind(at(MONDAY + dt.timedelta(days=7)))
    assert [to for to, _text in sent()] == [dana.email]


def test_where_those_who_would_be_told_have_stepped_back_the_stand_in_is(world: World) -> None:
    dana = deputy(world)
    came(world).recusals.create(user=world.bob, on=MONDAY)
    remind(at(MONDAY + dt.timedelta(days=7)))
    assert [to for to, _text in sent()] == [dana.email]


def test_a_report_that_nobody_can_see_is_told_to_the_administrators_once_a_day_and_stays_unmarked(
    world: World,
) -> None:
    dana, ada = deputy(world), person("Ada", Role.ADMINISTRATOR, world.city)
    alone, seen = came(world, urgent=True), came(world, urgent=True)
    alone.recusals.create(user=world.bob, on=MONDAY)
    dana.assignments.all().delete()
    assert remind(at(MONDAY, 12)) == 2
    letters = dict(sent())
    assert letters.keys() == {world.bob.email, ada.email} and "1 brådskande rapport" in letters[world.bob.email]
    assert "1 rapport vid Socialnämnden" in letters[ada.email] and TEXT not in letters[ada.email]
    assert "hemlösa" not in letters[ada.email] and "brådskande" not in letters[ada.email]
    alone.refresh_from_db()
    seen.refresh_from_db()
    assert (alone.reminded_on, seen.reminded_on) == (None, MONDAY)
    row = Entry.objects.get(action="report.unattended")
    assert (row.board_id, row.ids, row.facts) == (world.social.pk, [alone.pk], {"mails": 1})
    assert remind(at(MONDAY, 13)) == 0 and remind(at(MONDAY + dt.timedelta(days=1))) == 1
    mail.outbox.clear()
    dana = deputy(world, "Dan")
    assert remind(at(MONDAY + dt.timedelta(days=2))) == 1 and sent()[0][0] == dana.email


def test_a_reminder_that_is_spent_does_not_hide_that_nobody_is_left(world: World) -> None:
    ada, report = person("Ada", Role.ADMINISTRATOR, world.city), came(world, urgent=True)
    assert remind(at(MONDAY, 12)) == 1
    report.recusals.create(user=world.bob, on=MONDAY)
    mail.outbox.clear()
    assert remind(at(MONDAY, 13)) == 1 and sent()[0][0] == ada.email


def test_one_mail_tells_an_administrator_of_every_board(world: World) -> None:
    ada = person("Ada", Role.ADMINISTRATOR, world.city)
    came(world), came(world), came(world, unit=world.library)
    world.bob.assignments.all().delete(), world.charlie.assignments.all().delete()
    assert remind(at(MONDAY)) == 1
    ((to, text),) = sent()
    assert to == ada.email and "2 rapporter vid Socialnämnden" in text and "1 rapport vid Kulturnämnden" in text


def test_where_nobody_can_be_told_the_report_waits_unmarked(world: World) -> None:
    world.bob.assignments.all().delete()
    report = came(world)
    assert remind(at(MONDAY + dt.timedelta(days=7))) == 0
    report.refresh_from_db()
    assert report.reminded_on is None and not Entry.objects.filter(action="report.remind").exists()


def test_what_moves_on_is_reminded_of_anew(world: World) -> None:
    report = came(world)
    remind(at(MONDAY + dt.timedelta(days=7)))
    report.refresh_from_db()
    asked = world.asked(report)
    assert asked.reminded_on is None


@pytest.mark.django_db
def test_the_timer_knows_the_duty() -> None:
    duty = timer.DUTIES["reports.remind"]
    assert duty.every <= dt.timedelta(hours=1) and duty.run() == 0
