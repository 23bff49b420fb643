"""The central coordinator gives a year its periods, and changes them."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse

from ledstjarna.audit.models import Entry
from ledstjarna.periods import selectors, services
from ledstjarna.periods.models import Period
from ledstjarna.periods.suggestion import suggested
from ledstjarna.periods.tests.world import YEAR, World, browser, days
from ledstjarna.ui.errors import Conflict

FIELDS = ("code", "name", "also", "until", "opens", "due", "closes")


def written(**changed: Any) -> dict[str, Any]:
    row = days()
    return {**{name: str(getattr(row, name)) for name in FIELDS}, "once": str(uuid4()), **changed}


def suggestion(**changed: Any) -> dict[str, Any]:
    """The page of the year as it stands, changed as said."""
    rows = suggested(YEAR)
    data: dict[str, Any] = {"form-TOTAL_FORMS": len(rows), "form-INITIAL_FORMS": len(rows), "once": str(uuid4())}
    for place, row in enumerate(rows):
        data |= {f"form-{place}-{name}": str(getattr(row, name)) for name in FIELDS}
    return data | changed


def test_a_year_is_set_up_from_the_usual_days(world: World) -> None:
    client = browser(world.alice)
    page = client.get(reverse("periods:set_up", args=[YEAR])).text
    assert all(row.name in page for row in suggested(YEAR))
    answer = client.post(reverse("periods:set_up", args=[YEAR]), suggestion(), follow=True)
    assert "Årets perioder är upplagda." in answer.text
    assert [row.code for row in selectors.periods([YEAR])] == ["VP", "T1", "T2", "VB"]
    assert Period.objects.get(code="VP").opens == date(YEAR - 1, 11, 1)


def test_what_is_suggested_can_be_changed_and_left_out(world: World) -> None:
    data = suggestion(**{"form-0-leave_out": "on", "form-1-due": f"{YEAR}-05-12", "form-1-code": "d1"})
    browser(world.alice).post(reverse("periods:set_up", args=[YEAR]), data)
    rows = {row.code: row for row in selectors.periods([YEAR])}
    assert rows.keys() == {"D1", "T2", "VB"} and rows["D1"].due == date(YEAR, 5, 12)


def test_a_form_sent_twice_sets_up_one_year(world: World) -> None:
    client, data = browser(world.alice), suggestion()
    for _ in range(2):
        client.post(reverse("periods:set_up", args=[YEAR]), data)
    assert Period.objects.count() == 4 and Entry.objects.filter(action="period.set_up").count() == 1


def test_the_next_year_begins_with_the_periods_of_this_one(world: World) -> None:
    services.period_add(year=2024, row=days(code="HALV", until=date(2024, 2, 29), opens=date(2024, 2, 29),
                                            due=date(2024, 3, 1), closes=date(2024, 3, 2)), actor_id=None)  # fmt: skip
    (row,) = suggested(2025)
    assert (row.code, row.until, row.closes) == ("HALV", date(2025, 2, 28), date(2025, 3, 2))


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("code", "t 1", "stora bokstäver och siffror"),
        ("code", "", ""),
        ("name", "Ring 070-174 06 05 eller 811228-9874", ""),
        ("due", f"{YEAR}-04-01", "öppnar först"),
        ("closes", f"{YEAR}-05-01", "öppnar först"),
        ("opens", "1999-01-01", "mer än ett år från periodens år"),
        ("until", "snart", ""),
    ],
)
def test_a_period_that_cannot_be_is_refused(world: World, field: str, value: str, words: str) -> None:
    answer = browser(world.alice).post(reverse("periods:add", args=[YEAR]), written(**{field: value}))
    assert answer.status_code == 422 and 'role="alert"' in answer.text and words in answer.text
    assert not Period.objects.exists()


def test_one_wrong_day_in_the_suggestion_keeps_all_of_it_out(world: World) -> None:
    answer = browser(world.alice).post(
        reverse("periods:set_up", args=[YEAR]), suggestion(**{"form-3-due": "2020-01-01"})
    )
    assert answer.status_code == 422 and not Period.objects.exists()
    services.period_add(year=YEAR, row=days(code="VB"), actor_id=None)
    answer = browser(world.alice).post(reverse("periods:set_up", args=[YEAR]), suggestion())
    assert answer.status_code == 422 and "Året har redan en period med den beteckningen." in answer.text
    assert Period.objects.count() == 1


def test_a_code_stands_once_a_year(world: World) -> None:
    world.year()
    answer = browser(world.alice).post(reverse("periods:add", args=[YEAR]), written())
    assert answer.status_code == 422 and "Året har redan en period med den beteckningen." in answer.text
    services.period_add(year=YEAR + 1, row=days(until=date(YEAR + 1, 4, 30)), actor_id=None)


def test_the_days_are_changed_and_the_log_keeps_what_they_were(world: World) -> None:
    found = world.year()["T1"]
    data = written(due=f"{YEAR}-05-15")
    page = browser(world.alice).post(reverse("periods:change", args=[found.pk]), data, follow=True)
    assert f"Perioden T1 {YEAR} är ändrad." in page.text
    row = Entry.objects.get(action="period.change")
    assert (row.ids, row.facts["due_before"], row.facts["due"]) == ([found.pk], f"{YEAR}-05-10", f"{YEAR}-05-15")


def test_a_period_that_nothing_hangs_on_is_taken_away(world: World) -> None:
    found = world.year()["T1"]
    page = browser(world.alice).post(reverse("periods:remove", args=[found.pk]), follow=True)
    assert f"Perioden T1 {YEAR} är borttagen." in page.text and not Period.objects.filter(pk=found.pk).exists()
    with pytest.raises(Conflict):
        services.period_change(period_id=found.pk, row=days(), actor_id=world.alice.pk)


def test_everyone_reads_the_periods_and_nobody_else_sets_them(world: World) -> None:
    found = world.year()["T1"]
    for user in (world.bob, world.charlie):
        client = browser(user)
        page = client.get(reverse("periods:year", args=[YEAR])).text
        assert "Tertialrapport 1" in page and "Ändra" not in page.split("<main")[1]
        for name, args in (("set_up", [YEAR]), ("add", [YEAR]), ("change", [found.pk]), ("reopen", [found.pk])):
            assert client.get(reverse(f"periods:{name}", args=args)).status_code == 403


def test_a_year_without_periods_says_who_sets_them(world: World) -> None:
    assert "Central samordnare lägger upp dem" in browser(world.charlie).get(reverse("periods:now")).text
    assert browser(world.charlie).get("/perioder/99999/").status_code == 404


def test_the_periods_know_what_plans_call_them(world: World) -> None:
    world.year()
    assert ("VB", ("Verksamhetsberättelse", "verksamhetsberättelsen", "årsskifte", "årsskiftet")) in (
        selectors.period_names(YEAR)
    )
