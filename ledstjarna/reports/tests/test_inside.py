"""Filing without signing in, from the networks that the municipality has named and from no other."""

from __future__ import annotations

from ipaddress import ip_network

import pytest
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from ledstjarna.accounts.models import Unit
from ledstjarna.accounts.tests.town import unit
from ledstjarna.audit.models import Entry, Nameless
from ledstjarna.reports.models import Report
from ledstjarna.reports.tests.filing import CODE, filled, key_of, opened, page_of, receipt, send
from ledstjarna.reports.tests.test_privacy import all_rows, reporters_pages
from ledstjarna.reports.tests.world import World, browser
from ledstjarna.walls.matrix import doors

INSIDE, OUTSIDE = "10.1.2.3", "192.0.2.1"


@pytest.fixture(autouse=True)
def open_to_ten(settings: Settings) -> None:
    settings.OPEN_FILING = (ip_network("10.0.0.0/8"), ip_network("2001:db8::/32"))


@pytest.fixture
def nobody() -> Client:
    """A browser inside, where nobody has signed in."""
    return Client(REMOTE_ADDR=INSIDE)


def test_a_report_is_filed_followed_and_answered_by_nobody_at_all(world: World, nobody: Client) -> None:
    for path in reporters_pages():
        assert nobody.get(path).status_code in (200, 303), path
    assert "Enheten för hemlösa" in page_of(opened(nobody, world.homeless))
    assert send(nobody, unit=str(world.homeless.pk)).status_code == 303
    assert Report.objects.get().unit == world.homeless
    code = receipt(nobody)
    page = page_of(nobody.post(reverse("reports:outcome"), {"code": code}))
    assert "Rapporten har kommit fram" in page
    sent = {"key": key_of(page), "act": "contact", "contact": "Kim på växeln"}
    assert nobody.post(reverse("reports:outcome"), sent).status_code == 200
    assert not Session.objects.exists() and "sessionid" not in nobody.cookies


def test_what_nobody_leaves_behind_is_a_report_its_units_month_and_counted_acts(world: World, nobody: Client) -> None:
    before, entries = all_rows(), Entry.objects.count()
    send(nobody, unit=str(world.homeless.pk))
    nobody.post(reverse("reports:outcome"), {"code": receipt(nobody)})
    left = all_rows() - before
    assert {table for table, _cells in left} == {"reports_report", "reports_heard", "audit_nameless"}
    assert INSIDE not in str(left) and Entry.objects.count() == entries


def test_a_form_sent_twice_by_nobody_is_one_report(world: World, nobody: Client) -> None:
    form = filled(unit=str(world.homeless.pk))
    opened(nobody, world.homeless)
    codes = set()
    for _time in range(2):
        assert nobody.post(reverse("reports:file"), form).status_code == 303
        codes.add(receipt(nobody))
    assert len(codes) == 1 and Report.objects.count() == 1


def test_neither_a_forms_number_nor_the_receipts_cookie_is_of_use_in_another_browser(
    world: World, nobody: Client
) -> None:
    form, other = filled(unit=str(world.homeless.pk)), Client(REMOTE_ADDR=INSIDE)
    opened(nobody, world.homeless)
    assert nobody.post(reverse("reports:file"), form).status_code == 303
    other.get(reverse("reports:outcome"))
    other.cookies["kvitto"] = nobody.cookies["kvitto"].value
    assert CODE.search(page_of(other.get(reverse("reports:receipt"), follow=True))) is None
    assert other.post(reverse("reports:file"), form).status_code == 303
    assert receipt(other) != receipt(nobody) and Report.objects.count() == 2


@pytest.mark.parametrize(
    ("address", "told"),
    [
        (OUTSIDE, ""),
        ("", ""),
        ("x", ""),
        (INSIDE, OUTSIDE),
        (INSIDE, INSIDE),
        ("11.0.0.1", INSIDE),
        ("2001:db9::1", ""),
    ],
)
def test_outside_one_signs_in_as_always(world: World, address: str, told: str) -> None:
    """Also where a proxy that nobody has told of stands in between: all would look as if they sat inside."""
    client = Client(REMOTE_ADDR=address, headers={"X-Forwarded-For": told} if told else None)
    for path in (*reporters_pages(), reverse("reports:receipt")):
        answer = client.get(path)
        assert answer.status_code == 302 and answer["Location"].startswith(f"{reverse('account_login')}?next="), path
    for door in ("unit", "file", "mark", "outcome"):
        assert client.post(reverse(f"reports:{door}"), filled()).status_code == 302
    assert not Report.objects.exists() and not Nameless.objects.exists()


@pytest.mark.parametrize(
    ("proxies", "told", "inside"),
    [
        (1, INSIDE, True),
        (1, f"{INSIDE}, {OUTSIDE}", False),
        (1, f"{OUTSIDE}, {INSIDE}", True),
        (1, "", False),
        (1, "unknown", False),
        (2, f"{INSIDE}, 172.16.0.1", True),
        (2, INSIDE, False),
        (1, "2001:db8::7", True),
        (1, "::ffff:10.0.0.9", True),
    ],
)
def test_behind_trusted_proxies_the_address_is_the_one_they_tell(
    world: World, settings: Settings, proxies: int, told: str, inside: bool
) -> None:
    settings.PROXIES = proxies
    answer = Client(REMOTE_ADDR="172.16.0.9", HTTP_X_FORWARDED_FOR=told).get(reverse("reports:routine"))
    assert answer.status_code == (200 if inside else 302)


def test_whoever_is_signed_in_inside_still_files_from_the_own_unit(world: World) -> None:
    client = browser(world.alice)
    client.defaults["REMOTE_ADDR"] = INSIDE
    assert client.post(reverse("reports:file"), filled(unit=str(world.library.pk))).status_code == 303
    assert Report.objects.get().unit == world.homeless


def test_the_receipt_of_one_signed_in_is_not_shown_to_nobody(world: World) -> None:
    client = browser(world.alice)
    client.defaults["REMOTE_ADDR"] = INSIDE
    send(client)
    code, kept = receipt(client), client.cookies["kvitto"].value
    client.logout()
    client.cookies["kvitto"] = kept
    assert code not in page_of(client.get(reverse("reports:receipt")))


def test_no_other_door_is_open_inside(nobody: Client, world: World) -> None:
    found = {door.name for door in doors() if door.open_inside}
    assert found == {
        f"reports:{name}"
        for name in ("routine", "step", "advice", "poster", "unit", "file", "mark", "receipt", "outcome")
    }
    for name in ("reports:inbox", "home:start", "plans:list"):
        assert nobody.get(reverse(name)).status_code == 302


def test_the_printed_list_says_which_doors_are_open_to_whom(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("permissions")
    lines = capsys.readouterr().out.splitlines()
    assert "/rapport/ny/  reports:file 10.0.0.0/8 2001:db8::/32" in lines
    assert "/rapport/inkorg/  reports:triage" in lines


def test_many_units_are_searched_for_and_none_is_in_an_address(world: World, nobody: Client) -> None:
    for number in range(40):
        unit(f"B{number}", "unit", world.culture, f"Biblioteket i hus {number}")
    url = reverse("reports:unit")
    first = page_of(nobody.get(url)).partition("<main")[2]
    assert 'name="words"' in first and 'name="unit"' not in first
    found = page_of(nobody.post(url, {"words": "hus 39 biblio"})).partition("<main")[2]
    last = Unit.objects.get(code="B39")
    assert found.count('name="unit"') == 1 and f'value="{last.pk}"' in found and "Kulturnämnden" in found
    assert page_of(nobody.post(url, {"words": "hus"})).count('name="unit"') == 30
    assert "Ingen enhet heter så" in page_of(nobody.post(url, {"words": "finns inte 🙂"}))
    assert nobody.post(url, {"words": "x" * 101}).status_code == 422
    assert page_of(nobody.get(url, {"words": "hus 39"})).count('name="unit"') == 0
