"""What the log calls the room's matters, and what is kept for how long."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

from django.urls import reverse
from django.utils import timezone

from ledstjarna.audit import actions, names, retention
from ledstjarna.audit.models import RetentionDecision, Tombstone
from ledstjarna.reports import records
from ledstjarna.reports.models import Report
from ledstjarna.reports.tests.filing import page_of
from ledstjarna.reports.tests.world import TEXT, World, browser

HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)"')


def aged(report: Report, days: int) -> Report:
    day = timezone.localdate() - dt.timedelta(days=days)
    Report.objects.filter(pk=report.pk).update(received_on=day, year=day.year)
    return report


def adopted(world: World, rule: str, months: int) -> None:
    decision = RetentionDecision(rule=rule, decision="SN 2026/1 § 2", adopted_on=dt.date(2026, 1, 1), months=months)
    retention.decide(decision, actor_id=world.bob.pk)


def test_every_act_of_the_room_has_its_words() -> None:
    room = Path(records.__file__).parent
    code = " ".join(path.read_text() for path in room.rglob("*.py") if "tests" not in path.parts)
    named = set(re.findall(r'"(report\.[a-z._]+)"', code))
    assert named == set(records.ACTIONS) and all(actions.label(action) != action for action in named)


def test_the_log_names_a_report_by_number_and_board_only(world: World) -> None:
    report = world.report()
    named = names.lookup("report", [report.pk])[report.pk]
    assert named.text == f"rapport {report.pk}, Socialnämnden" and named.url.endswith(f"/{report.pk}/")


def test_texts_go_before_the_rows_and_only_under_a_decision(world: World) -> None:
    old, ancient, new = aged(world.closed(words="Tack."), 800), aged(world.report(), 4_000), world.report()
    retention.run()
    assert Report.objects.filter(description__isnull=False).count() == 3
    adopted(world, "reports.texts", 24)
    retention.run()
    assert list(Report.objects.filter(description__isnull=False)) == [new]
    old.refresh_from_db()
    assert (old.status, old.feedback, old.feedback_words) == ("closed", "counted", None)
    adopted(world, "reports.rows", 120)
    retention.run()
    assert set(Report.objects.values_list("pk", flat=True)) == {old.pk, new.pk}
    tombs = sorted(Tombstone.objects.values_list("kind", "object_id"))
    assert tombs == [("report", ancient.pk), ("report_text", old.pk), ("report_text", ancient.pk)]
    retention.run()
    assert Tombstone.objects.count() == 3


def test_an_open_page_cannot_bring_back_a_text_that_has_gone(world: World) -> None:
    report = aged(world.report(), 800)
    client, page = browser(world.bob), reverse("reports:report", args=[report.pk])
    opened = dict(HIDDEN.findall(page_of(client.get(page))))
    adopted(world, "reports.texts", 24)
    retention.run()
    answers = {"guess": "no", "act": "yes", "child": "no", "kind": "symbol", "environment": "far_right"}
    answer = client.post(page, opened | answers | {"step": "triage", "description": TEXT})
    report.refresh_from_db()
    assert (answer.status_code, report.status, report.description) == (409, "received", None)


def test_a_text_as_old_as_the_decision_says_is_still_there(world: World) -> None:
    report = world.report()
    today = timezone.localdate()
    Report.objects.filter(pk=report.pk).update(received_on=today.replace(year=today.year - 2, day=min(today.day, 28)))
    adopted(world, "reports.texts", 25)
    retention.run()
    report.refresh_from_db()
    assert report.description
