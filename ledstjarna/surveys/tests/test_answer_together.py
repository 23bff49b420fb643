"""Two who answer for the same unit: each is told of the other where they meet, and nothing of either is lost."""

from __future__ import annotations

import re

from ledstjarna.accounts.tests.town import person
from ledstjarna.surveys.tests.test_answer import one, said, send, token
from ledstjarna.surveys.tests.world import World, browser
from ledstjarna.walls.roles import Role


def test_the_second_of_two_at_once_is_told_and_keeps_the_own_choices(world: World) -> None:
    found, client = world.round(), browser(world.bob)
    charlie = browser(person("Charlie", Role.UNIT_MANAGER, world.homeless))
    send(charlie, found, world.homeless, q__form_known="no")
    late = send(client, found, world.homeless)
    assert late.status_code == 409 and "Någon annan har svarat" in late.text
    assert late.text.count("Sparat nu: Nej.") == 2  # beside the question, and in the summary above
    assert said(found, world.homeless)["form_known"] == "Nej"
    was = token(found, world.homeless, "form_known")
    assert f'value="{was}"' in late.text
    assert send(client, found, world.homeless, **{"was-form_known": was}).status_code == 302
    assert said(found, world.homeless)["form_known"] == "Ja"


def test_what_one_has_not_touched_is_left_as_the_other_has_saved_it(world: World) -> None:
    found, client = world.round(), browser(world.bob)
    charlie = browser(person("Charlie", Role.UNIT_MANAGER, world.homeless))
    send(client, found, world.homeless, act="save")
    was = {f"was-{key}": token(found, world.homeless, key) for key in said(found, world.homeless)}
    send(charlie, found, world.homeless, **was, q__events_met="no", q__effect="much")
    late = send(client, found, world.homeless, **was, q__effect="", q__more="Något nytt.")
    assert late.status_code == 409 and late.text.count("Sparat nu: ") == 2  # of the one that both changed, told twice
    checked = [tag for tag in re.findall("<input[^>]+>", late.text) if " checked" in tag]
    assert [re.findall('name="(.+?)" value="(.*?)"', tag)[0] for tag in checked] == [
        ("q-events_met", "no"), ("q-form_known", "yes"), ("q-knowledge", "4"), ("q-effect", "")
    ]  # fmt: skip
    was |= {f"was-{key}": token(found, world.homeless, key) for key in said(found, world.homeless)}
    send(client, found, world.homeless, **was, q__events_met="no", q__effect="", q__more="Något nytt.")
    now = said(found, world.homeless)
    assert now["events_met"] == "Nej" and not {"cases", "effect"} & now.keys() and now["more"] == "Något nytt."


def test_two_who_answer_different_questions_do_not_meet(world: World) -> None:
    found = world.round()
    charlie = browser(person("Charlie", Role.UNIT_MANAGER, world.homeless))
    one(charlie, found, world.homeless, "form_known", "no")
    assert "Sparat " in one(browser(world.bob), found, world.homeless, "effect", "much").text
    assert "har svarat ”Nej” under tiden" in one(browser(world.bob), found, world.homeless, "form_known", "yes").text
    assert said(found, world.homeless) == {"form_known": "Nej", "effect": "Mycket"}
