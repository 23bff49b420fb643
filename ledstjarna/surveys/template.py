"""The questionnaire that a board begins with: what the unit has met, with whom it works, what it knows and does.

Our own words, about the matters that such a survey has to cover to be compared over the years. A board may change,
leave out and add questions before a round opens.
"""

from __future__ import annotations

from typing import Final

from ledstjarna.surveys.definition import ALWAYS, STEPS, YES, Condition, Definition, Kind, Option, Subject

EVENTS: Final = "Händelser"
TOGETHER: Final = "Samverkan"
KNOWN: Final = "Kännedom"
TRAINED: Final = "Utbildning och kunskap"
PLAN: Final = "Handlingsplanen"
CONSENT: Final = "Samtycke"

MET: Final = Condition("events_met", (YES,))
HELD: Final = Condition("partners_held", (YES,))
WISHED: Final = Condition("partners_wished", (YES,))
PARTNERS: Final = (
    Option("police", "Polisen"),
    Option("school", "Skola eller förskola"),
    Option("social", "Socialtjänsten i en stadsdel"),
    Option("prison", "Kriminalvården"),
    Option("jobs", "Arbetsförmedling eller jobbtorg"),
    Option("health", "Hälso- och sjukvården"),
    Option("civil", "Föreningar i civilsamhället"),
    Option("faith", "Trossamfund"),
    Option("other", "Någon annan"),
)
LEVELS: Final = tuple(
    Option(code, label)
    for code, label in zip(STEPS, ("Mycket låg", "Låg", "Varken låg eller hög", "God", "Mycket god"), strict=True)
)


def _yes(
    key: str,
    wording: str,
    subject: Subject = Subject.UNIT,
    section: str = "",
    *,
    help: str = "",
    condition: Condition = ALWAYS,
) -> Definition:
    return Definition(key, wording, Kind.YES_NO, subject, section, help, condition=condition)


def _many(key: str, wording: str, options: tuple[Option, ...], section: str, condition: Condition) -> Definition:
    return Definition(key, wording, Kind.MANY, Subject.UNIT, section, options=options, condition=condition)


def _cases(key: str, environment: str) -> Definition:
    return Definition(
        key,
        f"Hur många av händelserna hade med {environment} att göra?",
        Kind.NUMBER,
        Subject.UNIT,
        EVENTS,
        condition=MET,
    )


def _share(key: str, wording: str, section: str) -> Definition:
    return Definition(
        key, wording, Kind.SHARE, Subject.STAFF, section, "Uppskatta. Skriv 75, eller 9 av 12 om du hellre räknar så."
    )


TEMPLATE: Final = (
    _yes(
        "events_met",
        "Har ni på enheten under det senaste året märkt av händelser som kan höra ihop med våldsbejakande extremism?",
        section=EVENTS,
        help="Händelser, inte personer. Skriv aldrig något här som pekar ut någon.",
    ),
    Definition(
        "event_kinds",
        "Vad var det för slags händelser?",
        Kind.MANY,
        Subject.UNIT,
        EVENTS,
        options=(
            Option("poster", "Affischer, flygblad eller klistermärken"),
            Option("symbol", "Någon bar eller klottrade en symbol"),
            Option("recruitment", "Försök att värva"),
            Option("threat", "Hot eller kränkningar"),
            Option("statement", "Yttranden till stöd för våld"),
            Option("gathering", "Möte eller manifestation"),
            Option("damage", "Skadegörelse"),
            Option("other", "Något annat"),
        ),
        condition=MET,
    ),
    _cases("cases_far_right", "vit makt-miljön"),
    _cases("cases_islamist", "den våldsbejakande islamistiska miljön"),
    _cases("cases_far_left", "den autonoma miljön"),
    _cases("cases_other", "en annan, blandad eller oklar miljö"),
    Definition(
        "notified",
        "Hur många anmälningar till socialtjänsten eller polisen ledde det till?",
        Kind.NUMBER,
        Subject.UNIT,
        EVENTS,
        condition=MET,
    ),
    _yes("partners_held", "Samverkar enheten med andra när det gäller våldsbejakande extremism?", section=TOGETHER),
    _many("partners_with", "Vilka samverkar enheten med?", PARTNERS, TOGETHER, HELD),
    _yes("partners_wished", "Önskar ni samverkan med någon som ni inte samverkar med i dag?", section=TOGETHER),
    _many(
        "partners_wished_with",
        "Vilka önskar ni samverka med?",
        PARTNERS,
        TOGETHER,
        Condition("partners_wished", (YES,)),
    ),
    _yes("guidance_known", "Känner du som chef till kommunens vägledning?", Subject.MANAGER, KNOWN),
    _share("guidance_known_staff", "Hur stor del av medarbetarna känner till vägledningen, i procent?", KNOWN),
    _yes("guidance_used", "Har enheten haft användning av vägledningen under året?", section=KNOWN),
    _yes(
        "form_known",
        "Känner du som chef till formuläret där händelser rapporteras utan namn?",
        Subject.MANAGER,
        KNOWN,
    ),
    _share("form_known_staff", "Hur stor del av medarbetarna känner till formuläret, i procent?", KNOWN),
    _yes("form_used", "Har enheten använt formuläret under året?", section=KNOWN),
    _yes("plan_known", "Känner du som chef till förvaltningens handlingsplan?", Subject.MANAGER, KNOWN),
    _share("plan_known_staff", "Hur stor del av medarbetarna känner till handlingsplanen, i procent?", KNOWN),
    _yes(
        "training_taken",
        "Har någon på enheten gått kommunens utbildningar eller föreläsningar om våldsbejakande extremism?",
        section=TRAINED,
    ),
    _share("training_taken_staff", "Hur stor del av medarbetarna har gått grundutbildningen, i procent?", TRAINED),
    Definition(
        "knowledge_level",
        "Hur god är medarbetarnas kunskap om hur våldsbejakande extremism kan motverkas?",
        Kind.SCALE,
        Subject.STAFF,
        TRAINED,
        options=LEVELS,
    ),
    Definition(
        "needs",
        "Vad behöver enheten mer av?",
        Kind.MANY,
        Subject.UNIT,
        TRAINED,
        options=(
            Option("basic", "Grundutbildning"),
            Option("deeper", "Fördjupad utbildning"),
            Option("guidance", "Övning i att använda vägledningen"),
            Option("consult", "Någon att rådfråga"),
            Option("symbols", "Kunskap om symboler och budskap"),
            Option("other", "Något annat"),
        ),
    ),
    Definition("needs_words", "Vill du säga mer om vad ni behöver?", Kind.TEXT, Subject.UNIT, TRAINED),
    Definition(
        "plan_effect",
        "Vad har handlingsplanen betytt för enheten?",
        Kind.ONE,
        Subject.UNIT,
        PLAN,
        options=(
            Option("daily", "Den har förändrat det dagliga arbetet"),
            Option("awareness", "Den har gjort oss mer uppmärksamma"),
            Option("nothing", "Den har inte påverkat arbetet"),
        ),
    ),
    Definition("plan_effect_words", "Vill du berätta hur?", Kind.TEXT, Subject.UNIT, PLAN),
    Definition(
        "consent_asked",
        "Frågar enheten regelmässigt om samtycke när flera behöver samarbeta kring någon?",
        Kind.ONE,
        Subject.UNIT,
        CONSENT,
        "Gäller rutinen, aldrig någon enskild.",
        options=(
            Option("always", "Ja, alltid"),
            Option("sometimes", "Ibland"),
            Option("never", "Nej"),
            Option("not_our_work", "Det förekommer inte i vårt arbete"),
        ),
    ),
)
