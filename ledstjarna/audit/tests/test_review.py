"""Signing a review of the log."""

import datetime as dt
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction
from django.utils import timezone, translation
from pytest_django import Settings

from ledstjarna.audit.models import Entry, LogReview
from ledstjarna.audit.reviews import review_sign
from ledstjarna.audit.selectors import scopes
from ledstjarna.audit.services import read
from ledstjarna.audit.tests.conftest import Town
from ledstjarna.audit.tests.people import signed_in


def filled(**changed: Any) -> dict[str, Any]:
    today = timezone.localdate()
    return {
        "board_id": "all",
        "period_from": (today - dt.timedelta(days=10)).isoformat(),
        "period_to": today.isoformat(),
        "checked": "Alla nekade försök och tjugo slumpvis valda rader.",
        "result": "clean",
        "note": "",
        "once": str(uuid4()),
    } | changed


def test_a_review_is_signed_and_counts_the_rows_itself(town: Town) -> None:
    read("plan_read", actor_id=1, board_id=town.north.pk, kind="plan", ids=[1])
    read("plan_read", actor_id=1, board_id=town.south.pk, kind="plan", ids=[1])
    answer = signed_in(town.bob).post("/logg/granskningar/ny/", filled(board_id=str(town.north.pk)))
    review = LogReview.objects.get()
    assert answer.headers["Location"] == f"/logg/granskningar/{review.pk}/"
    assert (review.signed_by_id, review.rows, review.board_id) == (town.bob.pk, 1, town.north.pk)
    assert Entry.objects.filter(action="audit.review_sign", ids=[review.pk]).exists()


def test_the_note_is_read_back_on_the_page_and_that_is_a_row(town: Town) -> None:
    signed_in(town.alice).post("/logg/granskningar/ny/", filled(result="remark", note="Många sena läsningar."))
    review = LogReview.objects.get()
    page = signed_in(town.alice).get(f"/logg/granskningar/{review.pk}/").content.decode()
    assert "Många sena läsningar." in page
    assert Entry.objects.latest("pk").action == "audit.review_read"


def test_a_review_sent_twice_is_stored_once(town: Town) -> None:
    client, data = signed_in(town.alice), filled()
    first, second = (client.post("/logg/granskningar/ny/", data) for _ in range(2))
    assert first.headers["Location"] == second.headers["Location"]
    assert LogReview.objects.count() == 1


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"result": "remark"}, "Skriv vad anmärkningen gäller."),
        ({"checked": "Såg Alice, 811218-9876"}, "personnummer"),
        ({"period_to": "2999-01-01"}, "i dag eller en tidigare dag"),
        ({"period_from": timezone.localdate().isoformat(), "period_to": "2020-01-01"}, "Slutdagen ligger före"),
        ({"checked": ""}, ""),
        ({"checked": "x" * 100_000}, "högst 2000 tecken"),
        ({"board_id": "999999"}, ""),
        ({"period_from": "snart"}, ""),
    ],
)
def test_a_wrong_review_says_so_keeps_the_text_and_stores_nothing(
    town: Town, changed: dict[str, str], sentence: str
) -> None:
    answer = signed_in(town.alice).post("/logg/granskningar/ny/", filled(**changed))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    assert filled(**changed)["checked"] in page
    assert not LogReview.objects.exists()


def test_a_boards_auditor_signs_for_that_board_alone(town: Town) -> None:
    for scope in ("all", str(town.south.pk)):
        assert signed_in(town.bob).post("/logg/granskningar/ny/", filled(board_id=scope)).status_code == 422
    today = timezone.localdate()
    review = LogReview(board_id=None, period_from=today, period_to=today, checked="a", result="clean")
    with pytest.raises(ValidationError):
        review_sign(review, user=town.bob)


def test_other_boards_reviews_are_not_there(town: Town) -> None:
    signed_in(town.alice).post("/logg/granskningar/ny/", filled(board_id=str(town.south.pk)))
    review = LogReview.objects.get()
    assert signed_in(town.bob).get(f"/logg/granskningar/{review.pk}/").status_code == 404
    assert "Inga" not in signed_in(town.bob).get("/logg/granskningar/").content.decode()
    assert f"/{review.pk}/" not in signed_in(town.bob).get("/logg/granskningar/").content.decode()


def test_a_signed_review_is_frozen_by_the_database(town: Town) -> None:
    signed_in(town.alice).post("/logg/granskningar/ny/", filled())
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE audit_logreview SET result = 'remark'")


def test_the_next_review_is_due_three_months_after_the_last(town: Town) -> None:
    assert all(scope.late and scope.due is None for scope in scopes(town.alice))
    signed_in(town.alice).post("/logg/granskningar/ny/", filled(period_from="2025-01-01", period_to="2025-11-30"))
    whole, *boards = scopes(town.alice)
    assert {board.due for board in boards} == {whole.due}
    assert {scope.due for scope in scopes(town.bob)} == {None}
    assert (whole.board_id, whole.due, whole.late) == (None, dt.date(2026, 2, 28), True)


def test_the_new_form_proposes_the_days_since_the_last_review(town: Town) -> None:
    page = signed_in(town.bob).get("/logg/granskningar/ny/").content.decode()
    assert f'value="{timezone.localdate():%Y-%m-%d}"' in page


@pytest.mark.parametrize(
    ("months", "swedish", "english"),
    [
        (1, "varje månad.", "every month."),
        (2, "varannan månad.", "every other month."),
        (3, "var tredje månad.", "every three months."),
        (12, "en gång om året.", "once a year."),
    ],
)
def test_how_often_the_log_is_reviewed_is_said_in_words(
    town: Town, settings: Settings, months: int, swedish: str, english: str
) -> None:
    settings.LOG_REVIEW_MONTHS = months
    client = signed_in(town.alice)
    assert f"Loggen granskas {swedish}" in client.get("/logg/granskningar/").text
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    assert f"The log is reviewed {english}" in client.get("/logg/granskningar/").text
    translation.deactivate()


def test_a_review_from_the_first_day_of_the_calendar_is_no_crash(town: Town) -> None:
    days = {"period_from": "0001-01-01", "period_to": "0001-01-01"}
    answer = signed_in(town.alice).post("/logg/granskningar/ny/", filled(**days))
    assert answer.status_code == 302
    assert LogReview.objects.get().rows == 0
