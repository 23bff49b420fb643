"""The start page: what waits for each role, and nothing that is not theirs."""

import re
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format

from ledstjarna.accounts.models import User
from ledstjarna.plans import services as plans
from ledstjarna.plans.models import Plan
from ledstjarna.reports.models import Report
from ledstjarna.reports.services import Triage, report_triage
from ledstjarna.surveys.given import Given
from ledstjarna.surveys.selectors import to_answer
from ledstjarna.surveys.services import answers_save, answers_send
from ledstjarna.walls.roles import Role

pytestmark = [pytest.mark.usefixtures("demo"), pytest.mark.slow]


def start(role: Role) -> str:
    client = Client()
    client.force_login(User.objects.get(assignments__role=role, demo=True))
    return client.get(reverse("home:start")).content.decode()


def test_the_coordinator_is_led_to_the_draft_under_way() -> None:
    page = start(Role.LOCAL_COORDINATOR)
    assert "Det här väntar på dig" in page
    assert "Du har ett utkast på gång" in page


def test_the_coordinator_is_led_to_reports_the_picture_and_what_nothing_answers() -> None:
    page = start(Role.LOCAL_COORDINATOR)
    assert "4 rapporter väntar på dig. En av dem brådskar." in page
    assert "Lägesbilden är ett utkast" in page
    assert "En slutsats i lägesbilden har ingen aktivitet i planen." in page


def test_the_manager_is_led_to_the_survey_until_it_is_answered() -> None:
    page = start(Role.UNIT_MANAGER)
    assert "Socialjouren har inte svarat än" in page
    asked = to_answer(User.objects.get(assignments__role=Role.UNIT_MANAGER, demo=True))[0]
    assert f'href="{reverse("surveys:answer", args=[asked.round_pk, asked.unit_pk])}"' in page
    place: dict[str, Any] = {"round_id": asked.round_pk, "unit_id": asked.unit_pk, "actor_id": None}
    answers_save(given={"form_known": Given(("yes",))}, **place)
    answers_send(**place)
    assert "har inte svarat än" not in start(Role.UNIT_MANAGER)


def test_staff_are_led_to_the_form_and_to_the_answer() -> None:
    page = start(Role.STAFF)
    assert f'href="{reverse("reports:routine")}"' in page.partition("<main")[2]
    assert f'href="{reverse("reports:outcome")}"' in page


def test_the_registrar_hears_nothing_of_a_draft_that_has_not_been_handed_over() -> None:
    assert "Registrera nämndens beslut" not in start(Role.REGISTRAR)


def test_each_thing_to_do_has_a_title_of_its_own() -> None:
    titles = re.findall(r"<h3[^>]*>([^<]+)</h3>", start(Role.LOCAL_COORDINATOR))
    year = Plan.objects.get(draft_since__isnull=False).year
    assert {f"Svara på synpunkterna på planen för {year}", f"Skriv klart utkastet för {year}"} <= set(titles)
    assert len(titles) == len(set(titles))


def test_the_coordinator_is_led_to_the_comments_that_wait_for_an_answer() -> None:
    page = start(Role.LOCAL_COORDINATOR)
    plan = Plan.objects.get(draft_since__isnull=False)
    assert "2 synpunkter på planen väntar på svar." in page
    assert f'href="{reverse("plans:remarks", args=[plan.pk])}"' in page


def test_the_central_coordinator_is_led_to_the_plans_that_the_executive_board_has_not_decided() -> None:
    assert start(Role.CENTRAL_COORDINATOR).count("Registrera kommunstyrelsens beslut när det är fattat.") == 2


def test_the_registrar_sees_that_a_draft_has_been_handed_over() -> None:
    plan = Plan.objects.get(draft_since__isnull=False)
    for remark in plan.remarks.all():
        plans.remark_answer(remark=remark, answer="Det står i planen.", lock=0, actor_id=None)
    plans.draft_send(plan=plan, actor_id=None)
    assert "Samordnaren har lämnat utkastet till nämnden." in start(Role.REGISTRAR)


def test_the_administrator_sees_that_places_are_vacant() -> None:
    assert "saknar innehavare" in start(Role.ADMINISTRATOR)


def test_the_auditor_is_told_that_the_log_waits_to_be_reviewed() -> None:
    assert "Loggen ska granskas" in start(Role.AUDITOR)


def test_one_without_a_board_is_told_nothing_of_a_boards_plan() -> None:
    page = start(Role.ADMINISTRATOR)
    assert "Ingen plan är beslutad" not in page
    assert "Varje nämnd har sin egen plan" in page


def test_staff_see_the_plan_that_holds_and_no_draft() -> None:
    page = start(Role.STAFF)
    assert "Lugnt just nu" in page
    assert "Planer som gäller" in page
    assert "utkast" not in page.lower()


def test_the_central_coordinator_sees_a_draft_only_when_the_board_has_let_go_of_it() -> None:
    assert "lämnat utkastet till dig" not in start(Role.CENTRAL_COORDINATOR)
    plan = Plan.objects.get(draft_since__isnull=False)
    plans.draft_release(plan=plan, actor_id=User.objects.get(assignments__role=Role.LOCAL_COORDINATOR, demo=True).pk)
    assert "lämnat utkastet till dig" in start(Role.CENTRAL_COORDINATOR)


def test_one_who_is_not_signed_in_is_sent_to_sign_in() -> None:
    answer = Client().get(reverse("home:start"))
    assert answer.status_code == 302
    assert answer["Location"].startswith(reverse("account_login"))


def test_the_day_keeps_its_capitals_in_english() -> None:
    client = Client()
    client.force_login(User.objects.get(assignments__role=Role.STAFF, demo=True))
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    page = client.get(reverse("home:start")).content.decode()
    with translation.override("en", deactivate=True):
        assert f">{date_format(timezone.localdate(), 'l j F')}<" in page


def test_a_confirmed_report_waits_for_its_answer() -> None:
    report = Report.objects.filter(status="received").first()
    assert report
    act = Triage(guess=False, act=True, child=False, environment="unclear", kind="threat", description="Ett hot.")
    report_triage(report=report, triage=act, lock=report.lock, actor_id=None)
    page = start(Role.LOCAL_COORDINATOR)
    assert "3 rapporter väntar på dig." in page
    assert "En bekräftad rapport väntar på att du noterar vad som har gjorts." in page
