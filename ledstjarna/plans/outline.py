"""The structure that plans have until the city adopts one of its own, in Swedish whoever begins a plan.

It holds what plans of this kind have in common, with guidance to those who write. The first word of each row is its
name in the code: it never changes, and never comes to mean something else.
"""

from __future__ import annotations

from typing import Final

TITLE = "Handlingsplan mot våldsbejakande extremism %d"

# (name, heading, level, required, has activities, guidance)
SECTIONS: Final[tuple[tuple[str, str, int, bool, bool, str], ...]] = (
    (
        "introduction", "Inledning", 1, True, False,
        "Säg med några meningar varför nämnden har en plan, vad den vill uppnå och vilken tid planen gäller. Skriv "
        "så att en nyanställd förstår.",
    ),
    (
        "responsibility", "Ansvar", 1, True, False,
        "Vem beslutar, vem håller ihop arbetet och vad gör varje enhet? Nämn roller och funktioner, aldrig "
        "personer.",
    ),
    (
        "routine", "När någon är orolig eller något har hänt", 2, True, False,
        "Vart vänder man sig vid fara för liv, när ett barn kan fara illa, vid brott och vid hot mot personal? "
        "Beskriv vägen kort och hänvisa till rutinen i stället för att upprepa den.",
    ),
    (
        "picture", "Lokal lägesbild", 1, True, False,
        "Allt som planen vill göra ska ha sin grund här. Hänvisa till nämndens lägesbild och säg när den är gjord.",
    ),
    (
        "survey", "Kartläggning", 2, True, False,
        "Vad har hänt sedan förra planen, hur ofta och i vilka slags miljöer? Säg vad uppgifterna bygger på och vad "
        "som saknas. Bara avidentifierat, och handlingar i stället för åsikter.",
    ),
    (
        "analysis", "Analys", 2, True, False,
        "Vad betyder det som kartläggningen visar? Varför händer det hos oss, vad har ändrats och vad vet vi för "
        "lite om? Analysens slutsatser är det som aktiviteterna svarar på.",
    ),
    (
        "knowledge", "Kunskap och behov av utbildning", 2, False, False,
        "Hur många känner till rutinen och har gått en utbildning, bland chefer och bland medarbetare? Ta siffrorna "
        "ur enkäten.",
    ),
    (
        "prevention", "Förebyggande arbete", 1, True, False,
        "Det som når alla, eller grupper där risken är större, innan något har hänt. Vilka riskfaktorer ska bli "
        "färre och vilka skyddsfaktorer starkare?",
    ),
    (
        "support", "Stöd till enskilda och anhöriga", 1, True, False,
        "Hur får den som vill lämna en miljö, den som är anhörig och den som har drabbats hjälp? Vem lotsar vidare, "
        "och hur frågar ni om samtycke?",
    ),
    (
        "activities", "Nämndens aktiviteter", 1, True, True,
        "Det nämnden ska göra under planens tid, en rad för varje aktivitet: vad, vem, när och hur det följs upp. "
        "Börja i analysens slutsatser.",
    ),
    (
        "associations", "Föreningsbidrag och lokaler", 1, True, True,
        "Hur prövar ni den som söker bidrag eller vill hyra en lokal, och vad gör ni för att stödet ska gå till "
        "verksamhet som står för demokratin? Har nämnden inga bidrag eller lokaler räcker det att säga det.",
    ),
    (
        "competence", "Kompetens", 1, True, True,
        "Vem behöver kunna vad, och hur får de lära sig det? Tänk på nyanställda, chefer och nyckelpersoner var för "
        "sig.",
    ),
    (
        "cooperation", "Samverkan", 1, True, False,
        "Vilka möter nämnden regelbundet, i vilka forum och om vad? Använd de forum som finns. Tänk på polisen, "
        "skolan, civilsamhället, trossamfunden och andra nämnder.",
    ),
    (
        "following_up", "Uppföljning", 1, True, False,
        "När följs planen upp, av vem och hur? Nämn årets rapporteringstillfällen och när planen ses över nästa "
        "gång.",
    ),
)  # fmt: skip
