"""Draw docs/images anew: the demo municipality in a browser, one picture for each step of docs/story.md.

Usage: .venv/bin/python -m tools.screens
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from tools.browser import chromium, flags
from tools.server import product
from tools.steps import ROOT

IMAGES = ROOT / "docs" / "images"
DESKTOP = {"viewport": {"width": 1280, "height": 900}}
PHONE = {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 2, "is_mobile": True}
LARGEST = 250_000  # bytes
SWEDISH = {**os.environ, "LANGUAGE": "sv"}  # what the browser itself writes: dates


def sign_in(page: Page) -> None:
    """The doors to the demo's roles."""
    page.goto("/konto/logga-in/")


def start(page: Page) -> None:
    """What waits for the coordinator."""
    _enter(page, "Sam Exempel")


def plan(page: Page) -> None:
    """The plan that the board has decided."""
    _enter(page, "Sam Exempel")
    _follow(page, "Planer som gäller")


def answers(page: Page) -> None:
    """An activity of the decided plan with the finding it answers."""
    plan(page)
    row = page.locator("tr", has_text="Göra blanketten och rutinen kända").element_handle()
    page.evaluate("row => scrollTo(0, row.getBoundingClientRect().top + scrollY - 200)", row)


def draft(page: Page) -> None:
    """The draft of the next version."""
    plan(page)
    page.get_by_role("link", name="Visa utkastet").click()


def edit(page: Page) -> None:
    """A row of the draft, opened where it stands."""
    draft(page)
    row = page.locator("tr", has_text="Göra blanketten och rutinen kända")
    row.get_by_role("link", name="Ändra").click()
    form = page.locator("tr form.form").first
    form.wait_for()
    page.evaluate("form => scrollTo(0, form.getBoundingClientRect().top + scrollY - 60)", form.element_handle())


def decision(page: Page) -> None:
    """The registrar looks once more at what the board decided."""
    today = date.today()  # noqa: DTZ011 (the server's own day)
    _enter(page, "Nora Exempel")
    page.get_by_role("link", name="Handlingsplan", exact=True).first.click()
    page.locator("main").get_by_role("link", name="Utkast").first.click()
    page.get_by_role("link", name="Registrera beslut").click()
    page.get_by_label("Beslutsdatum").fill(f"{today:%Y-%m-%d}")
    page.get_by_label("Paragraf").fill("§ 21")
    page.get_by_label("Diarienummer").fill(f"SOC {today.year}/204")
    page.get_by_role("button", name="Granska").click()


def activity(page: Page) -> None:
    """An activity's own page: as written and as understood, who, when."""
    draft(page)
    row = page.locator("tr", has_text="Göra blanketten och rutinen kända")
    row.get_by_role("link", name="Öppna").first.click()


def handing_over(page: Page) -> None:
    """What the board will find, before the draft goes to it."""
    draft(page)
    page.get_by_role("link", name="Lämna till nämnden").click()


def follow_up(page: Page) -> None:
    """A unit manager's own activities in the period that is open."""
    _enter(page, "Elis Exempel")
    page.goto("/uppfoljning/")


def city(page: Page) -> None:
    """Boards beside the year's periods."""
    _enter(page, "Cleo Exempel")
    page.get_by_role("link", name="Staden", exact=True).first.click()
    page.get_by_role("link", name="Nämnder och perioder").click()
    page.get_by_role("link", name=str(date.today().year)).first.click()  # noqa: DTZ011


def star(page: Page) -> None:
    """The prevention star of the decided plan."""
    plan(page)
    page.locator(".plan-star svg").first.scroll_into_view_if_needed()


def wheel(page: Page) -> None:
    """What happens when in the year."""
    _enter(page, "Sam Exempel")
    page.get_by_role("link", name="Årshjul", exact=True).first.click()


def log(page: Page) -> None:
    """The auditor asks who has read reports."""
    _enter(page, "Disa Exempel")
    page.get_by_role("link", name="Logg", exact=True).first.click()
    page.get_by_label("Vad").select_option("läste en rapport")
    page.get_by_role("button", name="Visa").click()
    page.locator("main table").scroll_into_view_if_needed()


def routine(page: Page) -> None:
    """The first of the questions before the form."""
    _enter(page, "Mira Exempel")
    page.locator("main").get_by_role("link", name="Rapportera", exact=True).click()
    page.get_by_role("link", name="Börja").click()


def form(page: Page) -> None:
    """The form, with a telephone number that is marked while one writes."""
    _fill(page, "Nya klistermärken på stolparna vid skolgården. Ring mig på 070-174 06 05.")
    page.locator(".mark-hard").wait_for()
    page.get_by_label("Beskriv kort").evaluate(
        "field => scrollTo(0, field.getBoundingClientRect().top + scrollY - 330)"
    )


def receipt(page: Page) -> None:
    """The receipt code."""
    _fill(page, "Nya klistermärken på stolparna vid skolgården. En kollega tog bort dem.")
    page.get_by_role("button", name="Skicka rapporten").click()


def triage(page: Page) -> None:
    """A report with the three questions."""
    _enter(page, "Sam Exempel")
    page.get_by_role("link", name="Öppna inkorgen").click()
    page.locator("main table").first.locator("tbody").get_by_role("link").first.click()


def outcome(page: Page) -> None:
    """What has come of a report, read by its code."""
    text = "Klotter med en symbol på muren vid torget."
    _fill(page, text)
    page.get_by_role("button", name="Skicka rapporten").click()
    code = page.locator(".report-code").inner_text()
    _enter(page, "Sam Exempel")
    page.get_by_role("link", name="Öppna inkorgen").click()
    _last_report(page)
    for question, answer in (
        ("Kan en kollega gissa vem det handlar om?", "Nej"),
        ("Har någon gjort något, inte bara tyckt något?", "Ja"),
        ("Finns det ett barn som kan fara illa?", "Nej"),
    ):
        _tap(page, question, answer)
    page.get_by_role("button", name="Fortsätt").click()
    page.locator("label", has_text="Sanering eller borttagning").click()
    page.get_by_text("Det som fanns på platsen är borttaget.").click()
    page.get_by_role("button", name="Spara och avsluta").click()
    _enter(page, "Mira Exempel")
    page.get_by_role("link", name="Följ en rapport").click()
    page.get_by_label("Kvittokod").fill(code)
    page.get_by_role("button", name="Visa svaret").click()


def survey_answer(page: Page) -> None:
    """The questions to a unit manager."""
    _enter(page, "Elis Exempel")
    page.locator("main").get_by_role("link", name="Svara").first.click()


def survey_round(page: Page) -> None:
    """Last year's round with its results."""
    _enter(page, "Sam Exempel")
    page.get_by_role("link", name="Enkäter", exact=True).first.click()
    page.locator("main table").get_by_role("link").nth(1).click()


def situation_draft(page: Page) -> None:
    """The draft of this year's picture."""
    _enter(page, "Sam Exempel")
    page.get_by_role("link", name="Lägesbild", exact=True).first.click()
    page.locator("main").get_by_role("link", name="Fortsätt").first.click()


def situation_picture(page: Page) -> None:
    """Last year's picture as it was published."""
    _enter(page, "Sam Exempel")
    page.get_by_role("link", name="Lägesbild", exact=True).first.click()
    page.locator("main table").get_by_role("link").first.click()


def chain(page: Page) -> None:
    """Findings with their activities, and the loose ends."""
    _enter(page, "Sam Exempel")
    page.get_by_role("link", name="Kedjan", exact=True).first.click()


PICTURES: tuple[tuple[str, Callable[[Page], None], dict[str, Any]], ...] = (
    ("sign-in", sign_in, DESKTOP | {"viewport": {"width": 640, "height": 900}}),
    ("report-routine", routine, PHONE),
    ("report-form", form, PHONE),
    ("report-receipt", receipt, PHONE),
    ("report-triage", triage, DESKTOP),
    ("report-outcome", outcome, PHONE),
    ("survey-answer", survey_answer, PHONE),
    ("survey-round", survey_round, DESKTOP),
    ("situation-draft", situation_draft, DESKTOP),
    ("situation-picture", situation_picture, DESKTOP),
    ("chain", chain, DESKTOP),
    ("start", start, DESKTOP),
    ("plan", answers, DESKTOP),
    ("edit", edit, DESKTOP),
    ("decision", decision, DESKTOP),
    ("activity", activity, DESKTOP),
    ("handing-over", handing_over, DESKTOP),
    ("follow-up", follow_up, PHONE),
    ("city", city, DESKTOP),
    ("star", star, DESKTOP),
    ("wheel", wheel, DESKTOP),
    ("log", log, DESKTOP),
    ("start-phone", start, PHONE),
    ("draft-dark", draft, DESKTOP | {"color_scheme": "dark"}),
)


def _tap(page: Page, question: str, answer: str) -> None:
    page.get_by_role("group", name=question).locator("label").get_by_text(answer, exact=True).click()


def _fill(page: Page, text: str) -> None:
    """The form as it is before it is sent."""
    routine(page)
    for _question in range(5):
        page.get_by_role("link", name="Nej", exact=True).click()
    _tap(page, "Vad slags händelse?", "Symbol, klotter")
    _tap(page, "Var hände det?", "Skola")
    page.get_by_label("Beskriv kort").fill(text)


def _last_report(page: Page) -> None:
    """The newest of those that wait."""
    page.get_by_role("table", name="Att läsa").locator("tbody tr").last.get_by_role("link").first.click()


def _enter(page: Page, name: str) -> None:
    page.context.clear_cookies()
    page.goto("/konto/logga-in/")
    page.get_by_role("button", name=name).click()
    page.wait_for_url(lambda address: "logga-in" not in address)


def _follow(page: Page, card: str) -> None:
    """The first link in the card with this heading."""
    page.locator(".ds-card", has=page.get_by_role("heading", name=card)).get_by_role("link").first.click()


def _draw(browser: Browser, address: str, name: str, walk: Callable[[Page], None], options: dict[str, Any]) -> None:
    context = browser.new_context(base_url=address, locale="sv-SE", timezone_id="Europe/Stockholm", **options)
    page = context.new_page()
    walk(page)
    page.wait_for_load_state("networkidle")
    file = IMAGES / f"{name}.png"
    page.screenshot(path=file)
    context.close()
    size = file.stat().st_size
    print(f"{file.relative_to(ROOT)}  {size // 1000} kB")
    if size > LARGEST:
        raise SystemExit(f"{file.name} is larger than {LARGEST // 1000} kB")


def main() -> None:
    """Serve the demo from a folder of its own, and draw every picture."""
    IMAGES.mkdir(exist_ok=True)
    with (
        tempfile.TemporaryDirectory(prefix="ledstjarna-screens-", ignore_cleanup_errors=True) as folder,
        product(Path(folder)) as address,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=chromium(), args=flags(), env=dict(SWEDISH))
        for name, walk, options in PICTURES:
            _draw(browser, address, name, walk, options)
        browser.close()


if __name__ == "__main__":
    main()
