"""What people write in the column Tidplan, and the dates it is read as, in a plan for 2019."""

from __future__ import annotations

import pytest

from ledstjarna.plans.timing import Kind, Schedule

from .timed import days, read, slots


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("Under 2019", "2019-01-01..2019-12-31"),
        ("hela året", "2019-01-01..2019-12-31"),
        ("hela året 2020", "2020-01-01..2020-12-31"),
        ("Under 2019-2020", "2019-01-01..2020-12-31"),
        ("under 2019–2020", "2019-01-01..2020-12-31"),
        ("2019/20", "2019-01-01..2020-12-31"),
        ("2019, 2020 och 2021", "2019-01-01..2021-12-31"),
        ("under åren 2019 till 2021", "2019-01-01..2021-12-31"),
        ("läsåret 2019/2020", "2019-08-01..2020-06-30"),
        ("Under första kvartalet av 2019.", "2019-01-01..2019-03-31"),
        ("under första kvartalet", "2019-01-01..2019-03-31"),
        ("3:e kvartalet", "2019-07-01..2019-09-30"),
        ("sista kvartalet", "2019-10-01..2019-12-31"),
        ("Q1", "2019-01-01..2019-03-31"),
        ("kvartal 2-3 2020", "2020-04-01..2020-09-30"),
        ("K2", "2019-04-01..2019-06-30"),
        ("2020 Q4", "2020-10-01..2020-12-31"),
        ("tertial 2", "2019-05-01..2019-08-31"),
        ("första halvåret", "2019-01-01..2019-06-30"),
        ("andra halvåret 2020", "2020-07-01..2020-12-31"),
        ("våren", "2019-01-01..2019-06-30"),
        ("vårterminen 2020", "2020-01-01..2020-06-30"),
        ("hösten", "2019-08-01..2019-12-31"),
        ("HT19", "2019-08-01..2019-12-31"),
        ("ht 2019", "2019-08-01..2019-12-31"),
        ("Hösten 2019 – våren 2020", "2019-08-01..2020-06-30"),
        ("sommaren 2019", "2019-06-01..2019-08-31"),
        ("efter sommaren", "2019-08-01..2019-12-31"),
        ("vecka 14", "2019-04-01..2019-04-05"),
        ("v. 40–42", "2019-09-30..2019-10-18"),
        ("v.50-2", "2019-12-09..2020-01-10"),
        ("mars", "2019-03-01..2019-03-31"),
        ("Under mars månad", "2019-03-01..2019-03-31"),
        ("mars -20", "2020-03-01..2020-03-31"),
        ("2019-10", "2019-10-01..2019-10-31"),
        ("mars–maj", "2019-03-01..2019-05-31"),
        ("från mars till maj", "2019-03-01..2019-05-31"),
        ("Mellan mars och maj 2020", "2020-03-01..2020-05-31"),
        ("maj/juni", "2019-05-01..2019-06-30"),
        ("mars och april", "2019-03-01..2019-04-30"),
        ("november–februari", "2019-11-01..2020-02-29"),
        ("fr.o.m. 1 mars t.o.m. 30 juni", "2019-03-01..2019-06-30"),
        ("1–15 mars", "2019-03-01..2019-03-15"),
        ("1/3-15/4 2020", "2020-03-01..2020-04-15"),
        ("2019-03-01 – 2019-04-15", "2019-03-01..2019-04-15"),
        ("Start i mars, slut i maj", "2019-03-01..2019-05-31"),
        ("Start i november, klart i mars", "2019-11-01..2020-03-31"),
        ("Påbörjas våren 2019 och slutförs hösten 2020", "2019-01-01..2020-12-31"),
        ("t.o.m. juni", "2019-01-01..2019-06-30"),
        ("31 mars 2026", "2026-03-31"),
        ("2026-03-31", "2026-03-31"),
        ("31.3.2026", "2026-03-31"),
        ("tisdagen den 12 mars", "2019-03-12"),
        ("30/4", "2019-04-30"),
        ("30/4-20", "2020-04-30"),
        ("29 februari 2020", "2020-02-29"),
        ("vid årsskiftet", "2019-12-31"),
        ("årsskiftet 2019/2020", "2019-12-31"),
    ],
)
def test_a_span_is_read(text: str, span: str) -> None:
    schedule = read(text)
    assert (schedule.kind, slots(schedule), schedule.rest) == (Kind.WITHIN, [span], "")
    assert days(schedule.start, schedule.end) == span


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("två tillfällen i mars och två i maj", ["2019-03-01..2019-03-31"] * 2 + ["2019-05-01..2019-05-31"] * 2),
        ("Under två tillfällen i mars 2020 och två tillfällen i maj 2020.",
         ["2020-03-01..2020-03-31"] * 2 + ["2020-05-01..2020-05-31"] * 2),
        ("Ett tillfälle under mars 2019 och ett tillfälle under maj 2019",
         ["2019-03-01..2019-03-31", "2019-05-01..2019-05-31"]),
        ("i mars och oktober", ["2019-03-01..2019-03-31", "2019-10-01..2019-10-31"]),
        ("mars och maj 2020", ["2020-03-01..2020-03-31", "2020-05-01..2020-05-31"]),
        ("i mars och oktober 2019–2020", [
            "2019-03-01..2019-03-31", "2019-10-01..2019-10-31", "2020-03-01..2020-03-31", "2020-10-01..2020-10-31",
        ]),
        ("vår- och hösttermin", ["2019-01-01..2019-06-30", "2019-08-01..2019-12-31"]),
        ("Q1 och Q3", ["2019-01-01..2019-03-31", "2019-07-01..2019-09-30"]),
        ("första och tredje kvartalet", ["2019-01-01..2019-03-31", "2019-07-01..2019-09-30"]),
        ("vecka 9 och 44", ["2019-02-25..2019-03-01", "2019-10-28..2019-11-01"]),
        ("Tre workshops under våren", ["2019-01-01..2019-06-30"] * 3),
        ("Hösten 2019, två tillfällen", ["2019-08-01..2019-12-31"] * 2),
        ("Mars: ett tillfälle, maj: två tillfällen", ["2019-03-01..2019-03-31"] + ["2019-05-01..2019-05-31"] * 2),
        ("Tre tillfällen: mars, maj och oktober",
         ["2019-03-01..2019-03-31", "2019-05-01..2019-05-31", "2019-10-01..2019-10-31"]),
        ("fyra tillfällen i mars och maj", ["2019-03-01..2019-05-31"] * 4),
        ("ett tillfälle 2019 och två tillfällen 2020", ["2019-01-01..2019-12-31"] + ["2020-01-01..2020-12-31"] * 2),
        ("två gånger med start i maj", ["2019-05-01..2019-12-31"] * 2),
        ("två tillfällen", ["2019-01-01..2019-12-31"] * 2),
        ("Flera tillfällen under 2019", []),
        ("ett par gånger per termin", []),
        ("I mars, två tillfällen i maj och oktober", []),  # whose are they?
    ],
)  # fmt: skip
def test_counted_and_named_occasions_are_read(text: str, expected: list[str]) -> None:
    schedule = read(text)
    assert (schedule.kind, slots(schedule), schedule.rest) == (Kind.TIMES, expected, "")


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("löpande", ".."),
        ("Tills vidare", ".."),
        ("Kontinuerligt", ".."),
        ("dagligen", ".."),
        ("Löpande under 2019. ", "2019-01-01..2019-12-31"),
        ("Löpande 2019-2020", "2019-01-01..2020-12-31"),
        ("Löpande hela året", "2019-01-01..2019-12-31"),
        ("löpande under våren", "2019-01-01..2019-06-30"),
        ("Start i maj, sedan löpande", "2019-05-01.."),
        ("pågår sedan 2018", "2018-01-01.."),
        ("Pågående, klart 31 oktober", "..2019-10-31"),
    ],
)
def test_what_goes_on_has_the_span_that_is_said(text: str, span: str) -> None:
    schedule = read(text)
    assert (schedule.kind, schedule.slots, schedule.rest) == (Kind.ONGOING, (), "")
    assert f"{schedule.start or ''}..{schedule.end or ''}" == span


@pytest.mark.parametrize(
    ("text", "slot"),
    [
        ("Klart i juni", "2019-06-01..2019-06-30"),
        ("klart senast i juni", "2019-06-01..2019-06-30"),
        ("Ska vara klart under hösten 2019", "2019-08-01..2019-12-31"),
        ("senast 31 mars", "2019-03-31"),
        ("Klart 31 oktober 2020", "2020-10-31"),
        ("klart till den 31 mars", "2019-03-31"),
        ("Slutfört Q3", "2019-07-01..2019-09-30"),
        ("Klart (juni 2020)", "2020-06-01..2020-06-30"),
        ("före 1 maj", "2019-04-30"),
        ("före maj", "2019-04-30"),
        ("före utgången av maj", "2019-05-01..2019-05-31"),
        ("före sommaren", "2019-06-30"),
        ("klart till sommaren", "2019-06-30"),
        ("innan jul", "2019-12-23"),
        ("Under 2019–2020, klart i juni", "2020-06-01..2020-06-30"),
    ],
)
def test_a_deadline_is_read(text: str, slot: str) -> None:
    schedule = read(text)
    assert (schedule.kind, slots(schedule), schedule.rest) == (Kind.DEADLINE, [slot], "")
    assert schedule.end == schedule.slots[0].end


@pytest.mark.parametrize(
    ("text", "slot"),
    [
        ("Påbörjas september", "2019-09-01..2019-09-30"),
        ("start i maj", "2019-05-01..2019-05-31"),
        ("från och med september", "2019-09-01..2019-09-30"),
        ("fr.o.m. den 1 mars 2020", "2020-03-01"),
        ("2020 och framåt", "2020-01-01..2020-12-31"),
        ("tidigast i maj", "2019-05-01..2019-05-31"),
        ("efter 1 mars", "2019-03-02"),
        ("efter årsskiftet", "2020-01-01"),
    ],
)
def test_a_beginning_is_read(text: str, slot: str) -> None:
    schedule = read(text)
    assert (schedule.kind, slots(schedule), schedule.rest) == (Kind.FROM, [slot], "")
    assert (schedule.start, schedule.end) == (schedule.slots[0].start, None)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("vid behov", Kind.ON_DEMAND),
        ("På förfrågan", Kind.ON_DEMAND),
        ("i samband med T1/VP", Kind.EVENT),
        ("T1 och T2", Kind.EVENT),
        ("Inför VP 2020", Kind.EVENT),
        ("vid nyanställning", Kind.EVENT),
        ("efter genomförd workshop", Kind.EVENT),
        ("Enligt beslut i mars 2019", Kind.EVENT),
        ("snarast", Kind.EVENT),
    ],
)
def test_what_is_bound_to_no_date_keeps_its_words(text: str, kind: Kind) -> None:
    schedule = read(text)
    assert schedule == Schedule(kind, when=text)


@pytest.mark.parametrize(
    "text",
    [
        "se kommunikationsplanen",
        "Ej påbörjad",
        "Klart",
        "nästa år",
        "inom sex månader",
        "100 personer per år",
        "under 2091",
        "maj 19",  # a day or a year
        "klart till hösten",  # at its beginning or in it
        "klart i juni, inte juli",
        "en gång i månaden utom juli",
        "våren eller hösten",
        "Riktlinjerna från 2018 revideras",
        "senast reviderad 2019-03-12",
        "Start i juni 2020, klart i maj 2020",
        "varje vecka under våren, varannan vecka under hösten",
        "årligen, två tillfällen",
    ],
)
def test_what_cannot_be_read_stays_text(text: str) -> None:
    assert read(text) == Schedule(Kind.UNREAD, rest=text)


@pytest.mark.parametrize(
    ("text", "kind", "impossible"),
    [
        ("2019-2010", Kind.UNREAD, "2019-2010"),
        ("Löpande 2019-2010", Kind.ONGOING, "2019-2010"),
        ("en gång i månaden 2019–2010", Kind.RECURRING, "2019–2010"),
        ("i mars 2020–2019", Kind.UNREAD, "2020–2019"),
        ("två tillfällen 2019-2010", Kind.TIMES, "2019-2010"),
        ("31 april", Kind.UNREAD, "31 april"),
        ("2019-02-29", Kind.UNREAD, "2019-02-29"),
        ("vecka 53", Kind.UNREAD, "vecka 53"),
        ("kvartal 5", Kind.UNREAD, "kvartal 5"),
        ("november–februari 2020", Kind.UNREAD, "november–februari 2020"),
        ("årsskiftet 2019/2021", Kind.UNREAD, "2019/2021"),
    ],
)
def test_years_and_dates_that_cannot_be_are_told_and_not_guessed(text: str, kind: Kind, impossible: str) -> None:
    schedule = read(text)
    assert (schedule.kind, schedule.impossible, schedule.slots) == (kind, (impossible,), ())
    assert (schedule.start, schedule.end) == (None, None)


def test_a_date_whose_year_is_in_doubt_is_not_guessed() -> None:
    schedule = read("Start i maj, löpande 2019-2010")
    assert (schedule.kind, schedule.start, schedule.rest) == (Kind.ONGOING, None, "maj")
    schedule = read("oktober 2019 och mars")
    assert (slots(schedule), schedule.rest) == (["2019-10-01..2019-10-31"], "mars")
    schedule = read("oktober och mars 2020")
    assert (slots(schedule), schedule.rest) == (["2020-03-01..2020-03-31"], "oktober")


@pytest.mark.parametrize("text", ["", "  ", "-", "…", "\u00ad\n", "–\r\n"])
def test_a_cell_without_words_is_empty(text: str) -> None:
    assert read(text) == Schedule(Kind.EMPTY)


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        ("Löpande un-\nder 2019", "Löpande under 2019"),
        ("Löpande un\u00adder   2019\n", "Löpande under 2019"),
        ("En gång i\nmånaden", "En gång i månaden"),
        ("Under 2019-\n2020", "Under 2019-2020"),
        ("FLERA TILLFÄL-\r\nLEN\r\nUNDER 2019".replace("LEN", "len"), "flera tillfällen under 2019"),
        ("vår-\noch hösttermin", "vår- och hösttermin"),
        ("- Start i mars\n- Klart i maj", "Start i mars; Klart i maj"),
        ("fo\u0308re sommaren", "före sommaren"),
    ],
)
def test_words_broken_over_lines_are_read_as_whole(broken: str, whole: str) -> None:
    assert read(broken) == read(whole)
    assert read(broken).kind is not Kind.UNREAD


@pytest.mark.parametrize(
    ("text", "kind", "rest"),
    [
        ("Workshop för alla chefer i mars 2019", Kind.WITHIN, "Workshop för alla chefer"),
        ("I början av mars", Kind.WITHIN, "början"),
        ("juni?", Kind.WITHIN, "?"),
        ("Rapport från polisen i mars", Kind.WITHIN, "Rapport från polisen"),
        ("Utbildning till 20 chefer i mars", Kind.WITHIN, "Utbildning till 20 chefer"),
        ("klart i juni, möte i september", Kind.DEADLINE, "möte … september"),
        ("start i maj, möte i september", Kind.FROM, "möte … september"),
        ("Omgående, därefter löpande tillsammans med polisen", Kind.ONGOING, "tillsammans med polisen"),
        ("12 mars kl. 13.00", Kind.WITHIN, "kl. 13.00"),
        (
            "Löpande. Vid behov hålls fler möten om frågan i maj.",
            Kind.ONGOING,
            "Vid behov hålls fler möten om frågan i maj",
        ),
    ],
)
def test_what_is_left_unread_beside_a_time_is_told(text: str, kind: Kind, rest: str) -> None:
    assert (read(text).kind, read(text).rest) == (kind, rest)


def test_a_need_beside_a_time_is_kept() -> None:
    assert read("Löpande och vid behov").when == "vid behov"
    assert read("Hösten 2019, efter beslut i nämnden").when == "efter beslut i nämnden"


def test_a_longer_text_than_the_column_holds_is_not_read() -> None:
    assert read("löpande " * 1_000).kind is Kind.UNREAD


def test_a_schedule_goes_to_json_and_back() -> None:
    for text in ("en gång i månaden", "Löpande 2019-2010, vid behov", "klart i juni", ""):
        assert Schedule.from_json(read(text).as_json()) == read(text)
