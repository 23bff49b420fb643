"""The ring of keys: sealing, opening, and what is said when it cannot be done."""

import stat
from pathlib import Path

import pytest

from ledstjarna.texts import keys


def test_what_is_sealed_opens_again() -> None:
    token = keys.encrypt("hemlig råd".encode(), purpose="text")
    assert b"hemlig" not in token
    assert keys.decrypt(token, purpose="text").decode() == "hemlig råd"


def test_the_same_text_is_never_sealed_to_the_same_bytes() -> None:
    assert keys.encrypt(b"a", purpose="text") != keys.encrypt(b"a", purpose="text")


def test_the_first_key_is_made_readable_by_its_owner_alone(keys_of_its_own: Path) -> None:
    keys.encrypt(b"a", purpose="text")
    (file,) = keys_of_its_own.iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(keys_of_its_own.stat().st_mode) == 0o700


def test_a_token_for_one_purpose_does_not_open_for_another() -> None:
    with pytest.raises(keys.Unreadable):
        keys.decrypt(keys.encrypt(b"a", purpose="mfa"), purpose="text")


@pytest.mark.parametrize("token", [b"", b"\x01", b"x" * 40])
def test_bytes_that_were_never_sealed_are_unreadable(token: bytes) -> None:
    with pytest.raises(keys.Unreadable):
        keys.decrypt(token, purpose="text")


def test_a_changed_token_is_unreadable() -> None:
    token = keys.encrypt(b"a", purpose="text")
    with pytest.raises(keys.Unreadable):
        keys.decrypt(token[:-1] + bytes([token[-1] ^ 1]), purpose="text")


def test_a_missing_key_says_in_swedish_what_to_do(keys_of_its_own: Path) -> None:
    token = keys.encrypt(b"a", purpose="text")
    keys.destroy(keys.newest())
    with pytest.raises(keys.KeyMissing, match="Lägg tillbaka nyckelfilerna") as caught:
        keys.decrypt(token, purpose="text")
    assert str(keys_of_its_own) in str(caught.value)


def test_a_lost_ring_is_never_mistaken_for_a_new_one() -> None:
    token = keys.encrypt(b"a", purpose="text")
    keys.destroy(keys.newest())
    keys.encrypt(b"b", purpose="text")
    with pytest.raises(keys.KeyMissing):
        keys.decrypt(token, purpose="text")


def test_older_keys_still_open_and_the_newest_seals() -> None:
    old = keys.encrypt(b"a", purpose="text")
    newer = keys.add()
    assert keys.decrypt(old, purpose="text") == b"a"
    assert keys.encrypt(b"b", purpose="text").startswith(newer.header)


def test_resealing_moves_a_token_to_the_newest_key_once() -> None:
    old = keys.encrypt(b"a", purpose="text")
    keys.add()
    new = keys.reseal(old, purpose="text")
    assert new != old
    assert keys.decrypt(new, purpose="text") == b"a"
    assert keys.reseal(new, purpose="text") == new
