"""Who filed is nowhere: not in a row, a session or a log. What was written is nowhere in plain text."""

from __future__ import annotations

import datetime as dt
import logging
from html import unescape
from typing import Any
from urllib.parse import unquote

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
from ledstjarna.reports.tests.filing import filled, key_of, page_of, receipt, send
from ledstjarna.reports.tests.world import World, browser
from ledstjarna.walls.roles import Role

PHONE = "070-174 06 05"
REACH = "Kim på växel 4711"
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


def logged(caplog: pytest.LogCaptureFixture) -> str:
    """All that was logged, with what a record carries along. Without the database's own debug lines, which are there
    only when Django is in debug mode (it never is when it serves), and the request that Django's records hold, which
    nothing writes out.
    """
    records = [record for record in caplog.records if record.name != "django.db.backends"]
    formatter = logging.Formatter()
    return "\n".join(
        f"{formatter.format(record)} {record.args}" for record in records if record.name != "django.request"
    ) + ("\n".join(record.getMessage() for record in records))


def all_rows() -> set[Row]:
    """Every row of every table as (table, ((column, value as text), …))."""
    found: set[Row] = set()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608
            columns = [column[0] for column in cursor.description]
            found |= {(table, tuple(zip(columns, map(str, row), strict=True))) for row in cursor.fetchall()}
    return found


def reporters_pages() -> list[str]:
    """Every page of the reporter's, by its address."""
    numbered = [reverse(f"reports:{name}", args=[number]) for name in ("step", "advice") for number in range(1, 6)]
    return [*numbered, *(reverse(f"reports:{name}") for name in ("routine", "poster", "unit", "file", "outcome"))]


def written_by(user: User) -> set[Row]:
    """The rows that filing a report leaves behind or changes, anywhere in the database."""
    client = browser(user)
    before = all_rows()
    for path in reporters_pages():
        client.get(path)
    client.post(reverse("reports:mark"), {"description": SECRET})
    assert send(client, description=SECRET).status_code == 303
    code = receipt(client)
    client.post(reverse("reports:outcome"), {"code": code})
    left = all_rows() - before
    session = client.cookies["sessionid"].value
    for word in (user.name, user.email, session, code, code.replace("-", ""), SECRET):
        assert not [row for row in left if word.casefold() in str(row).casefold()]
    return left


def test_what_is_left_in_the_database_is_the_same_whoever_files(world: World) -> None:
    """Nothing that depends on the person, so nothing that leads back to one. The unit has been heard of before in the
    month: only the first report notes that, whoever files it.
    """
    world.filed()
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
    for path in reporters_pages():
        client.get(path)
    client.post(reverse("reports:mark"), {"description": SECRET})
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


@pytest.mark.parametrize("door", ["unit", "file", "mark", "outcome"])
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


def walked(client: Client) -> tuple[list[Any], str]:
    """All that a reporter does, some of it refused, some of it broken; the answers and the code."""
    answers = [client.get(path) for path in reporters_pages()]
    answers += [client.post(reverse("reports:mark"), {"description": text}) for text in (SECRET, f"{SECRET} {PHONE}")]
    answers += [client.post(reverse("reports:unit"), {"words": SECRET})]
    answers += [send(client, description=text) for text in (SECRET, f"{SECRET} {PHONE}", f"{SECRET}\x00", SECRET * 99)]
    answers += [client.post(reverse("reports:file"), SECRET, content_type="text/plain")]
    answers += [client.put(reverse("reports:file"), SECRET), client.get(f"{reverse('reports:file')}{SECRET}/")]
    code = receipt(client)
    answers += [client.post(reverse("reports:outcome"), {"code": code})]
    key = key_of(page_of(answers[-1]))
    answers += [client.post(reverse("reports:outcome"), {"code": f"{code}0"})]
    answers += [client.post(reverse("reports:outcome"), {"key": key, "act": "contact", "contact": REACH})]
    return answers, code


def test_logs_hold_neither_person_nor_code_nor_text(world: World, caplog: pytest.LogCaptureFixture) -> None:
    client = browser(world.alice)
    client.raise_request_exception = False
    with caplog.at_level(logging.DEBUG):
        _answers, code = walked(client)
    said = logged(caplog)
    for word in (world.alice.name, world.alice.email, code, SECRET, REACH, client.cookies["sessionid"].value):
        assert word not in said


@pytest.mark.parametrize("broken", ["deid.find", "reports.services.report_file", "reports.views.filing.marked"])
def test_what_broke_says_nothing_of_what_was_written(
    world: World, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, broken: str
) -> None:
    """Neither the log, with all that a formatter could make of a record, nor the page of an error."""

    def fails(*given: Any, **named: Any) -> None:
        raise RuntimeError(f"{SECRET} {given} {named}")

    monkeypatch.setattr(f"ledstjarna.{broken}", fails)
    client = browser(world.alice)
    client.raise_request_exception = False
    with caplog.at_level(logging.DEBUG):
        answers = [client.post(reverse(f"reports:{door}"), filled(description=SECRET)) for door in ("file", "mark")]
    assert 500 in {answer.status_code for answer in answers}
    for answer in answers:
        if answer.status_code == 500:
            assert SECRET not in page_of(answer) and "Traceback" not in page_of(answer)
    told = [record for record in caplog.records if record.name.startswith("ledstjarna")]
    assert told and SECRET not in logged(caplog) and not [record for record in told if record.exc_info]


def test_no_session_cache_header_cookie_or_address_holds_what_was_written(world: World) -> None:
    client = browser(world.alice)
    client.raise_request_exception = False
    before = dict(client.session)
    answers, code = walked(client)
    assert dict(client.session) == before
    for answer in answers:
        outside = f"{answer.headers} {answer.cookies} {answer.get('Location', '')}"
        for word in (SECRET, "Kvarnen", PHONE, REACH, code, code.replace("-", "")):
            assert word not in unquote(outside)
        if answer.status_code != 404:
            assert answer["Cache-Control"] == "no-store"
    for table, cells in all_rows():
        assert table != "cache" and SECRET not in str(cells)


def test_a_query_string_is_never_looked_at(world: World) -> None:
    """What somebody puts into an address is neither shown, marked nor stored."""
    client, code = browser(world.alice), world.filed().code
    for path in reporters_pages():
        page = page_of(client.get(path, {**filled(description=SECRET), "code": code, "words": SECRET}))
        assert SECRET not in page.partition("<main")[2] and "bekräftad" not in page


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
