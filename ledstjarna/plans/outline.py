"""What a new plan starts with, in Swedish whoever begins it: what plans of this kind have in common."""

from ledstjarna.plans.reading import PlanText, SectionText

TITLE = "Handlingsplan mot våldsbejakande extremism %d"
_HEADINGS = (
    ("Inledning och syfte", 1),
    ("Ansvar och samverkan", 1),
    ("Nämndens ansvar", 2),
    ("Samverkan med polis, skola och civilsamhälle", 2),
    ("Rutin vid oro eller händelse", 2),
    ("Lokal lägesbild", 1),
    ("Kartläggning", 2),
    ("Analys", 2),
    ("Kunskap och utbildning", 2),
    ("Förvaltningens arbete", 1),
    ("Förebyggande arbete", 2),
    ("Stöd till den som vill lämna en miljö och till anhöriga", 2),
    ("Föreningsbidrag och lokaler", 2),
    ("Aktiviteter", 1),
    ("Uppföljning", 1),
)

OUTLINE = PlanText("", tuple(SectionText(heading, level, "", ()) for heading, level in _HEADINGS))
