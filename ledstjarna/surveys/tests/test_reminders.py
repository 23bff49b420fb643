"""Letters to the managers: on their days, once, to those whose units are not done, and never with an answer in them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core import mail
from django.urls import reverse

from ledstjarna.accounts.models import Unit, User
from ledstjarna.accounts.services import assignment_add
from ledstjarna.accounts.tests.town import person
from ledstjarna.audit.models import Entry
from ledstjarna.operations import timer
from ledstjarna.surveys import services
from ledstjarna.surveys.models import Notice, Round
from ledstjarna.surveys.tests.world import ANSWERS, SHORT, World, browser, clock
from ledstjarna.walls.roles import Role

OPENS = date(2026, 4, 1)
CLOSES = OPENS + timedelta(days=30)
DAY = timedelta(days=1)
Letters = list[tuple[str, str]]


class Post:
    """The clock and the timer, and what the timer sends."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.patch = patch

    def at(self, day: date, hour: int = 9) -> Letters:
        """Who gets which letter when the timer runs at the hour: address and subject, sorted."""
        clock(self.patch, day, hour, 0)
        mail.outbox.clear()
        timer.DUTIES["surveys.remind"].run()
        return sorted((letter.to[0], str(letter.subject)) for letter in mail.outbox)

    def through(self, first: date, last: date) -> dict[date, Letters]:
        """The days that anything is sent on, when the timer runs every hour from one day to another."""
        found: dict[date, Letters] = {}
        for days in range((last - first).days + 1):
            day = first + days * DAY
            if letters := [one for hour in range(24) for one in self.at(day, hour)]:
                found[day] = letters
        return found


@pytest.fixture
def post(monkeypatch: pytest.MonkeyPatch) -> Post:
    clock(monkeypatch, OPENS, 8, 0)
    return Post(monkeypatch)


@pytest.fixture
def found(world: World, post: Post) -> Round:
    """A round of thirty days whose two units each have a manager."""
    person("Dora", Role.UNIT_MANAGER, world.treatment)
    return world.round(days=30)


BOB, DORA, ALICE = "bob@example.se", "dora@example.se", "alice@example.se"


def test_four_letters_leave_each_on_its_day_and_once_though_the_timer_runs_each_hour(
    world: World, post: Post, found: Round
) -> None:
    title = found.title
    left = [(ALICE, f"{title}: de som inte har svarat")]
    assert post.through(OPENS, OPENS) == {OPENS: [(BOB, f"{title} är öppen"), (DORA, f"{title} är öppen")]}
    reminder = [*left, (BOB, f"Påminnelse: {title}"), (DORA, f"Påminnelse: {title}")]
    closed = [*left, (BOB, f"{title} är stängd"), (DORA, f"{title} är stängd")]
    days = [OPENS + DAY, *(CLOSES + days * DAY for days in (-15, -14, -13, -4, -3, -2, 0, 1, 2, 7, 8))]
    sent = {day: letters for first in days for day, letters in post.through(first, first).items()}
    assert sent == {CLOSES - 14 * DAY: reminder, CLOSES - 3 * DAY: reminder, CLOSES + DAY: closed}


def test_a_letter_names_the_unit_and_the_day_and_where_to_answer(world: World, post: Post, found: Round) -> None:
    post.at(OPENS)
    body = next(letter.body for letter in mail.outbox if letter.to == [BOB])
    assert "Svara för Enheten för hemlösa senast 1 maj." in body and reverse("surveys:mine") in body
    post.at(CLOSES - 3 * DAY)
    body = next(letter.body for letter in mail.outbox if letter.to == [DORA])
    assert "Vi saknar svar från Behandlingsenheten. Sista dagen är 1 maj." in body and "hemlösa" not in body
    post.at(CLOSES + DAY)
    body = next(letter.body for letter in mail.outbox if letter.to == [BOB])
    assert "Sista dagen att svara var 1 maj." in body and reverse("surveys:mine") not in body


def test_no_letter_holds_an_answer_or_a_question(world: World, post: Post, found: Round) -> None:
    world.answer(found, done=False)
    letters = []
    for day in (OPENS, CLOSES - 14 * DAY, CLOSES - 3 * DAY, CLOSES + DAY):
        post.at(day)
        letters += [f"{letter.subject}\n{letter.body}" for letter in mail.outbox]
    assert len(letters) == 11
    for words in (*(one.wording for one in SHORT), ANSWERS["more"], "75", "Hög"):
        assert not [letter for letter in letters if words in letter], words


def test_a_unit_that_is_done_is_not_written_to_but_one_that_has_begun_is(
    world: World, post: Post, found: Round
) -> None:
    world.answer(found)
    world.answer(found, world.treatment, done=False)
    assert [to for to, _subject in post.at(CLOSES - 3 * DAY)] == [ALICE, DORA]
    services.answers_send(round_id=found.pk, unit_id=world.treatment.pk, actor_id=None)
    assert post.at(CLOSES + DAY) == []


def test_a_unit_that_has_ended_is_not_written_to(world: World, post: Post, found: Round) -> None:
    Unit.objects.filter(pk=world.treatment.pk).update(valid_to=CLOSES - 20 * DAY)
    assert [to for to, _subject in post.at(CLOSES - 14 * DAY)] == [ALICE, BOB]
    letter = next(letter for letter in mail.outbox if letter.to == [ALICE])
    assert "1 enhet har inte svarat." in letter.body


def test_a_unit_let_in_again_after_an_early_end_is_reminded(world: World, post: Post, found: Round) -> None:
    services.round_close(round_id=found.pk, actor_id=world.alice.pk)
    until = OPENS + 9 * DAY
    services.invitation_extend(round_id=found.pk, unit_id=world.treatment.pk, until=until, actor_id=world.alice.pk)
    assert [(day, [to for to, _subject in sent]) for day, sent in post.through(OPENS, until + DAY).items()] == [
        (until - 3 * DAY, [DORA]),
        (until + DAY, [ALICE, DORA]),
    ]


@pytest.mark.parametrize("above", [True, False])
def test_a_manager_of_two_units_gets_one_letter_that_names_both(world: World, post: Post, above: bool) -> None:
    """Whether she manages the place above them, or each of them."""
    world.bob.assignments.update(valid_to=OPENS - DAY)
    dora = person("Dora", Role.UNIT_MANAGER, world.social_office if above else world.homeless)
    if not above:
        assignment_add(user=dora, unit=world.treatment, role=Role.UNIT_MANAGER, valid_from=OPENS, actor_id=None)
    found = world.round(days=30)
    assert post.at(OPENS) == [(DORA, f"{found.title} är öppen")]
    assert "Behandlingsenheten och Enheten för hemlösa" in mail.outbox[0].body
    page = browser(world.alice).get(reverse("surveys:round", args=[found.pk])).text
    assert page.count(">Dora<") == 2


def test_where_a_unit_has_a_manager_of_its_own_the_one_above_is_not_written_to(world: World, post: Post) -> None:
    person("Dora", Role.UNIT_MANAGER, world.social_office)
    world.round(days=30)
    assert [to for to, _subject in post.at(OPENS)] == [BOB, DORA]
    assert "hemlösa" not in next(letter.body for letter in mail.outbox if letter.to == [DORA])


def test_a_unit_without_an_account_is_told_to_the_coordinator_at_once(world: World, post: Post) -> None:
    found = world.round(days=30)
    assert [to for to, _subject in post.at(OPENS)] == [ALICE, BOB]
    letter = next(letter for letter in mail.outbox if letter.to == [ALICE])
    assert "Vid de här enheterna finns ingen att skriva till: Behandlingsenheten." in letter.body
    User.objects.filter(pk=world.bob.pk).update(is_active=False)
    assert post.at(CLOSES - 14 * DAY) == [(ALICE, f"{found.title}: de som inte har svarat")]
    assert "Behandlingsenheten och Enheten för hemlösa." in mail.outbox[0].body


def test_each_is_written_to_in_the_own_language(world: World, post: Post, found: Round) -> None:
    User.objects.filter(email=DORA).update(language="en")
    post.at(CLOSES - 3 * DAY)
    bodies = {letter.to[0]: letter.body for letter in mail.outbox}
    assert "1 May" in bodies[DORA] and "1 maj" in bodies[BOB]
    assert "Behandlingsenheten" in bodies[DORA]


def test_a_new_last_day_has_its_own_letters(world: World, post: Post, found: Round) -> None:
    post.through(CLOSES - 3 * DAY, CLOSES - 3 * DAY)
    later = CLOSES + 20 * DAY
    services.round_reopen(round_id=found.pk, closes=later, actor_id=world.alice.pk)
    assert post.at(CLOSES + DAY) == []
    for days in (-14, -3, 1):
        assert [to for to, _subject in post.at(later + days * DAY)] == [ALICE, BOB, DORA], days
    assert Notice.objects.filter(closes=later).count() == 3


def test_a_round_that_was_closed_early_or_held_on_paper_sends_nothing(world: World, post: Post, found: Round) -> None:
    services.round_close(round_id=found.pk, actor_id=world.alice.pk)
    world.round(name="På papper", on_paper=True, days=30)
    world.planned(name="Inte öppnad", days=30)
    assert post.through(OPENS, OPENS) == {}
    for days in (-14, -3, 1):
        assert post.at(CLOSES + days * DAY) == []


def test_after_some_days_standing_still_only_the_latest_letter_leaves(world: World, post: Post, found: Round) -> None:
    assert [subject for _to, subject in post.at(CLOSES - 2 * DAY)][1:] == [f"Påminnelse: {found.title}"] * 2
    assert list(Notice.objects.values_list("stage", flat=True)) == ["three_days"]
    assert len(post.at(CLOSES + 7 * DAY)) == 3


@pytest.mark.parametrize("day", [OPENS + 7 * DAY, CLOSES - 7 * DAY, CLOSES + 8 * DAY])
def test_after_a_week_a_letter_is_too_late(world: World, post: Post, found: Round, day: date) -> None:
    assert post.at(day) == []


def test_a_short_round_skips_the_letters_that_would_come_before_it_opens(world: World, post: Post) -> None:
    found = world.round(days=3)
    assert [subject for _to, subject in post.at(OPENS)][-1] == f"{found.title} är öppen"
    assert list(post.through(OPENS + DAY, OPENS + 4 * DAY)) == [OPENS + 4 * DAY]


def test_a_unit_that_has_been_given_longer_is_not_told_that_it_is_closed(
    world: World, post: Post, found: Round
) -> None:
    later = CLOSES + 5 * DAY
    services.invitation_extend(round_id=found.pk, unit_id=world.homeless.pk, until=later, actor_id=world.alice.pk)
    assert [to for to, _subject in post.at(CLOSES + DAY)] == [ALICE, DORA]
    assert "1 enhet har inte svarat." in next(one.body for one in mail.outbox if one.to == [ALICE])


def test_a_unit_that_has_been_given_longer_has_its_own_letters(world: World, post: Post, found: Round) -> None:
    world.answer(found, world.treatment)
    later = CLOSES + 20 * DAY
    services.invitation_extend(round_id=found.pk, unit_id=world.homeless.pk, until=later, actor_id=world.alice.pk)
    assert post.through(CLOSES + 2 * DAY, later - 4 * DAY) == {}
    assert post.at(later - 3 * DAY) == [(BOB, f"Påminnelse: {found.title}")]
    assert "Sista dagen är 21 maj." in mail.outbox[0].body and post.at(later - 2 * DAY) == []
    told = [(ALICE, f"{found.title}: de som inte har svarat"), (BOB, f"{found.title} är stängd")]
    assert post.through(later - DAY, later + 9 * DAY) == {later + DAY: told}


def test_another_boards_people_are_not_written_to(world: World, post: Post, found: Round) -> None:
    person("Erik", Role.LOCAL_COORDINATOR, world.culture)
    person("Frida", Role.UNIT_MANAGER, world.library)
    assert {to for day in (OPENS, CLOSES - 3 * DAY) for to, _subject in post.at(day)} == {ALICE, BOB, DORA}


def test_the_page_tells_when_the_managers_were_written_to_and_the_log_how_many(
    world: World, post: Post, found: Round
) -> None:
    post.at(OPENS)
    post.at(CLOSES - 14 * DAY)
    page = browser(world.alice).get(reverse("surveys:round", args=[found.pk])).text
    assert "Inbjudan" in page and "2 brev" in page
    assert "Påminnelse, två veckor kvar" in page and "17 april 2026" in page and "3 brev" in page
    rows = Entry.objects.filter(action="survey.remind").order_by("pk")
    assert [(row.actor_id, row.board_id, row.ids, row.facts) for row in rows] == [
        (None, world.social.pk, [found.pk], {"stage": "invited", "letters": 2}),
        (None, world.social.pk, [found.pk], {"stage": "fortnight", "letters": 3}),
    ]


def test_when_all_are_done_nothing_is_logged(world: World, post: Post, found: Round) -> None:
    for at in (world.homeless, world.treatment):
        world.answer(found, at)
    assert post.through(CLOSES - 14 * DAY, CLOSES - 14 * DAY) == {}
    assert not Entry.objects.filter(action="survey.remind").exists() and not Notice.objects.exists()
