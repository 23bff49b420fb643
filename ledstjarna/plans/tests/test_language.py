"""Plans are Swedish, whatever language the one who reads, prints or decides them has chosen."""

from collections.abc import Iterator
from io import BytesIO

import pdfplumber
import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import translation
from docx import Document

from ledstjarna.accounts.models import User
from ledstjarna.plans.models import Plan
from ledstjarna.plans.printing import plan_docx
from ledstjarna.plans.tests.world import World, browser


@pytest.fixture(autouse=True)
def _language_left_behind() -> Iterator[None]:
    """A request leaves its language in the thread; each test begins and ends in the product's own."""
    with translation.override(None, deactivate=True):
        yield


def english(user: User) -> Client:
    client = browser(user)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    return client


def words_of_docx(file: bytes) -> str:
    document = Document(BytesIO(file))
    parts = [document.element.body, document.sections[0].header._element]
    return " ".join(node.text or "" for part in parts for node in part.iter() if node.tag.endswith("}t"))


def words_of_pdf(file: bytes) -> str:
    with pdfplumber.open(BytesIO(file)) as pages:
        return " ".join(page.extract_text() for page in pages.pages)


def test_a_draft_printed_by_an_english_reader_is_swedish(world: World) -> None:
    plan = world.plan()
    client = english(world.alice)
    assert '<html lang="en"' in client.get(reverse("plans:draft", args=[plan.pk])).text
    docx = client.get(reverse("plans:draft_export", args=[plan.pk, "docx"]))
    pdf = client.get(reverse("plans:draft_export", args=[plan.pk, "pdf"]))
    for words in (words_of_docx(docx.content), words_of_pdf(pdf.content)):
        assert "Utkast, inte beslutat" in words and "Uppföljning" in words and "Ansvarig" in words
        assert "Draft" not in words and "Follow-up" not in words


def test_what_an_english_registrar_decides_is_frozen_in_swedish(world: World) -> None:
    with translation.override("en"):
        version = world.decided()
        docx = plan_docx(version.plan, ())
    words = words_of_pdf(bytes(version.pdf))
    assert "Version 1, beslutad 21 maj 2026" in words and "Diarienummer" in words
    assert "decided" not in words and "May" not in words
    assert "Nämnd" in words_of_docx(docx)


def test_a_new_plan_is_offered_a_swedish_title(world: World) -> None:
    client = english(world.alice)
    page = client.get(reverse("plans:create")).text
    assert "Start a new plan" in page
    assert 'value="Handlingsplan mot våldsbejakande extremism 2' in page


def test_swedish_texts_on_an_english_page_are_marked_as_such(world: World) -> None:
    plan = world.plan()
    page = english(world.alice).get(reverse("plans:draft", args=[plan.pk])).text
    assert '<h1 lang="sv">Handlingsplan 2026</h1>' in page
    assert '<h2 lang="sv">Inledning</h2>' in page
    assert '<div class="prose" lang="sv"><p>Planen visar vad nämnden gör.</p>' in page
    assert '<div lang="sv"><p>Möte i nätverket</p></div>' in page
    assert '<caption class="hidden-words" lang="sv">Aktiviteter</caption>' in page
    assert '<th scope="col">Follow-up</th>' in page


def test_the_titles_of_plans_are_marked_in_the_list_and_in_forms(world: World) -> None:
    world.decided()
    draft = world.plan(year=2028)
    client = english(world.alice)
    url = reverse("plans:plan", args=[Plan.objects.get(year=2026).pk])
    assert f'<a href="{url}" lang="sv">Handlingsplan 2026</a>' in client.get(reverse("plans:list")).text
    assert 'lang="sv"' in client.get(reverse("plans:rename", args=[draft.pk])).text
    activity = client.get(reverse("plans:activity", args=[world.first_activity(draft).pk])).text
    assert activity.count('<textarea name="') == 4 and activity.count('rows="2" lang="sv"') == 3


def test_a_conflict_says_that_the_other_changed_the_text(world: World) -> None:
    from ledstjarna.plans import services

    first = world.first_activity(world.plan())
    texts = {"activity": "Bobs", "responsible": "", "schedule": "", "follow_up": ""}
    services.item_edit(item=first, texts=texts, lock=0, actor_id=world.bob.pk)
    services.item_move(item=first, steps=1, actor_id=world.bob.pk)
    client = browser(world.alice)
    answer = client.post(reverse("plans:activity", args=[first.pk]), {**texts, "activity": "Alices", "lock": "0"})
    assert answer.status_code == 409 and "Bob ändrade det här" in answer.text
