"""A manager answers the survey on a phone: each answer is saved as it is given, and questions come as they are due."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

pytestmark = pytest.mark.browser


@pytest.fixture
def survey(page: Page) -> Page:
    return begin(page)


def begin(page: Page) -> Page:
    """The unit manager's open survey on a phone."""
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto("/konto/logga-in/")
    page.locator("form", has_text="enhetschef").get_by_role("button").first.click()
    page.goto("/enkat/")
    page.locator("main .step").get_by_role("link").first.click()
    if page.get_by_role("link", name="Ändra svaren").count():
        page.get_by_role("link", name="Ändra svaren").click()
    return page


def question(page: Page, words: str) -> Locator:
    return page.locator(".survey-question", has_text=words)


def tap(asked: Locator, answer: str) -> None:
    asked.locator("label").get_by_text(answer, exact=True).click()


def saved(asked: Locator) -> None:
    expect(asked.locator(".survey-saved")).to_have_text(re.compile(r"^Sparat( \d\d\.\d\d)?$"))


def test_an_answer_is_saved_as_it_is_given_and_is_there_again(survey: Page) -> None:
    known = question(survey, "Känner du som chef till kommunens vägledning?")
    tap(known, "Ja")
    saved(known)
    survey.reload()
    expect(known.get_by_role("radio", name="Ja")).to_be_checked()
    tap(known, "Nej")
    saved(known)
    tap(known, "Ja")  # quicker than the answer comes
    with survey.expect_response(lambda answer: "q-guidance_known=unknown" in (answer.request.post_data or "")):
        tap(known, "Vet inte")
    saved(known)
    survey.reload()
    expect(known.get_by_role("radio", name="Vet inte")).to_be_checked()


def test_what_leans_on_an_answer_comes_and_goes_with_it(survey: Page) -> None:
    wished, with_whom = (
        question(survey, "Önskar ni samverkan med någon"),
        question(survey, "Vilka önskar ni samverka med?"),
    )
    tap(wished, "Nej")
    saved(wished)
    expect(with_whom).to_be_hidden()
    tap(wished, "Ja")
    saved(wished)
    expect(with_whom).to_be_visible()
    tap(with_whom, "Trossamfund")
    saved(with_whom)
    tap(wished, "Nej")
    expect(with_whom).to_be_hidden()
    expect(wished.locator(".survey-saved")).to_contain_text("Sparat")
    tap(wished, "Ja")  # a slip of the thumb costs nothing: what was answered comes back, and is saved anew
    expect(with_whom.get_by_role("checkbox", name="Trossamfund")).to_be_checked()
    saved(with_whom)
    tap(with_whom, "Polisen")
    saved(with_whom)
    survey.reload()
    expect(with_whom.get_by_role("checkbox", name="Polisen")).to_be_checked()
    expect(with_whom.get_by_role("checkbox", name="Trossamfund")).to_be_checked()


def test_what_is_typed_is_saved_after_a_pause_and_when_one_turns_away(survey: Page) -> None:
    words = question(survey, "Vill du säga mer om vad ni behöver?")
    words.get_by_role("textbox").fill("Mer övning")
    saved(words)  # without leaving the field
    words.get_by_role("textbox").fill("Mer övning i höst")
    survey.evaluate("""() => {
        Object.defineProperty(document, "hidden", {value: true, configurable: true});
        document.dispatchEvent(new Event("visibilitychange"));
    }""")
    expect(words.locator(".survey-saved")).to_have_text(re.compile(r"Spara"))
    saved(words)
    survey.reload()
    expect(words.get_by_role("textbox")).to_have_value("Mer övning i höst")


def test_a_number_and_not_knowing_it_rule_each_other_out(survey: Page) -> None:
    share = question(survey, "Hur stor del av medarbetarna känner till vägledningen")
    share.get_by_role("textbox").fill("9 av 12")
    share.get_by_role("textbox").blur()
    saved(share)
    tap(share, "Vet inte")
    expect(share.get_by_role("textbox")).to_have_value("")
    saved(share)
    share.get_by_role("textbox").fill("nästan alla")
    share.get_by_role("textbox").blur()
    expect(share.locator(".survey-saved")).to_contain_text("mellan 0 och 100")


def test_what_did_not_arrive_is_said_and_sent_again_when_there_is_contact(browser: Browser, server: str) -> None:
    context = browser.new_context(base_url=server, locale="sv-SE")  # whose console may say that the line is broken
    survey = begin(context.new_page())
    known = question(survey, "Känner du som chef till formuläret")
    tap(known, "Nej")
    saved(known)
    context.set_offline(True)
    tap(known, "Ja")
    expect(known.locator(".survey-saved .wrong")).to_contain_text("Inte sparat.")
    context.set_offline(False)
    saved(known)
    survey.reload()
    expect(known.get_by_role("radio", name="Ja")).to_be_checked()
    context.close()


def test_nothing_is_wider_than_the_phone(survey: Page) -> None:
    assert survey.evaluate("document.documentElement.scrollWidth") <= 390
