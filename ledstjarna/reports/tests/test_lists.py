"""The lists of each year: what is reworded or taken out of use this year stays as it was in the years before."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from ledstjarna.accounts.tests.town import person
from ledstjarna.audit.models import Entry
from ledstjarna.reports import terms
from ledstjarna.reports.models import Term, TermList
from ledstjarna.reports.services.wording import term_add, term_reword, term_use
from ledstjarna.reports.tests.filing import page_of
from ledstjarna.reports.tests.world import World, browser
from ledstjarna.reports.wordings import history
from ledstjarna.walls.roles import Role

YEAR = timezone.localdate().year
KIND, ENVIRONMENT, DISTRICT = TermList.KIND, TermList.ENVIRONMENT, TermList.DISTRICT

pytestmark = pytest.mark.django_db


def add(label: str, name: TermList = DISTRICT, **given: Any) -> Term:
    about: dict[str, Any] = {"name": name, "label": label, "year": YEAR, "actor_id": None}
    return term_add(**about | given)


def reword(code: str, label: str, name: TermList = KIND, **given: Any) -> Term:
    about: dict[str, Any] = {"name": name, "code": code, "label": label, "year": YEAR, "actor_id": None}
    return term_reword(**about | given)


def use(code: str, used: bool, name: TermList = KIND, year: int = YEAR) -> Term:
    return term_use(name=name, code=code, used=used, year=year, actor_id=None)


def test_what_is_added_can_be_chosen_from_its_year_and_before_the_gathering_ones() -> None:
    add("Drönare över  lokal", KIND, year=YEAR + 1)
    assert "dronare-over-lok" not in terms.in_use(YEAR)[KIND]
    kinds = terms.in_use(YEAR + 1)[KIND]
    assert list(kinds)[-2:] == ["dronare-over-lok", "other"] and kinds["dronare-over-lok"] == "Drönare över lokal"


@pytest.mark.parametrize(
    ("labels", "codes"),
    [
        (
            ["Ekudden", "Ekudden norra delen", "Ekudden norra delen B"],
            ["ekudden", "ekudden-norra-de", "ekudden-norra-2"],
        ),
        (["Södra Åsen", "Sodra Asen"], ["sodra-asen", "sodra-asen-2"]),
        (["東京", "京都"], ["ord", "ord-2"]),
        (["112"], ["112"]),
    ],
)
def test_a_code_is_short_and_never_used_again(labels: list[str], codes: list[str]) -> None:
    assert [add(label).code for label in labels] == codes


def test_a_code_that_is_out_of_use_is_not_given_to_other_words() -> None:
    code = add("Kulten", KIND).code
    reword(code, "Något helt annat")
    use(code, used=False)
    assert add("Kulten", KIND).code == f"{code}-2"


def test_reworded_this_year_the_years_before_keep_their_words() -> None:
    reword("threat", "hot mot någon", label_en="threat to someone")
    assert terms.known(YEAR - 1)[KIND]["threat"] == "hot" and terms.known(YEAR)[KIND]["threat"] == "hot mot någon"
    with override("en"):
        assert terms.known(YEAR)[KIND]["threat"] == "threat to someone"


def test_a_later_year_follows_unless_it_has_words_of_its_own() -> None:
    use("violence", used=False, year=YEAR + 1)
    reword("violence", "våld mot person")
    assert terms.known(YEAR + 1)[KIND]["violence"] == "våld mot person"
    assert "violence" not in terms.in_use(YEAR + 1)[KIND] and "violence" in terms.in_use(YEAR)[KIND]
    reword("violence", "våld", year=YEAR + 1)
    reword("violence", "slag och sparkar")
    assert terms.known(YEAR + 1)[KIND]["violence"] == "våld"


def test_out_of_use_and_back(world: World) -> None:
    use("gathering", used=False)
    with pytest.raises(ValidationError):
        world.report(kind="gathering")
    use("gathering", used=True)
    assert world.report(kind="gathering").kind == "gathering"
    assert [row.used for row in history(KIND)["gathering"]] == [True, True]


@pytest.mark.parametrize(("name", "code"), [(KIND, "other"), (KIND, "statement"), (ENVIRONMENT, "unclear")])
def test_what_is_always_needed_stays_but_can_be_reworded(name: TermList, code: str) -> None:
    with pytest.raises(ValidationError, match="behövs alltid"):
        use(code, used=False, name=name)
    assert reword(code, "något helt annat", name).label == "något helt annat"


@pytest.mark.parametrize("year", [YEAR - 1, YEAR + 2, 0])
def test_a_year_that_is_over_is_locked(year: int) -> None:
    with pytest.raises(ValidationError, match="går inte att ändra"):
        add("Norr", year=year)
    with pytest.raises(ValidationError, match="går inte att ändra"):
        reword("threat", "annat hot", year=year)
    with pytest.raises(ValidationError, match="går inte att ändra"):
        use("threat", used=False, year=year)
    assert not Term.objects.exists() and not Entry.objects.filter(action__startswith="report.term").exists()


@pytest.mark.parametrize(
    ("label", "words"),
    [("HOT ", "finns redan i listan"), ("", "Skriv vad"), ("  ", "Skriv vad"), ("19850101-1234 hot", "personnummer")],
)
def test_what_cannot_be_a_word_of_the_list_says_why(label: str, words: str) -> None:
    with pytest.raises(ValidationError) as fault:
        add(label, KIND)
    assert words in " ".join(fault.value.messages) and not Term.objects.exists()


def test_words_that_are_out_of_use_are_to_be_taken_back_instead() -> None:
    use("gathering", used=False)
    with pytest.raises(ValidationError, match="Ta det i bruk igen"):
        add("möte, manifestation", KIND)


def test_a_report_keeps_what_it_has_though_the_year_no_longer_offers_it(world: World) -> None:
    report = world.report(kind="gathering")
    use("gathering", used=False)
    reword("gathering", "sammankomst")
    choices = terms.choices_for(report)[KIND]
    assert choices["gathering"] == "sammankomst" and list(choices)[-1] == "other"
    report.kind, report.district = "threat", "gone"
    choices_now = terms.choices_for(report)
    assert "gathering" not in choices_now[KIND] and choices_now[DISTRICT] == {"gone": "gone"}


def client_of(world: World) -> Any:
    return browser(person("Ali", Role.ADMINISTRATOR, world.city))


def test_the_page_of_a_year_adds_rewords_and_tells_the_history(world: World) -> None:
    client, once = client_of(world), str(uuid4())
    page = reverse("reports:settings_list", args=["district"])
    assert "Listan är tom" in page_of(client.get(page))
    sent = {"label": "Ekudden", "label_en": "", "year": YEAR, "once": once}
    answers = [client.post(page, sent), client.post(page, sent)]
    assert [answer.status_code for answer in answers] == [302, 302] and Term.objects.count() == 1
    term = reverse("reports:settings_term", args=["district", "ekudden"])
    assert client.post(term, {"label": "Ekuddens by", "year": YEAR + 1}).status_code == 302
    shown = page_of(client.get(term))
    assert "Ekuddens by" in shown and f"från {YEAR}" in shown and f"från {YEAR + 1}" in shown
    now, following = (page_of(client.get(f"{page}?ar={year}")) for year in (YEAR, YEAR + 1))
    assert "Ekuddens by" not in now and "Ekuddens by" in following


def test_taking_out_of_use_is_a_button(world: World) -> None:
    client = client_of(world)
    page = reverse("reports:settings_term_used", args=["kind", "threat"])
    assert client.post(page, {"used": "0", "year": YEAR}).status_code == 302
    assert "threat" not in terms.in_use(YEAR)[KIND]
    for year in ("", "²²²²", "99999999999999999999", str(YEAR - 1)):
        assert client.post(page, {"used": "1", "year": year}).status_code == 302
    assert "threat" not in terms.in_use(YEAR)[KIND]
    assert client.post(reverse("reports:settings_term_used", args=["kind", "none"]), {}).status_code == 404


def test_a_year_that_is_over_shows_no_form_and_wrong_words_stay_in_theirs(world: World) -> None:
    client = client_of(world)
    page = reverse("reports:settings_list", args=["kind"])
    over = page_of(client.get(f"{page}?ar={YEAR - 1}"))
    assert "Året är slut" in over and "<textarea" not in over and 'name="label"' not in over
    answer = client.post(page, {"label": "hot", "year": YEAR})
    assert answer.status_code == 422 and "Det finns redan i listan." in page_of(answer)
    assert client.get(reverse("reports:settings_list", args=["colour"])).status_code == 404
    assert client.get(reverse("reports:settings_term", args=["kind", "none"])).status_code == 404


def test_the_log_says_what_and_from_when_without_the_words() -> None:
    add("Ekudden")
    row = Entry.objects.get(action="report.term.add")
    assert row.facts == {"list": "district", "year": YEAR, "code": "ekudden"} and row.kind == "report_term"
