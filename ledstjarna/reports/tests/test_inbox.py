"""The inbox: what is urgent first, then the oldest; each page shown leaves its row in the log."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from ledstjarna.accounts.tests.town import person
from ledstjarna.audit.models import Entry
from ledstjarna.reports import clock, services
from ledstjarna.reports.models import Report, Status
from ledstjarna.reports.tests.filing import page_of
from ledstjarna.reports.tests.world import TEXT, World, browser
from ledstjarna.reports.views import inbox
from ledstjarna.walls.roles import Role

URL = "/rapport/inkorg/"
ROW = re.compile(r'<th scope="row"><a href="/rapport/inkorg/(\d+)/"')


def shown(world: World, **asked: Any) -> list[int]:
    return [int(pk) for pk in ROW.findall(page_of(browser(world.bob).get(URL, asked)).partition("<main")[2])]


def test_the_urgent_come_first_then_the_oldest_and_last_what_is_done(world: World) -> None:
    done = world.closed()
    old, newer, urgent, older_urgent = (
        world.report(),
        world.report(),
        world.report(urgent=True),
        world.report(urgent=True),
    )
    today = timezone.localdate()
    for report, days in ((old, 9), (newer, 0), (urgent, 1), (older_urgent, 3)):
        Report.objects.filter(pk=report.pk).update(received_on=today - dt.timedelta(days=days))
    assert shown(world) == [older_urgent.pk, urgent.pk, old.pk, newer.pk, done.pk]


def test_a_row_says_the_number_that_an_answer_has_come_and_that_a_contact_is_left(world: World) -> None:
    report = world.asked(world.report(urgent=True))
    services.contact_leave(report=report, text="Alice, 0123-45 67 89")
    services.question_answer(report=report, question=report.questions.get().pk, text="Inne.")
    page = page_of(browser(world.bob).get(URL))
    for words in (f"Rapport {report.pk}<", "klotter · skola", "svar har kommit", "vill bli kontaktad", "ska läsas"):
        assert words in page
    assert "Alice" not in page.partition("<main")[2]


def test_each_lane_has_its_reports_the_most_pressing_first(world: World) -> None:
    handled, confirmed, returned = (world.standing(s) for s in (Status.HANDLED, Status.CONFIRMED, Status.RETURNED))
    unread, urgent = world.report(), world.report(urgent=True)
    concern = world.triaged(world.report(), child=True)
    yesterday = timezone.now() - dt.timedelta(days=1)
    Report.objects.filter(pk=urgent.pk).update(received_on=timezone.localdate(yesterday), read_by=yesterday)
    order = [urgent, concern, unread, confirmed, handled, returned]
    assert shown(world) == [report.pk for report in order]
    page = page_of(browser(world.bob).get(URL))
    lanes = ["Brådskar (2)", "Att läsa (1)", "Att åtgärda (1)", "Att avsluta (1)"]
    lanes.append("Väntar på svar från den som rapporterade (1)")
    assert [lane in page for lane in lanes] == [True] * 5
    assert "5 rapporter väntar på dig: 2 brådskar, 1 ska läsas, 1 ska åtgärdas och 1 ska avslutas." in page
    assert "1 väntar på svar från den som rapporterade." in page
    assert "skulle ha lästs i går" in page and "anmäl: " in page


def test_a_single_report_is_told_of_in_words(world: World) -> None:
    first = world.report()
    assert "En rapport väntar på dig." in page_of(browser(world.bob).get(URL))
    Report.objects.filter(pk=first.pk).update(urgent=True)
    assert "En rapport väntar på dig, och den brådskar." in page_of(browser(world.bob).get(URL))


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (Status.RECEIVED, "2 rapporter att läsa."),
        (Status.CONFIRMED, "2 rapporter att åtgärda."),
        (Status.HANDLED, "2 rapporter att avsluta."),
        (Status.RETURNED, "2 väntar på svar från dem som rapporterade."),
    ],
)
def test_when_all_wait_for_the_same_it_is_said_once(world: World, status: Status, words: str) -> None:
    world.standing(status), world.standing(status)
    page = page_of(browser(world.bob).get(URL))
    assert words in page and "väntar på dig:" not in page


def test_an_answer_starts_the_clock_of_an_urgent_report_anew(world: World) -> None:
    report = world.asked(world.report(urgent=True))
    Report.objects.filter(pk=report.pk).update(read_by=timezone.now() - dt.timedelta(days=1))
    services.question_answer(report=report, question=report.questions.get().pk, text="Inne.")
    page = page_of(browser(world.bob).get(URL))
    assert "ska läsas" in page and "skulle ha lästs" not in page
    Report.objects.filter(pk=report.pk).update(read_by=timezone.now() - dt.timedelta(days=1))
    assert "skulle ha lästs i går" in page_of(browser(world.bob).get(URL))


def test_what_is_read_has_no_clock_but_is_still_urgent(world: World) -> None:
    report = world.confirmed(urgent=True)
    page = page_of(browser(world.bob).get(reverse("reports:report", args=[report.pk])))
    assert report.read_by is None and "brådskar" in page and "ska läsas" not in page
    assert world.reopened(report).read_by


def test_the_page_and_the_inbox_have_the_same_clock(world: World) -> None:
    report = world.report(urgent=True)
    client = browser(world.bob)
    for path in (URL, reverse("reports:report", args=[report.pk])):
        assert (said := clock.pressing(report)) and said.text in page_of(client.get(path))


def test_more_reports_take_no_more_queries(world: World) -> None:
    client = browser(world.bob)

    def asked(path: str) -> int:
        with CaptureQueriesContext(connection) as caught:
            assert client.get(path).status_code == 200
        return len(caught)

    report = world.asked(world.report())
    world.closed(), asked(URL)
    page = reverse("reports:report", args=[report.pk])
    few = asked(URL), asked(page)
    for _number in range(5):
        world.report(), world.report(urgent=True), world.closed(), world.asked(world.report())
    report.refresh_from_db()
    world.asked(report)
    assert (asked(URL), asked(page)) == few
    log = 2 if connection.features.has_select_for_update else 0  # where its newest year has to be locked
    assert few[0] <= 16 + log and few[1] <= 23 + log


def test_an_empty_inbox_says_so_and_leaves_no_row(world: World) -> None:
    page = page_of(browser(world.bob).get(URL))
    assert "Inget väntar" in page and "0 rapporter" not in page
    assert not Entry.objects.filter(action="report.inbox.read").exists()


def test_what_is_shown_is_in_the_log_and_no_text_is_on_the_page(world: World) -> None:
    new, done, foreign = world.report(), world.standing(Status.OPINION), world.report(unit=world.library)
    client = browser(world.bob)
    assert TEXT not in page_of(client.get(reverse("reports:inbox")))
    client.head(URL)
    for row in Entry.objects.filter(action="report.inbox.read"):
        assert (row.actor_id, row.board_id, sorted(row.ids)) == (world.bob.pk, world.social.pk, [new.pk, done.pk])
        assert foreign.pk not in row.ids
    assert Entry.objects.filter(action="report.inbox.read").count() == 2


def test_one_who_handles_two_boards_leaves_a_row_at_each(world: World) -> None:
    world.report(), world.report(unit=world.library), world.report()
    world.bob.assignments.create(role=Role.LOCAL_COORDINATOR, unit=world.culture, valid_from=dt.date(2020, 1, 1))
    assert len(shown(world)) == 3
    rows = Entry.objects.filter(action="report.inbox.read")
    assert sorted((row.board_id, len(row.ids)) for row in rows) == [(world.social.pk, 2), (world.culture.pk, 1)]


def test_long_lists_come_in_pages_of_their_own(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inbox, "PAGE", 2)
    monkeypatch.setattr(inbox, "DONE", 2)
    waits, done = [world.report().pk for _ in range(3)], [world.closed().pk for _ in range(3)][::-1]
    assert shown(world) == waits[:2] + done[:2]
    assert shown(world, page=2) == waits[2:] + done[:2]
    assert shown(world, klara=2, page="x") == waits[:2] + done[2:]


def test_what_was_set_aside_is_counted_and_tells_nothing_else(world: World) -> None:
    world.standing(Status.OPINION), world.standing(Status.CONCERN), world.standing(Status.OPINION)
    page = page_of(browser(world.bob).get(URL))
    assert "lagliga åsikter 2, orosanmälningar 1" in page and "ymbol, klotter" not in page


def test_nobody_else_sees_the_inbox(world: World) -> None:
    world.report()
    assert browser(world.alice).get(URL).status_code == 403
    for user in (world.charlie, person("Dana", Role.LOCAL_COORDINATOR, world.city)):
        page = page_of(browser(user).get(URL))
        assert "Inget väntar" in page and not ROW.search(page)
