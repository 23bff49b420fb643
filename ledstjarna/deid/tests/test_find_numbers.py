"""Personal numbers, phones, accounts and other digits, in the writings that reports really use."""

import pytest

from ledstjarna.deid import HARD, Label, find
from ledstjarna.deid.tests.judging import found, uncovered


@pytest.mark.parametrize(
    "text",
    [
        "19890304—2391",
        "1989 03 04‑2391",
        "890304_2391",
        "89/03/04-2391",
        "19.89.03.04.23.91",
        "890304+2391",
        "8 9 0 3 0 4 - 2 3 9 1",
        "１９８９０３０４２３９１",
        "١٩٨٩٠٣٠٤٢٣٩١",
        "890304\n2391",
        "19890304\r\n-2391",
        "860182-2383",
        "8601822383",
        "2003-06-21-2382",
        "120304-2392 kl 14.30",
        "nittonhundraåttionio noll tre noll fyra tjugotre nittioett",
        "åtta nio noll tre noll fyra streck två tre nio ett",
        "890304&nbsp;2391",
        "dnr 19890304-2391",
        "pnr 8903042399",
    ],
)
def test_a_personal_number_is_found_in_any_writing(text: str) -> None:
    assert Label.PERSONAL_ID in {finding.label for finding in find(text, labels=HARD)}
    assert not uncovered(text.replace("14.30", ""))


@pytest.mark.parametrize(
    "text",
    [
        "070-174 06 05",
        "070/1740605",
        "070_174_06_05",
        "0–70–174 06 05",
        "0046 (0)70-174 06 77",
        "+46.70.174.06.05",
        "46701740605",
        "(08) 465 004 21",
        "0300-12345",
        "070 – 174 – 06 – 05",
        "O7O-I74 O6 O5",
        "070 174\n06 05",
        "0️⃣7️⃣0️⃣1️⃣7️⃣4️⃣0️⃣6️⃣0️⃣5️⃣",
        "0\n7\n0\n1\n7\n4\n0\n6\n0\n5",
        "070. 174. 06. 05",
        "ring 46 50 04",
        "hans telefon har numret 465000",
        "tel 12345",
        "+47 912 34 567",
        "+1 (202) 555-0143",
        "ärende 0701740605",
        "0701740605 kr",
        "070 ett sju fyra 06 05",
    ],
)
def test_a_phone_is_found_in_any_writing(text: str) -> None:
    assert {finding.label for finding in find(text, labels=HARD)} == {Label.PHONE}
    assert not uncovered(text)


@pytest.mark.parametrize(
    "text",
    [
        "noll sju noll, 174 06 48",
        "nollsjunoll ett sju fyra noll sex noll fem",
        "noll  sju\nnoll ett sju fyra noll sex noll fem",
        "zero seven zero one seven four zero six zero five",
    ],
)
def test_a_phone_in_words_is_found_from_its_first_word_to_its_last(text: str) -> None:
    assert found(text) == [(text, Label.PHONE)]


def test_a_spoken_plus_belongs_to_the_phone() -> None:
    assert found("plus fyrtiosex sju noll ett sju fyra noll sex noll fem")[0][1] is Label.PHONE


@pytest.mark.parametrize(
    "text",
    [
        "SE45 5000 0000 0583 9825 7466",
        "se4550000000058398257466",
        "GB29NWBK60161331926819",
        "bankgiro 5050-1055",
        "pg 12 34-5",
        "clearingnr 6000",
        "konto 8327-9, 123 456 789-4",
        "4111-1111-1111-1111",
        "kort 4111 1111 1111 1112",
        "swish 123 456 78 90",
    ],
)
def test_an_account_is_found(text: str) -> None:
    assert {finding.label for finding in find(text, labels=HARD)} == {Label.ACCOUNT}
    assert not uncovered(text)


@pytest.mark.parametrize(
    "text",
    [
        "123456",
        "12 34 56",
        "12:34:56:78:90",
        "4711 8812",
        "890304-XXXX",
        "192.168.10.25",
        "123 2019 456",
        "12-34-56",
        "890304 min son",
    ],
)
def test_six_unexplained_digits_are_held(text: str) -> None:
    assert find(text, labels=HARD)
    assert not uncovered(text)


@pytest.mark.parametrize("text", ["de fyra sista är 2391", "slutsiffrorna 2391", "sista fyra: två tre nio ett"])
def test_the_last_four_are_held_when_they_are_called_so(text: str) -> None:
    assert [label for _, label in found(text)] == [Label.PERSONAL_ID]


def test_a_wrong_check_digit_changes_the_label_and_not_the_masking() -> None:
    assert found("8903042391") == [("8903042391", Label.PERSONAL_ID)]
    assert [words for words, _ in found("8903042392")] == ["8903042392"]


def test_a_finnish_identity_code_is_found() -> None:
    assert found("koden 120304A239K") == [("120304A239K", Label.PERSONAL_ID)]


def test_two_numbers_in_one_sentence_are_two_findings() -> None:
    text = "Alice har 070-174 06 05 och Bob 890304-2391."
    assert found(text) == [("070-174 06 05", Label.PHONE), ("890304-2391", Label.PERSONAL_ID)]


def test_a_date_beside_a_phone_is_left_alone() -> None:
    assert found("2024-03-11 0701740688") == [("0701740688", Label.PHONE)]


@pytest.mark.parametrize(
    "text",
    [
        "dnr 2026/118",
        "Dnr: KS 2024/0131-7",
        "dnr 155-943/2015",
        "KS 2017/0530",
        "ärendenummer är 5000-K123456-24",
        "SFS 2023:196",
        "prop. 2023/24:155",
        "förordning (EU) 2016/679",
        "2 kap. 3 § och 16 kap. 8 §",
        "ISBN 978-91-7000-123-4",
        "2019, 2020, 2021 och 2022",
        "2019–2024",
        "läsåret 2023/2024",
        "1 250 000 kr",
        "12 000–15 000 kronor",
        "budget 2025: 350 000 kronor",
        "155 000 invånare",
        "100 000",
        "180.000 svenska hem",
        "vårt kontor 12345",
        "kl. 18.00–21.00",
        "kl 18-21, 14-16",
        "14.30, 15.45",
        "kl. 1430-1600",
        "18.00, 19.30, 21.00",
        "den 14/3, 16/3 och 18/3",
        "12/3–14/3 2024",
        "2024-05-21 kl. 14.30",
        "2024-05-21 14.30-16.00",
        "2024-05-21–2024-05-23",
        "2024-03-11, 10-12",
        "21.5.2024",
        "vecka 12-14 2024",
        "10, 12, 14 och 16 år",
        "120 (2022) och 155 (2023)",
        "ökade från 1 234 till 5 678",
        "020-70 80 03",
        "116 111",
        "114 14",
        "112",
        '"1488" och "88"',
        "25 × 40 cm",
        "sex personer, fem av dem under tio år, ett par gånger",
        "den 12 mars 2024 kl. 14:30–16:00 sågs 25 personer",
    ],
)
def test_numbers_that_explain_themselves_are_left_alone(text: str) -> None:
    assert find(text, labels=HARD) == []
