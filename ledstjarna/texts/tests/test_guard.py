"""What the guarded field takes and refuses, in models, forms and on the way into the database."""

import pytest
from django import forms
from django.core.exceptions import FieldError, ValidationError
from django.db import connection

from ledstjarna import deid
from ledstjarna.texts.fields import GuardedTextField, ProtectedTextField, seal, unseal
from ledstjarna.texts.forms import GuardedField
from ledstjarna.texts.guard import PROFILES, SENTENCES, check_text, tidy

NUMBER = "811218-9876"


def refuse(text: str, field: GuardedTextField | None = None) -> list[str]:
    with pytest.raises(ValidationError) as caught:
        (field or GuardedTextField(max_length=100)).clean(text, None)
    return caught.value.messages


def test_plain_words_pass() -> None:
    assert GuardedTextField().clean("Klotter på skolan i Söderort, vecka 12.", None).startswith("Klotter")


def test_a_personal_number_is_named_by_kind_and_never_repeated() -> None:
    (message,) = refuse(f"Alice {NUMBER} sågs")
    assert "personnummer" in message
    assert "8112" not in message
    assert "Alice" not in message


@pytest.mark.parametrize("text", ["a\x00b", "a\x1bb", "a\ud800b", "a\uffffb", "a\x9cb"])
def test_unstorable_characters_get_one_sentence(text: str) -> None:
    (message,) = refuse(text)
    assert "osynliga tecken" in message


@pytest.mark.parametrize("mark", ["\u202a", "\u202e", "\u2066", "\u2069"])
def test_hidden_turns_of_writing_direction_are_refused(mark: str) -> None:
    (message,) = refuse(f"avtal{mark}lavta")
    assert "skrivriktningen" in message


@pytest.mark.parametrize("mark", ["\u200e", "\u200f", "\u061c"])
def test_plain_marks_of_writing_direction_pass(mark: str) -> None:
    assert GuardedTextField().clean(f"Mötet heter {mark}مرحبا{mark} i kalendern", None)


def test_a_text_of_a_hundred_thousand_signs_is_told_its_length_and_not_searched(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(deid, "find", lambda *_, **__: pytest.fail("searched"))
    (message,) = refuse("x" * 100_000)
    assert "högst 100 tecken" in message
    assert "100000" in message


def test_every_label_has_its_sentence() -> None:
    assert set(SENTENCES) == set(deid.Label)
    assert all(labels <= set(SENTENCES) for labels in PROFILES.values())


def test_line_ends_are_tidied_and_tidying_twice_changes_nothing() -> None:
    assert GuardedTextField().clean("ett\r\ntvå\rtre", None) == "ett\ntvå\ntre"
    assert tidy(tidy("a\r\r\nb")) == tidy("a\r\r\nb")


def test_the_way_into_the_database_is_guarded_too() -> None:
    with pytest.raises(ValidationError):
        GuardedTextField().get_db_prep_save(NUMBER, connection)


def test_a_protected_text_is_sealed_on_its_way_in_and_opened_on_its_way_out() -> None:
    field = ProtectedTextField()
    stored = field.get_db_prep_save("samtal om oro", connection)
    assert "samtal" not in stored
    assert unseal(stored) == "samtal om oro"
    assert seal("") == unseal("") == ""


@pytest.mark.parametrize("lookup", ["exact", "contains", "in", "iexact", "startswith"])
def test_a_protected_text_cannot_be_looked_up(lookup: str) -> None:
    with pytest.raises(FieldError, match="encrypted"):
        ProtectedTextField().get_lookup(lookup)


def test_whether_a_protected_text_is_null_can_be_asked() -> None:
    assert ProtectedTextField().get_lookup("isnull")


def test_migrations_remember_the_guard() -> None:
    field = GuardedTextField(guard="institution", max_length=80, multiline=False)
    _name, _path, args, kwargs = field.deconstruct()
    again = GuardedTextField(*args, **kwargs)
    assert (again.guard, again.longest, again.multiline) == ("institution", 80, False)


def test_an_unknown_guard_is_a_programming_error() -> None:
    with pytest.raises(KeyError):
        GuardedTextField(guard="none")


class Letter(forms.Form):
    text = GuardedField(max_length=100)


def test_a_form_keeps_the_typed_text_and_says_what_to_change() -> None:
    form = Letter({"text": f"ring {NUMBER}"})
    assert not form.is_valid()
    assert [error["code"] for error in form.errors.get_json_data()["text"]] == ["PERSONAL_ID"]
    assert f"ring {NUMBER}" in str(form["text"])


def test_a_short_field_gives_one_line_and_a_long_one_several() -> None:
    short, long = GuardedTextField(multiline=False).formfield(), GuardedTextField().formfield()
    assert short is not None and isinstance(short.widget, forms.TextInput)
    assert long is not None and isinstance(long.widget, forms.Textarea)


def test_faults_of_several_kinds_give_a_sentence_each() -> None:
    with pytest.raises(ValidationError) as caught:
        check_text(f"\x00 {NUMBER}", deid.HARD, 100)
    assert len(caught.value.messages) == 2


def test_a_byte_order_mark_that_came_along_with_a_pasted_text_is_dropped() -> None:
    assert tidy("\ufeffAnslag\r\npå skolan\ufeff") == "Anslag\npå skolan"
