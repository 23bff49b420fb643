"""Refused, hidden and failed requests leave a row that tells what happened and nothing a person typed."""

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client, override_settings

from ledstjarna.audit import middleware
from ledstjarna.audit.models import Entry, Outcome
from ledstjarna.audit.tests.people import person, signed_in
from ledstjarna.audit.verify import verify

pytestmark = [pytest.mark.django_db, pytest.mark.urls("ledstjarna.audit.tests.views")]


@pytest.fixture
def alice() -> Any:
    return person("Alice")


def row() -> Entry:
    return Entry.objects.exclude(action__startswith="sign").get()


def test_a_refused_page_leaves_its_row_with_numbers_but_no_words(alice: Any) -> None:
    answer = signed_in(alice).get("/closed/17/Bob-Andersson?q=Charlie")
    assert answer.status_code == 403
    entry = row()
    assert (entry.action, entry.outcome, entry.actor_id) == ("request.refused", Outcome.REFUSED, alice.pk)
    assert entry.facts == {"view": "closed", "method": "GET", "numbers": [17], "permission": "audit_test:nobody"}


def test_the_row_stays_when_the_views_own_transaction_rolls_back(alice: Any) -> None:
    assert signed_in(alice).post("/rolled-back").status_code == 403
    assert row().outcome == Outcome.REFUSED
    assert get_user_model().objects.get().name == "Alice"
    assert verify().broken is None


def test_a_plain_denial_is_kept_too(alice: Any) -> None:
    signed_in(alice).get("/denied")
    assert row().facts["error"] == "PermissionDenied"


def test_a_protected_page_that_is_hidden_leaves_its_row(alice: Any) -> None:
    assert signed_in(alice).get("/hidden/5").status_code == 404
    assert (row().action, row().facts["numbers"]) == ("request.hidden", [5])


def test_an_ordinary_missing_page_leaves_none(alice: Any) -> None:
    signed_in(alice).get("/gone")
    signed_in(alice).get("/nowhere")
    signed_in(alice).get("/fine")
    assert not Entry.objects.filter(action__startswith="request").exists()


def test_a_write_that_breaks_leaves_the_kind_of_fault_only(alice: Any) -> None:
    assert signed_in(alice, raises=False).post("/broken").status_code == 500
    entry = row()
    assert (entry.action, entry.outcome) == ("request.failed", Outcome.FAILED)
    assert entry.facts == {"view": "broken", "method": "POST", "numbers": [], "error": "ZeroDivisionError"}


def test_what_breaks_is_told_to_the_operator_by_place_and_never_by_its_text(
    alice: Any, caplog: pytest.LogCaptureFixture
) -> None:
    signed_in(alice, raises=False).get("/broken")
    (said,) = [record.getMessage() for record in caplog.records if record.name.startswith("ledstjarna")]
    assert said.startswith("GET broken answered 500: ZeroDivisionError < broken (")
    assert "811218" not in said


def test_a_write_that_breaks_for_a_visitor_is_kept_without_a_name() -> None:
    Client(raise_request_exception=False).post("/broken-for-all")
    assert row().actor_id is None


def test_a_form_without_its_token_is_kept_as_refused(alice: Any) -> None:
    assert signed_in(alice, enforce_csrf_checks=True).post("/fine").status_code == 403
    assert row().action == "request.refused"


def test_a_log_that_cannot_be_written_never_hides_the_answer(
    alice: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def full(*_args: Any, **_named: Any) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(middleware, "attempt", full)
    assert signed_in(alice).get("/closed/1/x").status_code == 403
    assert "not in the log: OSError < full" in caplog.text


@override_settings(ATOMIC_REQUESTS=True)
def test_with_a_transaction_around_every_request_the_row_still_stays(alice: Any) -> None:
    signed_in(alice).post("/rolled-back")
    assert row().action == "request.refused"
