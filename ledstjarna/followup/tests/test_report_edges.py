"""Reports where the ground moves: a period removed, a party asked in a draft only, lines that read as one number."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from ledstjarna.followup import services
from ledstjarna.followup.models import Report, State
from ledstjarna.followup.tests.test_report import in_t1, send
from ledstjarna.followup.tests.world import SUPPORT, TRAINING, YEAR, World, browser, clock
from ledstjarna.periods.models import Period
from ledstjarna.plans import services as plans
from ledstjarna.walls.roles import Role

__all__ = ["in_t1"]


def test_two_lines_that_would_read_as_one_number_stop_no_report(world: World) -> None:
    row = world.row(TRAINING)
    text = "Utbildning på APT\n150 anställda nås"
    plans.plan_revise(plan=world.plan, actor_id=None)
    plans.item_edit(item=row, texts={"activity": text}, lock=row.lock, actor_id=None)
    world.decide(world.plan, date(YEAR, 2, 2))
    answer = send(world, TRAINING, status="blocked", deviation="Inget möte på APT\n150 väntar", measure="Chefen")
    assert answer.status_code == 200
    report = Report.objects.get()
    assert (report.state, report.label) == (State.SUBMITTED, "Utbildning på … anställda nås")


def test_a_period_removed_while_somebody_writes_is_told_and_the_text_kept(world: World) -> None:
    period = world.period("T1")
    Period.objects.filter(pk=period.pk).delete()
    with pytest.raises(services.Shut, match="finns inte längre"):
        services.report_save(
            plan=world.followed(),
            activity=world.activity(TRAINING),
            period=period,
            said=services.Said("under_way", "Går bra."),
            submit=True,
            actor_id=None,
        )


def test_one_asked_only_in_a_draft_has_no_part_in_what_the_board_decided(world: World) -> None:
    plan = plans.plan_revise(plan=world.plan, actor_id=None)
    plans.party_add(activity=world.row(TRAINING), lead=True, role=Role.UNIT_MANAGER, unit=world.library, actor_id=None)
    door = world.url("report", TRAINING)
    assert browser(world.dora).get(door).status_code == 404
    world.decide(plan, date(YEAR, 2, 2))
    assert browser(world.dora).get(door).status_code == 200


def test_a_manager_reports_on_nothing_that_is_anothers(world: World) -> None:
    door = world.url("report", SUPPORT)  # the treatment unit's
    assert browser(world.bob).get(door).status_code == 404
    assert send(world, SUPPORT).status_code == 404 and not Report.objects.exists()


def test_a_coordinator_who_reports_on_anothers_activity_says_for_whom(world: World) -> None:
    answer = send(world, SUPPORT, by=world.alice)
    assert answer.status_code == 422 and not Report.objects.exists()
    send(world, SUPPORT, by=world.alice, on_behalf_of="Behandlingsenheten")
    assert Report.objects.get().on_behalf_of == "Behandlingsenheten"


@pytest.mark.parametrize("text", ["Ring 070-174 06 05 om det.", "Skriv till anna.lind@exempel.se."])
def test_a_way_to_reach_a_person_is_stopped_and_the_text_kept(world: World, text: str) -> None:
    answer = send(world, TRAINING, text=text)
    assert answer.status_code == 422 and text in answer.text and not Report.objects.exists()


def test_what_may_be_asked_for_is_not_called_optional(world: World) -> None:
    page = browser(world.bob).get(world.url("report", TRAINING)).text
    assert "(frivilligt)" not in page.split("Avvikelse")[1].split("</textarea>")[0]


def test_one_who_has_nothing_due_sees_the_own_activities_and_that_they_can_wait(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock(monkeypatch, date(YEAR, 9, 5))  # T2 is open, and the training is followed up in T1
    page = browser(world.bob).get(reverse("followup:mine")).text
    assert "Du behöver inte rapportera något mer nu, men kan. Du har en aktivitet till." in page
    assert "Utbildning för nyanställda" in page and "<details" not in page.split("<main")[1]
