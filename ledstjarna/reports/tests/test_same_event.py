"""The same event told more than once is counted once; reports of one person are never gathered."""

from __future__ import annotations

import datetime as dt
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.urls import reverse

from ledstjarna.audit.models import Entry
from ledstjarna.reports import selectors, services
from ledstjarna.reports.models import Report, Status
from ledstjarna.reports.services.events import alike
from ledstjarna.reports.tests.filing import page_of
from ledstjarna.reports.tests.world import TEXT, World, browser
from ledstjarna.ui.errors import Conflict
from ledstjarna.ui.forms import once_of


def url(report: Report) -> str:
    return f"{reverse('reports:report', args=[report.pk])}samma-handelse/"


def joined(world: World, report: Report, same_as: Report) -> Report:
    return services.event_join(report=report, same_as=same_as, lock=report.lock, actor_id=world.bob.pk)


def counted(world: World) -> int:
    years = {report.year for report in Report.objects.all()}
    return sum(count.number for count in selectors.counts(board_id=world.social.pk, years=years))


@pytest.mark.parametrize("make", [World.confirmed, World.handled, World.closed])
def test_an_event_told_twice_counts_once_until_it_is_taken_back(world: World, make: object) -> None:
    first = world.confirmed()
    second: Report = make(world)  # type: ignore[operator]
    client = browser(world.bob)
    form = {"same": first.pk, "lock": second.lock, "once": str(uuid4())}
    assert counted(world) == 2
    for _click in range(2):
        assert client.post(url(second), form)["Location"] == reverse("reports:report", args=[second.pk])
    second.refresh_from_db()
    assert (second.same_event, counted(world)) == (first, 1)
    for one, other in ((first, second), (second, first)):
        page = page_of(client.get(reverse("reports:report", args=[one.pk])))
        assert reverse("reports:report", args=[other.pk]) in page
    form = {"part": "1", "lock": second.lock, "once": str(uuid4())}
    client.post(url(second), form)
    second.refresh_from_db()
    assert (second.same_event, counted(world)) == (None, 2)
    actions = [(entry.action, sorted(entry.ids)) for entry in Entry.objects.filter(action__contains=".event.")]
    assert actions == [(f"report.event.{act}", sorted([first.pk, second.pk])) for act in ("join", "part")]


def test_candidates_are_told_by_when_kind_and_place_and_how_they_begin_those_of_the_kind_first(world: World) -> None:
    other, like, report = world.confirmed(kind="threat"), world.confirmed(), world.confirmed()
    unread = world.report()
    page = page_of(browser(world.bob).get(url(report)))
    words = [f"Rapport {like.pk}: symbol, klotter · skola. Vecka", f"Rapport {other.pk}: hot · skola. Vecka"]
    assert 0 < page.index(words[0]) < page.index(words[1]) and page.count(f"”{TEXT}”") == 2
    assert f"Rapport {unread.pk}:" not in page and "Bara bekräftade rapporter går att välja." in page
    assert Entry.objects.get(action="report.read").ids == [report.pk, like.pk, other.pk]


def test_only_counted_reports_of_the_same_board_within_a_month_can_be_chosen(world: World) -> None:
    report = world.confirmed(happened=dt.date(2026, 3, 18), on=dt.date(2026, 6, 1))
    near = world.confirmed(happened=dt.date(2026, 2, 18), on=dt.date(2026, 6, 1))
    far = world.confirmed(happened=dt.date(2026, 2, 4), on=dt.date(2026, 6, 1))
    foreign = world.confirmed(happened=dt.date(2026, 3, 18), unit=world.library)
    new = world.report(happened=dt.date(2026, 3, 18))
    assert set(alike(report)) == {near}
    for wrong in (far, foreign, new, report):
        with pytest.raises(ValidationError):
            joined(world, report, wrong)
    assert "Rapport" in page_of(browser(world.bob).get(url(report)))


def test_there_are_no_chains(world: World) -> None:
    first, second, third = world.confirmed(), world.confirmed(), world.confirmed()
    second = joined(world, second, first)
    with pytest.raises(ValidationError):
        joined(world, third, second)
    with pytest.raises(ValidationError, match="hör redan till"):
        joined(world, first, third)
    assert "räknas redan ihop med den här" in page_of(browser(world.bob).get(url(first)))
    joined(world, third, first)
    assert counted(world) == 1


@pytest.mark.parametrize("status", [Status.RECEIVED, Status.RETURNED, Status.OPINION, Status.CONCERN])
def test_what_is_not_counted_is_not_gathered(world: World, status: Status) -> None:
    report, other = world.standing(status), world.confirmed()
    with pytest.raises(Conflict):
        joined(world, report, other)
    assert browser(world.bob).get(url(report)).status_code == 409


def test_what_stood_for_others_and_is_set_aside_lets_them_go(world: World) -> None:
    first, second = world.confirmed(), world.confirmed()
    joined(world, second, first)
    world.triaged(first, act=False)
    second.refresh_from_db()
    assert (second.same_event, counted(world)) == (None, 1)


def test_a_report_that_one_has_stepped_back_from_is_not_offered(world: World) -> None:
    first, second = world.confirmed(), world.confirmed()
    first.recusals.create(user=world.bob, on=dt.date(2026, 1, 1))
    answer = browser(world.bob).post(url(second), {"same": first.pk, "lock": second.lock})
    assert answer.status_code == 422 and "Ingen annan rapport passar" in page_of(answer)


def test_a_page_opened_before_changes_nothing(world: World) -> None:
    first, second = world.confirmed(), world.confirmed()
    world.handled(second)
    form = {"same": first.pk, "lock": second.lock}
    assert browser(world.bob).post(url(second), form).status_code == 409


def test_a_report_that_is_removed_while_it_is_chosen_is_a_conflict(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = world.confirmed(), world.confirmed()

    def removing(request: HttpRequest) -> object:
        first.delete()
        return once_of(request)

    monkeypatch.setattr("ledstjarna.reports.views.same_event.once_of", removing)
    form = {"same": first.pk, "lock": second.lock, "once": str(uuid4())}
    assert browser(world.bob).post(url(second), form).status_code == 409
