"""What comes before every report: five questions in a fixed order, each with what to do when the answer is yes.

The texts here are what every municipality begins with. A row of `RoutineText` puts its own words, telephone number or
link in their place; see `selectors.routine_steps`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ledstjarna.reports.models import RoutineText

Words = str | Promise
OWN_WORDS: Final = ("question", "advice", "contact", "phone", "link_text", "link")
"""What of a step a municipality may word itself; the names are those of `RoutineText`."""


@dataclass(frozen=True, slots=True)
class Step:
    """One question. `own` names the words that are the municipality's: they are in Swedish in every language."""

    code: str
    question: Words
    help: Words
    advice: Words
    contact: Words = ""
    phone: Words = ""
    link_text: Words = ""
    link: str = ""
    own: frozenset[str] = frozenset()

    @property
    def dialled(self) -> str:
        """The telephone number as a link wants it, without what is there to be read."""
        return "".join(sign for sign in str(self.phone) if sign.isdecimal() or sign in "+*#")


STEPS: Final[tuple[Step, ...]] = (
    Step(
        code="danger",
        question=_("Är någon i fara just nu?"),
        help="",
        advice=_(
            "Ring 112. Säg vad som händer och var. Stanna på en trygg plats och gör som larmoperatören säger. "
            "Hjälp de andra på plats att komma i säkerhet."
        ),
        contact=_("SOS Alarm"),
        phone="112",
    ),
    # A child who is or may be harmed: Social Services Act 2025:400, chapter 19, section 1.
    Step(
        code="child",
        question=_("Kan ett barn fara illa?"),
        help=_("Orolig eller osäker? Svara ja, så ser du vem du kan fråga."),
        advice=_(
            "Gör en orosanmälan nu. Arbetar du i skola, vård eller socialtjänst, också i hemtjänst, måste du göra den "
            "själv, genast (19 kap. 1 § socialtjänstlagen). Alla andra bör göra det.\n\n"
            "Osäker? Fråga socialtjänsten, utan att säga vem det gäller. Är det stängt: ring 112, be om socialjouren."
        ),
        contact=_("Socialtjänstens mottagning för barn och unga"),
        link_text=_("Numret står på kommunens webbplats."),
    ),
    Step(
        code="crime",
        question=_("Har någon begått ett brott?"),
        help=_("Osäker? Svara ja, så ser du vem du kan fråga."),
        advice=_(
            "Polisanmäl. Pågår brottet, ring 112. Ta en bild av klotter eller märken innan ni tar bort dem, utan att "
            "någon person syns. Rör så lite som möjligt på platsen. Osäker? Fråga polisen på 114 14."
        ),
        contact=_("Polisen, när det inte är bråttom"),
        phone="114 14",
        link_text=_("Anmäl på polisens webbplats"),
        link="https://polisen.se/utsatt-for-brott/polisanmalan/",
    ),
    Step(
        code="threat",
        question=_("Har du eller en kollega hotats i arbetet?"),
        help=_("Också på nätet."),
        advice=_(
            "Berätta för chefen nu och skriv en tillbudsanmälan samma dag. Chefen gör en bedömning av er säkerhet, ser "
            "till att hotet blir polisanmält och att ni får stöd. Lämna ingen ensam med det."
        ),
        contact=_("Din närmaste chef"),
    ),
    Step(
        code="affected",
        question=_("Behöver någon som har drabbats stöd?"),
        help=_("Du själv räknas också."),
        advice=_(
            "Fråga hur det är och vad personen behöver. Berätta vilket stöd som finns och hjälp till med den första "
            "kontakten. Kollegor får stöd genom chefen och företagshälsovården."
        ),
        contact=_("Brottsofferjouren"),
        phone="116 006",
        link_text=_("Stöd till den som har drabbats"),
        link="https://www.brottsofferjouren.se/",
    ),
)
CHILD: Final = "child"
CODES: Final = tuple(step.code for step in STEPS)
FIXED: Final = {"danger": frozenset({"contact", "phone"})}
"""Who is in danger is led to 112, whatever a municipality writes."""


def worded(rows: Iterable[RoutineText]) -> tuple[Step, ...]:
    """The steps with a municipality's own words in place of ours; what is empty there stays ours."""
    found = {row.step: row for row in rows}
    return tuple(_with(step, found[step.code]) if step.code in found else step for step in STEPS)


def _with(step: Step, row: RoutineText) -> Step:
    kept = FIXED.get(step.code, frozenset())
    own = {name: value for name in OWN_WORDS if name not in kept and (value := getattr(row, name))}
    if "link" in own and "link_text" not in own:  # our words would promise another page
        own["link_text"] = own["link"]
    if "contact" in own and "phone" not in own:  # our number is another's than theirs
        own["phone"] = ""
    return replace(step, **own, own=frozenset(own))
