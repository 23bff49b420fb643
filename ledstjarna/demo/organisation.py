"""The demo city Stjärnvik, made up, shaped like a large Swedish municipality."""

from datetime import date

CITY = "Stjärnvik"
SINCE = date(2015, 1, 1)

# (code, board, administration)
BOARDS: tuple[tuple[str, str, str], ...] = (
    ("KS", "Kommunstyrelsen", "Stadsledningskontoret"),
    ("SOC", "Socialnämnden", "Socialförvaltningen"),
    ("UTB", "Utbildningsnämnden", "Utbildningsförvaltningen"),
    ("ARB", "Arbetsmarknadsnämnden", "Arbetsmarknadsförvaltningen"),
    ("KUL", "Kulturnämnden", "Kulturförvaltningen"),
    ("IDR", "Idrottsnämnden", "Idrottsförvaltningen"),
)

DISTRICTS: tuple[str, ...] = (
    "Ankarhamn", "Björkstrand", "Dalvik", "Ekudden", "Fyrnäs", "Granbacka", "Havsängen",
    "Klippeby", "Lindholmen", "Masthamn", "Norrskär", "Sjöbro", "Tallås", "Österhamn",
)  # fmt: skip

# The social services: four departments and their 31 units.
DEPARTMENTS: dict[str, tuple[str, ...]] = {
    "Avdelningen för stadens sociala frågor": (
        "Staben för sociala frågor",
        "Kompetenscenter barn och unga",
        "Kompetenscenter vuxna",
        "Kvalitet och uppföljning",
        "Hälsostödet",
    ),
    "Avdelningen för nyanlända": (
        "Bosättningsenheten",
        "Introduktionsenheten",
        "Boendet Fyren",
        "Boendet Lotsen",
        "Boendet Masten",
    ),
    "Administrativa avdelningen": (
        "Ekonomienheten",
        "Personalenheten",
        "Kommunikationsenheten",
        "It-enheten",
        "Tillståndsenheten",
        "Föreningsstödet",
        "Dödsboenheten",
    ),
    "Avdelningen för socialtjänst": (
        "Socialjouren",
        "Enheten för hemlösa",
        "Behandlingsenheten",
        "Uppsökarenheten",
        "Familjehemsenheten",
        "Jourhemsenheten",
        "Ungdomsmottagningen",
        "Rådgivningen alkohol och droger",
        "Öppenvården unga",
        "Öppenvården vuxna",
        "Skyddat boende Hamnen",
        "Resurscentrum mot våld",
        "Korttidshemmet Solgläntan",
        "Kolloverksamheten",
    ),
}

# What came in their place when some units were done away with.
NEW_SINCE = date(2019, 1, 1)
NEW = frozenset(
    {
        "Hälsostödet",
        "Boendet Masten",
        "Introduktionsenheten",
        "Dödsboenheten",
        "Resurscentrum mot våld",
        "Öppenvården unga",
        "Öppenvården vuxna",
    }
)
ENDED: tuple[tuple[str, str], ...] = (
    ("Råd och stöd för nyanlända", "SOC-B"),
    ("Boendet Ankaret", "SOC-B"),
    ("Öppenvården", "SOC-D"),
    ("Ungdomsteamet", "SOC-D"),
    ("Fältgruppen", "SOC-D"),
)
