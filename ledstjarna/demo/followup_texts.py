"""What the demo's people report, in the product's own words: by the first words of the activity."""

# (first words of the activity, text)
TEXTS: tuple[tuple[str, str], ...] = (
    ("Delta i stadens nätverk", "Vi har deltagit i alla möten. Det som sades där är fört vidare till enheterna."),
    ("Hålla nätverket för chefer", "Mötena hålls som planerat. Cheferna vill ha fler exempel ur vardagen."),
    ("Ta upp frågan i varje forum", "Frågan står på dagordningen i alla forum utom ett, som inte har mötts än."),
    ("Stödja stadsdelarna", "Ingen stadsdel har bett om stöd under perioden. Rutinen är känd."),
    ("Lotsa den som vill lämna", "Lotsen svarar varje vardag. Vägen vidare till rätt stöd fungerar."),
    ("Erbjuda samtal", "Samtal erbjuds. Väntetiden är kortare än en vecka."),
    ("Ge råd till vuxna", "Rådgivningen är öppen. Fler hittar dit sedan informationen blev tydligare."),
    (
        "Pröva alla nya ansökningar",
        "Alla nya ansökningar är prövade mot villkoren, och skälen är skrivna före beslutet.",
    ),
    ("Följa upp ett urval", "Urvalet är draget. Hälften av föreningarna har fått besök."),
    ("Ta fram gemensamma villkor", "Ett förslag är skickat till de andra förvaltningarna."),
)
USUAL = "Arbetet går enligt planen."
DEVIATION = "Två av mötena ställdes in eftersom flera var sjuka."
MEASURE = "Samordnaren lägger in två extra tillfällen."
REMARK = "Skriv gärna hur många enheter det gäller."
SPEAKER = "Samordnare, utbildningsnämnden"
REASON = "Enheterna behöver mer tid efter omorganisationen."


def text_for(activity: str) -> str:
    """What is said of an activity."""
    return next((text for words, text in TEXTS if activity.startswith(words)), USUAL)
