"""The grounds in law for giving information to an authority, as dated rows; and the kinds of information.

OSL is the Public Access to Information and Secrecy Act (2009:400), TF the Freedom of the Press Act. A row says what the
law asks in short; it never decides anything: a person does, and notes it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Ground:
    """A ground in law, in force from a day up to but not on another.

    `since` is None for what was in force well before the first decision that is noted here.
    """

    code: str
    law: str
    label: str | Promise
    note: str | Promise
    since: date | None = None
    until: date | None = None

    def holds(self, on: date) -> bool:
        """Whether it is in force on the day."""
        return (self.since is None or self.since <= on) and (self.until is None or on < self.until)


GROUNDS: Final[tuple[Ground, ...]] = (
    Ground(
        "osl_12_2",
        "OSL 12 kap. 2 §",
        _("samtycke från den som uppgiften gäller"),
        _(
            "Den som sekretessen skyddar kan häva den, helt eller delvis. För barn: vårdnadshavaren, och barnet "
            "efter ålder och mognad. Fråga om en uppgift i taget, och skriv ned vad samtycket gäller."
        ),
    ),
    Ground(
        "osl_10_2",
        "OSL 10 kap. 2 §",
        _("nödvändigt för det egna arbetet"),
        _(
            "Ska tolkas snävt: bara om myndigheten inte kan göra sitt eget arbete annars. Att det vore praktiskt "
            "räcker inte."
        ),
    ),
    Ground(
        "osl_10_15_a",
        "OSL 10 kap. 15 a §",
        _("behövs för att förebygga, upptäcka eller utreda brott, felaktiga utbetalningar eller regelbrott"),
        _(
            "Till en annan myndighet, från den 1 december 2025. Inte om övervägande skäl talar för att "
            "sekretessen ska gälla: väg intressena mot varandra och skriv ned hur. Gäller även socialtjänstens "
            "uppgifter enligt 26 kap. 1 §."
        ),
        date(2025, 12, 1),
    ),
    Ground(
        "osl_10_18_a",
        "OSL 10 kap. 18 a §",
        _("risk att någon under 20 år begår brott"),
        _(
            "Till Polisen, Säkerhetspolisen eller Tullverket. Risken ska vara konkret, och det får inte vara "
            "olämpligt att lämna uppgiften."
        ),
    ),
    Ground(
        "osl_10_18_b",
        "OSL 10 kap. 18 b §",
        _("risk för terroristbrott, högmålsbrott eller brott mot Sveriges säkerhet"),
        _("Till Polisen eller Säkerhetspolisen. Risken ska vara konkret och gälla brott som räknas upp i paragrafen."),
    ),
    Ground(
        "osl_10_18_c",
        "OSL 10 kap. 18 c §",
        _("risk för allvarligt våld mot en närstående"),
        _("Till Polisen. Läs paragrafen: den gäller vissa brott mot den som står eller har stått nära."),
    ),
    Ground(
        "osl_10_20",
        "OSL 10 kap. 20 §",
        _("någon under 18 år behöver omedelbart ingripande"),
        _("Till Polisen, när en underårig på grund av brott eller annat behöver hjälp genast."),
    ),
    Ground(
        "osl_10_21_23",
        "OSL 10 kap. 21–23 §§",
        _("misstanke om ett begånget brott"),
        _(
            "Till Polisen eller Åklagarmyndigheten. 21 § gäller brott mot den som är under 18 år. Annars avgör "
            "hur svårt brottet är: läs 22 och 23 §§."
        ),
    ),
    Ground(
        "osl_10_22_a",
        "OSL 10 kap. 22 a §",
        _("misstanke om ett begånget terroristbrott"),
        _("Läs paragrafen: den säger vilka brott det gäller och till vem uppgiften får lämnas."),
    ),
    Ground(
        "osl_10_24",
        "OSL 10 kap. 24 §",
        _("misstanke om brott, där ingen starkare sekretess gäller"),
        _("Gäller inte socialtjänstens uppgifter enligt 26 kap. 1 §. De prövas enligt 21–23 §§."),
    ),
    Ground(
        "osl_10_28",
        "OSL 10 kap. 28 §",
        _("uppgiftsskyldighet i lag eller förordning"),
        _("Ange i bedömningen vilken paragraf som gör er skyldiga att lämna uppgiften."),
    ),
    Ground(
        "2025_170_6",
        "6 § lag (2025:170)",
        _("en brottsbekämpande myndighet har begärt uppgiften"),
        _(
            "Från den 1 april 2025. Kommunen ska lämna uppgifter som myndigheten behöver, om inte sekretessen "
            "klart väger tyngre. Gäller inte uppgifter under socialtjänstsekretess, se 8 §."
        ),
        date(2025, 4, 1),
    ),
    Ground(
        "tf_2",
        "TF 2 kap.",
        _("begäran om allmän handling"),
        _(
            "Vem som helst kan begära ut en allmän handling. Pröva den mot sekretessen, och lämna ut det som inte"
            " är hemligt."
        ),
    ),
)
BY_CODE: Final[dict[str, Ground]] = {ground.code: ground for ground in GROUNDS}


class Kept(TextChoices):
    """What kind of information the decision was about; never the information itself."""

    EVENT = "event", _("vad som har hänt, utan person")
    FIGURES = "figures", _("antal och sammanställningar")
    CONTACT = "contact", _("kontaktuppgifter")
    PERSON = "person", _("uppgifter om en enskild")
    CHILD = "child", _("uppgifter om ett barn")
    DOCUMENT = "document", _("en hel handling")
    OTHER = "other", _("annat")
