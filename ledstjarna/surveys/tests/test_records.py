"""The log calls the room's matters by name, and a round goes when its time is out."""

import re
from datetime import date
from pathlib import Path

from django.utils import timezone

from ledstjarna.audit import actions, names, retention
from ledstjarna.audit.models import RetentionDecision, Tombstone
from ledstjarna.surveys import records
from ledstjarna.surveys.models import Answer, Invitation, Question, Questionnaire, Round
from ledstjarna.surveys.tests.world import World


def test_every_act_of_the_room_has_its_words() -> None:
    room = Path(records.__file__).parent
    code = " ".join(path.read_text() for path in room.rglob("*.py") if "tests" not in path.parts)
    named = set(re.findall(r'"(survey\.[a-z._]+)"', code))
    assert named and named == set(records.ACTIONS)
    assert all(actions.label(action) != action for action in named)


def test_the_log_names_a_round_by_board_and_year_and_answers_by_unit(world: World) -> None:
    found = world.round(opens=date(2025, 3, 1))
    assert names.lookup("survey_round", [found.pk])[found.pk].text == "Socialnämnden 2025"
    assert names.find("survey_round", "socialnämnden 2025") == [found.pk]
    assert names.find("survey_round", "kultur") == []
    sent = Invitation.objects.get(unit=world.homeless)
    assert names.lookup("survey_invitation", [sent.pk])[sent.pk].text == "Enheten för hemlösa 2025"


def test_a_round_goes_five_years_after_its_last_day_and_leaves_its_number(world: World) -> None:
    today = timezone.localdate()
    old, young = world.round(opens=date(today.year - 6, 3, 1)), world.round(opens=date(today.year - 4, 3, 1))
    for found in (old, young):
        world.answer(found)
    decision = RetentionDecision(rule="surveys.rounds", decision="SN 2026/7", adopted_on=today, months=60)
    retention.decide(decision, actor_id=world.alice.pk)
    retention.run()
    assert list(Round.objects.all()) == [young]
    assert set(Answer.objects.values_list("invitation__round", flat=True)) == {young.pk}
    assert not Question.objects.filter(round=old.pk).exists() and not Invitation.objects.filter(round=old.pk).exists()
    assert Tombstone.objects.get().object_id == old.pk


def test_a_questionnaire_stays_when_its_last_round_goes(world: World) -> None:
    today = timezone.localdate()
    found = world.round(opens=date(today.year - 6, 3, 1))
    decision = RetentionDecision(rule="surveys.rounds", decision="SN 2026/7", adopted_on=today, months=60)
    retention.decide(decision, actor_id=world.alice.pk)
    retention.run()
    assert not Round.objects.exists()
    assert Questionnaire.objects.get() == found.questionnaire


def test_no_round_goes_before_the_five_years_are_out(world: World) -> None:
    today = timezone.localdate()
    world.round(opens=today.replace(year=today.year - 5, day=1), days=31)
    decision = RetentionDecision(rule="surveys.rounds", decision="SN 2026/7", adopted_on=today, months=60)
    retention.decide(decision, actor_id=world.alice.pk)
    retention.run()
    assert Round.objects.count() == 1
