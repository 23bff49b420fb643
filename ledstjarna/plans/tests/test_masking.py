"""A decided version handed out with parts of it covered: what lies below a cover is in none of the files."""

from __future__ import annotations

import io
import json
import re
import unicodedata
import zipfile
from html import unescape
from typing import Any
from uuid import uuid4

import pdfplumber
import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from ledstjarna.accounts.models import User
from ledstjarna.plans import services
from ledstjarna.plans.content import Part, Row, version_parts
from ledstjarna.plans.masking import GROUNDS, Cover, NothingThere, cover, suggestions
from ledstjarna.plans.models import Masking, Version
from ledstjarna.plans.tests.world import World, browser

WHY = "18 kap. 8 § OSL"


def url(version: Version) -> str:
    return reverse("plans:mask", args=[version.plan_id, version.number])


def post(user: User, version: Version, **said: Any) -> Any:
    return browser(user).post(url(version), {"once": str(uuid4()), **said})


def covers_on(page: str) -> list[str]:
    """The hidden fields that carry what is chosen."""
    parts = page.partition('name="save"')[0].split('name="cover" value="')[1:]
    return [unescape(part.partition('"')[0]) for part in parts]


def texts(user: User, version: Version, number: int = 1) -> dict[str, str]:
    """All words of the masked version's files."""
    files = {
        fmt: browser(user).get(reverse("plans:masking", args=[version.plan_id, version.number, number, fmt])).content
        for fmt in ("pdf", "docx", "json")
    }
    with pdfplumber.open(io.BytesIO(files["pdf"])) as pdf:
        printed = " ".join(" ".join(page.extract_text() for page in pdf.pages).split())
    with zipfile.ZipFile(io.BytesIO(files["docx"])) as archive:
        word = " ".join(archive.read(name).decode() for name in archive.namelist() if name.endswith(".xml"))
    return {"pdf": printed, "docx": word, "json": files["json"].decode()}


def test_places_and_words_are_chosen_looked_at_and_frozen(world: World) -> None:
    version = world.decided()
    first = version_parts(version)[1].activities[0]
    page = post(world.alice, version, add="1", place=f"{first.key}:responsible", ground="18:8").content.decode()
    chosen = covers_on(page)
    assert len(chosen) == 1 and "aktivitet 1 under Aktiviteter, ansvarig" in page
    page = post(
        world.alice, version, add="1", cover=chosen, words="08-508 25 352", own="Skydd av lotsen"
    ).content.decode()
    chosen = covers_on(page)
    assert len(chosen) == 2 and "[maskat 2]" in page and not Masking.objects.exists()
    answer = post(world.alice, version, save="1", cover=chosen)
    assert answer["Location"] == reverse("plans:version", args=[version.plan_id, 1])
    for name, text in texts(world.charlie, version).items():
        assert "08-508" not in text and "[maskat 1]" in text and "[maskat 2]" in text, name
        assert "Skydd av lotsen" in text and "18 kap. 8 § OSL" in text, name
    shown = browser(world.charlie).get(reverse("plans:version", args=[version.plan_id, 1])).content.decode()
    assert "Maskad version 1" in shown and "Gör en maskad version" not in shown


def test_the_version_itself_is_left_alone(world: World) -> None:
    version = world.decided()
    before = bytes(version.content), bytes(version.pdf)
    services.version_mask(version=version, covers=[Cover(WHY, words="nätverket")], actor_id=None)
    after = Version.objects.get()
    assert (bytes(after.content), bytes(after.pdf)) == before


def test_a_chosen_cover_can_be_undone_before_it_is_frozen(world: World) -> None:
    version = world.decided()
    page = post(world.alice, version, add="1", words="nätverket\nlots", ground="18:8").content.decode()
    left = covers_on(post(world.alice, version, drop="0", cover=covers_on(page)).content.decode())
    assert [json.loads(value)["words"] for value in left] == ["lots"]


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"words": "nätverket"}, "Välj en grund"),
        ({"ground": "18:8"}, "Kryssa för"),
        ({"ground": "18:8", "words": "finns inte"}, "inget att maska"),
        ({"ground": "18:8", "words": "x" * 400}, "högst 300 tecken"),
        ({"ground": "9:9", "words": "nätverket"}, "ground"),
        ({"own": "19121212-1212", "words": "nätverket"}, "personnummer"),
    ],
)
def test_what_cannot_be_covered_is_said_and_kept(world: World, said: dict[str, str], words: str) -> None:
    answer = post(world.alice, world.decided(), add="1", **said)
    assert answer.status_code == 422 and words in answer.content.decode()


@pytest.mark.parametrize("value", ["", "{", "[]", '{"ground": 1}', '{"ground": "x", "key": "y"}', '{"words": "x"}'])
def test_a_cover_that_our_own_page_cannot_have_sent_is_refused(world: World, value: str) -> None:
    version = world.decided()
    assert post(world.alice, version, save="1", cover=value).status_code == 302
    assert not Masking.objects.exists()


def test_nothing_chosen_is_nothing_to_freeze(world: World) -> None:
    version = world.decided()
    post(world.alice, version, save="1")
    with pytest.raises(ValidationError):
        services.version_mask(version=version, covers=[Cover(" ", words="nätverket")], actor_id=None)
    assert not Masking.objects.exists()


def test_the_guard_suggests_and_covers_nothing_by_itself(world: World) -> None:
    version = world.decided()
    assert suggestions(version_parts(version)) == ["08-508 25 352", "lots@norrvik.example"]
    page = browser(world.alice).get(url(version)).content.decode()
    assert 'value="lots@norrvik.example"' in page and "checked" not in page
    page = post(world.alice, version, add="1", suggested="lots@norrvik.example", ground="21:3").content.decode()
    assert 'name="suggested" value="lots@norrvik.example"' not in page and len(covers_on(page)) == 1


def test_the_form_sent_twice_is_one_masked_version_and_the_next_gets_its_own_number(world: World) -> None:
    version = world.decided()
    chosen = covers_on(post(world.alice, version, add="1", words="nätverket", ground="18:8").content.decode())
    once = str(uuid4())
    for _ in range(2):
        post(world.alice, version, save="1", cover=chosen, once=once)
    post(world.alice, version, save="1", cover=chosen)
    assert list(Masking.objects.values_list("number", flat=True)) == [1, 2]


@pytest.mark.parametrize("statement", ["UPDATE plans_masking SET number = 9", "DELETE FROM plans_masking"])
def test_the_database_itself_refuses_to_change_a_masked_version(world: World, statement: str) -> None:
    services.version_mask(version=world.decided(), covers=[Cover(WHY, words="nätverket")], actor_id=None)
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert Masking.objects.get().number == 1


def part(text: str = "", heading: str = "Kontakt", *rows: Row) -> Part:
    return Part(heading, 1, text, rows, "s")


def covered(text: str, *words: str) -> str:
    paper = cover("Plan", (), [part(text)], [Cover(WHY, words=one) for one in words])
    return paper.parts[0].text


@pytest.mark.parametrize(
    ("text", "words", "left"),
    [
        ("Ring Alva Berg.", "alva berg", "Ring [maskat 1]."),
        ("Ring Alva\nBerg.", "Alva Berg", "Ring [maskat 1]."),
        ("Ring Alva\u00a0Berg.", "Alva Berg", "Ring [maskat 1]."),
        ("Ring Al\u00adva Berg.", "Alva Berg", "Ring [maskat 1]."),
        ("Alvas kontor", "Alva", "[maskat 1] kontor"),
        ("Skalva, Alva", "Alva", "Skalva, [maskat 1]"),
        ("08\u2011508 25 352", "08-508 25 352", "[maskat 1]"),
        (unicodedata.normalize("NFD", "Åsa"), "Åsa", "[maskat 1]"),
        ("Åsa", unicodedata.normalize("NFD", "åsa"), "[maskat 1]"),
    ],
)
def test_words_are_covered_however_they_are_written(text: str, words: str, left: str) -> None:
    assert covered(text, words) == left


def test_covers_that_overlap_leave_nothing_between_them() -> None:
    assert covered("Alva Berg Dahl ringer", "Alva Berg", "Berg Dahl") == "[maskat 1, 2] ringer"


def test_the_list_does_not_tell_what_is_covered() -> None:
    row = Row("Möte med Alva", "Alva Berg", "I maj", "T1", key="a")
    paper = cover(
        "Alvas plan",
        ("Alva",),
        [part("Text", "Alvas avsnitt", row)],
        [Cover(WHY, words="Alva"), Cover(WHY, key="a", field="activity"), Cover(WHY, key="s", field="text")],
    )
    assert "Alva" not in repr(paper) and "Möte" not in repr(paper)
    assert paper.covers[1].where == "aktivitet 1 under [maskat 1] avsnitt, aktiviteten"


def test_a_covered_section_says_nothing_of_how_much_was_there() -> None:
    row = Row("Möte", "", "", "", key="a")
    paper = cover("Plan", (), [part("Text", "Rubrik", row, row)], [Cover(WHY, key="s")])
    assert paper.parts == (Part("[maskat 1]", 1, "", (), ""),) and paper.covers[0].where == "hela avsnitt 1"


def test_what_is_covered_already_is_not_covered_twice() -> None:
    row = Row("Möte", "Alva", "", "", key="a")
    with pytest.raises(NothingThere):
        cover("Plan", (), [part("", "R", row)], [Cover(WHY, key="a"), Cover(WHY, key="a", field="responsible")])
    with pytest.raises(NothingThere):
        cover("Plan", (), [part("", "R", row)], [Cover(WHY, key="a"), Cover(WHY, words="Alva")])


SIGNS = "aåäöAÅ bx-1"
words = st.text(st.sampled_from(SIGNS), min_size=1, max_size=6).filter(str.strip)
running = st.text(st.sampled_from(f"{SIGNS}\n\u00ad"), max_size=40)


@given(text=running, phrases=st.lists(words, min_size=1, max_size=3))
def test_no_words_remain_whatever_the_text_and_the_covers(text: str, phrases: list[str]) -> None:
    try:
        left = covered(text, *phrases)
    except NothingThere:
        return
    for piece in re.split(r"\[maskat [\d, ]+\]", left):
        for phrase in phrases:
            with pytest.raises(NothingThere):
                covered(piece, phrase)


def test_every_ground_names_its_chapter_and_paragraph() -> None:
    for code, label in GROUNDS.items():
        chapter, _, paragraph = code.partition(":")
        assert str(label).startswith(f"{chapter} kap. {paragraph[:-1] if paragraph[-1].isalpha() else paragraph}")


def test_the_page_asks_as_often_whatever_is_chosen(world: World) -> None:
    version = world.decided()
    chosen = covers_on(post(world.alice, version, add="1", words="nätverket\nlots", ground="18:8").content.decode())
    counts = set()
    for sent in ([], chosen):
        client = browser(world.alice)
        client.get(url(version))
        with CaptureQueriesContext(connection) as caught:
            client.post(url(version), {"cover": sent})
        counts.add(len(caught))
    assert len(counts) == 1


@pytest.mark.parametrize("mark", ["\u200e", "\u200f", "\u061c", "\u200b"])
def test_a_sign_nobody_sees_hides_no_word_from_the_cover(mark: str) -> None:
    assert covered(f"Reserv: Kal{mark}le", "Kalle") == "Reserv: [maskat 1]"


def test_words_full_of_signs_nobody_sees_are_looked_for_in_no_time() -> None:
    unseen = "\u200b" * 60
    with pytest.raises(NothingThere):
        covered(f"a{unseen}c", f"a{unseen}b")
    assert covered(f"a{unseen}b", f"a{unseen}b") == "[maskat 1]"


def test_a_hidden_cover_of_words_that_are_not_there_is_refused_in_a_sentence(world: World) -> None:
    version = world.decided()
    answer = browser(world.bob).post(url(version), {"cover": json.dumps({"ground": "x", "words": "finns inte"})})
    assert answer.status_code == 302


def test_a_masked_version_is_no_spreadsheet(world: World) -> None:
    version = world.decided()
    services.version_mask(version=version, covers=[Cover("Sekretess", words="Möte")], actor_id=None)
    door = reverse("plans:masking", args=[version.plan_id, 1, 1, "xlsx"])
    assert browser(world.charlie).get(door).status_code == 404
