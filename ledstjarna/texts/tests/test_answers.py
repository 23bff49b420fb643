"""A possible name is answered or rewritten; the answer is sealed with the text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.db import connection
from django.http import QueryDict

from ledstjarna import deid
from ledstjarna.deid import Finding, Label
from ledstjarna.texts import guard
from ledstjarna.texts.answers import Answer, Answered, answers_of, key_of, packed, unpacked
from ledstjarna.texts.fields import GuardedTextField, ProtectedTextField, unseal
from ledstjarna.texts.forms import GuardedField
from ledstjarna.texts.guard import PROFILES, check_text, tidy

ANNA = key_of("Anna")


@pytest.fixture(autouse=True)
def anna_is_a_name(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The guard holds "Anna" as a possible name and "4711" as a number, whatever else it would find."""

    def find(text: str, *, labels: frozenset[Label], own: deid.Own) -> list[Finding]:
        found = []
        for words, label in (("Anna", Label.PERSON), ("4711", Label.OTHER_NUMBER)):
            at = text.find(words)
            if at >= 0 and label in labels and words.casefold() not in own.known:
                found.append(Finding(at, at + len(words), label))
        return found

    monkeypatch.setattr(deid, "find", find)
    yield


class Form(forms.Form):
    text = GuardedField(guard="report", max_length=100)


def sent(text: str, **answers: str) -> Form:
    data = QueryDict(mutable=True)
    data["text"] = text
    for key, said in answers.items():
        data[f"text-mark-{key}"] = said
    return Form(data)


def test_a_possible_name_is_refused_until_it_is_answered() -> None:
    form = sent("Anna satt där")
    assert [error.code for error in form.errors.as_data()["text"]] == ["unanswered"]
    assert sent("Anna satt där", **{ANNA: "place"}).is_valid()


def test_a_number_cannot_be_answered_away() -> None:
    form = sent("Rum 4711", **{key_of("4711"): "word"})
    assert [error.code for error in form.errors.as_data()["text"]] == ["OTHER_NUMBER"]


def test_an_answer_that_is_not_in_the_list_is_none() -> None:
    assert not sent("Anna satt där", **{ANNA: "nonsense"}).is_valid()


def test_the_answer_is_kept_while_the_words_around_change_and_dropped_with_the_words() -> None:
    answered = Answered("Vid Anna", {ANNA: "place", key_of("Berg"): "word"})
    assert answers_of(check_text(answered, PROFILES["report"], 100)) == {ANNA: "place"}
    assert answers_of(check_text(Answered("Vid kyrkan", {ANNA: "place"}), PROFILES["report"], 100)) == {}


def test_the_page_shows_each_possible_name_once_with_its_answers_and_the_one_given() -> None:
    page = sent("Anna och Anna <b>", **{ANNA: "place"}).as_p()
    assert page.count("<fieldset") == 1 and page.count("checked") == 1
    assert all(f'value="{code}"' in page for code in Answer.values)
    assert "Anna och Anna &lt;b&gt;" in page


def test_a_hard_mark_has_its_reason_and_no_answers() -> None:
    page = sent("Rum 4711").as_p()
    assert "4711" in page and "långt nummer" in page and "<fieldset" not in page


def test_a_text_that_is_too_long_is_not_searched(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "marks", lambda *_: pytest.fail("searched"))
    form = sent("Anna " * 100)
    assert not form.is_valid() and "<fieldset" not in form.as_p()


def test_the_field_on_the_way_into_the_database_refuses_what_is_unanswered() -> None:
    field = ProtectedTextField(guard="report")
    with pytest.raises(ValidationError):
        field.get_db_prep_save("Anna satt där", connection)
    stored = field.get_db_prep_save(Answered("Anna satt där", {ANNA: "word"}), connection)
    assert "Anna" not in stored and unseal(stored).startswith("\x00")
    back: Any = field.from_db_value(stored, None, None)  # type: ignore[arg-type]
    assert back == "Anna satt där" and answers_of(back) == {ANNA: "word"}


def test_a_plain_text_is_stored_as_itself() -> None:
    assert packed("Klotter") == "Klotter" and unpacked("Klotter") == "Klotter"
    assert type(unpacked(packed(Answered("Klotter", {})))) is str


def test_tidying_and_stripping_keep_the_answers() -> None:
    assert answers_of(tidy(Answered(" Anna\r\n", {ANNA: "place"})).strip()) == {ANNA: "place"}


def test_answers_need_a_protected_field() -> None:
    with pytest.raises(ValueError, match="protected"):
        GuardedTextField(guard="report")


def test_the_municipalitys_own_words_are_known_to_the_guard(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "_OWN", [])
    guard.register_own(lambda: deid.Own(known=frozenset({"anna"})))
    assert check_text("Anna satt där", PROFILES["report"], 100) == "Anna satt där"


def test_a_guard_that_breaks_lets_nothing_through(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any, **__: Any) -> None:
        raise RuntimeError

    monkeypatch.setattr(deid, "find", broken)
    with pytest.raises(RuntimeError):
        ProtectedTextField(guard="report").get_db_prep_save("Klotter", connection)
