"""docs/story.md in a browser whose scripts are switched off: on a phone where a phone is used, else at a desk."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from ledstjarna.plans.tests.plan_files import PARTS, docx_plan

pytestmark = pytest.mark.browser

PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 900}
YEAR = "2030"
CELL = "Onsdagar i mars"
STICKERS = "Märken med en runa på cykelställen vid fritidsgården."
NUMBER = "070-174 06 05"
CODE = re.compile(r"[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}")
FINDING = "Runor vid fritidsgårdarna"
ACTIVITY = "Fritidsledarna pratar med de unga om runorna"


@pytest.fixture
def plain(browser: Browser, server: str) -> Iterator[Page]:
    """A page without script."""
    context = browser.new_context(base_url=server, locale="sv-SE", java_script_enabled=False, accept_downloads=True)
    yield context.new_page()
    context.close()


def enter(page: Page, role: str, size: dict[str, int] = DESK) -> None:
    page.context.clear_cookies()
    page.set_viewport_size({"width": size["width"], "height": size["height"]})
    page.goto("/konto/logga-in/")
    page.locator("form", has_text=role).get_by_role("button").first.click()


def tap(page: Page, question: str, answer: str) -> None:
    """A chip under its question."""
    page.get_by_role("group", name=question).locator("label").get_by_text(answer, exact=True).click()


def test_the_story_needs_no_script(plain: Page, tmp_path: Path) -> None:
    enter(plain, "medarbetare", PHONE)
    code = report(plain)
    enter(plain, "enhetschef", PHONE)
    answer_survey(plain)
    enter(plain, "lokal samordnare")
    handle(plain)
    conclude(plain)
    bring_in(plain, tmp_path / "plan.docx")
    draft = plain.url
    edit(plain)
    because(plain)
    enter(plain, "medarbetare", PHONE)
    assert_told(plain, code)
    enter(plain, "enhetschef")
    plain.goto(draft)
    expect(plain.get_by_text(CELL)).to_have_count(1)
    enter(plain, "registrator")
    plain.goto(draft)
    decide(plain)
    assert "Dnr SN 2030/17" in plain.locator("main").inner_text()
    assert_goes_out(plain)
    enter(plain, "granskare")
    assert_log_tells(plain)


def report(page: Page) -> str:
    """Five questions and the form; a telephone number is stopped, and the rest of the text kept. Gives the code."""
    page.get_by_role("link", name="Rapportera", exact=True).click()
    page.get_by_role("link", name="Börja").click()
    for _question in range(5):
        page.get_by_role("link", name="Nej", exact=True).click()
    tap(page, "Vad slags händelse?", "Symbol, klotter")
    tap(page, "Var hände det?", "Offentlig plats")
    words = page.get_by_label("Beskriv kort")
    words.fill(f"{STICKERS} Ring {NUMBER}")
    page.get_by_role("button", name="Skicka rapporten").click()
    expect(page.get_by_text("telefonnummer").first).to_be_visible()
    assert words.input_value() == f"{STICKERS} Ring {NUMBER}"
    words.fill(STICKERS)
    page.get_by_role("button", name="Skicka rapporten").click()
    assert "Tack" in page.locator("h1").inner_text()
    code = CODE.search(page.locator("main").inner_text())
    assert code and code.group() not in page.url
    return code.group()


def answer_survey(page: Page) -> None:
    """A tap or a number for each question that is asked, section by section, and done."""
    page.goto("/enkat/")
    page.locator("main .step").get_by_role("link").first.click()
    page.get_by_label("Hur många arbetar på enheten?").fill("14")
    questions = page.locator("main form fieldset")
    for question in questions.all():
        if not question.is_visible() or question.get_by_text("Svara bara om").count():
            continue
        if (no := question.locator("label").get_by_text("Nej", exact=True)).count():
            no.click()
        elif (share := question.locator("input.survey-number")).count():
            share.fill("7 av 14")
            if question.get_by_role("checkbox", checked=True).count():  # somebody said so before
                question.locator("label").get_by_text("Vet inte", exact=True).click()
        elif (choices := question.locator("label.chip")).count():
            choices.first.click()
    page.locator("main form").get_by_role("button", name="Spara och fortsätt").first.click()
    expect(page.locator("main form").get_by_text("Sparat", exact=True).first).to_be_visible()
    page.locator("main form").get_by_role("button", name="Klar", exact=True).click()
    expect(page.locator("main")).to_contain_text("Tack. Enhetens svar är inne.")


def handle(page: Page) -> None:
    """The report whose text is the one just filed: three questions, environment, and a word back."""
    page.locator("main").get_by_role("link", name="Öppna inkorgen").click()
    unread = page.get_by_role("table", name="Att läsa")
    rows = unread.locator("tbody tr", has_text="Symbol, klotter · offentlig plats")
    rows.get_by_role("link").first.click()
    expect(page.get_by_text(STICKERS).first).to_be_visible()
    tap(page, "Kan en kollega gissa vem det handlar om?", "Nej")
    tap(page, "Har någon gjort något, inte bara tyckt något?", "Ja")
    tap(page, "Finns det ett barn som kan fara illa?", "Nej")
    page.get_by_role("group", name="Miljö").locator("label").filter(has_text="högerextremism").click()
    page.get_by_role("button", name="Fortsätt").click()
    assert page.get_by_role("link", name="Nästa rapport").evaluate("link => link === document.activeElement")
    page.locator("label", has_text="Samtal med enheten").click()
    page.get_by_text("Samordnaren har erbjudit din enhet stöd.").click()
    page.get_by_role("button", name="Spara och avsluta").click()


def conclude(page: Page) -> None:
    """A finding on the figures of the draft, published and frozen."""
    page.get_by_role("link", name="Lägesbild", exact=True).first.click()
    page.locator("main").get_by_role("link", name="Fortsätt").click()
    page.locator("main").get_by_role("link", name="Skriv en slutsats").first.click()
    page.get_by_label("Rubrik").fill(FINDING)
    page.get_by_label("Slutsats", exact=True).fill("De målas på nytt varje vår.")
    page.get_by_label("Symbol, klotter:").first.check()
    page.get_by_role("button", name="Spara").click()
    page.locator("main").get_by_role("link", name="Publicera").click()
    page.get_by_role("button", name="Publicera").click()
    with page.expect_download() as caught:
        page.locator("main").get_by_role("link", name="PDF", exact=True).click()
    assert Path(caught.value.path()).read_bytes().startswith(b"%PDF-1.7")


def bring_in(page: Page, file: Path) -> None:
    """From the start page to the draft."""
    file.write_bytes(docx_plan(PARTS))
    page.get_by_role("link", name="Handlingsplan", exact=True).first.click()
    page.get_by_role("link", name="Läs in från fil").click()
    page.get_by_label("Planen som fil").set_input_files(file)
    page.get_by_role("button", name="Läs filen").click()
    expect(page.get_by_text("Inget är sparat")).to_be_visible()
    page.get_by_label("Året planen börjar gälla").fill(YEAR)
    page.get_by_role("button", name="Spara som utkast").click()
    expect(page.locator("tbody tr")).to_have_count(2)


def edit(page: Page) -> None:
    """One cell, on a page of its own."""
    page.locator("tr", has_text="Ordna en träff").get_by_role("link", name="Ändra").click()
    page.get_by_label("Tidplan").fill(CELL)
    page.get_by_role("button", name="Spara").click()
    expect(page.get_by_text(CELL)).to_have_count(1)


def because(page: Page) -> None:
    """An activity from the finding: the chain lists it as one that nothing answers, and then no more."""
    page.get_by_role("link", name="Kedjan", exact=True).first.click()
    page.locator("main").get_by_role("link", name=FINDING).first.click()
    page.get_by_role("link", name="Visa aktiviteterna").click()
    page.get_by_role("link", name="Lägg till aktivitet").first.click()
    page.get_by_label("Avsnitt").select_option(index=1)
    page.get_by_label("Aktivitet", exact=True).fill(ACTIVITY)
    page.get_by_role("button", name="Lägg till").click()
    expect(page.get_by_text(ACTIVITY).first).to_be_visible()
    expect(page.get_by_role("link", name=FINDING).first).to_be_visible()


def assert_told(page: Page, code: str) -> None:
    """The reporter reads the outcome by the code."""
    page.get_by_role("link", name="Följ en rapport").click()
    page.get_by_label("Kvittokod").fill(code.lower())
    page.get_by_role("button", name="Visa svaret").click()
    expect(page.get_by_text("Samordnaren har erbjudit din enhet stöd.")).to_be_visible()


def decide(page: Page) -> None:
    """What the board decided, looked at once more."""
    page.get_by_role("link", name="Registrera beslut").click()
    page.get_by_label("Beslutsdatum").fill((timezone.localdate() - datetime.timedelta(days=1)).isoformat())
    page.get_by_label("Paragraf").fill("§ 14")
    page.get_by_label("Diarienummer").fill("SN 2030/17")
    page.get_by_label("Varför samråd med polisen inte har hållits").fill("Polisen hade inte möjlighet.")
    page.get_by_role("button", name="Granska").click()
    page.get_by_role("button", name="Fastställ versionen").click()


def assert_goes_out(page: Page) -> None:
    """The three files begin as such files do; the JSON holds the cell, and the finding under its activity."""
    starts = {"Word": b"PK", "PDF": b"%PDF-1.7", "Hämta som JSON": b"{"}
    for name, start in starts.items():
        with page.expect_download() as caught:
            page.locator("main").get_by_role("link", name=name, exact=True).click()
        content = Path(caught.value.path()).read_bytes()
        assert content.startswith(start), name
    rows = [row for section in json.loads(content)["sections"] for row in section["activities"]]
    assert CELL in [row["schedule"] for row in rows]
    assert {row["activity"]: [finding["heading"] for finding in row.get("findings", ())] for row in rows}[ACTIVITY] == [
        FINDING
    ]


def assert_log_tells(page: Page) -> None:
    """The coordinator, the unit manager and the registrar have read drafts; the auditor is told so, and no content."""
    page.get_by_role("link", name="Logg", exact=True).first.click()
    page.get_by_label("Vad").select_option("läste ett utkast till plan")
    page.get_by_role("button", name="Visa").click()
    page.wait_for_url(re.compile("action=plan.draft.read"))
    rows = page.locator("main tbody tr")
    assert rows.count() >= 3
    assert all("läste ett utkast till plan" in row for row in rows.all_inner_texts())
    assert page.get_by_text(CELL).count() == 0
