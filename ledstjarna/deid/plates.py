"""Swedish registration plates: ABC 123 and ABC 12D, joined, spaced, with dashes, or spelt out loud."""

import re

from ledstjarna.deid.labels import Label, Span

# Plates never carry I, Q, V, Å, Ä or Ö (Transportstyrelsen).
_LETTER, _ANY = "[A-HJ-PR-UW-Z]", "[A-HJ-PR-UW-Za-hj-pr-uw-z]"
_GAP = r"[ ._/-]{0,3}"
_UPPER = re.compile(rf"(?<![A-ZÅÄÖ0-9_@])({_LETTER}{{3}}){_GAP}\d\d[\d{_LETTER[1:-1]}](?![\w]|[.:,/-]\d)")
_MIXED = re.compile(
    rf"(?<![^\W_])({_ANY}{{3}})[ ._/\n-]{{0,3}}\d\d[\d{_ANY[1:-1]}](?:(?<=[a-z])(?![^\W_])|(?<![a-z])(?!\d))"
)
_APART = re.compile(
    rf"(?<!\w){_ANY}(?:[ ._/-]{{1,3}}{_ANY}){{2}}[ ._/-]{{1,3}}\d{_GAP}\d{_GAP}[\d{_ANY[1:-1]}](?!\w| ?\d)"
)
_PART = re.compile(r"(?<!\w)[A-ZÅÄÖ]{2,3}[ -]?\d{1,6}(?!\w)")
# The Swedish spelling alphabet (Televerket), as far as it can stand on a plate.
_WORD = (
    r"(?:adam|anna|bertil|c[ae]e?sar|david|erik|filip|gusta[vf]|helge|johan|kalle|ludvig|martin|niklas|olof|"
    r"petter|rudolf|sigurd|tore|urban|wilhelm|xerxes|yngve|zäta|[a-z])"
)
_SPELT = re.compile(
    rf"(?<!\w)(?:{_WORD}[ ,.-]{{1,3}}){{3}}\d(?:[ ,.-]{{0,2}}\d){{1,2}}(?:[ ,.-]{{1,3}}{_WORD})?(?!\w)",
    re.IGNORECASE,
)

# Three capitals and a number that the field, money, rooms or roads use; a plate only when a vehicle is near.
_ABBREVIATIONS = (
    "AMN BBR BEO BRB BUN BUP CSN DKK DNR EES EKN EMA EUR FAP FBF FBN FHM FMN FNS FRA FSK GBP GSN HSL HSN "
    "KAP KFM KFN KLN KOM KSN KTN KUN LMA LPT LRT LSS LUL LUN MBL MBN MED MFN MHN MSB NGN NMR NOK NTU OBS "
    "OSL PBL PDF PDL RAR REF REG RFS RKR RPS RUM SAL SAN SBK SBN SDN SDS SEK SFS SKR SMS SOL SOU SRF SSP "
    "STY TEL TFN TKR TSN UBN UBR USD UTB WHO XML"
)
_FIELD = frozenset(_ABBREVIATIONS.split())
_VEHICLE = re.compile(
    r"(?<!\w)(?:reg(?![a-zåäö])|regn|registreringsn|skylt|plåt|bil(?!d|da|ag|l|j)|bilen|fordon|moped|motorcykel|"
    r"(?:mc|epa|a-traktor|suv|taxi|lastbil|skåpbil|personbil|släp|husbil|volvo|saab|bmw|audi|volkswagen|vw|toyota|"
    r"mercedes|ford|kia|tesla|skoda|passat|golf)(?!\w))"
    r"|\w(?:bil|bilen|bilar|bilens)(?!\w)|buss(?:en)?(?!\w)|parkera|körde",
    re.IGNORECASE,
)
_NEAR = 60


def _by_a_vehicle(text: str, start: int, end: int) -> bool:
    return _VEHICLE.search(text, max(0, start - _NEAR), start) is not None or (
        _VEHICLE.search(text, end, end + _NEAR // 2) is not None
    )


def find_plates(text: str) -> list[Span]:
    """Plates of a normalised text: capitals by their form, others only when a vehicle is near."""
    spans: list[Span] = []
    for pattern in (_UPPER, _MIXED, _APART, _PART):
        for match in pattern.finditer(text):
            certain = (pattern is _UPPER and match[1] not in _FIELD) or (pattern is _APART and match[0][0].isupper())
            if certain or _by_a_vehicle(text, *match.span()):
                spans.append((*match.span(), Label.PLATE))
    return spans


def find_spelt_plates(text: str) -> list[Span]:
    """Plates spelt in words ("Adam Bertil Cesar ett två tre"), on the view where number words are digits."""
    return [
        (*match.span(), Label.PLATE)
        for match in _SPELT.finditer(text)
        if len(match[0]) > 14 or _by_a_vehicle(text, *match.span())
    ]
