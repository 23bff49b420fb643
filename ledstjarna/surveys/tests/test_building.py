"""The questions are changed until a round opens, and every change from the year before is spoken about."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from ledstjarna.audit.models import Entry
from ledstjarna.surveys import services
from ledstjarna.surveys.definition import Condition, Definition, Kind, Option, Subject, faults
from ledstjarna.surveys.models import Question, Round
from ledstjarna.surveys.opinions import words_on_views
from ledstjarna.surveys.services.building import key_from, options_from
from ledstjarna.surveys.template import TEMPLATE
from ledstjarna.surveys.tests.world import SHORT, World, browser


def save(client: Client, found: Round, key: str = "", **changed: Any) -> Any:
    name = (
        reverse("surveys:question", args=[found.pk, key]) if key else reverse("surveys:question_add", args=[found.pk])
    )
    question = found.questions.filter(key=key).first()
    now = question.definition if question else Definition("", "Ny fråga?", Kind.YES_NO)
    data = {
        "section": now.section,
        "wording": now.wording,
        "help": now.help,
        "kind": now.kind.value,
        "subject": now.subject.value,
        "options": "\n".join(option.label for option in now.options),
        "condition": f"{now.condition.key}={now.condition.any_of[0]}" if now.condition else "",
        "reason": now.reason,
        "once": str(uuid4()),
    }
    return client.post(name, data | changed)


def asked(found: Round, key: str) -> Question:
    return found.questions.get(key=key)


@pytest.fixture
def this_year(world: World) -> Round:
    """A round copied from last year's, not opened."""
    world.round(opens=date(timezone.localdate().year - 1, 3, 1))
    return world.planned(definitions=None)


def test_a_changed_wording_must_say_if_it_can_be_compared_and_why(world: World, this_year: Round) -> None:
    client = browser(world.alice)
    silent = save(client, this_year, "form_known", wording="Känner du till rapportformuläret?")
    assert (
        silent.status_code == 422
        and "Säg om svaren går att jämföra." in silent.text
        and "Skriv ett skäl." in silent.text
    )
    assert asked(this_year, "form_known").wording == "Känner du till formuläret?"
    said = {"comparable": "yes", "changed": "Bara ett nytt namn på formuläret."}
    assert save(client, this_year, "form_known", wording="Känner du till rapportformuläret?", **said).status_code == 302
    row = asked(this_year, "form_known")
    assert (row.version, row.series, row.comparable, row.changed) == (2, 1, True, "Bara ett nytt namn på formuläret.")


def test_a_change_that_cannot_be_compared_begins_a_new_series(world: World, this_year: Round) -> None:
    said = {"comparable": "no", "changed": "Vi frågar om något annat nu."}
    save(browser(world.alice), this_year, "form_known", wording="Har du sett formuläret användas?", **said)
    row = asked(this_year, "form_known")
    assert (row.version, row.series, row.comparable) == (2, 2, False)


def test_another_way_to_answer_can_never_be_compared(world: World, this_year: Round) -> None:
    client = browser(world.alice)
    other = {"kind": "number", "changed": "Vi vill veta hur många."}
    refused = save(client, this_year, "form_known", **other, comparable="yes")
    assert refused.status_code == 422 and "går inte att jämföra" in refused.text
    save(client, this_year, "form_known", **other)
    assert (asked(this_year, "form_known").comparable, asked(this_year, "form_known").series) == (False, 2)


def test_a_question_put_back_as_it_was_needs_no_word(world: World, this_year: Round) -> None:
    client = browser(world.alice)
    save(client, this_year, "form_known", wording="Annan?", comparable="no", changed="Ett försök.")
    assert save(client, this_year, "form_known", wording="Känner du till formuläret?").status_code == 302
    row = asked(this_year, "form_known")
    assert (row.version, row.series, row.comparable, row.changed) == (1, 1, None, "")


def test_a_round_with_a_change_that_nobody_has_spoken_about_does_not_open(world: World, this_year: Round) -> None:
    changed = asked(this_year, "form_known").definition
    services.questions_replace(
        round_id=this_year.pk,
        definitions=[
            *(one for one in SHORT if one.key != "form_known"),
            Definition("form_known", "Annan?", changed.kind),
        ],
        actor_id=world.alice.pk,
    )
    page = browser(world.alice).get(reverse("surveys:round", args=[this_year.pk])).text
    assert "Säg om svaren går att jämföra med förra gången, med ett skäl: fråga 8." in page
    with pytest.raises(ValidationError):
        services.round_open(round_id=this_year.pk, actor_id=world.alice.pk)


def test_a_year_between_does_not_hide_what_was_asked_before(world: World) -> None:
    world.round(opens=date(2024, 3, 1))
    without = tuple(one for one in SHORT if one.key != "form_known")
    world.round(opens=date(2025, 3, 1), definitions=without)
    found = world.planned(definitions=SHORT)
    assert (asked(found, "form_known").version, asked(found, "form_known").series) == (1, 1)


def test_a_new_question_gets_a_key_of_its_own_and_stands_last_in_its_section(world: World, this_year: Round) -> None:
    save(browser(world.alice), this_year, section="Händelser", wording="Märkte ni åtgärder?")
    assert [(row.key, row.position) for row in this_year.questions.all()][:5] == [
        ("events_met", 1),
        ("event_kinds", 2),
        ("cases", 3),
        ("markte_ni_atgarder", 4),
        ("form_known", 5),
    ]


def test_answers_that_are_reworded_or_moved_keep_their_codes() -> None:
    kept = (Option("poster", "Affischer"), Option("threat", "Hot"), Option("other", "Annat"))
    reworded = options_from("Affischer och flygblad\nHot\nAnnat", kept, Kind.MANY)
    assert [option.code for option in reworded] == ["poster", "threat", "other"]
    moved = options_from("Annat\nHot\nAffischer", kept, Kind.MANY)
    assert [option.code for option in moved] == ["other", "threat", "poster"]
    longer = options_from("Affischer\nHot\nSkadegörelse\nAnnat", kept, Kind.MANY)
    assert [option.code for option in longer] == ["poster", "threat", "skadegorelse", "other"]
    assert [option.code for option in options_from("Å\nÄ\nÅ ä", (), Kind.ONE)] == ["a", "a_2", "a_a"]


def test_a_key_is_made_of_the_words_and_is_nobody_elses() -> None:
    assert key_from("Känner ni till 3 planer?", set()) == "kanner_ni_till_3_planer"
    assert key_from("Känner ni till 3 planer?", {"kanner_ni_till_3_planer"}) == "kanner_ni_till_3_planer_2"
    assert key_from("112?", set()) == "q_112" and key_from("???", set()) == "svar"


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"wording": ""}, ""),
        ({"kind": "one", "options": "Bara ett"}, "mellan två och 30 svar"),
        ({"kind": "scale", "options": "Lågt\nHögt"}, "fem steg"),
        ({"kind": "many", "options": "Polisen\npolisen"}, "Samma svar står två gånger."),
        ({"kind": "one", "options": "Ja\nVet inte"}, "finns alltid med"),
        ({"kind": "nonsense"}, ""),
        ({"condition": "no_such=yes"}, ""),
        ({"wording": "Ring 070-123 45 67?"}, "telefonnummer"),
        ({"kind": "one", "options": "Anna, 070-123 45 67\nNågon annan"}, "telefonnummer"),
        ({"wording": "x" * 501}, ""),
    ],
)
def test_a_question_that_cannot_be_asked_is_refused(
    world: World, this_year: Round, changed: dict[str, str], words: str
) -> None:
    answer = save(browser(world.alice), this_year, **changed)
    assert answer.status_code == 422 and 'role="alert"' in answer.text and words in answer.text
    assert this_year.questions.count() == len(SHORT)


def test_words_that_ask_for_views_are_refused_until_a_reason_is_given(world: World, this_year: Round) -> None:
    client = browser(world.alice)
    page = client.get(reverse("surveys:question_add", args=[this_year.pk])).text
    assert "Fråga aldrig vad någon själv tycker eller tror." in page
    views = {"kind": "many", "wording": "Vad märkte ni?", "options": "Uttryckta åsikter till stöd för våld\nAnnat"}
    refused = save(client, this_year, **views)
    assert refused.status_code == 422 and "regeringsformen 2 kap. 2 §" in refused.text and "”åsikter”" in refused.text
    reason = "Det gäller vad någon annan sade, inte vad medarbetarna tycker."
    assert save(client, this_year, **views, reason=reason).status_code == 302
    assert asked(this_year, "vad_markte_ni").reason == reason
    assert Entry.objects.filter(action="survey.question.save").latest("pk").facts["views_reason"] is True


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Vad tycker du om partiet?", ["tycker du", "partiet"]),
        ("Har medarbetarna åsikter om invandring?", ["åsikter"]),
        ("Tror du på Gud?", ["tror du"]),
        ("Vilken religion har ni?", ["religion"]),
        ("Vilket politiskt parti röstar personalen på?", ["parti", "röstar"]),
        ("Vilken inställning till demokratin finns?", ["inställning till"]),
        ("Hur många partiella tjänster har ni?", []),
        ("Vilka trossamfund samverkar ni med?", []),
        ("Har ni märkt händelser i någon miljö?", []),
        ("Känner du till handlingsplanen?", []),
    ],
)
def test_the_list_of_words_tells_questions_on_views_from_others(text: str, found: list[str]) -> None:
    assert words_on_views(text) == found


def test_the_template_asks_for_nobodys_views_and_can_be_asked() -> None:
    from ledstjarna.surveys.opinions import views_in

    assert list(faults(TEMPLATE)) == []
    assert [one.key for one in TEMPLATE if views_in(one)] == []
    assert {one.subject for one in TEMPLATE} == set(Subject) and {one.kind for one in TEMPLATE} == set(Kind)


def test_a_question_moves_up_and_down_but_not_before_the_one_it_leans_on(world: World, this_year: Round) -> None:
    client = browser(world.alice)
    move = reverse("surveys:question_move", args=[this_year.pk, "event_kinds"])
    page = client.post(move, {"up": "yes"}, follow=True).text
    assert "måste komma efter den frågan" in page and asked(this_year, "event_kinds").position == 2
    assert client.post(move)["Location"].endswith("#fraga-event_kinds")
    assert [row.key for row in this_year.questions.all()][:3] == ["events_met", "cases", "event_kinds"]


def test_a_question_is_left_out_unless_another_leans_on_it(world: World, this_year: Round) -> None:
    client = browser(world.alice)
    page = client.post(reverse("surveys:question_remove", args=[this_year.pk, "events_met"]), follow=True).text
    assert "Ändra den först." in page and this_year.questions.filter(key="events_met").exists()
    page = client.post(reverse("surveys:question_remove", args=[this_year.pk, "effect"]), follow=True).text
    assert "Tidigare år behåller den." in page and "Fanns med tidigare men ställs inte i år" in page
    assert Question.objects.filter(key="effect").count() == 1  # last year's
    again = reverse("surveys:question_again", args=[this_year.pk, "effect"])
    assert client.post(again)["Location"].endswith("#fraga-effect")
    kept = this_year.questions.get(key="effect")
    assert (kept.version, kept.series, kept.comparable) == (1, 1, None)
    assert "ställs inte i år" not in client.get(reverse("surveys:round", args=[this_year.pk])).text
    assert client.post(again, follow=True).status_code == 200 and this_year.questions.filter(key="effect").count() == 1
    assert client.post(reverse("surveys:question_again", args=[this_year.pk, "no_such"])).status_code == 404


def test_nothing_can_be_changed_once_the_round_has_opened(world: World) -> None:
    found, client = world.round(), browser(world.alice)
    assert save(client, found, "form_known", wording="Annan?").status_code == 302
    for name in ("question_move", "question_remove"):
        assert "ligger fast" in client.post(reverse(f"surveys:{name}", args=[found.pk, "effect"]), follow=True).text
    with pytest.raises(ValidationError):
        services.questions_replace(round_id=found.pk, definitions=SHORT, actor_id=None)
    assert [row.definition for row in found.questions.all()] == list(SHORT)


def test_a_change_takes_back_that_the_round_is_ready(world: World, this_year: Round) -> None:
    services.round_ready(round_id=this_year.pk, actor_id=world.alice.pk)
    save(browser(world.alice), this_year, wording="En fråga till?")
    this_year.refresh_from_db()
    assert not this_year.ready


def test_a_condition_that_leads_nowhere_is_a_fault() -> None:
    first = Definition("a", "Fråga?", Kind.YES_NO)
    for condition in (Condition("b", ("yes",)), Condition("a", ("maybe",)), Condition("a", ())):
        assert [fault.field for fault in faults([first, Definition("c", "Sen?", Kind.TEXT, condition=condition)])]
    assert list(faults([first, Definition("c", "Sen?", Kind.TEXT, condition=Condition("a", ("no",)))])) == []


def test_two_who_change_the_same_form_twice_make_one_change(world: World, this_year: Round) -> None:
    client, once = browser(world.alice), str(uuid4())
    for _ in range(2):
        save(client, this_year, wording="Samma fråga?", once=once)
    assert this_year.questions.filter(wording="Samma fråga?").count() == 1


def test_a_round_copied_from_an_older_questionnaire_can_go_over_to_the_template(world: World, this_year: Round) -> None:
    url = reverse("surveys:questions_template", args=[this_year.pk])
    page = browser(world.alice).post(url, follow=True).text
    assert [row.definition for row in this_year.questions.all()] == list(TEMPLATE)
    assert "Enkäten har mallens frågor." in page and "Säg om svaren går att jämföra" in page
    assert asked(this_year, "form_known_staff").series == 2  # the same kind, in other words, and nothing said of it
