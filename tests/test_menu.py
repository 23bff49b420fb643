"""The menu marks the one door that the page lies behind."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from ledstjarna.accounts.models import Unit, User
from ledstjarna.walls.roles import Role

pytestmark = pytest.mark.slow

MARKED = re.compile(r'<a href="([^"]+)" aria-current="page"')


@pytest.fixture
def marked(demo: None) -> dict[str, set[str]]:
    unit = Unit.objects.first()
    assert unit is not None
    pages: dict[Role, list[str]] = {
        Role.ADMINISTRATOR: [
            reverse("home:start"),
            reverse("accounts:tree"),
            reverse("accounts:unit", args=[unit.pk]),
            reverse("accounts:vacancies"),
            reverse("accounts:people"),
            reverse("accounts:person_add"),
            reverse("accounts:permissions"),
            reverse("accounts:me"),
            reverse("audit:retention"),
            reverse("audit:rule", args=["audit.sessions"]),
            reverse("operations:outbox"),
            reverse("plans:list"),
        ],
        Role.AUDITOR: [reverse("audit:log"), reverse("audit:reviews"), reverse("audit:review_new")],
    }
    found: dict[str, set[str]] = {}
    for role, addresses in pages.items():
        client = Client()
        client.force_login(User.objects.get(assignments__role=role, demo=True))
        for address in addresses:
            page = client.get(address)
            assert page.status_code == 200, address
            menu = re.search(r'<nav class="menu".*?</nav>', page.text, re.DOTALL)
            assert menu is not None
            hits = MARKED.findall(menu[0])
            assert len(hits) <= 1, address
            found[address] = set(hits)
    return found


def test_each_page_marks_its_own_door_and_no_other(marked: dict[str, set[str]]) -> None:
    own_account = reverse("accounts:me")
    assert marked.pop(own_account) == set()
    for address, hits in marked.items():
        parts = address.strip("/").split("/")
        door = reverse("accounts:vacancies") if parts[-1] == "obesatta" else f"/{parts[0]}/" if parts[0] else "/"
        assert hits == {door}, address
