"""Who answers for an activity: asked, answered, vacant."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from ledstjarna.accounts.tests.town import person
from ledstjarna.audit.models import Entry
from ledstjarna.plans import services
from ledstjarna.plans.models import Activity, Party, PartyState
from ledstjarna.plans.selectors_details import work_of
from ledstjarna.plans.tests.world import World, browser
from ledstjarna.walls.roles import Role


def asked(world: World, **who: object) -> Party:
    """The first activity of a draft asks somebody to answer for it; the library's manager, if nobody is named."""
    who = who or {"role": Role.UNIT_MANAGER, "unit": world.library}
    activity = world.first_activity(world.plan())
    return services.party_add(activity=activity, lead=True, actor_id=world.alice.pk, **who)  # type: ignore[arg-type]


def test_the_coordinator_asks_a_role_at_another_boards_unit(world: World) -> None:
    activity = world.first_activity(world.plan())
    client = browser(world.alice)
    url = reverse("plans:party_add", args=[activity.pk])
    assert client.get(url).status_code == 200
    client.post(url, {"lead": "1", "role": Role.UNIT_MANAGER, "unit": world.library.pk})
    party = activity.parties.get()
    assert (party.lead, party.unit, party.state) == (True, world.library, PartyState.ASKED)
    page = client.get(reverse("plans:activity_page", args=[activity.plan.pk, activity.key])).content.decode()
    assert "Älta bibliotek" in page and "har inte svarat" in page and "vakant" in page


@pytest.mark.parametrize("who", [{}, {"role": Role.STAFF}, {"role": Role.STAFF, "function": "Kuratorn"}])
def test_neither_or_both_is_refused_and_nothing_is_lost(world: World, who: dict[str, str]) -> None:
    activity = world.first_activity(world.plan())
    answer = browser(world.alice).post(reverse("plans:party_add", args=[activity.pk]), {"lead": "", **who})
    assert answer.status_code == 422 and not activity.parties.exists()
    assert "Ange en roll vid en enhet, eller en funktion med egna ord." in answer.content.decode()


def test_a_new_lead_takes_the_place_of_the_one_before_who_stays_with_it(world: World) -> None:
    party = asked(world)
    services.party_add(activity=party.activity, lead=True, function="Områdespolisen", actor_id=world.alice.pk)
    assert [(str(p), p.lead) for p in party.activity.parties.all()] == [
        ("Områdespolisen", True),
        ("Enhetschef, Älta bibliotek", False),
    ]


def test_the_one_who_holds_the_role_says_yes_and_sees_nothing_else_of_the_draft(world: World) -> None:
    party = asked(world)
    erik = person("Erik", Role.UNIT_MANAGER, world.library)
    client = browser(erik)
    assert "Möte i nätverket" in client.get(reverse("plans:asked")).content.decode()
    page = client.get(reverse("plans:party", args=[party.pk])).content.decode()
    assert "Möte i nätverket" in page and "Utbildning för nyanställda" not in page
    assert client.post(reverse("plans:party", args=[party.pk]), {"accepts": "yes"}).status_code == 302
    party.refresh_from_db()
    assert (party.state, party.answered_by, party.answered_on) == (PartyState.ACCEPTED, erik, timezone.localdate())
    assert client.get(reverse("plans:draft", args=[party.activity.plan.pk])).status_code == 404
    assert Entry.objects.filter(action="plan.party.read", board_id=world.social.pk).count() == 2


def test_a_no_says_why(world: World) -> None:
    party = asked(world)
    client = browser(person("Erik", Role.UNIT_MANAGER, world.library))
    answer = client.post(reverse("plans:party", args=[party.pk]), {"accepts": "no", "reason": ""})
    assert answer.status_code == 422 and "Skriv varför" in answer.content.decode()
    client.post(reverse("plans:party", args=[party.pk]), {"accepts": "no", "reason": "Vi har ingen tid i vår."})
    party.refresh_from_db()
    assert (party.state, party.reason) == (PartyState.DECLINED, "Vi har ingen tid i vår.")
    assert work_of(party.activity.plan)[str(party.activity.key)].declined == ("Enhetschef, Älta bibliotek",)


@pytest.mark.parametrize("role", [Role.STAFF, Role.LOCAL_COORDINATOR])
def test_whoever_does_not_hold_the_role_finds_nothing_to_answer(world: World, role: Role) -> None:
    party = asked(world)
    client = browser(person("Dora", role, world.library))
    assert "Möte i nätverket" not in client.get(reverse("plans:asked")).content.decode()
    assert client.get(reverse("plans:party", args=[party.pk])).status_code == 404
    assert client.post(reverse("plans:party", args=[party.pk]), {"accepts": "yes"}).status_code == 404


def test_the_coordinator_notes_what_a_function_without_an_account_has_said(world: World) -> None:
    party = asked(world, function="Områdespolisen")
    said = {"accepts": "yes", "spoke": "Områdespolisen", "answered_on": "2026-03-02"}
    client = browser(world.alice)
    client.post(reverse("plans:party_noted", args=[party.pk]), said)
    party.refresh_from_db()
    assert (party.state, party.spoke) == (PartyState.ACCEPTED, "Områdespolisen")
    assert party.answered_on == datetime.date(2026, 3, 2)
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    late = client.post(reverse("plans:party_noted", args=[party.pk]), said | {"answered_on": tomorrow})
    assert late.status_code == 422 and "framtiden" in late.content.decode()


def test_a_personal_number_never_comes_in_with_a_party(world: World) -> None:
    activity = world.first_activity(world.plan())
    url = reverse("plans:party_add", args=[activity.pk])
    answer = browser(world.alice).post(url, {"lead": "1", "function": "Kurator 19121212-1212"})
    assert answer.status_code == 422 and not activity.parties.exists()


def test_a_party_is_not_asked_after_the_decision(world: World) -> None:
    plan = world.decided().plan
    with pytest.raises(services.NoDraft):
        services.party_add(activity=world.first_activity(plan), lead=True, function="Polisen", actor_id=world.alice.pk)


def test_parties_are_a_part_of_what_the_board_decides_and_answers_are_not(world: World) -> None:
    party = asked(world)
    version = world.decided(party.activity.plan)
    services.plan_revise(plan=version.plan, actor_id=world.alice.pk)
    services.party_answer(party=party, accepts=True, actor_id=None)
    page = reverse("plans:draft", args=[version.plan.pk])
    assert "Ändrat sedan version 1" not in browser(world.alice).get(page).content.decode()
    services.party_remove(party=party, actor_id=world.alice.pk)
    page_now = browser(world.alice).get(page).content.decode()
    assert "Ändrat sedan version 1" in page_now and "Enhetschef, Älta bibliotek" in page_now


def test_throwing_the_draft_away_brings_back_who_was_asked_and_what_they_answered(world: World) -> None:
    party = asked(world)
    plan = world.decided(party.activity.plan).plan
    services.party_answer(party=party, accepts=True, actor_id=None)
    services.plan_revise(plan=plan, actor_id=world.alice.pk)
    services.party_add(activity=party.activity, lead=True, function="Polisen", actor_id=world.alice.pk)
    services.draft_discard(plan=plan, actor_id=world.alice.pk)
    (only,) = Party.objects.filter(activity__section__plan=plan)
    assert (only.pk, only.lead, only.state) == (party.pk, True, PartyState.ACCEPTED)
    assert Activity.objects.filter(pk=party.activity.pk).exists()


def test_the_same_party_twice_is_said_to_be_there(world: World) -> None:
    party = asked(world)
    with pytest.raises(ValidationError, match="redan med"):
        services.party_add(
            activity=party.activity, lead=False, role=party.role, unit=party.unit, actor_id=world.alice.pk
        )


def test_the_start_page_asks_whoever_is_asked_until_they_answer(world: World) -> None:
    party = asked(world)
    client = browser(person("Erik", Role.UNIT_MANAGER, world.library))
    assert "En aktivitet i en handlingsplan väntar på ditt ja eller nej." in client.get("/").content.decode()
    client.post(reverse("plans:party", args=[party.pk]), {"accepts": "yes"})
    assert "väntar på ditt ja eller nej" not in client.get("/").content.decode()


def test_a_role_that_somebody_holds_answers_for_itself(world: World) -> None:
    party = asked(world)
    person("Erik", Role.UNIT_MANAGER, world.library)
    url = reverse("plans:party_noted", args=[party.pk])
    client = browser(world.alice)
    assert url not in client.get(reverse("plans:activity_page", args=[party.activity.plan.pk, party.activity.key])).text
    said = {"accepts": "yes", "spoke": "områdespolisen", "answered_on": timezone.localdate().isoformat()}
    answer = client.post(url, said)
    party.refresh_from_db()
    assert answer.status_code == 422 and "svarar själv" in answer.text and party.state == PartyState.ASKED
