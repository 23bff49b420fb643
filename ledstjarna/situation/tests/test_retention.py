"""Reports go after the picture that counted them, under a decision, and the figures stay as they were."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from ledstjarna.accounts.tests.town import person
from ledstjarna.audit import retention
from ledstjarna.audit.models import Entry, RetentionDecision, Tombstone
from ledstjarna.reports import selectors as reports
from ledstjarna.reports import services as report_services
from ledstjarna.reports.models import Heard, NothingToReport, Question, Report, Tally
from ledstjarna.situation import services
from ledstjarna.situation.models import Picture
from ledstjarna.situation.retention import settled
from ledstjarna.situation.selectors import draft_fingerprint
from ledstjarna.situation.tests.world import FAR_RIGHT, World, browser
from ledstjarna.walls.roles import Role

YEAR = timezone.localdate().year - 6
COUNTS = (YEAR - 1, YEAR, YEAR + 1)


def written(world: World, number: int = 1, year: int = YEAR, **given: Any) -> list[Report]:
    """Reports of a year that is long over, straight into the table."""
    about = {
        "board": world.social,
        "unit": world.homeless,
        "happened": date(year, 5, 1),
        "span": "month",
        "year": year,
        "kind": "symbol",
        "environment": "far_right",
        "place": "school",
        "status": "confirmed",
        "description": "Klistermärken på en stolpe.",
        "received_on": date(year, 5, 10),
    } | given
    start = Report.objects.count()
    return Report.objects.bulk_create(Report(**about, code_hash=f"{start + n:064}") for n in range(number))


def published(world: World, year: int = YEAR, at: date | None = None) -> Picture:
    """The board's picture of a year, published in March of the next."""
    picture = services.picture_create(board=world.social, year=year, actor_id=world.alice.pk)
    for finding in picture.findings.all():
        services.finding_remove(finding=finding, actor_id=world.alice.pk)
    texts: Any = {"heading": "Vit makt syns", "text": "Affischer.", "figures": [FAR_RIGHT]}
    services.finding_add(picture=picture, texts=texts, actor_id=world.alice.pk)
    day = at or date(year + 1, 3, 1)
    noon = timezone.make_aware(datetime.combine(day, time(12)))
    seen = draft_fingerprint(picture)
    return services.picture_publish(picture=picture, seen=seen, actor_id=world.alice.pk, at=noon)


def decided(world: World, rule: str, months: int) -> None:
    decision = RetentionDecision(rule=rule, decision="SN 2026/1 § 2", adopted_on=date(2026, 1, 1), months=months)
    retention.decide(decision, actor_id=world.alice.pk)


def state(rule: str) -> retention.State:
    return retention.state(retention.RULES[rule])


def figures(world: World) -> list[str]:
    return sorted(map(str, reports.counts(board_id=world.social.pk, years=COUNTS)))


def test_without_a_picture_nothing_goes_and_the_page_says_how_many_wait(world: World) -> None:
    written(world, 3)
    decided(world, "reports.texts", 1)
    decided(world, "reports.rows", 1)
    retention.run()
    assert Report.objects.filter(description__isnull=False).count() == 3
    assert state("reports.rows").waiting == 0 and "3 rapporter väntar" in state("reports.rows").note
    client = browser(person("Disa", Role.AUDITOR, world.city))
    assert "3 rapporter väntar på att lägesbilden" in client.get(reverse("audit:retention")).text


def test_without_a_decision_the_dry_run_counts_and_nothing_goes(world: World) -> None:
    written(world, 3)
    published(world)
    assert [state(rule).waiting for rule in ("reports.texts", "reports.rows")] == [3, 3]
    assert state("reports.texts").note == "" and "står kvar" in state("reports.rows").note
    retention.run()
    assert Report.objects.filter(description__isnull=False).count() == 3 and not Tombstone.objects.exists()


def test_texts_questions_and_answers_go_before_the_rows(world: World) -> None:
    (report,) = written(world, feedback_words="Tack.", status="closed", feedback="counted")
    (asked,) = written(world, description=None)
    Question.objects.create(report=asked, text="När var det?", asked_on=report.received_on)
    published(world)
    decided(world, "reports.texts", 24)
    run = retention.run()
    report.refresh_from_db()
    assert (report.description, report.feedback_words, report.lock) == (None, None, 1)
    assert not Question.objects.exists() and run.removed == {"reports.texts": 2}
    assert set(Tombstone.objects.values_list("kind", "object_id")) == {
        ("report_text", report.pk),
        ("report_text", asked.pk),
    }
    assert Entry.objects.get(action="retention.run").facts["decision"] == "SN 2026/1 § 2"
    assert retention.run().removed == {}


def test_what_nobody_has_judged_stays_texts_and_all_and_the_note_says_how_many(world: World) -> None:
    written(world, 2), written(world, status="received"), written(world, status="returned")
    published(world)
    for rule in ("reports.texts", "reports.rows"):
        assert state(rule).waiting == 2 and "2 rapporter är inte bedömda och står kvar." in state(rule).note
        decided(world, rule, 24)
    retention.run()
    assert sorted(Report.objects.values_list("status", flat=True)) == ["received", "returned"]
    assert not Report.objects.filter(description__isnull=True).exists()


def test_the_figures_are_the_same_before_and_after(world: World) -> None:
    written(world, 3), written(world, 2, kind="threat", status="closed", feedback="counted")
    written(world, 4, status="opinion", description=None), written(world, 2, year=YEAR + 1)
    first, *again = written(world, 3, environment="islamist")
    Report.objects.filter(pk__in=[report.pk for report in again]).update(same_event=first)
    published(world)
    before = figures(world)
    decided(world, "reports.rows", 24)
    retention.run()
    assert figures(world) == before and Report.objects.count() == 2
    assert sorted(Tally.objects.values_list("environment", "kind", "number")) == [
        ("far_right", "symbol", 3),
        ("far_right", "threat", 2),
        ("islamist", "symbol", 1),
    ]
    assert Tombstone.objects.filter(kind="report").count() == 12
    written(world, 2)
    retention.run()
    assert Tally.objects.get(environment="far_right", kind="symbol").number == 5


def test_a_run_that_is_cut_off_counts_nothing_twice(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    first, *again = written(world, 5)
    Report.objects.filter(pk__in=[report.pk for report in again]).update(same_event=first)
    written(world, 4)
    published(world)
    before = figures(world)
    decided(world, "reports.rows", 24)
    monkeypatch.setattr(retention, "_BATCH", 2)
    real, done = report_services.rows_remove, []

    def stumbling(keys: Any) -> None:
        real(keys)
        done.append(keys)
        if len(done) == 2:
            raise KeyboardInterrupt

    rule = retention.RULES["reports.rows"]
    broken = {field: getattr(rule, field) for field in rule.__slots__} | {"purge": stumbling}
    monkeypatch.setitem(retention.RULES, "reports.rows", retention.Rule(**broken))
    with pytest.raises(KeyboardInterrupt):
        retention.run()
    assert figures(world) == before and Report.objects.count() == 7
    retention.run()
    assert figures(world) == before and not Report.objects.exists()


def test_a_report_stays_as_long_as_another_tells_of_the_same_event(world: World) -> None:
    (first,) = written(world)
    written(world, year=YEAR + 1, same_event=first)
    published(world)
    before = figures(world)
    decided(world, "reports.rows", 24)
    retention.run()
    assert Report.objects.count() == 2 and figures(world) == before
    published(world, YEAR + 1)
    retention.run()
    assert not Report.objects.exists() and figures(world) == before


def test_the_time_runs_from_the_years_newest_picture(world: World) -> None:
    published(world)
    published(world, at=timezone.localdate())
    assert settled() == {(world.social.pk, YEAR)} and settled(timezone.now().replace(hour=0, minute=0)) == set()


def test_another_boards_picture_and_a_draft_let_nothing_go(world: World) -> None:
    written(world, 1, board=world.culture, unit=world.library)
    published(world)
    services.picture_create(board=world.culture, year=YEAR, actor_id=world.erik.pk)
    decided(world, "reports.texts", 1)
    decided(world, "reports.rows", 1)
    retention.run()
    assert Report.objects.filter(description__isnull=False).count() == 1


def test_what_came_in_lately_stays_for_the_coverage(world: World) -> None:
    written(world, received_on=timezone.localdate())
    published(world)
    decided(world, "reports.rows", 1)
    retention.run()
    assert Report.objects.count() == 1


def test_many_reports_take_few_queries_a_batch(
    world: World, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    keys = [report.pk for report in written(world, 400)]
    with django_assert_max_num_queries(20):
        report_services.rows_remove(keys)
    assert Tally.objects.get().number == 400


def test_a_units_word_goes_after_three_years(world: World) -> None:
    for year in (YEAR, timezone.localdate().year):
        NothingToReport.objects.create(unit=world.homeless, month=date(year, 1, 1), on=date(year, 1, 20))
    decided(world, "reports.nothing", 36)
    retention.run()
    assert NothingToReport.objects.get().month.year == timezone.localdate().year
    assert Tombstone.objects.get().kind == "report_nothing"


def test_that_a_unit_was_heard_of_goes_as_its_word_does_and_leaves_nothing(world: World) -> None:
    for year in (YEAR, timezone.localdate().year):
        Heard.objects.create(unit=world.homeless, month=date(year, 1, 1))
    decided(world, "reports.heard", 36)
    retention.run()
    assert Heard.objects.get().month.year == timezone.localdate().year and not Tombstone.objects.exists()
