from xml.etree.ElementTree import Element

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import settings as runs
from hypothesis import strategies as st

from ledstjarna.documents.drawings.pen import PAPER, overlap
from ledstjarna.documents.drawings.star import Arm, Star, star_rows, star_svg

from .drawn import SVG, Item, along, inside, items, pale, read, shapes, texts, themes, view
from .figures import AREAS, COUNTS, HOSTILE, star


def arms(root: Element) -> list[list[Item]]:
    """The fields and numbers of each arm, in order."""
    groups = [group for group in root if group.tag == f"{SVG}g" and group[0].tag == f"{SVG}title"]
    return [list(items(group)) for group in groups]


def test_every_number_reads_back_in_its_field() -> None:
    for count in range(3, 9):
        found = arms(read(star_svg(star(count), standalone=False)))
        assert [tuple(int(item.words) for item in arm[1::2]) for arm in found] == list(COUNTS[:count])
        for arm in found:
            for field, number in zip(arm[::2], arm[1::2], strict=True):
                assert all(inside(corner, field.points) for corner in number.points), (count, number.words)


def test_the_table_shows_the_same_figures() -> None:
    assert star_rows(star(3)) == (
        ("Område", "Universell", "Selektiv", "Indikerad"),
        (("ANDTS", "5", "2", "0"), ("Våld i nära relation", "3", "1", "0"), ("Kriminalitet", "12", "4", "1")),
    )


def test_a_gap_is_dashed_and_hatched_and_many_are_full() -> None:
    (andts, *_others) = arms(read(star_svg(star(), standalone=False)))
    many, few, none = (item.element for item in andts[::2])
    assert (many.get("fill"), few.get("fill")) == ("var(--green)", "var(--amber-tint)")
    assert many.get("stroke-dasharray") is None and few.get("stroke-dasharray") is None
    assert none.get("stroke-dasharray") == "4 3"
    assert str(none.get("fill")).endswith("-hatch)")


@pytest.mark.parametrize("count", range(3, 9))
@pytest.mark.parametrize("turn", range(3))
def test_no_label_touches_another_an_arm_or_the_edge(count: int, turn: int) -> None:
    longest = (AREAS[5], AREAS[6], AREAS[7])
    labels = tuple(longest[(place + turn) % 3] for place in range(count))
    root = read(star_svg(star(count, labels), standalone=False))
    left, top, right, bottom = view(root)
    edges = [point for field in shapes(root, "polygon") for point in along(field.points)]
    found = texts(root)
    for item in found:
        assert left <= item.box[0] and item.box[2] <= right and top <= item.box[1] and item.box[3] <= bottom
    for place, item in enumerate(found):
        assert not any(overlap(item.box, other.box) for other in found[:place]), item.words
    for item in texts(root, "14"):
        if not item.words.isdigit():
            assert not any(inside(point, item.points) for point in edges), item.words


def test_a_long_name_stands_on_two_lines_and_in_full_where_one_points() -> None:
    root = read(star_svg(star(8), standalone=False))
    words = [item.words for item in texts(root, "14")]
    for lines in (["Våldsbejakande", "extremism"], ["Trygghet i", "offentlig miljö…"]):
        assert any(words[place : place + 2] == lines for place in range(len(words))), words
    titles = [title.text for title in root.iter(f"{SVG}title")]
    assert f"{AREAS[7]}: universell 120, selektiv 7, indikerad 999" in titles


def test_the_drawing_is_an_image_with_a_name_and_a_description() -> None:
    root = read(star_svg(star(), standalone=False))
    assert root.get("role") == "img"
    named = {element.get("id"): element.text for element in root}
    assert named[root.get("aria-labelledby")] == "Preventionsstjärnan"
    assert named[root.get("aria-describedby")] == "Sex områden, störst luckor i utanförskap."


def test_two_stars_on_a_page_have_names_of_their_own() -> None:
    assert read(star_svg(star(), standalone=False))[0].get("id") != read(star_svg(star(5), standalone=False))[0].get(
        "id"
    )
    assert star_svg(star(), standalone=False) == star_svg(star(), standalone=False)


def test_in_a_page_the_colours_are_those_of_the_theme_and_on_paper_they_are_fixed() -> None:
    light, _dark = themes()
    assert light.items() >= PAPER.items()
    page, paper = star_svg(star(), standalone=False), star_svg(star(), standalone=True)
    assert "#ffffff" not in page and 'class="drawing drawing-star"' in page
    assert "var(" not in paper and "class=" not in paper and 'font-family="Source Sans 3"' in paper
    assert (root := read(paper)).get("width") == root.get("viewBox", "").split()[2]


@pytest.mark.parametrize("count", range(3, 9))
def test_text_and_shapes_stand_out_in_both_themes(count: int) -> None:
    assert pale(star_svg(star(count), standalone=False)) == []


def test_english_has_its_own_words() -> None:
    with override("en"):
        assert star_rows(star())[0][0] == "Area"
        assert "4 or more" in star_svg(star(), standalone=False)


def test_what_cannot_be_drawn_is_refused() -> None:
    with pytest.raises(ValueError, match="not 2"):
        star(2)
    with pytest.raises(ValueError, match="0–999"):
        Arm("ANDTS", (0, -1, 0))
    with pytest.raises(ValueError, match="0–999"):
        Arm("ANDTS", (1000, 0, 0))


@runs(max_examples=60, deadline=None)
@given(st.lists(HOSTILE, min_size=8, max_size=8), HOSTILE, HOSTILE, st.booleans(), st.integers(3, 8))
def test_any_text_at_all_is_drawn_as_text(labels: list[str], title: str, level: str, paper: bool, count: int) -> None:
    drawn = Star(star(count, tuple(labels)).arms, (level, title, "x" * 200), title, level)
    root = read(star_svg(drawn, standalone=paper))
    assert len(arms(root)) == count
