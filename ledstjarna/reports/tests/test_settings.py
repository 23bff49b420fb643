"""The routine in the municipality's own words, set by those who hold the settings."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from ledstjarna.accounts.tests.town import person
from ledstjarna.audit.models import Entry
from ledstjarna.reports import selectors
from ledstjarna.reports.models import RoutineText
from ledstjarna.reports.routine import CODES
from ledstjarna.reports.services.routine import routine_restore, routine_word
from ledstjarna.reports.tests.filing import page_of
from ledstjarna.reports.tests.world import World, browser
from ledstjarna.walls.roles import Role

pytestmark = pytest.mark.django_db

OWN = {"contact": "Mottagningsenheten barn", "phone": "08-123 45 67", "link": "https://stjarnvik.se/oro"}


def word(step: str = "child", **texts: str) -> RoutineText | None:
    return routine_word(step=step, texts=texts, actor_id=None)


def client_of(world: World, role: Role = Role.ADMINISTRATOR) -> Any:
    return browser(person(f"Ali {role}", role, world.city))


def test_own_words_stand_in_the_place_of_ours_and_the_rest_stays() -> None:
    word(**OWN)
    child = next(step for step in selectors.routine_steps() if step.code == "child")
    assert (child.contact, child.phone, child.link) == tuple(OWN.values()) and str(child.question).startswith("Kan ett")


def test_a_step_can_be_restored_and_all_empty_is_the_same() -> None:
    word(**OWN)
    routine_restore(step="child", actor_id=None)
    assert not RoutineText.objects.exists()
    word(**OWN)
    assert word(contact=" ") is None and not RoutineText.objects.exists()


@pytest.mark.parametrize(
    ("texts", "words"),
    [
        ({"link": "javascript:alert(1)"}, "https://"),
        ({"link": "ftp://stjarnvik.se"}, "https://"),
        ({"link": "stjarnvik.se"}, "https://"),
        ({"link": "https://"}, "webbadress"),
        ({"link_text": "Läs mer"}, "adressen"),
        ({"phone": "växeln"}, "siffror"),
        ({"advice": "Ring 19850101-1234"}, "personnummer"),
        ({"question": "x" * 201}, "200"),
    ],
)
def test_what_cannot_stand_there_says_why(texts: dict[str, str], words: str) -> None:
    with pytest.raises(ValidationError) as fault:
        word(**texts)
    assert words in " ".join(fault.value.messages) and not RoutineText.objects.exists()


def test_nobody_words_away_the_emergency_number() -> None:
    with pytest.raises(ValidationError, match="112"):
        word("danger", phone="08-123 45 67")
    assert word("danger", advice="Ring 112 och spring ut.")
    for step, texts in (("none", {}), ("child", {"colour": "red"})):
        with pytest.raises(ValidationError, match="ett av stegen"):
            word(step, **texts)


@pytest.mark.parametrize("code", CODES)
def test_each_step_has_a_page_with_ours_beside(world: World, code: str) -> None:
    client, page = client_of(world), reverse("reports:settings_step", args=[code])
    sent = {"advice": "Så här gör vi i Norrvik.", "once": str(uuid4())}
    assert [client.post(page, sent).status_code for _time in range(2)] == [302, 302]
    shown = page_of(client.get(page))
    assert "Så här gör vi i Norrvik." in shown and "Så här står det annars" in shown and "Återställ steget" in shown
    assert client.post(reverse("reports:settings_restore", args=[code])).status_code == 302
    assert "Återställ steget" not in page_of(client.get(page)) and not RoutineText.objects.exists()


def test_a_wrong_link_is_told_beside_its_field(world: World) -> None:
    page = reverse("reports:settings_step", args=["child"])
    answer = client_of(world).post(page, {"link": "javascript:alert(1)"})
    assert (
        answer.status_code == 422
        and "En länk börjar med" in page_of(answer)
        and "javascript:alert(1)" in page_of(answer)
    )
    assert (
        client_of(world, Role.CENTRAL_COORDINATOR).get(reverse("reports:settings_step", args=["x"])).status_code == 404
    )


def test_the_settings_are_one_page_for_the_city_alone(world: World) -> None:
    page = reverse("reports:settings")
    shown = page_of(client_of(world).get(page))
    assert all(word in shown for word in ("Rutinen", "Listor", "Egna ord", "Stadsdelar"))
    assert "Fem frågor" in page_of(client_of(world, Role.CENTRAL_COORDINATOR).get(reverse("reports:settings_routine")))
    assert browser(world.bob).get(page).status_code == 403


def test_every_change_is_in_the_log_without_its_words() -> None:
    word(**OWN)
    routine_restore(step="child", actor_id=None)
    rows = Entry.objects.filter(action__startswith="report.routine").order_by("pk")
    assert [row.action for row in rows] == ["report.routine.word", "report.routine.restore"]
    assert all(row.facts == {"step": "child"} for row in rows)
