"""Decisions on disclosure: a record of who decided what on which ground; nothing is sent."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from ledstjarna.accounts.models import User
from ledstjarna.accounts.tests.town import person
from ledstjarna.audit import names, retention
from ledstjarna.audit.models import Entry
from ledstjarna.reports import services
from ledstjarna.reports.grounds import GROUNDS
from ledstjarna.reports.models import Disclosure
from ledstjarna.reports.tests.filing import page_of
from ledstjarna.reports.tests.world import World, browser
from ledstjarna.walls.roles import Role

LIST, NEW = "/rapport/utlamnanden/", "/rapport/utlamnanden/nytt/"
WEIGHING = "Uppgiften behövs för att förebygga brott och är inte känslig."


@pytest.fixture
def registrar(world: World) -> User:
    return person("Rut", Role.REGISTRAR, world.social)


def sent(user: User, **changed: Any) -> dict[str, Any]:
    board = user.assignments.get().unit.board_id
    return {
        "board": board,
        "decided_on": timezone.localdate().isoformat(),
        "given": "yes",
        "receiver": "Polisen, region Nord",
        "ground": "osl_10_15_a",
        "what": "event",
        "assessor": user.pk,
        "weighing": WEIGHING,
        "report_number": "",
        "dnr": "SN 2026/41",
        "once": str(uuid4()),
    } | changed


def noted(world: World, **changed: Any) -> Disclosure:
    about: dict[str, Any] = {
        "board": world.social,
        "decided_on": timezone.localdate(),
        "ground": "osl_10_18_b",
        "receiver": "Säkerhetspolisen",
        "assessor": world.bob,
        "weighing": WEIGHING,
        "what": "event",
        "given": False,
        "actor": world.bob,
    }
    return services.disclosure_record(**about | changed)


def test_a_decision_is_noted_by_the_coordinator_or_the_registrar(world: World, registrar: User) -> None:
    report = world.confirmed()
    for number, user in enumerate((world.bob, registrar), start=1):
        client = browser(user)
        page = page_of(client.get(NEW))
        assert f'<option value="{user.pk}" selected>' in page and "inget skickas härifrån" in page
        form = sent(user, report_number=report.pk)
        first, again = (client.post(NEW, form)["Location"] for _click in range(2))
        assert first == again and Disclosure.objects.count() == number
        page = page_of(client.get(first))
        for words in (WEIGHING, "OSL 10 kap. 15 a §", "Polisen, region Nord", "SN 2026/41", user.name, str(report.pk)):
            assert words in page
    rows = Entry.objects.filter(action="report.disclosure.record")
    assert [row.facts for row in rows] == [{"ground": "osl_10_15_a", "given": True}] * 2
    assert not [row for row in Entry.objects.all() if WEIGHING in str(row.facts)]


def test_the_list_shows_the_boards_own_without_the_weighing_and_leaves_its_row(world: World) -> None:
    own, foreign = noted(world), noted(world, board=world.culture, assessor=world.charlie, actor=world.charlie)
    client = browser(world.bob)
    page = page_of(client.get(LIST))
    assert f"{LIST}{own.pk}/" in page and f"{LIST}{foreign.pk}/" not in page and WEIGHING not in page
    assert "lämnades inte ut" in page
    assert Entry.objects.get(action="report.disclosure.list.read").ids == [own.pk]
    assert client.get(f"{LIST}{foreign.pk}/").status_code == 404
    assert client.get(f"{LIST}{own.pk}/").status_code == 200
    assert Entry.objects.get(action="report.disclosure.read").ids == [own.pk]


def test_a_report_and_its_disclosures_lead_to_each_other(world: World, registrar: User) -> None:
    report = world.confirmed()
    record, other = noted(world, report_number=report.pk), noted(world)
    way, page = f"/rapport/inkorg/{report.pk}/", page_of(browser(world.bob).get(f"/rapport/inkorg/{report.pk}/"))
    assert "Utlämnanden (1)" in page and f"{LIST}{record.pk}/" in page and f"{LIST}{other.pk}/" not in page
    assert f'href="{way}"' in page_of(browser(world.bob).get(f"{LIST}{record.pk}/"))
    page = page_of(browser(registrar).get(f"{LIST}{record.pk}/"))  # who reads no reports
    assert f'href="{way}"' not in page and f"{report.pk}</" in page


def test_an_empty_list_says_what_belongs_there(world: World) -> None:
    page = page_of(browser(world.bob).get(LIST))
    assert "Inget beslut är antecknat" in page
    assert not Entry.objects.filter(action="report.disclosure.list.read").exists()


def test_nobody_else_comes_in(world: World) -> None:
    for user in (
        world.alice,
        person("Eve", Role.AUDITOR, world.city),
        person("Max", Role.UNIT_MANAGER, world.homeless),
    ):
        assert browser(user).get(LIST).status_code == browser(user).get(NEW).status_code == 403
    central = browser(person("Cleo", Role.REGISTRAR, world.city))
    assert "Du har ingen nämnd" in page_of(central.get(NEW))


@pytest.mark.parametrize(
    ("day", "new", "demanded"),
    [(dt.date(2025, 3, 31), False, False), (dt.date(2025, 4, 1), False, True), (dt.date(2025, 12, 1), True, True)],
)
def test_a_ground_that_did_not_hold_that_day_is_refused_and_all_is_kept(
    world: World, day: dt.date, new: bool, demanded: bool
) -> None:
    client = browser(world.bob)
    for ground, holds in (("osl_10_15_a", new), ("2025_170_6", demanded), ("osl_10_18_a", True)):
        before = Disclosure.objects.count()
        form = sent(world.bob, decided_on=day.isoformat(), ground=ground)
        answer = client.post(NEW, form)
        assert answer.status_code == (302 if holds else 422) and Disclosure.objects.count() == before + holds
        if holds:
            assert Disclosure.objects.latest("pk").decided_on == day
            continue
        page = page_of(answer)
        assert "gällde inte den" in page and 'href="#id_ground' in page
        assert form["weighing"] in page and form["receiver"] in page and f'value="{day.isoformat()}"' in page


def test_only_those_who_may_note_it_can_have_decided(world: World, registrar: User) -> None:
    page = page_of(browser(world.bob).get(NEW))
    assert f'<option value="{registrar.pk}">' in page and f'<option value="{world.alice.pk}"' not in page
    assert browser(world.bob).post(NEW, sent(world.alice)).status_code == 422


def test_every_ground_has_its_own_code_that_fits_and_says_what_the_law_asks() -> None:
    assert len({ground.code for ground in GROUNDS}) == len(GROUNDS) == 13
    assert all(len(ground.code) <= 24 and str(ground.note) and ground.law for ground in GROUNDS)


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"decided_on": ""}, "decided_on"),
        ({"decided_on": "2120-01-01"}, "decided_on"),
        ({"given": ""}, "given"),
        ({"receiver": ""}, "receiver"),
        ({"ground": "osl_99"}, "ground"),
        ({"what": "gossip"}, "what"),
        ({"assessor": "0"}, "assessor"),
        ({"weighing": "  "}, "weighing"),
        ({"weighing": "Ring 070-174 06 05"}, "weighing"),
        ({"weighing": "x" * 2_001}, "weighing"),
        ({"report_number": "999999"}, "report_number"),
        ({"report_number": "9" * 30}, "report_number"),
    ],
    ids=str,
)
def test_what_is_missing_or_wrong_is_said_beside_the_field(world: World, changed: dict[str, Any], field: str) -> None:
    answer = browser(world.bob).post(NEW, sent(world.bob, **changed))
    assert answer.status_code == 422 and f'href="#id_{field}' in page_of(answer)
    assert not Disclosure.objects.exists()


def test_the_act_itself_refuses_what_the_form_does_not_offer(world: World) -> None:
    foreign = world.report(unit=world.library)
    wrong: tuple[tuple[dict[str, Any], str], ...] = (
        ({"decided_on": timezone.localdate() + dt.timedelta(days=1)}, "decided_on"),
        ({"ground": "osl_10_15_a", "decided_on": dt.date(2025, 11, 30)}, "ground"),
        ({"assessor": world.charlie}, "assessor"),
        ({"assessor": world.alice}, "assessor"),
        ({"report_number": foreign.pk}, "report_number"),
        ({"what": ""}, "what"),
    )
    for changed, field in wrong:
        with pytest.raises(ValidationError) as caught:
            noted(world, **changed)
        assert set(caught.value.message_dict) == {field}
    assert not Disclosure.objects.exists() and not Entry.objects.filter(action="report.disclosure.record").exists()


def test_one_who_serves_two_boards_chooses_which(world: World) -> None:
    form = sent(world.bob)
    world.bob.assignments.create(role=Role.LOCAL_COORDINATOR, unit=world.culture, valid_from=dt.date(2020, 1, 1))
    client = browser(world.bob)
    assert "Kulturnämnden" in page_of(client.get(NEW))
    client.post(NEW, form)
    assert Disclosure.objects.get().board == world.social
    assert client.post(NEW, sent(world.charlie, board=world.social.pk)).status_code == 422
    noted(world, board=world.culture)
    assert "<small>Kulturnämnden</small>" in page_of(client.get(LIST))


def test_the_log_names_a_record_by_number_and_board_and_it_is_preserved(world: World) -> None:
    record = noted(world)
    named = names.lookup("disclosure", [record.pk])[record.pk]
    assert named.text == f"utlämnande {record.pk}, Socialnämnden" and named.url == f"{LIST}{record.pk}/"
    assert retention.RULES["reports.disclosures"].months is None


def test_only_those_who_can_have_decided_are_offered(world: World, registrar: User) -> None:
    chair = person("Doris", Role.DECISION_MAKER, world.social)
    page = page_of(browser(world.bob).get(NEW))
    for user in (world.bob, registrar, chair):
        assert f'<option value="{user.pk}"' in page
    assert f'<option value="{world.alice.pk}"' not in page and "Alice" not in page
    with pytest.raises(ValidationError):
        noted(world, assessor=world.alice)
