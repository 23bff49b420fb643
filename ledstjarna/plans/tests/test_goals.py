"""The year's goals: the council's, the boards' beneath them, from year to year."""

from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from ledstjarna.accounts.tests.town import person
from ledstjarna.plans import services
from ledstjarna.plans.goals import goal_tree, goals_for
from ledstjarna.plans.models import Goal
from ledstjarna.plans.tests.world import World, browser
from ledstjarna.walls.roles import Role


def council(name: str = "En trygg stad", year: int = 2026) -> Goal:
    return services.goal_add(board=None, year=year, name=name, actor_id=None)


def test_a_boards_goal_stands_under_the_councils(world: World) -> None:
    above = council()
    own = services.goal_add(board=world.social, year=2026, name="Färre värvas", parent=above, actor_id=None)
    services.goal_add(board=world.culture, year=2026, name="Öppna bibliotek", actor_id=None)
    assert [(b.goal.name, [g.name for g in b.below]) for b in goal_tree(2026)] == [
        ("En trygg stad", ["Färre värvas"]),
        ("Öppna bibliotek", []),
    ]
    assert list(goals_for(world.social.pk, 2026)) == [own, above]


@pytest.mark.parametrize("year", [2025, 2027])
def test_a_goal_stands_under_none_of_another_year_or_board(world: World, year: int) -> None:
    wrong = services.goal_add(board=world.social if year == 2025 else None, year=year, name="Annat", actor_id=None)
    with pytest.raises(ValidationError):
        services.goal_add(board=world.social, year=2026, name="Mål", parent=wrong, actor_id=None)


def test_a_local_coordinator_adds_the_own_boards_goals_and_no_others(world: World) -> None:
    above = council()
    alice = browser(world.alice)
    data = {"owner": str(world.social.pk), "name": "Färre värvas", "parent": str(above.pk), "once": str(uuid4())}
    for _ in range(2):
        assert alice.post(reverse("plans:goal_new") + "?ar=2026", data).status_code == 302
    assert Goal.objects.get(board=world.social).parent == above
    for owner in ("", str(world.culture.pk), "x"):
        answer = alice.post(reverse("plans:goal_new") + "?ar=2026", {"owner": owner, "name": "Mer"})
        assert answer.status_code == 422 and 'value="Mer"' in answer.text
    assert alice.get(reverse("plans:goal", args=[above.pk])).status_code == 404


def test_the_central_coordinator_keeps_the_councils(world: World) -> None:
    cecilia = browser(person("Cecilia", Role.CENTRAL_COORDINATOR, world.city))
    cecilia.post(reverse("plans:goal_new") + "?ar=2026", {"owner": "", "name": "En trygg stad"})
    goal = Goal.objects.get()
    assert cecilia.post(reverse("plans:goal", args=[goal.pk]), {"name": "En öppen stad"}).status_code == 302
    assert "En öppen stad" in browser(world.charlie).get(reverse("plans:goals") + "?ar=2026").text
    own = services.goal_add(board=world.social, year=2026, name="Färre värvas", actor_id=None)
    assert cecilia.post(reverse("plans:goal_remove", args=[own.pk])).status_code == 404


def test_the_same_goal_twice_in_a_year_is_refused_beside_its_field(world: World) -> None:
    services.goal_add(board=world.social, year=2026, name="Färre värvas", actor_id=None)
    data = {"owner": str(world.social.pk), "name": "FÄRRE värvas"}
    answer = browser(world.alice).post(reverse("plans:goal_new") + "?ar=2026", data)
    assert answer.status_code == 422 and 'href="#id_name"' in answer.text and "finns redan" in answer.text


def test_last_years_goals_are_copied_once_with_their_places(world: World) -> None:
    above = council(year=2025)
    services.goal_add(board=world.social, year=2025, name="Färre värvas", parent=above, actor_id=None)
    services.goal_add(board=world.social, year=2025, name="Alla vet hur", actor_id=None)
    services.goals_copy(board=None, year=2026, actor_id=None)
    data = {"year": "2026", "owner": str(world.social.pk)}
    for _ in range(2):
        browser(world.alice).post(reverse("plans:goals_copy"), data)
    assert [(b.goal.name, [g.name for g in b.below]) for b in goal_tree(2026)] == [
        ("En trygg stad", ["Färre värvas"]),
        ("Alla vet hur", []),
    ]


def test_goals_are_copied_for_no_board_of_another(world: World) -> None:
    services.goal_add(board=world.culture, year=2025, name="Öppna bibliotek", actor_id=None)
    for owner in (world.culture.pk, "", "x"):
        browser(world.alice).post(reverse("plans:goals_copy"), {"year": "2026", "owner": owner})
    assert not Goal.objects.filter(year=2026).exists()


def test_a_goal_in_use_is_retired_and_comes_back_and_another_is_gone(world: World) -> None:
    used, unused = council("Vald"), council("Ovald")
    activity = world.first_activity(world.plan())
    activity.goal = used
    activity.save()
    cecilia = browser(person("Cecilia", Role.CENTRAL_COORDINATOR, world.city))
    for goal in (used, unused):
        assert cecilia.post(reverse("plans:goal_remove", args=[goal.pk])).status_code == 302
    assert list(Goal.objects.values_list("name", flat=True)) == ["Vald"] and not goals_for(world.social.pk, 2026)
    assert "ur bruk" in cecilia.get(reverse("plans:goals") + "?ar=2026").text
    cecilia.post(reverse("plans:goal_restore", args=[used.pk]))
    assert list(goals_for(world.social.pk, 2026)) == [used]


def test_goals_are_moved_among_their_own(world: World) -> None:
    _first, second = council("Ett"), council("Två")
    cecilia = browser(person("Cecilia", Role.CENTRAL_COORDINATOR, world.city))
    cecilia.post(reverse("plans:goal_move", args=[second.pk]), {"to": "up"})
    assert [branch.goal.name for branch in goal_tree(2026)] == ["Två", "Ett"]


@pytest.mark.parametrize("year", ["1999", "x", "99999", "٢٠٢٦"])
def test_a_year_that_no_plan_could_have_is_not_there(world: World, year: str) -> None:
    assert browser(world.alice).get(reverse("plans:goals"), {"ar": year}).status_code == 404
