"""What is read from PDF files of different layout: the same as was set."""

import random
from typing import Any

import pytest

from ledstjarna.plans.reading import ActivityText, PlanText, read_plan
from ledstjarna.plans.reading.hyphens import Fragment, Vocabulary
from ledstjarna.plans.reading.pdf_reader import read_pdf
from ledstjarna.plans.reading.places import Remark

from .plan_files import HEADER, LAYOUTS, PARTS, ROWS, docx_plan, pdf_plan

pytestmark = pytest.mark.slow

TEXT = """
kommunen samordnaren ansvarar för att medarbetare får utbildning i frågor om radikalisering tillsammans med
polisen skolan socialtjänsten föreningar Norrby-Söderby Västra-Ekeby stadsdelsförvaltningarna enhetschefer
kommunikationsplan uppföljningsarbete lägesbild rutiner stöd råd unga vuxna kvartal
"""
WORDS = TEXT.split()


def sentence(chance: random.Random, words: int) -> str:
    text = " ".join(chance.choice(WORDS) for _ in range(words))
    return text[0].upper() + text[1:] + "."


def long_parts(seed: int) -> list[Any]:
    """A plan over several pages, its rows long enough to be cut by page breaks."""
    chance = random.Random(seed)
    parts: list[Any] = [("title", "Plan mot våldsbejakande extremism")]
    for name in ("Kunskap", "Samverkan"):
        rows = [
            (
                " ".join(sentence(chance, chance.randint(4, 12)) for _ in range(chance.randint(1, 3))),
                sentence(chance, chance.randint(1, 9))[:-1],
                chance.choice(("Under 2030", "Löpande", "löpande 2030-2031")),
                chance.choice(("", "VP, T1 och T2", "Följs upp i samband med tertialrapport.")),
            )
            for _ in range(8)
        ]
        text = " ".join(sentence(chance, 9) for _ in range(6))
        parts += [
            ("h1", name),
            ("text", text),
            ("h2", f"Aktiviteter om {name.lower()}"),
            ("table", HEADER, rows),
        ]
    return parts


def activities(plan: PlanText) -> list[ActivityText]:
    return [activity for section in plan.sections for activity in section.activities]


def test_a_pdf_reads_like_its_word_document() -> None:
    assert read_plan(pdf_plan(PARTS), filename="a.pdf") == read_plan(docx_plan(PARTS), filename="a.docx")


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("seed", [1, 2])
def test_a_long_plan_is_read_as_it_was_set(layout: str, seed: int) -> None:
    parts = long_parts(seed)
    plan = read_pdf(pdf_plan(parts, layout))
    rows = [ActivityText(*row) for part in parts if part[0] == "table" for row in part[2]]
    texts = [part[1] for part in parts if part[0] == "text"]
    headings = [part[1] for part in parts if str(part[0]).startswith("h")]
    assert plan.title == parts[0][1]
    assert [section.heading.lstrip("1234567890. ") for section in plan.sections] == headings
    assert [section.level for section in plan.sections] == [1, 2, 1, 2]
    assert [section.text for section in plan.sections if section.text] == texts
    assert activities(plan) == rows


def test_a_word_that_runs_into_the_next_column_stays_in_its_own() -> None:
    long_word = "Stadsdelsförvaltningsövergripande"
    rows = [("Träff", long_word + "a" * n, "Under 2030", "T1") for n in range(8)]
    plan = read_pdf(pdf_plan([("h1", "Aktiviteter"), ("table", HEADER, rows)]))
    assert activities(plan) == [ActivityText(*row) for row in rows]


def test_a_hyphen_at_the_end_of_a_line_is_kept_where_the_word_has_one() -> None:
    row = (
        "Träffar i Norrby-Söderby och Västra-Ekeby",
        "social-, kultur- och idrottsförvaltningen",
        "2030-2031",
        "",
    )
    text = "Ingen i Norrby-Söderby eller Västra-Ekeby ska bli utan stöd."
    for width in (100, 120, 140, 160, 200):
        layout = f"page(width: {width + 100}mm)"
        parts = [("h1", "Mål"), ("text", text), ("table", HEADER, [row])]
        plan = read_pdf(pdf_plan(parts, "hyphenated", f"set {layout}"))
        assert activities(plan) == [ActivityText(*row)], width


def test_words_that_a_narrow_column_cut_are_whole_again_and_true_hyphens_stay() -> None:
    rows = [
        ("Om vit makt-miljön.", "Socialförvaltningen", "Våren 2030", "Verksamhetsuppföljning, öppen- och slutenvård"),
        ("Utbilda alla", "Säkerhetssamordnaren och polisen", "2030-2031", "Årsredovisningen"),
        ("Stöd", "Brottsförebyggande samordnare", "Kvartal 1-2 2030", "Återrapporteras till nämnden"),
    ]
    header = ("Uppföljning", "Nr", "Ansvarig", "Aktivitet", "Tidplan", "Status")
    turned = [(row[3], str(n), row[1], row[0], row[2], "Pågår") for n, row in enumerate(rows)]
    for head, body in ((HEADER, rows), (header, turned)):
        plan = read_pdf(pdf_plan([("h1", "Aktiviteter"), ("table", head, body)], "too narrow"))
        assert activities(plan) == [ActivityText(*row) for row in rows]


def test_without_hyphenation_a_hyphen_at_the_end_of_a_line_is_the_authors() -> None:
    assert Vocabulary([]).joined(["den vit makt-", "miljö som", "finns"]) == "den vit makt-miljö som finns"
    assert Vocabulary([]).joined(["i öppen-", "och slutenvård"]) == "i öppen- och slutenvård"
    hyphenated = ["alla förvalt-", "ningar och", "kommunens sam-", "arbete"]
    assert Vocabulary(hyphenated).joined(["sam-", "arbete"]) == "samarbete"


def test_two_words_that_fill_their_lines_stay_two() -> None:
    lines = [Fragment("Samordnaren", full=True), Fragment("ansvarar", full=True), Fragment("för", full=True)]
    assert Vocabulary([]).joined(lines) == "Samordnaren ansvarar för"
    cut = [Fragment("Samordnar", full=True), Fragment("ens", full=True), Fragment("ansvar")]
    assert Vocabulary([]).joined(cut) == "Samordnarens ansvar"


def test_rows_say_on_which_page_they_stood_and_which_were_cut() -> None:
    plan = read_pdf(pdf_plan(long_parts(1), "no repeated header"))
    pages = [row.where.page for row in activities(plan)]
    assert pages == sorted(pages) and pages[0] < pages[-1]
    assert {row.where.table for row in activities(plan)} <= {1, 2}
    assert Remark.CONTINUED in {note.remark for note in plan.notes}
    assert all(section.where.page for section in plan.sections)


def test_footnotes_stand_at_the_end_of_their_section() -> None:
    filler = [("text", f"Mening nummer {n} handlar om något annat.") for n in range(3)]
    plan = read_pdf(
        pdf_plan(
            [("h1", "Lagen"), ("note", "Så säger lagen.", "Lag 2023:196."), *filler, ("h1", "Mål")],
            more="set super(typographic: false)",
        )
    )
    assert plan.sections[0].text.split("\n\n")[0] == "Så säger lagen.¹"
    assert plan.sections[0].text.split("\n\n")[-1] == "¹ Lag 2023:196."
    assert len(plan.sections[0].text.split("\n\n")) == 5


def test_a_word_cut_without_a_hyphen_is_whole_again_when_it_stands_whole_elsewhere() -> None:
    lines = ["Möten med socialtjänsten hålls", "varje vår.", "socialtj", "änsten och", "polisen"]
    vocabulary = Vocabulary(lines)
    assert vocabulary.joined(lines[2:]) == "socialtjänsten och polisen"
    assert vocabulary.joined(["varje", "vår."]) == "varje vår."


def test_headers_and_page_numbers_are_left_out() -> None:
    plan = read_pdf(pdf_plan(long_parts(3), "hyphenated"))
    everything = repr(plan)
    assert "Exempelstad" not in everything
    assert "Sida" not in everything


def test_a_table_without_activities_is_kept_as_lines() -> None:
    table = ("table", ("Händelse", "2029", "2030"), [("Klotter", "3", "4"), ("Hot", "1", "2")])
    plan = read_pdf(pdf_plan([("h1", "Läget"), ("text", "Så var det."), table, ("h1", "Mål"), ("text", "Lugn.")]))
    assert plan.sections[0].text == "Så var det.\n\n- Händelse | 2029 | 2030\n- Klotter | 3 | 4\n- Hot | 1 | 2"


def test_the_title_property_is_used_when_no_heading_stands_out() -> None:
    plan = read_plan(pdf_plan([("h1", "Ansvar"), ("text", ROWS[0][0]), ("h1", "Mål"), ("text", "Lugn.")]), filename="p")
    assert plan.title == "Mall"
