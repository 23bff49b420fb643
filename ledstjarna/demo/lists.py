"""What the demo municipality has set for its reports, and the units' word that there was nothing to report."""

from __future__ import annotations

from datetime import date
from typing import Final

from ledstjarna.accounts.models import Unit, UnitKind, User
from ledstjarna.demo.organisation import DISTRICTS
from ledstjarna.reports.coverage import month_before
from ledstjarna.reports.models import TermList
from ledstjarna.reports.services.coverage import nothing_to_report
from ledstjarna.reports.services.routine import routine_word
from ledstjarna.reports.services.wording import term_add
from ledstjarna.reports.services.words import words_add
from ledstjarna.walls.roles import Role

CLASSES: Final = ("7A Björkskolan", "7B Björkskolan", "8A Björkskolan", "9C Klippskolan", "EK2 Fyrgymnasiet")
PLACES: Final = ("Seglartorget", "Lotsparken", "Björkskolan", "Klippskolan", "Fyrgymnasiet")
LATEST: Final = "Österhamn"
"""The district that is new this year, so that the years differ."""
CHILD: Final = {
    "phone": "031-390 06 12",  # of the numbers kept for fiction
    "link_text": "Gör en orosanmälan på Stjärnviks webbplats",
    "link": "https://stjarnvik.example/orosanmalan",
}
_BUSY: Final = frozenset({"SOC-18", "SOC-21", "SOC-23", "SOC-27"})
_MONTHS: Final = 4


def build_lists(users: dict[str, User], today: date) -> dict[str, str]:
    """The districts by their codes, for the years that the demo has reports of, and words for the guard."""
    setter = users[Role.ADMINISTRATOR].pk
    codes = {}
    for name in DISTRICTS:
        day = today if name == LATEST else date(today.year - 2, 1, 1)
        row = term_add(name=TermList.DISTRICT, label=name, year=day.year, actor_id=setter, on=day)
        codes[name] = row.code
    routine_word(step="child", texts=CHILD, actor_id=setter)
    words_add(words=CLASSES, held=True, actor_id=setter)
    words_add(words=PLACES, held=False, actor_id=setter)
    return codes


def build_coverage(units: dict[str, Unit], users: dict[str, User], today: date) -> None:
    """Some units have said, month by month, that there was nothing; others are silent."""
    month = today.replace(day=1)
    quiet = [unit for code, unit in sorted(units.items()) if unit.kind == UnitKind.UNIT and code not in _BUSY]
    for back in range(_MONTHS):
        day = month.replace(day=25) if back else today
        for place, unit in enumerate(quiet):
            if (place + back) % 3 == 0:
                nothing_to_report(unit=unit, month=month, actor_id=users[Role.UNIT_MANAGER].pk, on=day)
        month = month_before(month)
