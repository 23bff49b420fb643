"""What the guard holds of a text: shown while one writes, answered in one tap, and never stored unanswered."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from ledstjarna import deid
from ledstjarna.audit.models import Nameless
from ledstjarna.reports.models import Report
from ledstjarna.reports.tests.filing import marking, page_of, send
from ledstjarna.reports.tests.world import World, browser
from ledstjarna.texts.answers import Answer, answers_of, key_of

ANNA = f"description-mark-{key_of('Anna')}"
SOFT = "Anna satte upp märken på stolpen."
HARD = "Ring 070-174 06 05 om märkena."


@pytest.fixture(autouse=True)
def anna_is_a_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deid, "find", marking("Anna"))


def marks(world: World, **sent: Any) -> str:
    answer = browser(world.alice).post(reverse("reports:mark"), sent)
    assert answer.status_code == 200
    return page_of(answer)


def test_a_possible_name_comes_back_with_its_answers_and_its_replacements(world: World) -> None:
    page = marks(world, description=SOFT)
    assert "Är ”Anna” ett namn?" in page and "<html" not in page and "checked" not in page
    assert [code for code in Answer.values if f'name="{ANNA}" value="{code}"' in page] == Answer.values
    for role in ("en elev", "en vårdnadshavare", "en kollega", "en brukare", "en granne", "en ung person", "en vuxen"):
        assert f'data-instead="{role}"' in page


def test_what_can_never_be_stored_says_what_to_take_out(world: World) -> None:
    page = marks(world, description=HARD)
    assert 'data-words="070-174 06 05"' in page and 'data-instead=""' in page and 'type="radio"' not in page


def test_an_answer_that_was_given_stays_while_one_goes_on_writing(world: World) -> None:
    page = marks(world, description=f"{SOFT} Mer text.", **{ANNA: "place"})
    assert "mark-settled" in page and re.search(r'value="place"\s+checked', page)


def test_a_text_without_anything_has_no_marks(world: World) -> None:
    for text in ("Klistermärken på stolpen.", "", "x" * 1_001, "Anna " * 300):
        assert marks(world, description=text).strip() == ""
    assert marks(world).strip() == "" and marks(world, other=SOFT).strip() == ""


def test_the_answer_to_a_question_has_its_marks_too(world: World) -> None:
    assert f'name="answer-mark-{key_of("Anna")}"' in marks(world, answer=SOFT)


def test_a_text_that_is_looked_at_is_kept_nowhere(world: World) -> None:
    client = browser(world.alice)
    before = dict(client.session)
    with CaptureQueriesContext(connection) as caught:
        answer = client.post(reverse("reports:mark"), {"description": SOFT})
    assert not [query["sql"] for query in caught if not query["sql"].startswith("SELECT")]
    assert (answer["Cache-Control"], dict(client.session)) == ("no-store", before)
    assert not answer.cookies and "Anna" not in str(answer.headers) and not Nameless.objects.exists()
    assert client.get(reverse("reports:mark"), {"description": SOFT}).status_code == 405


def test_a_possible_name_stops_the_report_until_it_is_answered(world: World) -> None:
    client = browser(world.alice)
    refused = send(client, description=SOFT)
    page = page_of(refused)
    assert refused.status_code == 422 and SOFT in page and 'id="id_description_error"' in page
    assert f'name="{ANNA}"' in page and not Report.objects.exists()
    assert send(client, description=SOFT, **{ANNA: "nonsense"}).status_code == 422
    assert send(client, description=SOFT, **{ANNA: "place"}).status_code == 303
    report = Report.objects.get()
    assert report.description == SOFT and answers_of(report.description or "") == {key_of("Anna"): "place"}


def test_an_answer_to_other_words_or_to_a_hard_mark_lets_nothing_through(world: World) -> None:
    client = browser(world.alice)
    for text, words in ((SOFT, "Bertil"), (HARD, "070-174 06 05")):
        sent = {f"description-mark-{key_of(words)}": "word"}
        assert send(client, description=text, **sent).status_code == 422
    assert not Report.objects.exists()


def test_the_text_is_asked_about_as_it_is_written_and_nothing_else_is_sent(world: World) -> None:
    page = page_of(browser(world.alice).get(reverse("reports:file")))
    area = re.search(r"<textarea[^>]+>", page)
    assert area and f'hx-post="{reverse("reports:mark")}"' in area[0]
    assert 'hx-trigger="input changed delay:600ms"' in area[0] and 'autocomplete="off"' in area[0]
    kept_back = re.search(r'hx-params="not ([^"]+)"', area[0])
    assert kept_back
    named = set(re.findall(r'name="(\w+)"', page.partition('class="form report-form')[2].partition("</form>")[0]))
    assert named - set(kept_back[1].split(",")) == {"description", "csrfmiddlewaretoken"}
