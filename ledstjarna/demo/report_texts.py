"""The demo's reports, made up and in the product's own words: what happened, at what kind of place, never who."""

from dataclasses import dataclass

from ledstjarna.reports.lists import Environment, Feedback, Kind, Measure, Place


@dataclass(frozen=True, slots=True)
class DemoReport:
    unit: str
    kind: Kind
    environment: Environment
    place: Place
    text: str
    measures: tuple[Measure, ...] = (Measure.MANAGER,)
    urgent: bool = False


# Handled and closed, in the order of the year. The years before have the first of them.
CLOSED: tuple[DemoReport, ...] = (
    DemoReport(
        "SOC-21", Kind.SYMBOL, Environment.FAR_RIGHT, Place.SCHOOL,
        "Klistermärken med en runa på flera stolpar vid skolgården. Vi tog bort dem samma dag.",
        (Measure.REMOVED, Measure.MANAGER),
    ),
    DemoReport(
        "SOC-24", Kind.POSTER, Environment.FAR_RIGHT, Place.HOUSING,
        "Flygblad för en organisation låg i trapphuset när vi kom på hembesök.",
    ),
    DemoReport(
        "SOC-18", Kind.THREAT, Environment.ISLAMIST, Place.WORKPLACE,
        "En besökare hotade personalen i receptionen och hänvisade till en våldsam grupp.",
        (Measure.POLICE, Measure.MANAGER),
    ),
    DemoReport(
        "SOC-26", Kind.RECRUITMENT, Environment.FAR_RIGHT, Place.ONLINE,
        "Ungdomar berättade att vuxna bjudit in dem till en sluten grupp där våld hyllades.",
    ),
    DemoReport(
        "SOC-20", Kind.SYMBOL, Environment.FAR_LEFT, Place.PUBLIC,
        "Klotter med uppmaning att slå till mot en myndighet på väggen vid busstorget.",
        (Measure.REMOVED,),
    ),
    DemoReport(
        "SOC-23", Kind.GATHERING, Environment.FAR_RIGHT, Place.PUBLIC,
        "Ett tjugotal vuxna i likadana kläder stod med fanor utanför vår lokal och ropade åt besökare.",
    ),
    DemoReport(
        "SOC-25", Kind.STATEMENT, Environment.ISLAMIST, Place.WORKPLACE,
        "Någon slog sönder en anslagstavla och sade att den som hjälper till ska straffas.",
        (Measure.POLICE, Measure.REMOVED),
    ),
    DemoReport(
        "SOC-21", Kind.SYMBOL, Environment.FAR_RIGHT, Place.SCHOOL,
        "Samma sorts klistermärken som i våras, nu på toaletten i fritidslokalen.",
        (Measure.REMOVED,),
    ),
    DemoReport(
        "SOC-28", Kind.DAMAGE, Environment.FAR_RIGHT, Place.PREMISES,
        "Hakkors målade på dörren till en lokal som en förening hyr av oss.",
        (Measure.POLICE, Measure.REMOVED),
    ),
    DemoReport(
        "SOC-30", Kind.RECRUITMENT, Environment.ISLAMIST, Place.ONLINE,
        "Filmer som lockar till strid gick runt i en gruppchatt och visades för personalen.",
    ),
    DemoReport(
        "SOC-22", Kind.POSTER, Environment.FAR_LEFT, Place.HOUSING,
        "Affischer som hyllar ett våldsdåd satt på flera portar.",
        (Measure.REMOVED,),
    ),
    DemoReport(
        "SOC-19", Kind.THREAT, Environment.FAR_RIGHT, Place.ONLINE,
        "Enhetens brevlåda fick meddelanden med hot mot dem som arbetar här.",
        (Measure.POLICE, Measure.MANAGER),
    ),
    DemoReport(
        "SOC-24", Kind.SYMBOL, Environment.UNCLEAR, Place.HOUSING,
        "Ett märke som vi inte känner igen är målat på flera källardörrar.",
    ),
    DemoReport(
        "SOC-29", Kind.RECRUITMENT, Environment.OTHER, Place.SCHOOL,
        "Vuxna delade ut kort med en adress till en sida där flera sorters våld hyllas.",
    ),
)  # fmt: skip

# How many of them happened in the years before, and what the reporters were told in turn.
YEAR_BEFORE, TWO_YEARS_BEFORE = 11, 7
FEEDBACK = (Feedback.COUNTED, Feedback.REMOVED, Feedback.COUNTED, Feedback.SUPPORT)

# New ones, for the coordinator's inbox: one in a hurry, one about a child, one that is an opinion.
NEW: tuple[DemoReport, ...] = (
    DemoReport(
        "SOC-18", Kind.THREAT, Environment.FAR_RIGHT, Place.WORKPLACE,
        "En grupp har lovat att komma tillbaka till mottagningen i eftermiddag. Personalen är orolig.",
        (Measure.MANAGER, Measure.POLICE), urgent=True,
    ),
    DemoReport(
        "SOC-23", Kind.RECRUITMENT, Environment.ISLAMIST, Place.ONLINE,
        "Ett barn i vår grupp visar våldsfilmer för de andra och säger att en vuxen har skickat dem.",
    ),
    DemoReport(
        "SOC-27", Kind.OTHER, Environment.UNCLEAR, Place.WORKPLACE,
        "En besökare sade att alla partier är värdelösa och att ingen borde rösta.",
    ),
    DemoReport(
        "SOC-21", Kind.SYMBOL, Environment.FAR_RIGHT, Place.SCHOOL,
        "Nya klistermärken på stolparna vid skolgården.",
        (Measure.REMOVED,),
    ),
)  # fmt: skip
