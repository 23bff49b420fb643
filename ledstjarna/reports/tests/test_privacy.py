"""Who filed is nowhere: not in a row, a session or a log. What was written is nowhere in plain text."""

from __future__ import annotations

import datetime as dt
import logging
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from stdnum.luhn import calc_check_digit

from ledstjarna.accounts.models import User
from ledstjarna.accounts.tests.town import person
from ledstjarna.audit.models import Entry, Nameless, Outcome
from ledstjarna.audit.services import attempt, seal
from ledstjarna.audit.tests.test_protected_text import bytes_of_the_database
from ledstjarna.reports import services
from ledstjarna.reports.tests.filing import receipt, send
from ledstjarna.reports.tests.world import World, browser
from ledstjarna.walls.roles import Role

SECRET = "Kvarnen om lördag kväll"
PASSWORD = "glada grisar grymtar gott"
# What differs from one report to the next, whoever files it.
OWN = {"id", "code_hash", "description"}

Row = tuple[str, tuple[tuple[str, str], ...]]


def signed_in(user: User) -> Client:
    """A browser where the user has signed in with a password, as the log tells."""
    user.set_password(PASSWORD)
    user.save()
    client = Client()
    answer = client.post("/konto/logga-in/", {"login": user.email, "password": PASSWORD})
    assert answer.status_code == 302 and Entry.objects.latest("pk").action == "sign_in"
    return client


def all_rows() -> set[Row]:
    """Every row of every table as (table, ((column, value as text), …))."""
    found: set[Row] = set()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608
            columns = [column[0] for column in cursor.description]
            found |= {(table, tuple(zip(columns, map(str, row), strict=True))) for row in cursor.fetchall()}
    return found


def written_by(user: User) -> set[Row]:
    """The rows that filing a report leaves behind or changes, anywhere in the database."""
    client = browser(user)
    before = all_rows()
    assert send(client, description=SECRET).status_code == 303
    code = receipt(client)
    client.post(reverse("reports:outcome"), {"code": code})
    left = all_rows() - before
    session = client.cookies["sessionid"].value
    for word in (user.name, user.email, session, code, code.replace("-", ""), SECRET):
        assert not [row for row in left if word.casefold() in str(row).casefold()]
    return left


def test_what_is_left_in_the_database_is_the_same_whoever_files(world: World) -> None:
    """Nothing that depends on the person, so nothing that leads back to one."""
    left = [written_by(user) for user in (world.alice, person("Dana", Role.STAFF, world.homeless))]
    plain = [sorted((table, [pair for pair in cells if pair[0] not in OWN]) for table, cells in rows) for rows in left]
    assert plain[0] == plain[1]
    assert {table for table, _cells in plain[0]} == {"reports_report", "audit_nameless"}


def test_the_log_says_nothing_of_filing_and_asking_beside_the_sign_in_and_only_counts_them_later(
    world: World,
) -> None:
    """Between a named row before and one after stands nothing: neither a time, a number nor an order."""
    client = signed_in(world.alice)
    before = list(Entry.objects.values_list("pk", flat=True))
    client.get(reverse("reports:routine"))
    client.get(reverse("reports:file"))
    send(client)
    client.post(reverse("reports:outcome"), {"code": receipt(client)})
    client.post(reverse("reports:outcome"), {"code": "0000-0000-0000-0000"})
    attempt("sign_out", Outcome.DONE, actor_id=world.alice.pk)
    chain = list(Entry.objects.all())
    assert [entry.pk for entry in chain[:-1]] == before
    assert [(entry.action, entry.actor_id) for entry in (chain[-2], chain[-1])] == [
        ("sign_in", world.alice.pk),
        ("sign_out", world.alice.pk),
    ]
    assert not [entry for entry in chain if "report" in f"{entry.action} {entry.kind} {entry.facts}"]
    tomorrow = timezone.localdate() + dt.timedelta(days=1)
    assert seal(before=tomorrow) == 3
    late = {(row.action, row.outcome): row for row in Entry.objects.filter(pk__gt=chain[-1].pk)}
    assert set(late) == {("report.file", "done"), ("report.outcome.read", "done"), ("report.outcome.read", "refused")}
    for row in late.values():
        assert (row.actor_id, row.kind, row.ids, row.once) == (None, "", [], None)
        assert row.facts == {"day": timezone.localdate().isoformat(), "count": 1}
    assert {row.board_id for key, row in late.items() if key[1] == "done"} == {world.social.pk}


@pytest.mark.parametrize("door", ["routine", "file", "outcome"])
def test_a_refused_form_names_nobody(world: World, door: str) -> None:
    signed_in = browser(world.alice).cookies
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = signed_in
    assert strict.post(reverse(f"reports:{door}")).status_code == 403
    row = Nameless.objects.get()
    assert (row.action, row.outcome, row.board_id) == ("request.refused", "refused", None)
    assert not Entry.objects.filter(action__startswith="request.").exists()


def test_a_form_that_broke_names_nobody(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(**_given: Any) -> None:
        raise RuntimeError

    monkeypatch.setattr(services, "report_file", broken)
    client = browser(world.alice)
    client.raise_request_exception = False
    assert send(client, description=SECRET).status_code == 500
    row = Nameless.objects.get()
    assert (row.action, row.outcome) == ("request.failed", "failed")
    assert not Entry.objects.filter(action__startswith="request.").exists()


def test_logs_hold_neither_person_nor_code_nor_text(world: World, caplog: pytest.LogCaptureFixture) -> None:
    client = browser(world.alice)
    with caplog.at_level(logging.DEBUG):
        send(client, description=SECRET)
        code = receipt(client)
        send(client, description=f"{SECRET} 070-174 06 05")
        client.post(reverse("reports:outcome"), {"code": code})
        client.post(reverse("reports:outcome"), {"code": f"{code}0"})
    # The database's own debug lines are there only when Django is in debug mode, which it never is when it serves.
    said = "\n".join(record.getMessage() for record in caplog.records if record.name != "django.db.backends")
    for word in (world.alice.name, world.alice.email, code, SECRET, client.cookies["sessionid"].value):
        assert word not in said


@st.composite
def personal_numbers(draw: st.DrawFn) -> str:
    """A personal or co-ordination number with its right check digit, in one of the usual ways of writing it."""
    born = draw(st.dates(min_value=dt.date(1900, 1, 1), max_value=dt.date(2026, 1, 1)))
    day = born.day + draw(st.sampled_from([0, 60]))
    short = f"{born:%y%m}{day:02}{draw(st.integers(0, 999)):03}"
    whole = short + calc_check_digit(short)
    century = draw(st.sampled_from(["", f"{born:%Y}"[:2]]))
    return f"{century}{whole[:6]}{draw(st.sampled_from(['-', '', ' ']))}{whole[6:]}"


PHONES = st.builds(
    lambda form, number: form.format(number[0], number[1:4], number[4:6], number[6:]),
    st.sampled_from(["07{}-{} {} {}", "07{}{}{}{}", "+46 7{} {} {} {}", "07{} - {} {} {}"]),
    st.text(alphabet="0123456789", min_size=8, max_size=8).filter(lambda number: number[0] in "02369"),
)
WORDS_AROUND = st.text(alphabet="abcd åäö\n", max_size=20)


@given(number=personal_numbers() | PHONES, before=WORDS_AROUND, after=WORDS_AROUND)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_points_at_a_person_is_never_stored(world: World, number: str, before: str, after: str) -> None:
    text = f"{before} {number} {after}"
    answer = send(browser(world.alice), description=text)
    assert answer.status_code == 422 and number in unescape(answer.content.decode())
    rows = str(all_rows())
    assert "reports_report" not in rows and number not in rows


@pytest.mark.django_db(transaction=True)
def test_the_text_is_nowhere_in_the_databases_bytes() -> None:
    world = World()
    send(browser(world.alice), description=SECRET)
    report = world.report(description=f"{SECRET} igen")
    world.closed(world.triaged(report, description=f"{SECRET} därefter"), words=f"{SECRET} till sist")
    written = bytes_of_the_database()
    assert b"reports_report" in written or b"report.file" in written
    for form in (SECRET.encode(), SECRET.encode("utf-16-le"), SECRET.encode().hex().encode(), b"Kvarnen"):
        assert form not in written


def test_the_log_says_in_words_that_nobody_is_named(world: World) -> None:
    client = browser(world.alice)
    send(client)
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = client.cookies
    strict.post(reverse("reports:file"))
    seal(before=timezone.localdate() + dt.timedelta(days=1))
    auditor = browser(person("Eve", Role.AUDITOR, world.city))
    for action in ("report.file", "request.refused"):
        page = auditor.get(reverse("audit:log"), {"action": action}).content.decode()
        assert "utan namn i loggen" in page and "En rad." in page
        assert (
            "inte var inloggad" not in page
            and world.alice.name not in page.partition("<table")[2].partition("</table")[0]
        )
