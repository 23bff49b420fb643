"""Reports where the ground moves: a period removed, a party asked in a draft only, lines that read as one number."""

from __future__ import annotations

from datetime import date

import pytest

from ledstjarna.followup import services
from ledstjarna.followup.models import Report, State
from ledstjarna.followup.tests.test_report import in_t1, send
from ledstjarna.followup.tests.world import TRAINING, YEAR, World, browser
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
