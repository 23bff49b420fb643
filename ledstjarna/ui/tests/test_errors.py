import pytest
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from ledstjarna.ui import errors
from ledstjarna.ui.doors import Doors


def test_an_unknown_page_says_so_in_swedish_and_shows_the_way_back(client: Client, db: None) -> None:
    response = client.get("/finns-inte/")
    assert response.status_code == 404
    assert "Sidan finns inte" in response.text
    assert 'href="/"' in response.text


def test_someone_signed_in_keeps_the_menu_on_an_error_page(alice: Client) -> None:
    response = alice.get("/finns-inte/")
    assert response.status_code == 404
    assert "Alice Andersson" in response.text


def test_the_page_speaks_english_to_those_who_read_it(client: Client, db: None) -> None:
    response = client.get("/finns-inte/", headers={"accept-language": "en"})
    assert '<html lang="en"' in response.text


def test_a_form_without_its_token_is_explained(db: None) -> None:
    response = Client(enforce_csrf_checks=True).post("/tema/", {"theme": "dark"})
    assert response.status_code == 403
    assert "Sidan har legat öppen för länge" in response.text


@pytest.mark.parametrize("status", errors.HEADINGS)
def test_every_refusal_has_a_heading_and_a_sentence(rf: RequestFactory, status: int) -> None:
    response = errors.page(rf.get("/"), status)
    assert response.status_code == status
    assert str(errors.HEADINGS[status]) in response.text
    assert str(errors.SENTENCES[status]) in response.text


def test_the_handlers_answer_with_their_own_status(rf: RequestFactory) -> None:
    request = rf.get("/")
    assert errors.bad_request(request, SuspiciousOperation()).status_code == 400
    assert errors.forbidden(request).status_code == 403
    assert errors.too_many(request).status_code == 429


def test_a_fault_of_ours_is_told_without_a_trace(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_args: object) -> HttpResponse:
        raise RuntimeError("secret detail")

    monkeypatch.setattr("ledstjarna.ui.doors.errors.page", broken)
    response = Client(raise_request_exception=False).get("/?q=%00")
    assert response.status_code == 500
    assert "Något gick fel hos oss" in response.text
    assert "secret detail" not in response.text


def test_the_last_page_stands_even_when_no_template_can_be_drawn(
    rf: RequestFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_args: object) -> str:
        raise ValueError("missing manifest entry")

    monkeypatch.setattr("ledstjarna.ui.errors.render_to_string", broken)
    response = errors.server_error(rf.get("/"))
    assert response.status_code == 500
    assert response.text == f"{errors.BROKEN}\n"


def test_a_conflict_is_409_with_the_sentence_given(rf: RequestFactory) -> None:
    def untouched(_request: HttpRequest) -> HttpResponse:
        return HttpResponse()

    doors = Doors(untouched)
    response = doors.process_exception(rf.get("/"), errors.Conflict("Bob har ändrat punkten."))
    assert response is not None and response.status_code == 409
    assert "Bob har ändrat punkten." in response.text
    assert doors.process_exception(rf.get("/"), RuntimeError()) is None
