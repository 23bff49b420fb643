"""What was read is said back in plain words."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import translation

from ledstjarna.plans.timing import follow_up_in_words, read_follow_up, schedule_in_words

from .timed import PERIODS, read


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("1 gång/mån", "En gång i månaden, 12 tillfällen under 2019."),
        ("var 6:e vecka", "Var sjätte vecka, 9 tillfällen under 2019."),
        ("2 ggr/år", "Två gånger per år, 2 tillfällen under 2019."),
        ("minst 1 gång per tertial 2019–2020", "Minst en gång per tertial, 6 tillfällen under 2019–2020: "
         "januari–april 2019, maj–augusti 2019, september–december 2019, "
         "januari–april 2020, maj–augusti 2020, september–december 2020."),
        ("tre gånger i veckan", "Tre gånger i veckan, minst 120 tillfällen under 2019."),
        ("varje första tisdag i månaden", "Första tisdagen i månaden, 12 tillfällen under 2019."),
        ("varannan torsdag", "Varannan torsdag, 26 tillfällen under 2019."),
        ("den 15 varje månad", "Den 15 i varje månad, 12 tillfällen under 2019."),
        ("årligen i mars", "En gång per år, 1 tillfälle i mars 2019."),
        ("två tillfällen i mars och två i maj", "4 tillfällen: mars 2019 (2), maj 2019 (2)."),
        ("Flera tillfällen under hösten", "Flera tillfällen under augusti–december 2019. Hur många framgår inte."),
        ("våren", "Under januari–juni 2019."),
        ("v 14", "Vecka 14 (1–5 april 2019)."),
        ("30/4", "Den 30 april 2019."),
        ("november–februari", "Under november 2019–februari 2020."),
        ("1 mars–15 april", "Under 1 mars–15 april 2019."),
        ("2018-12-10 – 2019-01-20", "Under 10 december 2018–20 januari 2019."),
        ("löpande", "Löpande."),
        ("löpande från maj", "Löpande från och med den 1 maj 2019."),
        ("pågår t.o.m. juni", "Löpande till och med den 30 juni 2019."),
        ("senast 31 mars", "Klart senast den 31 mars 2019."),
        ("klart i juni", "Klart i juni 2019, senast den 30 juni 2019."),
        ("start i maj", "Börjar i maj 2019."),
        ("2019–2020, start i maj", "Börjar i maj 2019. Pågår till och med den 31 december 2020."),
        ("vid behov", "Vid behov."),
        ("vid behov under hösten", "Vid behov under augusti–december 2019."),
        ("i samband med T1/VP", "I samband med T1/VP. Planen ger inget datum."),
        ("Löpande, vid behov", "Löpande. I planen står också: vid behov."),
        ("Kurs i mars", "I mars 2019. Det här kunde inte läsas: Kurs."),
        ("Löpande 2019-2010", "Löpande. Det här kan inte stämma: 2019-2010."),
        ("2019-2010", "Tiden gick inte att läsa ut. Det här kan inte stämma: 2019-2010."),
        ("enligt", "Tiden gick inte att läsa ut."),
        ("", ""),
    ],
)  # fmt: skip
def test_a_schedule_is_said_back(text: str, words: str) -> None:
    with translation.override("sv"):
        assert schedule_in_words(read(text)) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("VP, VB, T1 och T2", "Följs upp i VP, VB, T1 och T2."),
        ("Slut årsskifte, utvärdering i VB", "Följs upp i VB samt den 31 december 2019."),
        ("löpande i VB 2020", "Följs upp löpande samt i VB 2020."),
        ("i december", "Följs upp senast den 31 december 2019 (december)."),
        (
            "Utbildningen utvärderas efter genomförd workshop.",
            "Följs upp efter genomförd workshop. Det som följs upp: utbildningen.",
        ),
        ("T3 och DR", "T3 och DR hör inte till kommunens perioder."),
        ("VBE följs upp i VB", "Följs upp i VB. Det som följs upp: VBE."),
        ("enkät", "Uppföljningen gick inte att läsa ut."),
        (
            "VB. Vid behov hålls möten i mars.",
            "Följs upp i VB. Det här kunde inte läsas: Vid behov hålls möten i mars.",
        ),
        ("VB, 2019-2010", "Följs upp i VB. Det här kan inte stämma: 2019-2010."),
        ("", ""),
    ],
)
def test_a_follow_up_is_said_back(text: str, words: str) -> None:
    with translation.override("sv"):
        assert follow_up_in_words(read_follow_up(text, year=2019, periods=PERIODS)) == words


def test_the_next_occurrence_is_named_when_one_says_the_day() -> None:
    with translation.override("sv"):
        monthly = read("en gång i månaden")
        assert schedule_in_words(monthly, today=date(2019, 5, 31)).endswith("Nästa gång: maj 2019.")
        assert "Nästa" not in schedule_in_words(monthly, today=date(2020, 1, 1))
        assert "Nästa" not in schedule_in_words(read("klart i juni"), today=date(2019, 5, 31))


def test_it_is_said_in_english_too() -> None:
    with translation.override("en"):
        assert schedule_in_words(read("var sjätte vecka")) == "Every sixth week, 9 times in 2019."
        assert schedule_in_words(read("klart i juni")) == "Done in June 2019, by 30 June 2019."
        follow_up = read_follow_up("T1 och VB", year=2019, periods=PERIODS)
        assert follow_up_in_words(follow_up) == "Followed up in T1 and VB."
