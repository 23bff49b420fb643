"""The text of each activity for the steering system: composed, cut, copied, taken as a file."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledstjarna.followup.steering import composed, cut
from ledstjarna.followup.tests.world import NETWORK, OPEN, TRAINING, World, browser, clock


@pytest.fixture
def open_page(world: World, monkeypatch: pytest.MonkeyPatch) -> Any:
    clock(monkeypatch, OPEN)
    client = browser(world.alice)
    return lambda query="": client.get(world.url("steering") + query)


def test_status_text_deviation_and_measure_are_one_text(world: World, open_page: Any) -> None:
    report = world.says(TRAINING, "Två av sex.", status="paused", deviation="Ingen lokal.", measure="Byter lokal.")
    assert composed(report) == "Pausad.\nTvå av sex.\nAvvikelse: Ingen lokal.\nÅtgärd: Byter lokal."
    page = open_page().text
    assert composed(report) in page and "readonly" in page and 'data-copy="t-' in page
    assert f"{len(composed(report))} av 1000 tecken." in page


def test_a_text_that_is_too_long_ends_with_a_sentence_and_says_how_much_is_left(world: World, open_page: Any) -> None:
    world.says(TRAINING, "Den här meningen är precis femtio tecken lång, ja. " * 5)
    page = open_page("?limit=120").text
    assert "tecken fick inte plats." in page and 'value="120"' in page


@pytest.mark.parametrize("asked", ["", "x", "-5", "0", "9" * 30, "1.5", "٣٠٠"])
def test_an_odd_limit_is_a_sound_one(world: World, open_page: Any, asked: str) -> None:
    world.says(TRAINING)
    assert open_page(f"?limit={asked}").status_code == 200


@given(text=st.text(max_size=400), limit=st.integers(100, 300))
def test_no_text_is_longer_than_the_limit_and_none_is_changed(text: str, limit: int) -> None:
    short = cut(text, limit)
    assert len(short) <= limit and text.startswith(short.removesuffix("…") if short != text else text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ett. Två. Tre.", "Ett. Två. Tre."),
        ("a" * 60 + ". " + "b" * 60, "a" * 60 + "."),
        ("ord " * 40, ("ord " * 24).strip() + "…"),
        ("x" * 150, "x" * 99 + "…"),
    ],
)
def test_it_is_cut_at_a_sentence_or_a_word(text: str, expected: str) -> None:
    assert cut(text, 100) == expected


def test_the_texts_are_taken_as_a_file(world: World, open_page: Any) -> None:
    world.says(TRAINING, "=2+2 är inte en formel.")
    world.says(NETWORK, "Mötena hålls.")
    client = browser(world.alice)
    plain = client.get(world.url("steering") + "txt/")
    assert plain["Content-Disposition"].endswith('.txt"') and "Möte i nätverket\nPågår.\nMötena hålls." in plain.text
    table = client.get(world.url("steering") + "csv/").content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(table), delimiter=";"))
    assert rows[0][0] == "Aktivitet" and [row[0] for row in rows[1:]] == [
        "Möte i nätverket",
        "Utbildning för nyanställda",
    ]
    assert not any(cell.startswith("=") for row in rows for cell in row)
    assert client.get(world.url("steering") + "exe/").status_code == 404


def test_only_the_board_has_the_texts(world: World, open_page: Any) -> None:
    world.says(TRAINING)
    assert browser(world.dora).get(world.url("steering")).status_code == 404
    assert browser(world.erik).get(world.url("steering")).status_code == 403
