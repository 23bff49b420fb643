import re

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

THEME = "/tema/"


def sentence(response: object) -> str:
    """The page's one sentence."""
    found = re.search(r'<p class="head-lead">([^<]+)</p>', response.content.decode())  # type: ignore[attr-defined]
    assert found, "the page has no sentence"
    return found.group(1)


@pytest.mark.parametrize("raw", [b"a%00b", b"a%ED%A0%80b", b"a%ffb"], ids=["NUL", "lone surrogate", "not UTF-8"])
def test_what_cannot_be_read_is_refused_in_a_form(client: Client, db: None, raw: bytes) -> None:
    response = client.post(THEME, b"theme=" + raw, content_type="application/x-www-form-urlencoded")
    assert response.status_code == 400
    assert "tecken som inte går att läsa" in sentence(response)


@pytest.mark.parametrize("value", [b"a\x00b", b"a\xffb"], ids=["NUL", "not UTF-8"])
def test_it_is_refused_in_a_form_with_files(client: Client, db: None, value: bytes) -> None:
    part = b'Content-Disposition: form-data; name="theme"\r\n\r\n' + value
    body = b"--x\r\n" + part + b"\r\n--x--\r\n"
    response = client.post(THEME, body, content_type="multipart/form-data; boundary=x")
    assert response.status_code == 400


@pytest.mark.parametrize("charset", ["hex", "rot13", "base64", "zlib", "idna", "undefined", "utf-7", "latin-1", "nope"])
@pytest.mark.parametrize("kind", ["multipart/form-data; boundary=x", "application/x-www-form-urlencoded"])
def test_whatever_a_form_says_it_is_written_in_it_is_read_as_utf_8(
    client: Client, db: None, kind: str, charset: str
) -> None:
    part = 'Content-Disposition: form-data; name="theme"\r\n\r\nmörk'
    body = f"--x\r\n{part}\r\n--x--\r\n" if kind.endswith("=x") else "theme=m%C3%B6rk"
    response = client.generic("POST", THEME, body.encode(), content_type=f"{kind}; charset={charset}")
    assert response.status_code == client.post(THEME, {"theme": "mörk"}).status_code


@pytest.mark.parametrize("address", ["/?q=a%00b", "/?q=%ED%A0%80", "/a%00b/"])
def test_it_is_refused_in_an_address(client: Client, db: None, address: str) -> None:
    response = client.get(address)
    assert response.status_code == 400
    assert sentence(response) == "Adressen innehåller tecken som inte går att läsa."


def test_an_upload_over_the_limit_is_413_and_is_read_to_its_end(client: Client, db: None) -> None:
    body = b"x" * (26 * 1024 * 1024)
    response = client.post(THEME, body, content_type="application/octet-stream")
    assert response.status_code == 413
    assert sentence(response).startswith("Filen är för stor")


def test_a_text_too_long_for_any_form_is_413(client: Client, db: None) -> None:
    response = client.post(THEME, {"theme": "x" * (3 * 1024 * 1024)})
    assert response.status_code == 413


def test_too_many_fields_are_413(client: Client, db: None, settings: Settings) -> None:
    assert settings.DATA_UPLOAD_MAX_NUMBER_FIELDS <= 3_000
    too_many = range(settings.DATA_UPLOAD_MAX_NUMBER_FIELDS + 1)
    response = client.post(THEME, {f"field{number}": "" for number in too_many})
    assert response.status_code == 413


def test_a_broken_upload_is_400(client: Client, db: None) -> None:
    response = client.post(THEME, b"no parts", content_type="multipart/form-data; boundary=")
    assert response.status_code == 400


def test_a_text_of_100_000_characters_and_right_to_left_marks_passes(client: Client, db: None) -> None:
    response = client.post(reverse("ui:theme"), {"theme": "dark", "note": "å\u202e" * 50_000})
    assert response.status_code == 302


def test_a_cookie_that_no_database_can_look_up_is_no_cookie(client: Client, db: None) -> None:
    response = client.get("/konto/logga-in/", HTTP_COOKIE='sessionid="\\000aaaaaaaaaaaaaaaa"; tema=dark')
    assert response.status_code == 200
    assert 'data-color-scheme="dark"' in response.content.decode()
