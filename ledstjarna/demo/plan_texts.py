"""The demo plan, in the product's own words. `{year}` is the plan's year."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DemoSection:
    heading: str
    level: int
    text: str = ""
    activities: tuple[tuple[str, str, str, str], ...] = ()


TITLE = "Socialnämndens handlingsplan mot våldsbejakande extremism {year}"

SECTIONS: tuple[DemoSection, ...] = (
    DemoSection(
        "Varför vi har en plan",
        1,
        "Stjärnvik ska vara en stad där ingen dras in i våld för en idés skull, och där den som vill ut får hjälp.\n\n"
        "Planen säger vad socialnämnden gör under {year}, vem som gör det och hur vi ser om det hjälpte. Den bygger på "
        "nämndens lägesbild och på enhetschefernas svar i den årliga enkäten.",
    ),
    DemoSection(
        "Ansvar",
        1,
        "Nämnden beslutar planen och följer upp den. Den lokala samordnaren håller ihop arbetet:\n\n"
        "- tar emot avidentifierade rapporter och ger återkoppling\n"
        "- håller kontakten med polisen och stadens centrala samordnare\n"
        "- stödjer enheterna när de är oroliga eller osäkra\n"
        "- ser till att frågan finns på dagordningen där vi möter andra.\n\n"
        "Varje enhetschef svarar för att medarbetarna känner till rutinen.",
    ),
    DemoSection(
        "Samverkan",
        1,
        "Vi använder de forum som redan finns. Polisen, skolan, arbetsmarknadsförvaltningen och civilsamhället är våra "
        "närmaste parter. När en enskild person behöver stöd från flera håll frågar vi alltid om samtycke.",
    ),
    DemoSection("Lokal lägesbild", 1),
    DemoSection(
        "Kartläggning",
        2,
        "Underlaget är de rapporter som enheterna har lämnat under året, enkäten till de 31 enhetscheferna och samtal "
        "med polisen. Alla rapporter är avidentifierade innan de räknas.",
    ),
    DemoSection(
        "Analys",
        2,
        "Det vanligaste är klistermärken och klotter nära våra lokaler. Några enheter har mött hot. Få känner till att "
        "det finns en blankett, och ännu färre har använt den. En femtedel av enheterna saknar en samverkan som de "
        "skulle vilja ha, oftast med jobbcentrum och trossamfund.",
    ),
    DemoSection("Nätverk, stöd och information", 1),
    DemoSection(
        "Aktiviteter för nämnden",
        2,
        "",
        (
            ("Delta i stadens nätverk för samordnare", "Lokal samordnare", "En gång i månaden", "VP, VB, T1 och T2"),
            ("Hålla nätverket för chefer som berörs av frågan", "Lokal samordnare", "Var sjätte vecka", "T1 och T2"),
            (
                "Hålla en referensgrupp för socialtjänstens olika delar",
                "Kompetenscenter barn och unga",
                "En gång i kvartalet från maj {year}",
                "Utvärdering vid årsskiftet",
            ),
            (
                "Göra blanketten och rutinen kända på alla enheter",
                "Lokal samordnare tillsammans med enhetscheferna",
                "Under {year}",
                "",
            ),
            ("Följa kommunikationsplanen", "Kommunikatör och lokal samordnare", "Löpande under {year}", "VB"),
            (
                "Ta upp frågan i varje forum med andra parter",
                "Den som kallar till mötet",
                "Löpande under {year}",
                "VP, VB, T1 och T2",
            ),
            (
                "Stödja stadsdelarna när någon återvänder från ett konfliktområde",
                "Avdelningen för socialtjänst",
                "Under {year}",
                "T1 och T2",
            ),
            ("Lotsa den som vill lämna en miljö till rätt stöd", "Enheten för hemlösa", "Under {year}", "T1 och T2"),
            ("Erbjuda samtal till anhöriga", "Behandlingsenheten", "Löpande under {year}", "T1 och T2"),
            ("Ge råd till vuxna som själva söker hjälp", "Behandlingsenheten", "Löpande under {year}", "T2"),
            ("Pröva ett nytt sätt att möta oro kvällstid", "Socialjouren", "Påbörjas september {year}", ""),
        ),
    ),
    DemoSection(
        "Föreningsstöd och lokaler",
        1,
        "Stöd ges bara till föreningar som står bakom demokratin. Prövningen är densamma för alla, och skälen skrivs "
        "ned innan beslutet fattas.",
    ),
    DemoSection(
        "Aktiviteter för föreningsstöd och lokaler",
        2,
        "",
        (
            ("Pröva alla nya ansökningar mot villkoren", "Föreningsstödet", "Löpande", "Löpande"),
            ("Följa upp ett urval av beviljade stöd", "Föreningsstödet", "Två gånger per år", "T1 och VB"),
            (
                "Ta fram gemensamma villkor för uthyrning av lokaler",
                "Föreningsstödet med kultur- och idrottsförvaltningen",
                "Klart i juni {year}",
                "T2",
            ),
        ),
    ),
    DemoSection(
        "Kunskap",
        1,
        "Den som möter människor i utsatta lägen ska veta vad som är en åsikt, vad som är ett varningstecken och vart "
        "man vänder sig. Grundkursen finns i utbildningsportalen.",
    ),
    DemoSection(
        "Aktiviteter för kunskap",
        2,
        "",
        (
            (
                "Alla medarbetare går grundkursen",
                "Enhetscheferna",
                "Första kvartalet {year}",
                "Slut 30 april {year} med uppföljning av närvaro",
            ),
            (
                "Fördjupad utbildning för den som utreder barn och unga",
                "Kompetenscenter barn och unga",
                "Två tillfällen på våren och två på hösten {year}",
                "Utvärdering efter varje tillfälle",
            ),
            (
                "Verkstad i motiverande samtal",
                "Kompetenscenter vuxna med utvecklingsledare",
                "Ett tillfälle i mars {year} och ett i maj {year}",
                "Utvärdering efter varje tillfälle",
            ),
            (
                "Föreläsning för skolans ledning om anmälningsplikten",
                "Lokal samordnare med utbildningsförvaltningen",
                "Två tillfällen i maj {year}",
                "",
            ),
            ("Öva på svåra samtal i arbetsgruppen", "Enhetscheferna", "En gång per termin", "VB"),
        ),
    ),
    DemoSection(
        "Uppföljning",
        1,
        "Planen följs upp tillsammans med nämndens övriga verksamhet och revideras varje år i samband med första "
        "tertialrapporten.",
    ),
)
