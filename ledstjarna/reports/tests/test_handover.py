"""Who takes care of a report: taken, handed over, stood in for."""

from __future__ import annotations

import datetime as dt
from uuid import uuid4

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.urls import reverse

from ledstjarna.accounts.models import User
from ledstjarna.accounts.tests.town import person
from ledstjarna.audit.models import Entry
from ledstjarna.reports import selectors, selectors_inbox, services
from ledstjarna.reports.models import Report
from ledstjarna.reports.tests.filing import page_of
from ledstjarna.reports.tests.world import TEXT, World, browser
from ledstjarna.walls.roles import Role


def deputy(world: World, name: str = "Dana") -> User:
    """Someone who stands in for the social board's coordinator."""
    user = person(name, Role.LOCAL_COORDINATOR, world.social_office)
    user.assignments.update(deputy=True)
    return user


def url(report: Report) -> str:
    return f"{reverse('reports:report', args=[report.pk])}handlaggare/"


def test_a_report_is_taken_and_handed_over_and_the_log_says_to_whom(world: World) -> None:
    dana, report, client = deputy(world), world.report(), browser(world.bob)
    take = {"take": "1", "lock": report.lock, "once": str(uuid4())}
    for _click in range(2):
        assert client.post(url(report), take)["Location"] == reverse("reports:report", args=[report.pk])
    report.refresh_from_db()
    assert report.handler == world.bob and "Du tar hand om den." in page_of(client.get(url(report)))
    over = {"over": "1", "to": dana.pk, "lock": report.lock, "once": str(uuid4())}
    for _click in range(2):
        assert client.post(url(report), over)["Location"] == reverse("reports:report", args=[report.pk])
    report.refresh_from_db()
    assert report.handler == dana
    rows = Entry.objects.filter(action__in=("report.take", "report.hand_over"))
    assert [(row.action, row.actor_id, row.facts) for row in rows] == [
        ("report.take", world.bob.pk, {"to": world.bob.pk}),
        ("report.hand_over", world.bob.pk, {"to": dana.pk}),
    ]


def test_what_somebody_else_sees_to_waits_for_nobody_but_them(world: World) -> None:
    dana = deputy(world)
    urgent, mine, free = world.report(urgent=True), world.report(), world.report()
    services.report_hand_over(report=urgent, to=dana, actor=world.bob, lock=urgent.lock)
    services.report_take(report=mine, actor=world.bob, lock=mine.lock)
    inbox, opens = reverse("reports:inbox"), '<a class="ds-button" href="/rapport/inkorg/%d/"'
    for user, total, first in ((world.bob, 2, mine), (dana, 2, urgent)):
        assert selectors.waiting(user).total == total
        page = page_of(browser(user).get(inbox))
        assert opens % first.pk in page and "Brådskar (1)" in page
        ahead = selectors_inbox.ahead(user, first.pk)
        assert ahead and (ahead.pk, ahead.number) == (free.pk, 1)
    assert "2 rapporter att läsa." in page_of(browser(world.bob).get(inbox))
    dana.assignments.update(valid_to=dt.date(2021, 1, 1))  # nobody's, as the one who had it has left
    assert (selectors.waiting(world.bob).total, selectors.waiting(world.bob).urgent) == (3, 1)


def test_the_new_handler_of_an_urgent_report_is_written_to_without_a_word_of_it(world: World) -> None:
    dana = deputy(world)
    for urgent in (False, True):
        report = world.report(urgent=urgent)
        services.report_hand_over(report=report, to=dana, actor=world.bob, lock=report.lock)
    letter = mail.outbox.pop()
    assert not mail.outbox and letter.to == [dana.email]
    assert "En brådskande rapport har lämnats över till dig." in str(letter.body) and TEXT not in str(letter.body)


def test_nobody_hands_over_to_oneself_and_those_of_the_unit_are_warned_of(world: World) -> None:
    dana, report, client = deputy(world), world.report(), browser(world.bob)
    dana.assignments.create(role=Role.STAFF, unit=world.homeless, valid_from=dt.date(2020, 1, 1))
    page = page_of(client.get(url(report)))
    assert f'value="{world.bob.pk}"' not in page and f'value="{dana.pk}"' in page
    assert "Dana, ersättare – hör till enheten som rapporterade" in page and "Fråga om jäv" in page
    assert client.post(url(report), {"over": "1", "to": world.bob.pk, "lock": report.lock}).status_code == 422
    assert "Du hör till enheten som rapporterade" in page_of(browser(dana).get(url(report))) and "Du hör" not in page


def test_one_who_stands_in_sees_and_does_the_same_and_is_shown_as_such(world: World) -> None:
    dana, report = deputy(world), world.report()
    client = browser(dana)
    services.report_take(report=report, actor=dana, lock=report.lock)
    assert "Dana (ersättare)" in " ".join(page_of(client.get(url(report).removesuffix("handlaggare/"))).split())
    report.refresh_from_db()
    services.report_triage(
        report=report,
        triage=services.Triage(False, True, False, "far_right", "symbol", "Klistermärken."),
        lock=report.lock,
        actor_id=dana.pk,
    )
    page = page_of(browser(world.bob).get(url(report)))
    assert "Dana tar hand om den." in page and "ersättare" in page


def test_only_the_boards_own_coordinators_can_be_given_a_report(world: World) -> None:
    report = world.report()
    gone = person("Eve", Role.LOCAL_COORDINATOR, world.social)
    gone.is_active = False
    gone.save()
    ended = person("Erin", Role.LOCAL_COORDINATOR, world.social)
    ended.assignments.update(valid_to=dt.date(2021, 1, 1))
    back = deputy(world, "Frank")
    report.recusals.create(user=back, on=dt.date(2026, 1, 1))
    for wrong in (world.alice, world.charlie, gone, ended, back):
        with pytest.raises(ValidationError):
            services.report_hand_over(report=report, to=wrong, actor=world.bob, lock=report.lock)
        answer = browser(world.bob).post(url(report), {"over": "1", "to": wrong.pk, "lock": report.lock})
        assert answer.status_code == 422
    report.refresh_from_db()
    assert report.handler is None


def test_a_handler_who_has_left_is_shown_as_gone(world: World) -> None:
    report = world.confirmed()
    dana = deputy(world)
    world.bob.assignments.update(valid_to=dt.date(2021, 1, 1))
    page = page_of(browser(dana).get(url(report).removesuffix("handlaggare/")))
    assert "har inte uppdraget längre" in page


def test_a_page_opened_before_somebody_took_it_changes_nothing(world: World) -> None:
    dana, report = deputy(world), world.report()
    late = {"take": "1", "lock": report.lock}
    services.report_take(report=report, actor=dana, lock=report.lock)
    assert browser(world.bob).post(url(report), late).status_code == 409
    report.refresh_from_db()
    assert report.handler == dana
