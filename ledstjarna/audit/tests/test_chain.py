"""The chain of the log: how rows are added, and that they come back as they were hashed."""

import datetime as dt
import uuid

import pytest
from django.db import transaction

from ledstjarna.audit.chain import GENESIS, entry_hash
from ledstjarna.audit.models import Entry, Outcome, Segment
from ledstjarna.audit.services import Repeated, act, attempt, read
from ledstjarna.audit.verify import verify

pytestmark = pytest.mark.django_db


def at(monkeypatch: pytest.MonkeyPatch, moment: str) -> None:
    """Let the log's clock stand at a moment (ISO, UTC)."""
    now = dt.datetime.fromisoformat(moment).replace(tzinfo=dt.UTC)
    monkeypatch.setattr("ledstjarna.audit.services.timezone.now", lambda: now)


def test_the_first_row_opens_the_year_from_nothing() -> None:
    read("plan_read", actor_id=1, board_id=2, kind="plan", ids=[3])
    entry, segment = Entry.objects.get(), Segment.objects.get()
    assert segment.opening_hash == entry.prev_hash == GENESIS
    assert (segment.head_seq, segment.head_hash, segment.head_at) == (1, entry.hash, entry.at)


def test_a_row_comes_back_from_the_database_as_it_was_hashed() -> None:
    with act("plan_add", actor_id=7, board_id=None, once=uuid.uuid4()) as done:
        done.on("plan", 5, 2**40, 3)
        done.facts.update(å="Ö ”citat” \u2028", none=None, yes=True, numbers=[3, 1], words=["b", "a"], big=2**60)
    entry = Entry.objects.get()
    assert entry.ids == [5, 2**40, 3]
    assert entry.facts["numbers"] == [3, 1]
    assert entry_hash(entry) == entry.hash


@pytest.mark.parametrize("microsecond", [0, 1, 999_999])
def test_every_microsecond_comes_back(monkeypatch: pytest.MonkeyPatch, microsecond: int) -> None:
    at(monkeypatch, f"2026-06-01T10:00:00.{microsecond:06}")
    read("plan_read", actor_id=1, board_id=2, kind="plan", ids=[3])
    assert Entry.objects.get().at.microsecond == microsecond
    assert verify().broken is None


def test_a_fact_is_cut_rather_than_the_row_lost() -> None:
    attempt("sign_in", Outcome.FAILED, actor_id=None, facts={"as": "a\x00\ud800" + "b" * 300})
    assert Entry.objects.get().facts["as"].startswith("a??b")
    assert verify().broken is None


def test_a_fact_of_another_type_is_a_programming_error() -> None:
    with pytest.raises(TypeError, match="float"):
        attempt("sign_in", Outcome.FAILED, actor_id=None, facts={"share": 0.1})  # type: ignore[dict-item]


def test_an_act_that_fails_leaves_neither_the_write_nor_the_row() -> None:
    with pytest.raises(ZeroDivisionError), act("plan_add", actor_id=1) as done:
        done.on("plan", 1 // 0)
    assert not Entry.objects.exists()


def test_an_attempt_stays_when_what_it_tells_of_rolled_back() -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        Segment.objects.create(year=1990, opening_hash=GENESIS, head_hash=GENESIS)
        raise ZeroDivisionError
    attempt("plan_add", Outcome.FAILED, actor_id=1)
    assert Entry.objects.get().outcome == Outcome.FAILED


def test_a_form_sent_twice_is_stored_once_and_points_at_what_it_made() -> None:
    once = uuid.uuid4()
    with act("plan_add", actor_id=1, once=once) as done:
        done.on("plan", 9)
    with pytest.raises(Repeated) as caught, act("plan_add", actor_id=1, once=once):
        pytest.fail("the block ran")
    assert (caught.value.kind, caught.value.ids) == ("plan", (9,))
    assert Entry.objects.count() == 1


def test_an_act_within_an_act_comes_before_it_and_the_chain_holds() -> None:
    with act("import", actor_id=1) as outer:
        for number in (1, 2):
            with act("plan_add", actor_id=1) as inner:
                inner.on("plan", number)
        outer.on("file", 4)
    assert list(Entry.objects.values_list("action", flat=True)) == ["plan_add", "plan_add", "import"]
    assert verify().broken is None


def test_the_new_year_of_stockholm_opens_with_the_last_hash_of_the_old(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    at(monkeypatch, "2026-12-31T22:59:59.999999")
    read("a", actor_id=1, board_id=None, kind="", ids=[])
    at(monkeypatch, "2026-12-31T23:00:00")
    read("b", actor_id=1, board_id=None, kind="", ids=[])
    old, new = Segment.objects.order_by("year")
    assert (old.year, new.year) == (2026, 2027)
    assert new.opening_hash == old.head_hash
    assert verify().broken is None


def test_a_clock_set_back_neither_turns_the_order_nor_reopens_the_old_year(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    at(monkeypatch, "2027-01-01T10:00:00")
    read("a", actor_id=1, board_id=None, kind="", ids=[])
    at(monkeypatch, "2026-12-31T10:00:00")
    read("b", actor_id=1, board_id=None, kind="", ids=[])
    first, second = Entry.objects.all()
    assert second.segment_id == 2027
    assert second.at == first.at
    assert verify().broken is None


def test_an_act_over_midnight_of_the_year_belongs_to_the_year_it_ended(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    at(monkeypatch, "2026-12-31T22:59:00")
    with act("outer", actor_id=1):
        with act("inner", actor_id=1):
            pass
        at(monkeypatch, "2026-12-31T23:01:00")
    assert list(Entry.objects.values_list("segment_id", "seq")) == [(2026, 1), (2027, 1)]
    assert verify().broken is None


def test_a_forms_number_counts_for_its_own_kind_of_act_only() -> None:
    once = uuid.uuid4()
    with act("file_read", actor_id=1, once=once):
        pass
    with act("plan_add", actor_id=1, once=once) as done:
        done.on("plan", 4)
    assert Entry.objects.filter(action="plan_add").count() == 1
