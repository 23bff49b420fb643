import re

import pytest
from django.test import Client


def test_a_chosen_theme_is_kept_and_one_stays_where_one_was(client: Client, db: None) -> None:
    response = client.post("/tema/", {"theme": "dark", "next": "/konto/logga-in/"})
    assert response.headers["Location"] == "/konto/logga-in/"
    assert response.cookies["tema"]["httponly"]
    assert 'data-color-scheme="dark"' in client.get("/konto/logga-in/").text


@pytest.mark.parametrize("theme", ["", "pink", '"><script>'])
def test_a_theme_that_is_none_changes_nothing(client: Client, db: None, theme: str) -> None:
    assert "tema" not in client.post("/tema/", {"theme": theme}).cookies
    client.cookies["tema"] = "pink"
    assert 'data-color-scheme="auto"' in client.get("/konto/logga-in/").text


def test_the_way_back_never_leads_to_another_site(client: Client, db: None) -> None:
    response = client.post("/tema/", {"theme": "dark", "next": "https://example.com/"})
    assert response.headers["Location"] == "/"


def test_the_language_can_be_changed_before_sign_in(client: Client, db: None) -> None:
    client.post("/sprak/", {"language": "en", "next": "/konto/logga-in/"})
    assert '<html lang="en"' in client.get("/konto/logga-in/").text


def test_theme_and_language_are_changed_by_post_alone(client: Client, db: None) -> None:
    assert client.get("/tema/").status_code == 405
    assert client.get("/sprak/").status_code == 405


def test_the_component_page_is_for_those_signed_in(client: Client, alice: Client) -> None:
    assert client.get("/komponenter/").status_code == 302
    assert alice.get("/komponenter/").status_code == 200


def test_the_component_page_has_one_heading_unique_ids_and_nothing_inline(alice: Client) -> None:
    html = alice.get("/komponenter/").text
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    assert html.count("<h1") == 1
    assert not re.search(r"\sstyle=|<style|<script(?![^>]*\ssrc=)|\son\w+=", html)
    assert "<c-" not in html and "{{" not in html and "{%" not in html


def test_the_table_can_be_sorted_by_a_link(alice: Client) -> None:
    html = alice.get("/komponenter/?sort=-count").text
    assert 'aria-sort="descending"' in html
    assert html.index("Enhetschef</td>") < html.index("Öppet hus</td>")


def test_every_page_carries_the_headers_of_the_house(client: Client, alice: Client) -> None:
    for response in (client.get("/konto/logga-in/"), alice.get("/komponenter/"), client.get("/finns-inte/")):
        assert "camera=()" in response.headers["Permissions-Policy"]
        assert "no-store" in response.headers["Cache-Control"]
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert response.headers["Referrer-Policy"] == "same-origin"
        assert response.headers["Cross-Origin-Opener-Policy"] == "same-origin"
        policy = response.headers["Content-Security-Policy"]
        assert "default-src 'self'" in policy and "unsafe" not in policy
