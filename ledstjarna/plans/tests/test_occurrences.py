"""The times of an activity: read from its schedule, ticked off, moved, cancelled."""

import datetime

import pytest
from django.urls import reverse

from ledstjarna.accounts.tests.town import person
from ledstjarna.plans import services
from ledstjarna.plans.models import Activity, Occurrence, OccurrenceState
from ledstjarna.plans.selectors_details import work_of
from ledstjarna.plans.tests.world import World, browser
from ledstjarna.ui.errors import Conflict
from ledstjarna.walls.roles import Role


def monthly(world: World) -> Activity:
    """The first activity of a draft for 2026, which meets once a month."""
    return world.first_activity(world.plan())


def test_once_a_month_is_twelve_times(world: World) -> None:
    times = list(monthly(world).occurrences.all())
    assert len(times) == 12
    assert (times[0].start, times[0].end) == (datetime.date(2026, 1, 1), datetime.date(2026, 1, 31))


def test_another_schedule_sweeps_away_what_nobody_has_touched(world: World) -> None:
    activity = monthly(world)
    january, february = activity.occurrences.all()[:2]
    services.occurrence_set(occurrence=january, state=OccurrenceState.DONE, actor_id=world.alice.pk)
    services.occurrence_move(occurrence=february, start=datetime.date(2026, 3, 3), actor_id=world.alice.pk)
    services.item_edit(item=activity, texts={"schedule": "Klart i juni"}, lock=activity.lock, actor_id=world.alice.pk)
    assert [(str(time.start), time.state) for time in activity.occurrences.all()] == [
        ("2026-01-01", "done"),
        ("2026-03-03", "planned"),
        ("2026-06-01", "planned"),
    ]


def test_the_same_schedule_again_does_not_double_what_was_done_or_moved(world: World) -> None:
    activity = monthly(world)
    first = activity.occurrences.all()[0]
    services.occurrence_move(occurrence=first, start=datetime.date(2026, 2, 3), actor_id=world.alice.pk)
    services.item_edit(item=activity, texts={"activity": "Möte"}, lock=activity.lock, actor_id=world.alice.pk)
    assert activity.occurrences.count() == 12


def test_two_times_in_one_month_are_two(world: World) -> None:
    activity = monthly(world)
    texts = {"schedule": "Två tillfällen i mars och ett i maj"}
    services.item_edit(item=activity, texts=texts, lock=activity.lock, actor_id=world.alice.pk)
    assert [time.start.month for time in activity.occurrences.all()] == [3, 3, 5]
    services.occurrence_set(occurrence=activity.occurrences.all()[0], state=OccurrenceState.DONE, actor_id=None)
    activity.refresh_from_db()
    services.item_edit(item=activity, texts={"activity": "Kurs"}, lock=activity.lock, actor_id=world.alice.pk)
    assert [(time.start.month, time.state) for time in activity.occurrences.all()] == [
        (3, "done"),
        (3, "planned"),
        (5, "planned"),
    ]


def test_the_draft_shows_how_many_and_which_comes_next(world: World) -> None:
    activity = monthly(world)
    client = browser(world.alice)
    first = activity.occurrences.all()[0]
    client.post(reverse("plans:occurrence_done", args=[first.pk]))
    page = client.get(reverse("plans:draft", args=[activity.plan.pk])).content.decode()
    assert "1 av 12 tillfällen" in page


def test_a_cancelled_one_says_why_and_is_not_counted(world: World) -> None:
    activity = monthly(world)
    first = activity.occurrences.all()[0]
    client = browser(world.alice)
    url = reverse("plans:occurrence", args=[first.pk])
    assert client.post(url, {"state": "cancelled", "note": ""}).status_code == 422
    assert client.post(url, {"state": "cancelled", "note": "Snöstorm."}).status_code == 302
    assert work_of(activity.plan)[str(activity.key)].of == 11


def test_moved_to_a_red_day_is_refused_with_what_was_written_kept(world: World) -> None:
    first = monthly(world).occurrences.all()[0]
    answer = browser(world.alice).post(reverse("plans:occurrence_move", args=[first.pk]), {"start": "2026-01-06"})
    assert answer.status_code == 422
    assert "Det är en helgdag. Välj en vardag." in answer.content.decode()
    assert 'value="2026-01-06"' in answer.content.decode()


def test_the_last_day_before_the_first_is_refused(world: World) -> None:
    activity = monthly(world)
    url = reverse("plans:occurrence_add", args=[activity.pk])
    answer = browser(world.alice).post(url, {"start": "2026-03-03", "end": "2026-03-01"})
    assert answer.status_code == 422 and "Slutdagen ligger före startdagen." in answer.content.decode()


def test_one_that_another_schedule_swept_away_meanwhile_is_said_to_be_gone(world: World) -> None:
    activity = monthly(world)
    last = activity.occurrences.last()
    assert last is not None
    client = browser(world.alice)
    client.get(reverse("plans:occurrence", args=[last.pk]))
    services.item_edit(item=activity, texts={"schedule": "Vid behov"}, lock=activity.lock, actor_id=world.alice.pk)
    assert client.post(reverse("plans:occurrence", args=[last.pk]), {"state": "done"}).status_code == 404


def test_the_work_goes_on_when_the_board_has_decided(world: World) -> None:
    plan = world.decided().plan
    first = Occurrence.objects.filter(activity__section__plan=plan)[0]
    services.occurrence_set(occurrence=first, state=OccurrenceState.DONE, actor_id=world.alice.pk)
    assert work_of(plan)[str(first.activity.key)].done == 1


@pytest.mark.parametrize(("role", "at", "status"), [(Role.STAFF, "homeless", 403), (Role.UNIT_MANAGER, "library", 404)])
def test_nobody_else_ticks_it_off(world: World, role: Role, at: str, status: int) -> None:
    first = monthly(world).occurrences.all()[0]
    client = browser(person("Dora", role, getattr(world, at)))
    assert client.post(reverse("plans:occurrence_done", args=[first.pk])).status_code == status
    first.refresh_from_db()
    assert first.state == OccurrenceState.PLANNED


def test_a_click_twice_is_one_act(world: World) -> None:
    activity = monthly(world)
    client = browser(world.alice)
    form = {"start": "2026-03-03", "once": "7b3ff6a0-5e40-4f0c-9f4f-0c6f5a1d2e3f"}
    for _time in range(2):
        assert client.post(reverse("plans:occurrence_add", args=[activity.pk]), form).status_code == 302
    assert activity.occurrences.filter(own=True).count() == 1


@pytest.mark.parametrize("end", ["9999-12-31", "2101-01-01"])
def test_a_time_further_ahead_than_any_plan_is_refused(world: World, end: str) -> None:
    activity = world.first_activity(world.plan())
    url = reverse("plans:occurrence_add", args=[activity.pk])
    answer = browser(world.alice).post(url, {"start": "2026-12-01", "end": end})
    assert answer.status_code == 422 and "mellan 2000 och 2100" in answer.text
    assert not activity.occurrences.filter(own=True).exists()


def test_the_last_day_there_is_can_be_told_in_words() -> None:
    assert str(Occurrence(start=datetime.date(9999, 12, 1), end=datetime.date(9999, 12, 31))) == "december 9999"


def test_a_time_of_a_draft_thrown_away_meanwhile_is_a_conflict_and_no_fault(world: World) -> None:
    activity = world.first_activity(world.plan())
    services.draft_discard(plan=activity.plan, actor_id=None)
    with pytest.raises(Conflict):
        services.occurrence_add(activity=activity, start=datetime.date(2026, 5, 4), actor_id=None)
    with pytest.raises(Conflict):
        services.activity_status_set(activity=activity, status="done", actor_id=None)
