"""The municipality's own words: pasted, removed, and given to the guard."""

from __future__ import annotations

import time
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries, DjangoCaptureOnCommitCallbacks

from ledstjarna.accounts.models import Unit
from ledstjarna.accounts.tests.town import person
from ledstjarna.audit.models import Entry
from ledstjarna.reports import words
from ledstjarna.reports.models import OwnWord
from ledstjarna.reports.services.words import Added, words_add, words_remove
from ledstjarna.reports.tests.filing import page_of
from ledstjarna.reports.tests.world import World, browser
from ledstjarna.texts import guard
from ledstjarna.walls.roles import Role

pytestmark = pytest.mark.django_db


def add(*lines: str, held: bool = True) -> Added:
    return words_add(words=lines, held=held, actor_id=None)


def listed() -> dict[str, bool]:
    return dict(OwnWord.objects.values_list("word", "held"))


def test_pasted_classes_are_taken_in_each_once() -> None:
    assert add("7B", "", "  7b ", "9C  Björkskolan\r", "9D") == Added(3, 0)
    assert listed() == {"7B": True, "9C Björkskolan": True, "9D": True}
    assert add("7b", "9E") == Added(1, 0)


def test_a_word_that_is_there_gets_the_new_meaning() -> None:
    add("Ekudden")
    assert add("EKUDDEN", held=False) == Added(0, 1) and listed() == {"Ekudden": False}


@pytest.mark.parametrize(
    ("lines", "words_said"),
    [
        (["7B", "x"], "Rad 2"),
        (["y" * 61], "högst 60"),
        (["", "  "], "minst ett ord"),
        (["7B", "19850101-1234"], "personnummer"),
        ([f"klass {number}" for number in range(2_001)], "Dela upp"),
    ],
)
def test_what_cannot_be_taken_in_says_why_and_nothing_is_stored(lines: list[str], words_said: str) -> None:
    with pytest.raises(ValidationError) as fault:
        add(*lines)
    assert words_said in " ".join(fault.value.messages) and not listed()
    assert not Entry.objects.filter(action="report.word.add").exists()


def test_the_guard_knows_every_unit_and_what_is_listed(world: World) -> None:
    add("Björktorget", held=False)
    add("7B", "Enheten för Hemlösa")
    own = words.own_words()
    assert {"björktorget", "behandlingsenheten", "älta bibliotek", "socialnämnden"} <= own.known
    assert own.held == {"7b", "enheten för hemlösa"} and not own.held & own.known
    assert [words.own_words] == guard._OWN


def test_a_process_reads_them_now_and_then_only(
    world: World,
    django_assert_num_queries: DjangoAssertNumQueries,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    with django_assert_num_queries(2):
        assert words.own_words() is words.own_words()
    with django_capture_on_commit_callbacks(execute=True):
        add("7B")
    assert "7b" in words.own_words().held  # the process that has changed them reads anew
    OwnWord.objects.create(word="9C", held=True)  # another one waits half a minute
    assert "9c" not in words.own_words().held
    late = time.monotonic() + words.SECONDS + 1
    monkeypatch.setattr(time, "monotonic", lambda: late)
    assert "9c" in words.own_words().held


def test_words_are_let_go_of_and_the_log_has_how_many() -> None:
    add("7B", "9C")
    keys = list(OwnWord.objects.values_list("pk", flat=True))
    assert words_remove(keys=[*keys[:1], 9_999], actor_id=None) == 1 and listed() == {"9C": True}
    assert Entry.objects.get(action="report.word.remove").facts == {"count": 1}


def client_of(world: World) -> Any:
    return browser(person("Ali", Role.ADMINISTRATOR, world.city))


def test_the_page_adds_and_removes(world: World) -> None:
    client, page = client_of(world), reverse("reports:settings_words")
    sent = {"held": "mark", "words": "7B\r\n9C", "once": str(uuid4())}
    assert [client.post(page, sent).status_code for _time in range(2)] == [302, 302] and len(listed()) == 2
    shown = page_of(client.get(page))
    assert "Markeras (2)" in shown and "Känns igen (0)" in shown
    gone = reverse("reports:settings_words_gone")
    keys = list(OwnWord.objects.values_list("pk", flat=True))
    assert client.post(gone, {"keys": keys}).status_code == 302 and not listed()
    assert "Välj minst ett ord" in page_of(client.post(gone, {"keys": ["abc"]}, follow=True))


def test_wrong_lines_stay_in_the_field_beside_the_sentence(world: World) -> None:
    answer = client_of(world).post(reverse("reports:settings_words"), {"held": "mark", "words": "7B\nx"})
    assert answer.status_code == 422 and "Rad 2" in page_of(answer) and "7B\nx" in page_of(answer)


def test_a_unit_called_as_a_person_does_not_hide_everyone_of_that_name(world: World) -> None:
    """Unless somebody has put it in the list."""
    Unit.objects.filter(pk=world.homeless.pk).update(name="Linnea", fold_key="linnea")
    words.forget()
    assert "linnea" not in words.own_words().known and world.library.fold_key in words.own_words().known
    add("Linnea", held=False)
    words.forget()
    assert "linnea" in words.own_words().known
