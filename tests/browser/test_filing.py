"""A reporter on a phone: how many taps it takes, what is marked while one writes, and what is left afterwards."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal

import pdfplumber
import pytest
from playwright.sync_api import Browser, Locator, Page, Request, expect

from tests.browser.accessibility import violations
from tools.server import command, prepare, serving, settings

pytestmark = pytest.mark.browser

PHONE = {"width": 390, "height": 844}
MOST = 12
WORDS = 350
TEXT = "Klistermärken med en runa på stolparna vid entrén."
NUMBER = "070-174 06 05"
CODE = re.compile(r"[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}")
MINUTE = 60_000


class Hand:
    """Uses a page and counts what it does: every tap, and every text as one."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.done = 0

    def tap(self, what: Locator) -> None:
        self.done += 1
        what.click()

    def link(self, name: str) -> None:
        self.tap(self.page.locator("main").get_by_role("link", name=name, exact=True))

    def chip(self, question: str, answer: str) -> None:
        self.tap(self.page.get_by_role("group", name=question).locator("label").get_by_text(answer, exact=True))

    def write(self, label: str, text: str) -> None:
        self.done += 1
        self.page.get_by_label(label).fill(text)


@pytest.fixture
def phone(page: Page) -> Page:
    page.set_viewport_size({"width": PHONE["width"], "height": PHONE["height"]})
    return page


@pytest.fixture
def plain(browser: Browser, server: str) -> Iterator[Page]:
    """A phone without script."""
    context = browser.new_context(
        base_url=server, locale="sv-SE", java_script_enabled=False, viewport={"width": 390, "height": 844}
    )
    yield context.new_page()
    context.close()


def enter(page: Page) -> None:
    page.goto("/konto/logga-in/")
    page.locator("form", has_text="medarbetare").get_by_role("button").first.click()
    page.wait_for_url(lambda address: "logga-in" not in address)


def nothing() -> None:
    """What is done on each page, where nothing is."""


def to_form(hand: Hand, see: Callable[[], None] = nothing) -> None:
    """From the start page through the five questions; `see` is done on each page on the way."""
    for name in ("Rapportera", "Börja", *["Nej"] * 5):
        see()
        hand.link(name)
    see()


def file(hand: Hand, see: Callable[[], None] = nothing) -> str:
    """A whole report; gives the code on its receipt."""
    to_form(hand, see)
    hand.chip("Vad slags händelse?", "Symbol, klotter")
    hand.chip("Var hände det?", "Skola")
    hand.write("Beskriv kort", TEXT)
    hand.tap(hand.page.get_by_role("button", name="Skicka rapporten"))
    hand.page.wait_for_url("**/rapport/kvitto/")
    see()
    found = CODE.search(hand.page.locator("main").inner_text())
    assert found
    return found.group()


def test_a_first_report_takes_few_taps(phone: Page) -> None:
    enter(phone)
    hand = Hand(phone)
    assert file(hand)
    assert hand.done <= MOST


READ = """() => [...document.querySelectorAll("main select")].reduce((text, select) => text.replace(
    select.innerText, select.selectedOptions[0].label), document.querySelector("main").innerText)"""


def test_and_few_words(phone: Page) -> None:
    """What stands to be read from the start page's card to the receipt, list items included."""
    enter(phone)
    hand, read = Hand(phone), Counter[str]()

    def words() -> None:
        phone.wait_for_load_state()
        text = phone.evaluate(READ)
        if "/rapport/" not in phone.url:
            text = phone.locator("main section", has_text="Har du sett eller hört något?").inner_text()
        read[phone.url] = len(re.findall(r"[^\W_]+(?:-[^\W_]+)*", text))

    file(hand, words)
    assert sum(read.values()) <= WORDS, read


def test_and_no_more_without_script(plain: Page) -> None:
    enter(plain)
    hand = Hand(plain)
    code = file(hand)
    assert hand.done <= MOST
    assert code and not plain.get_by_role("button", name="Kopiera koden").is_visible()
    hand.tap(plain.get_by_role("button", name="Följ rapporten"))
    expect(plain.get_by_text("Rapporten har kommit fram.")).to_be_visible()
    assert code not in plain.url


def test_a_yes_leads_to_help_and_on_and_back_again(plain: Page) -> None:
    enter(plain)
    plain.goto("/rapport/rutin/1/")
    plain.get_by_role("link", name="Ja", exact=True).click()
    assert plain.get_by_role("link", name="112").get_attribute("href") == "tel:112"
    plain.get_by_role("link", name="Jag tar hand om det, gå vidare").click()
    expect(plain.get_by_text("2 av 5")).to_be_visible()
    plain.go_back()
    plain.go_back()
    expect(plain.get_by_text("1 av 5")).to_be_visible()


def test_without_script_a_mark_comes_with_the_page_and_the_text_is_kept(plain: Page) -> None:
    enter(plain)
    hand = Hand(plain)
    to_form(hand)
    hand.chip("Vad slags händelse?", "Symbol, klotter")
    hand.chip("Var hände det?", "Skola")
    hand.write("Beskriv kort", f"{TEXT} Ring {NUMBER}")
    hand.tap(plain.get_by_role("button", name="Skicka rapporten"))
    assert plain.locator(".mark-hard strong").inner_text() == NUMBER
    expect(plain.locator(".mark-role")).to_have_count(1)
    expect(plain.locator(".mark-role")).to_be_hidden()
    assert plain.get_by_label("Beskriv kort").input_value() == f"{TEXT} Ring {NUMBER}"


def test_a_mark_comes_while_one_writes_and_one_tap_takes_it_out(phone: Page) -> None:
    asked: list[Request] = []
    phone.on("request", lambda request: asked.append(request) if request.url.endswith("/markera/") else None)
    enter(phone)
    to_form(Hand(phone))
    text = phone.get_by_label("Beskriv kort")
    text.press_sequentially(f"{TEXT} Ring {NUMBER} nu.", delay=10)
    expect(phone.locator(".mark-hard")).to_be_visible()
    assert len(asked) <= 2, "the text is asked about once the hand rests"
    assert all(request.method == "POST" and "?" not in request.url for request in asked)
    assert set(re.findall(r"(?:^|&)(\w+)=", asked[-1].post_data or "")) == {"csrfmiddlewaretoken", "description"}
    assert violations(phone) == []
    phone.get_by_role("button", name="Ta bort det").click()
    assert text.input_value() == f"{TEXT} Ring nu."
    expect(phone.locator(".mark")).to_have_count(1)  # the product's own name
    assert phone.evaluate("document.activeElement.name") == "description"


def test_what_is_put_in_a_names_place_fits_the_sentence(phone: Page) -> None:
    """The module alone, on a mark as the server draws it."""
    enter(phone)
    phone.goto("/rapport/ny/")
    tries = {
        "Anna såg det.": "En elev såg det.",
        "Då såg Anna det. Anna gick.": "Då såg en elev det. En elev gick.",
        "Annandag, ANNA och annanas": "Annandag, en elev och annanas",
        "Rad.\nAnna": "Rad.\nEn elev",
    }
    draw = """([text, instead, after]) => {
        const area = document.getElementById('id_description');
        area.value = text;
        document.getElementById('id_description_marks').innerHTML = `<div class="mark" data-words="Anna"
            data-after="${after}"><button class="mark-role" type="button" data-instead="${instead}">x</button></div>`;
        document.querySelector('.mark-role').click();
        return area.value;
    }"""
    assert {text: phone.evaluate(draw, [text, "en elev", ""]) for text in tries} == tries
    both = "Grannen Anna skrek. Anna gick."
    assert phone.evaluate(draw, [both, "en elev", "grannen"]) == "Grannen skrek. En elev gick."
    assert phone.evaluate(draw, ["Anna, grannen Anna skrek.", "", ""]) == ", grannen skrek."


def test_the_last_mend_can_be_undone_until_one_writes_on(phone: Page) -> None:
    enter(phone)
    phone.goto("/rapport/ny/")
    text, undo = phone.get_by_label("Beskriv kort"), phone.get_by_role("button", name="Ångra")
    text.fill(f"{TEXT} Ring {NUMBER}.")
    phone.get_by_role("button", name="Ta bort det").click()
    assert text.input_value() == f"{TEXT} Ring."
    assert violations(phone) == []
    undo.click()
    assert text.input_value() == f"{TEXT} Ring {NUMBER}."
    expect(undo).to_be_hidden()
    phone.get_by_role("button", name="Ta bort det").click()
    expect(undo).to_be_visible()
    text.press_sequentially(" Så")
    expect(undo).to_be_hidden()


def test_the_errors_go_as_their_marks_are_mended(phone: Page) -> None:
    phone = phone.context.new_page()  # a refused form is a fault on the console
    enter(phone)
    phone.goto("/rapport/ny/")
    text, summary = phone.get_by_label("Beskriv kort"), phone.get_by_role("alert")
    text.fill(f"Klotter hos en brukare på Storgatan 14 i morse. Ring {NUMBER} eller 070-174 06 06.")
    phone.get_by_role("group", name="Vad slags händelse?").locator("label").get_by_text("Hot", exact=True).click()
    phone.get_by_role("button", name="Skicka rapporten").click()
    expect(summary.get_by_role("heading")).to_have_text("4 saker behöver rättas")  # three marks and the place
    phone.get_by_role("button", name="Ta bort det").nth(1).click()
    expect(phone.locator(".marks .mark")).to_have_count(2)
    expect(summary.get_by_role("heading")).to_have_text("3 saker behöver rättas")
    phone.get_by_role("button", name="Ta bort det").nth(1).click()
    expect(phone.locator(".marks .mark")).to_have_count(1)
    phone.get_by_role("button", name="en adress").click()
    expect(text).to_have_value("Klotter hos en brukare på en adress i morse. Ring eller.")
    expect(summary.get_by_role("heading")).to_have_text("En sak behöver rättas")
    expect(summary.get_by_role("listitem")).to_have_count(1)
    expect(phone.locator("#id_description_error")).to_have_count(0)
    assert violations(phone) == []
    phone.get_by_role("group", name="Var hände det?").locator("label").get_by_text("Hemma hos någon").click()
    phone.get_by_role("button", name="Skicka rapporten").click()
    phone.wait_for_url("**/rapport/kvitto/")


def test_the_summary_goes_with_its_last_error(phone: Page) -> None:
    phone = phone.context.new_page()  # a refused form is a fault on the console
    enter(phone)
    to_form(Hand(phone))
    hand = Hand(phone)
    hand.chip("Vad slags händelse?", "Symbol, klotter")
    hand.chip("Var hände det?", "Skola")
    hand.write("Beskriv kort", f"{TEXT} Ring {NUMBER}.")
    phone.get_by_role("button", name="Skicka rapporten").click()
    phone.get_by_role("alert").wait_for()
    phone.get_by_role("button", name="Ta bort det").click()
    expect(phone.get_by_role("alert")).to_have_count(0)
    expect(phone.locator(".has-wrong")).to_have_count(0)


def test_the_code_can_be_copied(phone: Page) -> None:
    phone.context.grant_permissions(["clipboard-read", "clipboard-write"])
    enter(phone)
    code = file(Hand(phone))
    phone.get_by_role("button", name="Kopiera koden").click()
    expect(phone.get_by_role("button", name="Kopierad")).to_be_visible()
    assert phone.evaluate("navigator.clipboard.readText()") == code


def test_nothing_is_left_after_sending(phone: Page) -> None:
    enter(phone)
    code = file(Hand(phone))
    phone.go_back()
    expect(phone.get_by_text("Formuläret är tömt")).to_be_in_viewport()
    expect(phone.locator("[data-emptied]")).to_be_focused()
    assert phone.get_by_label("Beskriv kort").input_value() == ""
    assert TEXT not in phone.content() and code not in phone.content()


def test_nothing_is_left_of_a_form_that_was_refused_and_left(phone: Page) -> None:
    with_faults = phone.context.new_page()
    enter(with_faults)
    with_faults.goto("/rapport/ny/")
    with_faults.get_by_label("Beskriv kort").fill(f"{TEXT} {NUMBER}")
    with_faults.get_by_role("button", name="Skicka rapporten").click()
    with_faults.get_by_role("alert").wait_for()
    with_faults.goto("/rapport/")
    with_faults.go_back()
    expect(with_faults.get_by_label("Beskriv kort")).to_have_value("")
    assert NUMBER not in with_faults.content()


def test_a_form_that_nobody_touches_is_emptied_after_a_warning(phone: Page) -> None:
    phone.clock.install()
    enter(phone)
    phone.goto("/rapport/ny/")
    text = phone.get_by_label("Beskriv kort")
    text.fill(TEXT)
    phone.clock.run_for(14 * MINUTE + 10_000)
    expect(phone.get_by_text("Sidan töms om en minut")).to_be_visible()
    assert violations(phone) == []
    phone.get_by_role("button", name="Jag är kvar").click()
    phone.clock.run_for(13 * MINUTE)
    assert text.input_value() == TEXT
    phone.clock.run_for(2 * MINUTE + 10_000)
    expect(phone.get_by_role("heading", name="Innan du rapporterar")).to_be_visible()
    assert phone.url.endswith("/rapport/#tomd")
    expect(phone.get_by_text("Sidan tömdes efter 15 minuter")).to_be_in_viewport()
    assert violations(phone) == []
    phone.goto("/rapport/rutin/1/")
    phone.goto("/rapport/")
    expect(phone.get_by_text("Sidan tömdes efter 15 minuter")).to_be_hidden()


def test_without_script_the_form_goes_away_by_itself(plain: Page) -> None:
    enter(plain)
    plain.goto("/rapport/ny/")
    assert plain.locator("meta[http-equiv=refresh]").get_attribute("content") == "900;url=/rapport/#tomd"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_the_reporters_pages_have_no_barriers(page: Page, scheme: Literal["light", "dark"], width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)
    enter(page)
    for path in ("", "rutin/1/", "rutin/3/rad/", "rutin/utskrift/", "ny/", "kvitto/", "svar/"):
        page.goto(f"/rapport/{path}")
        for more in page.locator("main details").all():
            more.evaluate("details => { details.open = true }")
        assert violations(page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_routine_prints_on_one_sheet(page: Page, server: str, language: str) -> None:
    enter(page)
    page.context.add_cookies([{"name": "django_language", "value": language, "url": server}])
    page.goto("/rapport/rutin/utskrift/")
    assert page.locator("html").get_attribute("lang") == language
    assert sheets(page) == [(595, 842)]


def sheets(page: Page) -> list[tuple[int, int]]:
    """The sizes of the sheets that the page prints on, in points."""
    with pdfplumber.open(io.BytesIO(page.pdf(prefer_css_page_size=True))) as document:
        return [(round(sheet.width), round(sheet.height)) for sheet in document.pages]


LONG = """
from ledstjarna.reports.models import RoutineText
from ledstjarna.reports.routine import CODES
told = "Ring genast till den mottagning som tar emot din anmälan och berätta vad du har sett. " * 12
def words(most):
    return told[:most * {share} // 100].strip()
for code in CODES:
    said = dict(question=words(200), advice=words(1_000), contact=words(100), link_text=words(100))
    own = dict(phone="0123-45 67 89 eller 0123-45 67", link="https://exempel.se/sida", **said)
    RoutineText.objects.update_or_create(step=code, defaults=own)
"""


def test_long_texts_of_a_municipality_print_on_one_sheet_too(browser: Browser, tmp_path: Path) -> None:
    env = settings(tmp_path)
    prepare(env)
    with serving(env) as address:
        context = browser.new_context(base_url=address, locale="sv-SE")
        page = context.new_page()
        enter(page)
        sizes = []
        for share in (25, 38, 60, 100):
            command(env, "shell", "--no-imports", "--command", LONG.format(share=share))
            for language in ("sv", "en"):
                context.add_cookies([{"name": "django_language", "value": language, "url": address}])
                page.goto("/rapport/rutin/utskrift/")
                assert sheets(page) == [(595, 842)], (share, language)
            sizes.append(page.locator(".poster").get_attribute("data-size"))
        context.close()
    assert sizes == ["large", "medium", "small", "small"]
