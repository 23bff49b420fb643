"""Page, JSON and PDF of a picture say the same; and no page asks more of the database when there is more of it."""

import io
import json
import re

import pdfplumber
import pikepdf
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from ledstjarna.situation import selectors
from ledstjarna.situation.tests.world import YEAR, World, browser


def words(text: str) -> str:
    """As read: no tags, no line breaks within a sentence."""
    return " ".join(re.sub(r"<[^>]+>", " ", text).split())


def printed(pdf: bytes) -> str:
    with pdfplumber.open(io.BytesIO(pdf)) as file:
        text = " ".join(page.extract_text() for page in file.pages)
    return words(text.replace("\N{ZERO WIDTH SPACE}", ""))  # where a long checksum may break


@pytest.fixture
def two_years(world: World) -> World:
    for environment, kind, year in (
        ("far_right", "poster", YEAR),
        ("far_right", "poster", YEAR),
        ("islamist", "threat", YEAR),
        ("far_right", "symbol", YEAR - 1),
    ):
        world.report(environment, kind, year=year)
    world.survey()
    return world


def test_the_draft_counts_by_environment_and_kind_beside_the_year_before(two_years: World) -> None:
    page = browser(two_years.alice).get(reverse("situation:draft", args=[two_years.draft().pk])).content.decode()
    assert "3 bekräftade rapporter 2025, en året före." in page
    read = words(page)
    assert "Våldsbejakande högerextremism, vit makt 2 1 Skriv slutsats" in read
    assert "Klistermärke, affisch, flygblad 2 0 Skriv slutsats" in read and "Sammanlagt 3 1 Skriv slutsats" in read
    assert "2 av 2 chefer (100 %) 2 av 2 har svarat inte frågat" in read
    assert "0 av 1 chef (0 %) 1 av 2 har svarat inte frågat" in read
    assert "Klistermärke, affisch, flygblad 2 (0)" in read and "Symbol, klotter 0 (1)" in read


def test_page_json_and_pdf_say_the_same_figures(two_years: World) -> None:
    picture = two_years.draft()
    two_years.finding(picture, figures=["reports.total", "reports.crossing.far_right.poster"])
    two_years.published(picture)
    two_years.report()
    client = browser(two_years.bob)
    page = words(client.get(reverse("situation:picture", args=[picture.pk])).content.decode())
    exports = {fmt: client.get(reverse("situation:export", args=[picture.pk, fmt])) for fmt in ("json", "pdf")}
    data = json.loads(exports["json"].content)
    pdf = printed(exports["pdf"].content)
    for text in (page, pdf):
        assert data["figures"]["sentence"] in text
        assert "Bekräftade rapporter: 3 · året före: 1" in text
        assert "Våldsbejakande högerextremism, vit makt – klistermärke, affisch, flygblad: 2 · året före: 0" in text
    for figure in (*data["figures"]["environments"], *data["figures"]["kinds"]):
        row = f"{figure['label']} {figure['now']['number']} {figure['before']['number']}"
        assert row in page and row in pdf
    assert exports["pdf"]["Cache-Control"] == "no-store"


def test_the_pdf_is_tagged_and_says_board_year_internal_and_checksum(world: World) -> None:
    picture = world.published()
    content = bytes(picture.pdf or b"")
    text = printed(content)
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert pdf.Root.MarkInfo.Marked and pdf.Root.Lang == "sv"
    assert "Socialnämnden" in text and f"Lägesbild {YEAR}" in text and "INTERN" in text
    assert picture.sha256 in text.replace(" ", "")


def test_a_finding_says_what_it_rests_on_and_when_a_later_picture_lacks_it(two_years: World) -> None:
    first = two_years.published()
    key = first.findings.get().key
    url, client = reverse("situation:finding", args=[key]), browser(two_years.bob)
    page = client.get(url).content.decode()
    assert "Våldsbejakande högerextremism, vit makt: 2 · året före: 1" in page and "den senaste" not in page
    second = two_years.draft()
    two_years.finding(second, "En annan")
    second.findings.filter(key=key).delete()
    two_years.published(second)
    assert f"Slutsatsen finns inte i {second.title}" in client.get(url).content.decode()


def asked(world: World, name: str, *args: object) -> int:
    client = browser(world.alice)
    url = reverse(f"situation:{name}", args=args)
    client.get(url)
    with CaptureQueriesContext(connection) as caught:
        assert client.get(url).status_code == 200
    return len(caught)


def test_more_reports_and_findings_take_no_more_queries(two_years: World) -> None:
    picture = two_years.draft()
    two_years.finding(picture)
    few = {name: asked(two_years, name, picture.pk) for name in ("draft", "publish", "finding_add")}
    for number in range(12):
        two_years.finding(picture, f"Slutsats {number}")
        two_years.report("far_left", "gathering")
    assert {name: asked(two_years, name, picture.pk) for name in few} == few
    two_years.published(picture)
    one = asked(two_years, "picture", picture.pk), asked(two_years, "list")
    for _ in range(3):
        two_years.published(two_years.draft())
    assert (asked(two_years, "picture", picture.pk), asked(two_years, "list")) == one
    assert max(*few.values(), *one) < 25


def test_the_figures_take_one_query_of_the_reports(world: World) -> None:
    with CaptureQueriesContext(connection) as caught:
        selectors.draft(world.social.pk, YEAR)
    assert sum("reports_report" in query["sql"] for query in caught) == 1
    assert len(caught) <= 5


def test_other_rooms_ask_for_findings_in_one_query(world: World) -> None:
    keys = [finding.key for finding in world.published().findings.all()]
    for ask in (
        lambda: selectors.findings(keys),
        lambda: selectors.published_findings(world.social.pk),
        lambda: selectors.latest(world.social.pk),
    ):
        with CaptureQueriesContext(connection) as caught:
            assert ask()
        assert len(caught) == 1
