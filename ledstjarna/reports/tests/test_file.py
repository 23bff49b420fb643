"""Filing through the form: what is stored, what is refused, and that sending twice is sending once."""

from __future__ import annotations

import datetime as dt
from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from ledstjarna.accounts.tests.town import person
from ledstjarna.audit.models import Nameless
from ledstjarna.reports.models import Report
from ledstjarna.reports.tests.filing import filled, page_of, receipt, send
from ledstjarna.reports.tests.world import TEXT, World, browser
from ledstjarna.reports.views.filing import _own
from ledstjarna.texts import keys
from ledstjarna.texts.keys import Unreadable, decrypt
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
    send(client, when="earlier", month=today.replace(day=1).isoformat())
    week, month = Report.objects.all()
    assert week.happened == today - dt.timedelta(days=7 + today.weekday())
    assert (month.happened, month.span) == (today.replace(day=1), "month")


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"when": "earlier"}, "month"),
        ({"when": "earlier", "month": "1999-01-01"}, "month"),
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
    send(dana, once=once, description="Danas egen rapport.")
    assert receipt(alice) != receipt(dana)
    assert "redan skickad" not in page_of(dana.get(reverse("reports:receipt")))
    assert [report.description for report in Report.objects.all()] == [TEXT, "Danas egen rapport."]


def test_a_form_without_its_number_is_still_a_report(world: World) -> None:
    client = browser(world.alice)
    for number in ("", "x", None):
        assert send(client, once=number).status_code == 303
    assert Report.objects.count() == 3


def test_one_who_works_at_several_units_says_which(world: World) -> None:
    both = person("Dana", Role.STAFF, world.homeless)
    both.assignments.create(role=Role.UNIT_MANAGER, unit=world.library, valid_from=dt.date(2020, 1, 1))
    client = browser(both)
    page = page_of(client.get(reverse("reports:file")))
    assert "Älta bibliotek" in page and "Enheten för hemlösa" in page and "Behandlingsenheten" not in page
    assert send(client).status_code == 422
    assert send(client, unit=str(world.treatment.pk)).status_code == 422
    assert send(client, unit=str(world.library.pk)).status_code == 303
    assert Report.objects.get().board == world.culture


def test_one_who_works_for_the_whole_city_says_which_board(world: World) -> None:
    client = browser(person("Dana", Role.STAFF, world.city))
    page = page_of(client.get(reverse("reports:file")))
    assert "Socialnämnden" in page and "Kulturnämnden" in page
    assert send(client, unit=str(world.culture.pk)).status_code == 303
    assert Report.objects.get().unit == world.culture


def test_with_no_board_there_is_nothing_to_fill_in(world: World) -> None:
    dana = person("Dana", Role.STAFF, world.city)
    for unit in (world.homeless, world.treatment, world.social_office, world.library, world.social, world.culture):
        unit.valid_to = dt.date(2021, 1, 1)
        unit.save()
    client = browser(dana)
    assert "Ingen nämnd är upplagd" in page_of(client.get(reverse("reports:file")))
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


def test_the_receipt_is_gone_without_its_cookie_and_for_someone_else(world: World) -> None:
    client = browser(world.alice)
    page = page_of(client.get(reverse("reports:receipt")))
    assert "visas inte längre" in page and "Om du skickade en rapport har den kommit fram." in page
    send(client)
    code = receipt(client)
    client.force_login(person("Dana", Role.STAFF, world.homeless))
    assert code not in page_of(client.get(reverse("reports:receipt")))


def test_the_code_rides_in_a_short_lived_cookie_of_the_receipt_alone(world: World, settings: Settings) -> None:
    client = browser(world.alice)
    answer = send(client)
    cookie = answer.cookies["kvitto"]
    kept = {name: cookie[name] for name in ("path", "max-age", "httponly", "samesite")}
    assert kept == {"path": reverse("reports:receipt"), "max-age": 600, "httponly": True, "samesite": "Strict"}
    assert bool(cookie["secure"]) is settings.SESSION_COOKIE_SECURE
    code = receipt(client)
    assert code not in answer["Location"] and code.encode() not in answer.content
    page = client.get(reverse("reports:receipt"))
    assert page["Cache-Control"] == answer["Cache-Control"] == "no-store"


def test_the_cookie_tells_nobody_the_code(world: World) -> None:
    client = browser(world.alice)
    value = send(client).cookies["kvitto"].value
    sealed = urlsafe_b64decode(value.partition(":")[0])
    code = receipt(client)
    for form in (code, code.replace("-", "")):
        assert form not in value and form.encode() not in sealed
    assert decrypt(sealed, purpose=_own(world.alice)) == f"{code}.0".encode()
    for other in ("text", _own(world.bob)):
        with pytest.raises(Unreadable):
            decrypt(sealed, purpose=other)


@pytest.mark.parametrize(
    "inside", ["", "x", "!!", "AAAA", "å", urlsafe_b64encode(bytes(40)).decode(), "damaged", "gone"]
)
def test_a_damaged_receipt_is_a_page_without_a_code(world: World, inside: str) -> None:
    client = browser(world.alice)
    value = send(client).cookies["kvitto"].value.partition(":")[0]
    if inside == "gone":
        for key in keys.ring():
            key.path.unlink()
    sealed = {"gone": value, "damaged": value[:-6] + "AAAAAA"}.get(inside, inside)
    rightly_signed = HttpResponse()
    rightly_signed.set_signed_cookie("kvitto", sealed, salt=_own(world.alice))
    client.cookies["kvitto"] = rightly_signed.cookies["kvitto"].value
    answer = client.get(reverse("reports:receipt"))
    assert answer.status_code == 200 and "visas inte längre" in page_of(answer)


def test_filing_asks_the_database_little(world: World) -> None:
    client = browser(world.alice)
    send(client)
    with CaptureQueriesContext(connection) as caught:
        send(client)
    asked = [query["sql"] for query in caught if not query["sql"].startswith(("SAVEPOINT", "RELEASE", "BEGIN"))]
    assert len(asked) <= 6, "\n".join(asked)


def test_the_form_asks_at_most_ten_things(world: World) -> None:
    assert len(filled()) - 1 <= 10
    page = page_of(browser(world.alice).get(reverse("reports:file")))
    main = page.partition("<main")[2]
    assert main.count("<legend") + main.count('class="ds-label"') <= 10
