"""Every door takes anything: what people, browsers and attackers send is answered, never with an error of ours.

The forms are read off the pages themselves and sent back with some of their values spoilt, so that what is right in
them lets the wrong through to the services.
"""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from pytest_django import DjangoDbBlocker

from ledstjarna.accounts.models import User
from ledstjarna.accounts.signin.adapters import MfaAdapter
from ledstjarna.accounts.testing import once_for_the_module
from ledstjarna.walls import matrix
from ledstjarna.walls.roles import Role
from tests.matrix.sample import Level, samples
from tests.matrix.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

SAMPLES = samples()
UNSHRUNK = (Phase.explicit, Phase.reuse, Phase.generate)  # a failing form of three fields is small enough
DOORS = {door.name: door for door in matrix.doors()}
ROLES = (
    Role.ADMINISTRATOR,
    Role.CENTRAL_COORDINATOR,
    Role.LOCAL_COORDINATOR,
    Role.CENTRAL_COORDINATOR,
    Role.REGISTRAR,
    Role.UNIT_MANAGER,
    Role.AUDITOR,
    Role.STAFF,
)
STORED = (
    "accounts.Unit",
    "accounts.User",
    "accounts.Assignment",
    "plans.Plan",
    "plans.Section",
    "plans.Activity",
    "plans.Party",
    "plans.Occurrence",
    "plans.Indicator",
    "plans.Goal",
    "plans.Partner",
    "plans.Template",
    "plans.TemplateSection",
    "plans.Term",
    "plans.Step",
    "plans.Remark",
    "plans.Objection",
    "plans.Version",
    "plans.Masking",
    "followup.Report",
    "periods.Period",
    "periods.Reopening",
    "reports.Report",
    "surveys.Round",
    "surveys.Answer",
    "situation.Picture",
    "situation.Finding",
)
QUERY = (
    "page",
    "under",
    "unit",
    "roll",
    "person",
    "before",
    "since",
    "until",
    "kind",
    "row",
    "board",
    "q",
    "next",
    "limit",
    "period",
    "year",
    "namnd",
)
NASTY = st.sampled_from(
    [
        "", " ", "x" * 100_000, "\x00", "a\x00b", "\u202eabc", "9" * 30, "9" * 5_000, "-1", "0", "1e999", "5.0", "٣",
        "0000-00-00", "99999-01-01", "0001-01-01", "9999-12-31", "2026-02-30", "[]", "{}", "null", "=1+1", "%00",
        "<script>alert(1)</script>", "../../etc/passwd", "ﬃ" * 90 + "@x.se", "\r\nSet-Cookie: a=b", "811228-9874",
        "00000000-0000-0000-0000-000000000000", "\ud800".encode("utf-8", "replace").decode(), "\ufffe", "ß" * 300,
    ]
)  # fmt: skip
FILES = st.sampled_from(
    [
        b"", b"PK\x03\x04" + b"\x00" * 100, b"%PDF-1.4\n%%EOF", b"{", b"[1]", b'{"title": "\\ud800", "sections": []}',
        b'{"title": "Plan", "sections": []}', b"\xff\xfe" * 50, b"\xd0\xcf\x11\xe0" + b"\x00" * 600, b"<?xml" * 99,
        "enhetskod;roll;funktion;från och med\nA1;mottagare;=cmd();0001-01-01\n".encode(),
        "kod;namn;slag;överordnad;från och med\nX;Y;enhet;X;9999-12-31\n".encode(),
    ]
)  # fmt: skip
NAMES = st.sampled_from(["a.docx", "a.pdf", "a.csv", "a.xlsx", "a.json", "../a.csv", "x" * 300 + ".csv", "a\u202e.pdf"])


class Form(HTMLParser):
    """The fields of a page's forms with the values they stand at; of a choice, all that may be chosen."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.fields: dict[str, list[str]] = {}
        self.files: set[str] = set()
        self._select = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        name = given.get("name", "")
        if tag == "select":
            self._select = name
        if tag == "option" and self._select:
            self.fields.setdefault(self._select, []).append(given.get("value", ""))
        if tag == "textarea":
            self.fields.setdefault(name, []).append("En text")
        if tag in ("input", "button") and name and given.get("type") == "file":
            self.files.add(name)
        elif tag in ("input", "button") and name:
            self.fields.setdefault(name, []).append(given.get("value", "") or "2026-01-01")


class Site:
    """One municipality and a browser for each who is let in somewhere; what a request changes is undone."""

    def __init__(self) -> None:
        self.world = World()
        self.users = [self.world.holders[role, where] for role in ROLES for where in ("board", "city")]

    def visitor(self, name: str) -> tuple[User | None, Client]:
        client = Client(raise_request_exception=False)
        permission = DOORS[name].permission
        if permission is None:
            return None, client
        holders = [user for user in self.users if user.may(permission)]
        user = next((user for user in holders if user.boards(permission)), holders[0])
        client.force_login(user)
        return user, client

    def address(self, name: str, user: User | None) -> str:
        sample = SAMPLES.get(name)
        if not DOORS[name].kwargs or sample is None:
            return reverse(name)
        return reverse(name, kwargs=sample.kwargs(self.world, user if sample.level is Level.PERSON else self.world.own))


@pytest.fixture(scope="module")
def site(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Site]:
    yield from once_for_the_module(Site, django_db_blocker)


def _count() -> list[int]:
    return [apps.get_model(name)._default_manager.count() for name in STORED]


def _knock(site: Site, name: str, data: st.DataObject) -> None:
    with transaction.atomic():
        Authenticator.objects.update(data={"secret": MfaAdapter().encrypt("JBSWY3DPEHPK3PXP")})
        user, client = site.visitor(name)
        url = site.address(name, user)
        asked = data.draw(st.dictionaries(st.sampled_from(QUERY), NASTY, max_size=3))
        page = getattr(client, data.draw(st.sampled_from(["get", "get", "head"])))(url, asked)
        assert page.status_code < 500, (url, asked)
        form = Form(client.get(url).getvalue().decode(errors="replace"))
        sent: dict[str, Any] = {field: data.draw(st.sampled_from(values)) for field, values in form.fields.items()}
        sent |= {field: SimpleUploadedFile(data.draw(NAMES), data.draw(FILES)) for field in form.files}
        if sent:
            for field in data.draw(st.lists(st.sampled_from(sorted(sent)), max_size=2)):
                sent[field] = data.draw(st.one_of(NASTY, st.lists(NASTY, min_size=2, max_size=2)))
            for field in data.draw(st.lists(st.sampled_from(sorted(sent)), max_size=1)):
                del sent[field]
        before = _count()
        answer = getattr(client, data.draw(st.sampled_from(["post", "post", "post", "put"])))(url, sent)
        assert answer.status_code < 500, (url, sent)
        if answer.status_code >= 400:
            assert _count() == before, (url, sent)
        transaction.set_rollback(True)


@pytest.mark.parametrize("name", sorted(DOORS))
@given(data=st.data())
@settings(max_examples=3, phases=UNSHRUNK, suppress_health_check=list(HealthCheck))
def test_a_door_answers_whatever_is_sent(site: Site, name: str, data: st.DataObject) -> None:
    _knock(site, name, data)


@pytest.mark.deep
@pytest.mark.parametrize("name", sorted(DOORS))
@given(data=st.data())
@settings(max_examples=150, phases=UNSHRUNK, suppress_health_check=list(HealthCheck))
def test_a_door_answers_whatever_is_sent_again_and_again(site: Site, name: str, data: st.DataObject) -> None:
    _knock(site, name, data)
