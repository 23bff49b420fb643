"""Homes that have no street: flats, boxes, postcodes, real property, farms, codes and coordinates."""

import re
from collections.abc import Iterator

from ledstjarna.deid import near
from ledstjarna.deid.homes import BOX, CARE_OF, home_stretches, tells_of_home
from ledstjarna.deid.labels import Label, Span
from ledstjarna.deid.near import matches

_CAPITAL = r"(?-i:[A-ZÅÄÖÉ])[\w'’-]{1,30}"
# Held wherever they stand.
_ALWAYS = re.compile(
    rf"{BOX}|"
    r"(?<!\w)(?:lgh|lght|lghnr|lägenhetsn(?:umme)?r|lägenhet(?:en)?|lgnr)[.:]?[ -]?(?:nr[.:]? ?|nummer )?"
    r"(?:\d{4}|[A-Z]?\d{1,4}[A-Za-z]?)(?!\w|[:.]\d)|"
    r"(?<!\w)(?:postn(?:umme)?r|postadress|zip)[ :.]{0,3}(?:SE-?)?\d{3} ?\d\d(?!\d)(?:,? [A-ZÅÄÖ][\w-]{1,30})?|"
    r"(?<![\w-])SE?-\d{3} ?\d\d(?!\d)(?: [^\W\d_][\w-]{1,30})?|"
    r"(?<!\w)(?:lantbrevbäring(?:slinje)?|lantbrev|lbr|lådnr|postlåda|brevlåda nr)[ .:]{0,3}(?:nr )?\d{1,5}",
    re.IGNORECASE,
)
_WITHOUT_DIGITS = re.compile(
    rf"(?<!\w){CARE_OF}|(?<![\w/:])/// ?[^\W\d_]{{2,20}}\.[^\W\d_]{{2,20}}\.[^\W\d_]{{2,20}}", re.IGNORECASE
)
_POSTAL = re.compile(
    rf"(?<![\w.:,/+-])(?<!\d )(?<!dnr )(?<!nr )(?!11[34] 1[34](?!\d)|1177)[1-9]\d\d ?\d\d {_CAPITAL}(?: {_CAPITAL})?"
)
_SPACED_POSTAL = re.compile(r"(?<![\w.:,/+-])(?<!\d )[1-9]\d\d \d\d (?!kr|st)[a-zåäö-]{3,25}(?=\s*(?:[.,;)\n]|$))")
_NO_TOWN_WORDS = """
Kr Kronor SEK Personer Anmälan Ärende Dnr Rum Kl Den Det De Han Hon Vi Jag
"""
_NO_TOWN = frozenset(_NO_TOWN_WORDS.split())
# Near a word of home.
_FARM = re.compile(
    r"(?<!\w)(?:(?i:gården|gård|torpet|torp|stugan|sommarstugan|fritidshuset|hemmanet|villan|villa|hästgården|"
    r"lantgården|bondgården|prästgården|herrgården|ödegården|kolonistugan|kolonilott(?:en)?|boställe|gårdsnamn|huset|byn)"
    rf"[ :]{{1,2}}[\"”“']?{_CAPITAL}(?: {_CAPITAL})?(?: \d{{1,4}})?|(?i:prästgården|herrgården|gården|"
    rf"torpet|stugan|villan) i {_CAPITAL}"
    rf"|{_CAPITAL} (?i:gård|torp|säteri|herrgård|boställe|backstuga)(?!\w))"
)
_FARM_PLAIN = re.compile(
    r"(?:(?<=bor på )(?:gården|torpet|hemmanet)|(?<=bor i )(?:torpet|stugan|villan)) "
    r"(?!(?:i|på|vid|som|med|och|där|utan|nära|bakom|till|nu) )[^\W\d_]{3,30}",
    re.IGNORECASE,
)
# Real property: a name and block:unit (fastighetsregisterlagen 2000:224); also a block ("kv. Ekorren 5").
_REGISTER = re.compile(
    rf"(?<![\w.:/-])({_CAPITAL})((?:[ -]{_CAPITAL}){{0,2}}) (?:s ?:|ga ?:)?(\d{{1,3}}):(\d{{1,4}})(?![\d:]|[.,]\d)"
)
_CUED = re.compile(
    r"(?<!\w)(?:kv\.?|kvarter(?:et)?|fastighet\w{0,14}\.?|fastigh?\.|tomten?|"
    r"gårdsbeteckning|beteckning(?:en)?)[ :]{1,3}[\"”]?(?!nr |med |som |på |och |i |vid )"
    r"(?:[^\W\d_][\w'’-]{1,30} ){1,3}(?:s:|ga:)?\d{1,4}(?: ?: ?\d{1,4})?(?![\d:]|[.,]\d)",
    re.IGNORECASE,
)
_NOT_REGISTERED_WORDS = """
matteus matt markus mark lukas luk johannes joh johannesevangeliet matteusevangeliet markusevangeliet
lukasevangeliet romarbrevet rom romarna korintierbrevet kor korinthierbrevet galaterbrevet gal efesierbrevet ef
filipperbrevet fil kolosserbrevet kol tessalonikerbrevet tess timoteusbrevet tim titus tit hebreerbrevet heb
jakobsbrevet jak petrusbrevet pet johannesbrevet judasbrevet uppenbarelseboken upp moseboken mosebok mos josua jos
domarboken dom rut samuelsboken sam kungaboken kung krönikeboken krön esra nehemja ester job psaltaren psalm ps
ordspråksboken ords predikaren pred jesaja jes jeremia jer hesekiel hes daniel dan hosea joel amos mika sakarja
malaki bibeln koranen sura suran sfs sou ds prop bet rskr lag lagen förordning förordningen afs lvu lvm sol lss osl
brb rf tf ygl kap kapitel artikel art avsnitt tabell figur bilaga handlingsplan plan steg punkt mål resultat
ställning slutresultat kl klockan tid dnr skr kl. måndag tisdag onsdag torsdag fredag lördag söndag mån tis ons tors
fre lör sön idag igår klass grupp skala format version start slut period omgång rättsfall nja mot vers versen nr
avtal beslut policy riktlinje den vid från till socialtjänstlagen kommunallagen brottsbalken ht vt aktivitet åtgärd
hösl hsl sosfs hslf-fs sofs msbfs
"""
_NOT_REGISTERED = frozenset(_NOT_REGISTERED_WORDS.split())
_MINUTES = re.compile(r"[0-5]\d")
# A door code, and a place on the map: decimal degrees, degrees and minutes.
_CODE = re.compile(r"(?<!\w)(?:port|dörr|nyckel)kod(?:en)?(?: är)?[ :.]{0,3}\d{4,6}(?!\d)", re.IGNORECASE)
_MINUTE = r"\d{1,2}(?:[.,]\d{1,5})?['’′] ?(?:\d{1,2}(?:[.,]\d{1,4})?[\"”″'’]{1,2} ?)?"
_MAP = re.compile(
    r"(?<![\d.,])(?:[NS] ?)?-?[56]\d[.,]\d{2,8} ?°? ?[NS]?[,; /]{1,3}"
    r"(?:[EOÖWV] ?)?-?[12]?\d[.,]\d{2,8}(?: ?°?[EOÖW](?!\w))?"
    rf"|(?<!\d)(?:[NS] ?)?\d\d ?° ?{_MINUTE}[NS]?(?:[,; ]{{0,3}}(?:[EOÖW] ?)?\d{{1,3}} ?° ?{_MINUTE}[EOÖW]?)?"
)


def _registered(text: str) -> Iterator[Span]:
    for match in matches(_REGISTER, text, near.digits(text, 100, 20)):
        words = f"{match[1]}{match[2]}".casefold().replace("-", " ").split()
        if _NOT_REGISTERED.intersection(words):
            continue
        home = tells_of_home(text, *match.span())
        clock = int(match[3]) < 24 and _MINUTES.fullmatch(match[4])
        if (
            home
            or (not clock and not match[1].isupper())
            or (clock and len(match[3]) == 1 and len(match[1]) > 3 and not match[1].isupper())
        ):
            yield (*match.span(), Label.ADDRESS)


_ON_A_MAP = re.compile(r"[0-9] ?°|[0-9][.,][0-9]{2}")
# The words that the patterns of numbers above start with.
_LEADING = near.Words(
    "box postbox boxen fack lgh lght lghnr lgnr zip s se lbr kv",
    stems="lägenh postn postadr lantbrev lådnr postlåd brevlåd kvart fastigh tomt gårdsbet beteckn portkod dörrkod "
    "nyckelkod",
)


def find_places_of_home(text: str) -> list[Span]:
    """Parts of addresses and other names of homes in a normalised text (number words already digits)."""
    spans: list[Span] = list(_registered(text))
    there, homes = near.digits(text, 40, 40), home_stretches(text)
    leading = _LEADING.places(text)
    for pattern in (_ALWAYS, _CUED, _CODE):
        spans += [(*match.span(), Label.ADDRESS) for match in near.led(pattern, text, leading)]
    spans += [(*match.span(), Label.ADDRESS) for match in matches(_SPACED_POSTAL, text, there)]
    if _ON_A_MAP.search(text):
        spans += [(*match.span(), Label.ADDRESS) for match in matches(_MAP, text, there)]
    if near.holds(text, "/", "℅", "c.", "c ."):
        spans += [(*match.span(), Label.ADDRESS) for match in _WITHOUT_DIGITS.finditer(text)]
    spans += [(*match.span(), Label.ADDRESS) for match in matches(_FARM_PLAIN, text, homes)]
    spans += [
        (*match.span(), Label.ADDRESS)
        for match in matches(_POSTAL, text, there)
        if match[0].split()[-1] not in _NO_TOWN
    ]
    spans += [
        (*match.span(), Label.ADDRESS) for match in matches(_FARM, text, homes) if tells_of_home(text, *match.span())
    ]
    return spans
