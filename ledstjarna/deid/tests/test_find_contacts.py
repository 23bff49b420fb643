"""Mail addresses, handles, profile links and plates."""

import pytest

from ledstjarna.deid import HARD, Label, find
from ledstjarna.deid.tests.judging import found


@pytest.mark.parametrize(
    "address",
    [
        "alice@example.com",
        "a@b.se",
        "a.b-c+d@e-f.example.se",
        "bob(at)example(dot)com",
        "bob [at] example [punkt] com",
        "bob <at> example <dot> com",
        "bob snabel-a example punkt com",
        "bob.b snabel a example.com",
        "bob punkt b snabel-a example punkt com",
        "bob at example dot com",
        "bob @ example.com",
        "bob@\nexample.com",
        "charlie＠example．com",
        "charlie@exämple.se",
        "charlie@kommun",
        "char\u200blie@exam\u00adple.com",
    ],
)
def test_a_mail_address_is_found_however_its_signs_are_written(address: str) -> None:
    assert found(f"Skriv till: {address}.") == [(address, Label.EMAIL)]


@pytest.mark.parametrize(
    ("text", "handle"),
    [
        ("Kontot @nordisk.vakt_08.", "@nordisk.vakt_08"),
        ("Kontot ＠nordisk följs av många", "＠nordisk"),
        ("Kontot @ nordisk följs", "@ nordisk"),
        ("se https://www.instagram.com/nordisk_vakt/ i dag", "https://www.instagram.com/nordisk_vakt/"),
        ("t.me/framtid_vast", "t.me/framtid_vast"),
        ("T.ME/NORD", "T.ME/NORD"),
        ("instagram punkt com snedstreck nordvakt", "instagram punkt com snedstreck nordvakt"),
        ("facebook.com/profile.php?id=100012345", "facebook.com/profile.php?id=100012345"),
        ("wa.me/46701740605", "wa.me/46701740605"),
        ("discord: tyst_skugga#4471", "tyst_skugga#4471"),
        ("insta: nordisk.vakt", "nordisk.vakt"),
        ("snapchat = molly", "molly"),
        ("Han kallas varg1488 på discord", "varg1488"),
        ("delade ett inlägg från sanningsporten2.0", "sanningsporten2.0"),
        ("hon skriver som zizou_163 där", "zizou_163"),
    ],
)
def test_a_handle_or_a_link_to_a_profile_is_found(text: str, handle: str) -> None:
    assert found(text) == [(handle, Label.HANDLE)]


@pytest.mark.parametrize(
    "text",
    [
        "https://www.kommunen.example/trygghet",
        "www.kommunen.se/stod/anhoriga",
        "Följ oss på www.kommunen.se",
        "Facebook: Gruppen delade ett inlägg",
        "Instagram: vi såg bilder",
        "bilagan bild_01.jpg",
        "(a) första punkten i planen",
        "På den punkt som gäller",
        "Det stod på X i går",
    ],
)
def test_ordinary_links_and_words_are_no_handles(text: str) -> None:
    assert find(text, labels=HARD) == []


@pytest.mark.parametrize(
    "plate",
    [
        "ABC 123",
        "ABC123",
        "ABC-12D",
        "ABC–123",
        "ABC · 123",
        "A B C 1 2 3",
        "A-B-C 1-2-3",
        "Adam Bertil Cesar ett två tre",
    ],
)
def test_a_plate_in_capitals_or_spelt_out_is_found_by_its_form(plate: str) -> None:
    assert found(f"Det var {plate}.") == [(plate, Label.PLATE)]


@pytest.mark.parametrize(
    ("text", "plate"),
    [
        ("regnr lam 902", "lam 902"),
        ("bilen hade abc12d", "abc12d"),
        ("abc\u00a0123 stod på skylten", "abc\u00a0123"),
        ("Regnr: ABC\n123", "ABC\n123"),
        ("bilen mus 33Fvid bron", "mus 33F"),
        ("bilen SMS 123", "SMS 123"),
        ("plåten börjar på KGB 1", "KGB 1"),
        ("bil: a b c 1 2 3", "a b c 1 2 3"),
    ],
)
def test_a_plate_in_other_writings_is_found_beside_a_vehicle(text: str, plate: str) -> None:
    assert found(text) == [(plate, Label.PLATE)]


@pytest.mark.parametrize(
    "text",
    [
        "SFS 196",
        "SOU 2024:12",
        "AMN 123",
        "RUM 214",
        "LSS 123",
        "OSL 210",
        "BRÅ 123",
        "IQV 123",
        "sal 123",
        "ABC 12",
    ],
)
def test_abbreviations_with_a_number_are_no_plates(text: str) -> None:
    assert find(text, labels=HARD) == []
