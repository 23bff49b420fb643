"""Swedish registration plates: ABC 123 and ABC 12D, joined, spaced, with dashes, or spelt out loud."""

import re
from collections.abc import Iterator

from ledstjarna.deid import near
from ledstjarna.deid.labels import Label, Span
from ledstjarna.deid.near import matches

# Plates never carry I, Q, V, Å, Ä or Ö (Transportstyrelsen).
_LETTER, _ANY = "[A-HJ-PR-UW-Z]", "[A-HJ-PR-UW-Za-hj-pr-uw-z]"
_GAP = r"[ ._/*~|:+=-]{0,3}"
_UPPER = re.compile(rf"(?<![A-ZÅÄÖ0-9_@])({_LETTER}{{3}}){_GAP}\d\d[\d{_LETTER[1:-1]}](?![\w]|[.:,/-]\d)")
_MIXED = re.compile(
    rf"(?<![^\W_])({_ANY}{{3}})[ ._/*~|:\n-]{{0,3}}\d ?\d ?[\d{_ANY[1:-1]}](?:(?<=[a-z])(?![^\W_])|(?<![a-z])(?!\d))"
)
_APART = re.compile(
    rf"(?<!\w){_ANY}(?:[ ._/-]{{1,3}}{_ANY}){{2}}[ ._/-]{{1,3}}\d{_GAP}\d{_GAP}[\d{_ANY[1:-1]}](?!\w| ?\d)"
)
_PART = re.compile(r"(?<!\w)[A-ZÅÄÖ]{2,3}[ -]?\d{1,6}(?!\w)")
# Plates of other countries: groups of capitals and digits, at least three digits or five signs.
_FOREIGN = re.compile(r"(?<![\w-])(?=[A-Z0-9 -]{5,12})[A-Z]{1,3}(?:[ -]?(?:[A-Z]{1,3}|\d{1,6})){1,3}(?![\w-])")
_GAPPED = re.compile(
    rf"(?<!\w){_ANY}{{3}} (?:streck|bindestreck|mellanslag|och|sen|sedan|nånting|något|typ|blank|"
    rf"sedan) ?\d\d[\d{_ANY[1:-1]}]?(?!\w)"
)
# What a sentence says stands on a plate: personal plates (two to seven signs) and parts of one.
_STANDS = re.compile(
    r"(?<!\w)(?i:(?:[\w-]{0,12}skylt(?:en|ar|arna)?|reg(?:istrering)?(?:\.? ?n(?:umme)?r|snumret|"
    r"nummer|numret)?\.?|[\w-]{0,8}plåt(?:en)?))"
    r"(?i:[ :]{1,2}(?:är|var|med|på|som|löd|lyder|texten|där|det|står|stod|hade|har|börja\w{1,3}|"
    r"sluta\w{1,3}|innehåll\w{1,3}|"
    r"bokstäverna|lästes|läste|läser|lyder|hette|märkt|texten|text|namnet|början|slutet|första|sista|"
    r"delen|av)){0,5}[ :=]{1,2}"
    r"(?:[\"”“»'](?P<quoted>[^\"”“»'\n]{2,9})[\"”“»']|(?P<bare>(?!SE\b|"
    r"EU\b)[A-ZÅÄÖ0-9]{2,7}(?:[ -][A-Z0-9]{1,5}){0,2})(?!\w)"
    r"|(?P<small>(?=[a-zåäö]{0,6}\d)[a-zåäö0-9]{2,7})(?![\w:]|[.,]\d))"
)
# The Swedish spelling alphabet (Televerket), as far as it can stand on a plate.
_WORD = (
    r"(?:adam|anna|bertil|c[ae]e?sar|david|erik|filip|gusta[vf]|helge|johan|kalle|ludvig|martin|niklas|olof|"
    r"petter|rudolf|sigurd|tore|urban|wilhelm|xerxes|yngve|zäta|alfa|bravo|charlie|delta|echo|foxtrot|golf|hotel|juliett?|"
    r"kilo|lima|mike|november|oscar|papa|romeo|sierra|tango|uniform|victor|whiske?y|x-?ray|yankee|zulu|[a-z])"
)
_SPELT = re.compile(
    rf"(?<!\w)(?:(?:[a-z] som )?{_WORD}[ ,.-]{{1,3}}){{3}}\d(?:[ ,.-]{{0,2}}\d){{1,2}}(?:[ ,.-]{{1,3}}{_WORD})?(?!\w)",
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
    r"|(?:[\w-]{0,12}skylt(?:en|ar|arna)?|registr\w{0,14}|\w{0,12}(?:registrerad|regad)|el-?moped|epa\w{0,9}|traktor|trailer|släpvagn|"
    r"kombi|cabriolet|opel|nissan|mazda|hyundai|mitsubishi|citro[eë]n|fiat|seat|suzuki|subaru|lexus|porsche|honda|dacia|"
    r"polestar|jeep|peugeot|renault|chrysler|chevrolet|dodge|polo|fiesta|focus|touran|caddy|sprinter|transit)(?!\w)"
    r"|\w(?:bil|bilen|bilar|bilens)(?!\w)|buss(?:en)?(?!\w)|parkera|körde",
    re.IGNORECASE,
)
# Small words that stand before numbers.
_NO_LETTER_WORDS = (
    "att som var har och men med för den det kan fick tog min mot per hos nio sju sex tre två via ner upp"
)
_NO_LETTERS = frozenset(_NO_LETTER_WORDS.split())
_NEAR = 60
_FOREIGN_LEAST = 2


def _by_a_vehicle(text: str, start: int, end: int) -> bool:
    return _VEHICLE.search(text, max(0, start - _NEAR), start) is not None or (
        _VEHICLE.search(text, end, end + _NEAR // 2) is not None
    )


def _is_foreign(written: str) -> bool:
    """Two letters and two digits at least: "A4" and "B-1402" are other things."""
    digits = sum(char.isdigit() for char in written)
    return digits >= _FOREIGN_LEAST and sum(char.isalpha() for char in written) >= _FOREIGN_LEAST


_PLATE_WORDS = near.Words(stems="reg", ends="skylt skylten skyltar skyltarna plåt plåten")


def _stands(text: str) -> Iterator[Span]:
    cues = _PLATE_WORDS.places(text)
    for match in matches(_STANDS, text, near.around(text, cues, 20, 90)):
        kind = match.lastgroup or "bare"
        yield (*match.span(kind), Label.PLATE)


def find_plates(text: str) -> list[Span]:
    """Plates of a normalised text: capitals by their form, others only when a vehicle is near."""
    spans: list[Span] = list(_stands(text))
    there = near.digits(text, 24, 16)
    for pattern in (_UPPER, _MIXED, _APART, _PART, _GAPPED, _FOREIGN):
        for match in matches(pattern, text, there):
            if pattern is _FOREIGN and not _is_foreign(match[0]):
                continue
            if match[0][:3] in _NO_LETTERS:
                continue
            certain = (pattern is _UPPER and match[1] not in _FIELD) or (pattern is _APART and match[0][0].isupper())
            if certain or _by_a_vehicle(text, *match.span()):
                spans.append((*match.span(), Label.PLATE))
    return spans


def find_spelt_plates(text: str) -> list[Span]:
    """Plates spelt in words ("Adam Bertil Cesar ett två tre"), on the view where number words are digits."""
    return [
        (*match.span(), Label.PLATE)
        for match in matches(_SPELT, text, near.digits(text, 80, 30))
        if len(match[0]) > 14 or _by_a_vehicle(text, *match.span())
    ]
