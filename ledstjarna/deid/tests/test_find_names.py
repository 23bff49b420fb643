"""Names of persons are marked, of every origin and in every way of writing them; places and things mostly are not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledstjarna.deid import Label, Own, find, is_known_word
from ledstjarna.deid.names.lists import NAME, table

PERSON = frozenset({Label.PERSON})


def marked(text: str, own: Own | None = None) -> set[str]:
    """The words that are marked as possible names."""
    found = find(text, labels=PERSON, own=own or Own())
    return {text[finding.start : finding.end] for finding in found}


def covered(text: str, words: str) -> bool:
    """Whether each letter of some words of a text is marked, but for a genitive's s."""
    held = {place for finding in find(text) for place in range(finding.start, finding.end)}
    start = text.index(words)
    places = [place for place in range(start, start + len(words)) if text[place].isalnum()]
    missed = [place for place in places if place not in held]
    return not missed or (missed == places[-1:] and words.endswith("s"))


# The names are invented; they stand between the bars.
NAMED = """
Städaren |Gunvor Ahlkvist| hittade lapparna under trappan.
Jag mötte |Filsan| i korridoren och hon grät.
Det var |Merhawi Tesfamariam| som fick brevet.
En bekant till |Shno Rasul| skrev under.
|Zübeyde| på fritids såg vem som målade.
De hotade |Nguyen Thi Hanh| i kassan.
|Wojciech Brzezinski| polisanmälde på kvällen.
Hälsa |Ulla-Britt| att affischen är nere.
Vi hörde |Oskari Kemppainen| ropa.
Enligt |Luljeta Krasniqi| har det pågått i veckor.
|Bakaryes| bror var med.
|Annas| moppe stod kvar.
|Tahmasebis| dörr var klottrad.
pratade me |sirpa| som jobba natt, hon såg allt
de va |abdirahman| o hans kusin
ringde |lasse| men han svara inte
SÅG |KJELL-ÅKE| VID GRINDEN IGÅR
|A. Wikander| skrev under listan.
Mötet leddes av |K-G|.
Det var |M.A.| som sa det.
|Lundmark, Siv| står på listan.
En kille som kallas |Skorpan| bestämmer.
Han går under namnet |räven| i chatten.
En person vid namn |Ozan| ringde.
Hon presenterade sig som |Tindra| och ville ha en broschyr.
Namn: |Hjördis Palm|
Elev: |Yonatan|
Kontakt: |Rojda Yildirim|
Skrivet av |Birgitta|
Mvh |Tobbe|
|Björn| berättade att han blivit uppsökt.
Jag och |Stig| låste dörren.
Läraren |Saga| blev kallad saker.
|محمد علي| stod det i anmälan från receptionen.
Brevet var till |Наталья Коваленко| på våning två.
Mottagare: |Γιώργος|
Hon heter |Xezal|, sa vaktmästaren.
Det var |Mehdi al-Jabouri| som öppnade.
|Karin von Essen| bad dem gå.
|J o n a s| stod det på lappen.
Man ropade efter |Fatoumata Ceesay| på torget.
|Svetlana|, |Ivana| och |Mirjana| satt i köket.
|Ahmedbrorsan| var där.
""".strip().splitlines()


@pytest.mark.parametrize("line", NAMED)
def test_a_name_is_marked(line: str) -> None:
    parts = line.split("|")
    text = "".join(parts)
    assert all(covered(text, name) for name in parts[1::2])


SILENT = """
Klistermärken på stolparna vid Rinkeby torg, tre eller fyra stycken.
Två män från Nordiska motståndsrörelsen delade ut flygblad på Stortorget i Falun.
Ring polisen om det händer igen, och prata med chefen.
Sverigedemokraterna och Vänsterpartiet hade bokstånd på lördagen.
Det stod en björn på flaggan och en sten i gräset.
Stigen går genom skogen mot en ek.
Vi samlades i aulan på Hjulsta skola efter lunch.
Personalen på Stadsbiblioteket städade bort affischerna.
Händelsen anmäldes till Polisen enligt rutinen. Dnr 2024/117.
På måndag träffas socialtjänsten, skolan och fritidsgården.
En elev i nian visade en film från Telegram för sina kompisar.
Under Ramadan är det fler som kommer till moskén.
nån hade klottrat på dörren igen, vi tog bort det direkt
Någon hade skrivit White Power på väggen i trapphuset.
Bussen mot Angered var nedklottrad.
Eleverna hade sett hakkorset på toaletten vid Olof Palmes gata.
Kommunstyrelsen antog handlingsplanen i mars.
""".strip().splitlines()


@pytest.mark.parametrize("text", SILENT)
def test_a_text_without_names_is_left_in_peace(text: str) -> None:
    assert marked(text) == set()


def test_the_municipalitys_own_units_are_known_and_its_school_classes_marked() -> None:
    text = "En elev i 9b på Villa Liv såg det, och 9B:s lärare också."
    own = Own(known=frozenset({"villa liv"}), held=frozenset({"9b"}))
    assert marked(text, own) == {"9b", "9B"}
    assert "9b" not in marked(text)


def test_a_known_word_hides_no_longer_name() -> None:
    own = Own(known=frozenset({"solveig"}))
    assert marked("Hos Solveig åt vi.", own) == set()
    assert marked("Hos Solveig Tahmasebi åt vi.", own) == {"Solveig Tahmasebi"}


def test_a_name_that_is_also_a_number_is_hard() -> None:
    text = "Anna 070-174 06 05"
    labels = {text[found.start : found.end]: found.label for found in find(text)}
    assert labels == {"Anna": Label.PERSON, "070-174 06 05": Label.PHONE}


LISTED = sorted(word for word, flags in table().items() if flags == flags & NAME and len(word) > 3 and word.isalpha())


@given(
    name=st.sampled_from(LISTED),
    family=st.sampled_from(LISTED),
    frame=st.sampled_from(
        ["Vi pratade med {} igår.", "Det var {} som såg det.", "{} ringde.", "Enligt {} är det lugnt."]
    ),
    way=st.sampled_from(["{0}", "{0} {1}", "{0}-{1}", "{1}, {0}"]),
)
def test_listed_names_are_marked_wherever_they_stand(name: str, family: str, frame: str, way: str) -> None:
    person = way.format(name.capitalize(), family.capitalize())
    assert covered(frame.format(person), person)


@given(st.text())
def test_any_text_gets_an_answer_within_itself(text: str) -> None:
    for finding in find(text, labels=PERSON):
        assert 0 <= finding.start < finding.end <= len(text)


@given(st.text(alphabet="aA. -\n'åB", max_size=60).map(lambda text: text * 40))
def test_repeated_signs_take_no_time_to_speak_of(text: str) -> None:
    find(text, labels=PERSON)


def test_a_word_is_known_as_it_stands_on_a_list_in_another_form_or_made_of_two() -> None:
    assert is_known_word("Polisen", listed=True) and is_known_word("polisens", listed=True)
    assert is_known_word("verksamhetsuppföljning") and not is_known_word("verksamhetsuppföljning", listed=True)
    assert not is_known_word("socialförvaltni") and not is_known_word("tsuppföljning")
