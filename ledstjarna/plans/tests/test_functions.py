"""Which functions a cell names, and which spellings mean the same one."""

import pytest

from ledstjarna.plans.functions import functions_in, spellings


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("Utredare OF", ("Utredare OF",)),
        ("Lokala samordnaren tillsammans med enhetscheferna", ("Lokala samordnaren", "enhetscheferna")),
        ("Rektor, kurator och skolsköterska", ("Rektor", "kurator", "skolsköterska")),
        ("Samordnaren i samverkan\nmed polisen", ("Samordnaren", "polisen")),
        ("Samordnaren. Externa möten tas av chefen som vanligt.", ("Samordnaren",)),
        ("Kompetenscenter barn och unga", ("Kompetenscenter barn och unga",)),
        (
            "Föreningsstödet med kultur- och idrottsförvaltningen",
            ("Föreningsstödet med kultur- och idrottsförvaltningen",),
        ),
        ("", ()),
    ],
)
def test_a_cell_names_its_functions(cell: str, names: tuple[str, ...]) -> None:
    assert functions_in(cell) == names


@pytest.mark.parametrize(
    "names",
    [
        ("Utredare OF", "utredaren OF"),
        ("Den lokala samordnaren", "lokal samordnare"),
        ("Förvaltningens utredare mot VBE", "förvaltningens utredare  för VBE"),
        ("Kommunikationsansvarig", "Komunikationsansvarig"),
    ],
)
def test_the_same_function_is_seen_through_its_spellings(names: tuple[str, ...]) -> None:
    assert spellings(names) == [names]


@pytest.mark.parametrize(
    "names",
    [
        ("Enhetschef", "Områdeschef"),
        ("Lokal samordnare", "Central samordnare"),
        ("Behandlingsenheten", "Utredningsenheten"),
        ("Kurator", "kurator"),
    ],
)
def test_different_functions_and_a_capital_letter_are_left_alone(names: tuple[str, ...]) -> None:
    assert spellings(names) == []
