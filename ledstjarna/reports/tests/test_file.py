"""Filing through the form: what is stored, what is refused, and that sending twice is sending once."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from ledstjarna import deid
from ledstjarna.accounts.tests.town import person
from ledstjarna.audit.models import Nameless
from ledstjarna.reports.models import Report, Term, TermList
from ledstjarna.reports.tests.filing import filled, opened, page_of, receipt, send
from ledstjarna.reports.tests.world import TEXT, World, browser
from ledstjarna.texts.guard import PROFILES, marks_of
from ledstjarna.walls.roles import Role


def test_a_report_is_filed_in_few_taps_and_gives_a_code(world: World) -> None:
    client = browser(world.alice)
    answer = send(client, environment=None, urgent="yes", measures=["police", "removed"])
    assert (answer.status_code, answer["Location"]) == (303, reverse("reports:receipt"))
    report = Report.objects.get()
    today = timezone.localdate()
    assert report.happened == today - dt.timedelta(days=today.weekday())
    assert (report.unit, report.board, report.urgent, report.environment) == (
        world.homeless,
        world.social,
        True,
        "unclear",
    )
    assert (report.measures, report.description) == (["police", "removed"], TEXT)
    assert receipt(client)


def test_last_week_and_an_earlier_month_are_kept_as_such(world: World) -> None:
    client, today = browser(world.alice), timezone.localdate()
    send(client, when="1")
    send(client, when=today.replace(day=1).isoformat())
    week, month = Report.objects.all()
    assert week.happened == today - dt.timedelta(days=7 + today.weekday())
    assert (month.happened, month.span) == (today.replace(day=1), "month")


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"when": "earlier"}, "when"),
        ({"when": "1999-01-01"}, "when"),
        ({"target": "x"}, "target"),
        ({"involved": "x"}, "involved"),
        ({"age": "x"}, "age"),
        ({"when": None}, "when"),
        ({"kind": None}, "kind"),
        ({"kind": "rumour"}, "kind"),
        ({"place": ""}, "place"),
        ({"environment": "x"}, "environment"),
        ({"measures": ["police", "x"]}, "measures"),
        ({"urgent": None}, "urgent"),
        ({"description": " \n "}, "description"),
        ({"description": "x" * 1_001}, "description"),
        ({"description": "Hon heter så och är född 19121212-1212."}, "description"),
        ({"description": "vänd \u202e text"}, "description"),
    ],
    ids=str,
)
def test_what_is_wrong_is_said_beside_the_field_and_all_the_rest_is_kept(
    world: World, changed: dict[str, Any], field: str
) -> None:
    answer = send(browser(world.alice), **{"description": "Kvar i fältet", "place": "online"} | changed)
    page = page_of(answer)
    assert answer.status_code == 422 and f'href="#id_{field}' in page and f'id="id_{field}_error"' in page
    if field != "description":
        assert "Kvar i fältet" in page
    if field != "place":
        assert 'value="online"' in page and page.count("checked") >= 2
    assert Report.objects.count() == Nameless.objects.count() == 0


def test_a_form_sent_twice_is_one_report_and_the_receipt_says_so(world: World) -> None:
    client, once = browser(world.alice), str(uuid4())
    codes = []
    for changed in ({}, {}, {"description": "Ändrat efter att ha gått tillbaka."}):
        assert send(client, once=once, **changed).status_code == 303
        codes.append(receipt(client))
    assert len(set(codes)) == 1 and Report.objects.get().description == TEXT
    page = page_of(client.get(reverse("reports:receipt")))
    assert "redan skickad" in page and "räknas bara en gång" in page


def test_anothers_form_number_gives_neither_the_code_nor_takes_the_report(world: World) -> None:
    alice, dana, once = browser(world.alice), browser(person("Dana", Role.STAFF, world.homeless)), str(uuid4())
    send(alice, once=once)
    send(dana, once=once, description="Den andra rapporten.")
    assert receipt(alice) != receipt(dana)
    assert "redan skickad" not in page_of(dana.get(reverse("reports:receipt")))
    assert [report.description for report in Report.objects.all()] == [TEXT, "Den andra rapporten."]


def test_a_form_without_its_number_is_still_a_report(world: World) -> None:
    client = browser(world.alice)
    for number in ("", "x", None):
        assert send(client, once=number).status_code == 303
    assert Report.objects.count() == 3


def test_one_who_works_at_several_units_says_which_before_the_form(world: World) -> None:
    both = person("Dana", Role.STAFF, world.homeless)
    both.assignments.create(role=Role.UNIT_MANAGER, unit=world.library, valid_from=dt.date(2020, 1, 1))
    client = browser(both)
    answer = client.get(reverse("reports:file"))
    assert (answer.status_code, answer["Location"]) == (303, reverse("reports:unit"))
    page = page_of(client.get(answer["Location"])).partition("<main")[2]
    assert "Älta bibliotek" in page and "Enheten för hemlösa" in page and "Behandlingsenheten" not in page
    form = page_of(opened(client, world.library))
    assert "Älta bibliotek" in form and f'name="unit" value="{world.library.pk}"' in form
    assert opened(client, world.treatment).status_code == 303
    assert send(client).status_code == 422
    assert send(client, unit=str(world.treatment.pk)).status_code == 422
    assert send(client, unit=str(world.library.pk)).status_code == 303
    assert Report.objects.get().board == world.culture


def test_one_who_works_for_the_whole_city_says_which_board(world: World) -> None:
    client = browser(person("Dana", Role.STAFF, world.city))
    page = page_of(client.get(reverse("reports:unit")))
    assert "Socialnämnden" in page and "Kulturnämnden" in page
    assert send(client, unit=str(world.culture.pk)).status_code == 303
    assert Report.objects.get().unit == world.culture


@pytest.mark.parametrize("key", ["", "x", "-1", "0", "9" * 30, "٣", "1.5"])
def test_a_unit_that_is_none_is_said_beside_the_field_and_the_text_is_kept(world: World, key: str) -> None:
    both = person("Dana", Role.STAFF, world.homeless)
    both.assignments.create(role=Role.UNIT_MANAGER, unit=world.library, valid_from=dt.date(2020, 1, 1))
    answer = send(browser(both), unit=key)
    assert answer.status_code == 422 and TEXT in page_of(answer) and 'id="id_unit_error"' in page_of(answer)


def test_with_no_board_there_is_nothing_to_fill_in(world: World) -> None:
    dana = person("Dana", Role.STAFF, world.city)
    for unit in (world.homeless, world.treatment, world.social_office, world.library, world.social, world.culture):
        unit.valid_to = dt.date(2021, 1, 1)
        unit.save()
    client = browser(dana)
    for door in ("file", "unit"):
        assert "Ingen nämnd är upplagd" in page_of(client.get(reverse(f"reports:{door}")))
    assert send(client).status_code == 422 and Report.objects.count() == 0


def test_one_whose_unit_has_ended_reports_to_the_units_board(world: World) -> None:
    client = browser(world.alice)
    assert client.get(reverse("reports:file")).status_code == 200
    world.homeless.valid_to = dt.date(2021, 1, 1)
    world.homeless.save()
    assert send(client).status_code == 303
    assert Report.objects.get().unit == world.social


def test_one_whose_units_have_ended_at_two_boards_says_which_and_the_text_is_kept(world: World) -> None:
    world.alice.assignments.create(role=Role.STAFF, unit=world.library, valid_from=dt.date(2020, 1, 1))
    for unit in (world.homeless, world.library):
        unit.valid_to = dt.date(2021, 1, 1)
        unit.save()
    client = browser(world.alice)
    answer = send(client, unit=str(world.homeless.pk))
    page = page_of(answer).partition("<main")[2]
    assert answer.status_code == 422 and TEXT in page
    assert "Socialnämnden" in page and "Kulturnämnden" in page and "Enheten för hemlösa" not in page
    assert send(client, unit=str(world.culture.pk)).status_code == 303


def test_one_whose_board_has_ended_says_which_of_the_others(world: World) -> None:
    for unit in (world.homeless, world.treatment, world.social_office, world.social):
        unit.valid_to = dt.date(2021, 1, 1)
        unit.save()
    assert send(browser(world.alice)).status_code == 303
    assert Report.objects.get().unit == world.culture


def test_filing_asks_the_database_little(world: World) -> None:
    client = browser(world.alice)
    send(client)
    with CaptureQueriesContext(connection) as caught:
        send(client)
    asked = [query["sql"] for query in caught if not query["sql"].startswith(("SAVEPOINT", "RELEASE", "BEGIN"))]
    assert len(asked) <= 8, "\n".join(asked)


def test_the_form_asks_at_most_ten_things_and_most_are_answered(world: World) -> None:
    main = page_of(browser(world.alice).get(reverse("reports:file"))).partition("<main")[2]
    assert main.count("<legend") + main.count('class="ds-label"') == 10
    assert main.count("checked") == 6  # when, environment, urgent, directed at, how many, how old
    assert "aldrig en åsikt inom lagen" in main and "hälsa, religion, utseende, jobb eller uppdrag" in main
    assert main.index("Är ni få kan någon gissa") < main.index("<details") < main.index("en kontaktuppgift")


def test_something_at_somebodys_home_can_be_reported(world: World) -> None:
    assert send(browser(world.alice), place="home").status_code == 303
    assert Report.objects.get().get_place_display() == "hemma hos någon"


def test_in_english_one_is_asked_to_write_in_swedish(world: World) -> None:
    client = browser(world.alice)
    assert "Skriv på svenska" not in page_of(client.get(reverse("reports:file")))
    client.cookies["django_language"] = "en"
    page = page_of(client.get(reverse("reports:file")))
    assert "Write in Swedish if you can" in page and "Your unit:" in page and "Do not know" not in page


def test_a_district_is_asked_for_where_the_municipality_has_any(world: World) -> None:
    client, url = browser(world.alice), reverse("reports:file")
    assert 'name="district"' not in page_of(client.get(url))
    assert send(client, district="norr").status_code == 303
    year = timezone.localdate().isocalendar().year
    Term.objects.create(list=TermList.DISTRICT, code="norr", from_year=year, label="Norrmalm")
    main = page_of(client.get(url)).partition("<main")[2]
    assert "Norrmalm" in main and main.count("<legend") + main.count('class="ds-label"') == 10
    assert send(client, district="norr").status_code == send(client, district="").status_code == 303
    assert [report.district for report in Report.objects.order_by("pk")] == ["", "norr", ""]
    refused = send(client, district="syd")
    assert refused.status_code == 422 and 'id="id_district_error"' in page_of(refused)


def test_the_lists_are_this_years_and_an_event_of_last_year_has_its_own(world: World) -> None:
    client, today = browser(world.alice), timezone.localdate()
    year = today.isocalendar().year
    Term.objects.create(list=TermList.KIND, code="flag", from_year=year, label="Flagga")
    Term.objects.create(list=TermList.KIND, code="poster", from_year=year, label="Affisch", used=False)
    main = page_of(client.get(reverse("reports:file"))).partition("<main")[2]
    assert 'value="flag"' in main and 'value="poster"' not in main
    before = dt.date(today.year - 1, 12, 1).isoformat()
    assert send(client, kind="flag").status_code == 303
    assert send(client, kind="poster", when=before).status_code == 303
    for wrong in ({"kind": "flag", "when": before}, {"kind": "poster"}):
        answer = send(client, **wrong)
        assert answer.status_code == 422 and 'id="id_kind_error"' in page_of(answer) and TEXT in page_of(answer)


SCRIPTS = {
    "arabic": "ملصقات على جدار المدرسة \u200f(رمز) 2026",
    "cyrillic": "Наклейки на стене у школы.",
    "emoji": "Märken med 🔥👨‍👩‍👧‍👦 och 🇸🇪 på väggen.",
    "combining": "Bo\u0308cker och a\u030angest, z̷̤̈a̶l̸g̵o.",
    "rtl marks": "Text \u200fמדבקה\u200e på muren.",
    "long line": "klotter" * 140,
    "tabs": "Rad ett\n\tRad två\n\n- punkt",
}


@pytest.mark.parametrize("name", SCRIPTS)
def test_every_script_is_stored_as_it_was_written(world: World, name: str) -> None:
    """What may be a name in another script is answered first, as any other."""
    found = marks_of(SCRIPTS[name], PROFILES["report"])
    said = {f"description-mark-{mark.key}": "word" for mark in found}
    answer = send(browser(world.alice), description=SCRIPTS[name], **said)
    assert answer.status_code == 303, page_of(answer)
    assert Report.objects.get().description == SCRIPTS[name]


def test_nothing_is_stored_when_the_guard_breaks(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """It fails closed: no report, no receipt, and no text in the answer."""

    def broken(*_given: Any, **_named: Any) -> None:
        raise RuntimeError(TEXT)

    monkeypatch.setattr(deid, "find", broken)
    client = browser(world.alice)
    client.raise_request_exception = False
    for door in ("file", "mark"):
        answer = client.post(reverse(f"reports:{door}"), filled())
        assert answer.status_code == 500 and TEXT not in page_of(answer)
    assert not Report.objects.exists() and "kvitto" not in client.cookies
