"""Which years in a text move on with the plan, and which stay."""

import pytest

from ledstjarna.plans.years import moved_on, names_any


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Under 2026", "Under 2027"),
        ("Löpande under 2026, klart 30 november 2026", "Löpande under 2027, klart 30 november 2027"),
        ("Senast 2026-04-30", "Senast 2027-04-30"),
        ("Läsåret 2026/27", "Läsåret 2027/28"),
        ("T1 och VB 2026.", "T1 och VB 2027."),
        ("Enligt SN 2026/118, klart 2026", "Enligt SN 2026/118, klart 2027"),
        ("Enligt SN 2026/118", "Enligt SN 2026/118"),
        ("Under 2026, utvärderas januari 2027", "Under 2026, utvärderas januari 2027"),
        ("Sedan 2024, även 2026", "Sedan 2024, även 2026"),
        ("29 februari 2026", "29 februari 2026"),
        ("En gång i månaden", "En gång i månaden"),
        ("120260 personer, rum 20261", "120260 personer, rum 20261"),
        ("", ""),
    ],
)
def test_years_move_on_only_when_all_are_the_plans_own(before: str, after: str) -> None:
    assert moved_on(before, range(2026, 2027), 1) == after


def test_a_plan_that_ran_for_two_years_is_moved_two() -> None:
    assert moved_on("Start 2025, klart 2026", range(2025, 2027), 2) == "Start 2027, klart 2028"
    assert moved_on("Läsåret 2098/99 och 2099/00", range(2098, 2100), 1) == "Läsåret 2099/00 och 2100/01"


def test_a_text_names_a_year_but_not_by_the_number_of_a_case() -> None:
    years = range(2026, 2027)
    assert names_any("Under 2026 har", years) and not names_any("SN 2026/118 och 2025", years)
