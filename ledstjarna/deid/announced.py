"""Numbers that six bare digits do not cover: those the words before them announce, and those with letters."""

import re

from ledstjarna.deid import near
from ledstjarna.deid.labels import Label, Span
from ledstjarna.deid.near import matches

# Words ("fyra" is a digit by now), most signs between, least digits after the first, label.
_TABLE = (
    (
        r"4 sista|sista 4|sista siffror\w{0,3}|slutsiffror\w{0,3}|kontrollsiffror\w{0,3}",
        *(30, 2, Label.PERSONAL_ID),
    ),
    (r"p(?:ers(?:on)?)?\.?n(?:umme)?r|personnummer|samordningsn(?:umme)?r", 12, 3, Label.PERSONAL_ID),
    (
        r"plusgiro\w{0,8}|postgiro\w{0,8}|bankgiro\w{0,8}|pg|bg|clearing\w{0,8}|swish\w{0,8}",
        *(6, 2, Label.ACCOUNT),
    ),
    (r"(?:bank|spar|löne|privat)konto\w{0,8}|konto(?:nr|nummer)\w{0,2}|kontot?", 6, 4, Label.ACCOUNT),
    (
        r"tel(?:efon)?(?:n(?:umme)?r)?|tfn|mobil(?:n(?:umme)?r)?|mob|ring(?:a|er|de)?|sms:?a?|swishn(?:umme)?r",
        6,
        4,
        Label.PHONE,
    ),
    (r"ankn(?:ytning(?:en)?)?|kortn(?:umme)?r", 4, 2, Label.PHONE),
    (r"exp|giltigt?|cvc|cvv|pin(?:-?kod(?:en)?)?|kortkod", 4, 2, Label.ACCOUNT),
    (r"pg|plusgiro\w{0,8}", 2, 1, Label.ACCOUNT),
)
# What the digits count instead, when it follows them.
_COUNTS = r"(?! ?(?:följare|inlägg|visningar|medlemmar|gillningar|personer|prenumeranter|st|%|kr|kronor)(?!\w))"
_ANNOUNCED = tuple(
    (
        re.compile(
            rf"(?<!\w)(?:{words})(?!\w)[^\d\n]{{0,{reach}}}(\d(?:[ ._/-]{{0,3}}\d){{{least},30}}+)(?!\d){_COUNTS}",
            re.IGNORECASE,
        ),
        label,
    )
    for words, reach, least, label in _TABLE
)
# Words that name a number by which somebody is registered; their numbers are often short.
_REGISTERED = re.compile(
    r"(?<!\w)(?:(?:kund|medlems|elev|användar|anställnings?|tjänste|patient|journal|försäkrings?|lokalregister|dossier|"
    r"intagen-?|fång|deltagar|lånekorts|bibliotekskorts|körkorts|pass|id|legitimations?|leg|lma|lma-kort|visum|"
    r"uppehållstillstånds?|svarta? lappen|busskort|resekorts|passer)(?:-?n(?:umme)?r|-?id|kort|-?kort|en|et|)"
    r"|(?:studie|elev|barn|klient|brukar)-?(?:id|n(?:umme)?r))(?:et|s|en)?(?: är| var| har)?[ .:#]{1,4}"
    r"((?:[A-Z]{1,3}[ -]?)?\d(?:[ .-]?\d){3,14}[A-Z]?)(?!\w)",
    re.IGNORECASE,
)
# "slutar på 0605": the last digits of a phone, a card, an account.
_ENDING = re.compile(
    r"(?<!\w)(?P<what>kort|visa|mastercard|konto|tel|mobil|num|nr|lur)\w{0,14}[^\d\n.;]{0,25}?"
    r"(?:(?:slut|sista|avslut)\w{0,8}|\.{2,}|…|\*{2,}|"
    r"x{3,})[^\d\n.;]{0,15}?(\d(?:[ -]?\d){1,5})(?![\d:]| (?:år|st|kr|dagar))",
    re.IGNORECASE,
)
_MONEY = frozenset({"kort", "visa", "mastercard", "konto"})
# Digits somebody has crossed out themselves: what is left still narrows it down.
_CROSSED = re.compile(
    r"(?<![\w-])(?:\d{6}|\d{8}) ?[-+_ ]? ?(?:\d{0,3}[x*?#_•.…]{2,4}|[x*?#•]{1,4}\d{0,4}|\d{2,3}[x*?])(?!\w)"
    r"|(?<!\w)(?=[\d -]{0,16}[x*])(?:\+46|0)\d{0,3}(?:[ -]?[\dx*]){5,9}(?!\w)",
    re.IGNORECASE,
)
# Addresses of devices (IP, MAC) and of electronic money, and any other long word of letters and digits.
_DEVICE = re.compile(
    r"(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d.]\d)|(?<![\w:-])(?:[0-9a-f]{2}[:-]){5}[0-9a-f]{2}(?![\w:-])"
    r"|(?<![\w:])(?=[0-9a-f:]{0,38}(?:[a-f]|::))(?:[0-9a-f]{1,4}:{1,2}){2,7}[0-9a-f]{1,4}(?![\w:])",
    re.IGNORECASE,
)
_LONG_WORD = re.compile(r"(?<![\w/.@#=?&-])(?=[a-z]{0,40}\d)(?=\d{0,40}[a-z])\w{16,100}(?!\w)", re.IGNORECASE)
_IBAN = re.compile(
    r"(?<![^\W_])[A-Z]{2} ?\d\d(?:[ \n._-]{0,2}[A-Z0-9]{4}){2,7}(?:[ \n._-]{0,2}[A-Z0-9]{1,3})?(?![^\W_])",
    re.IGNORECASE,
)
_IBAN_DIGITS = 10
# Finnish identity codes, the care system's spare numbers, and others with letters in the last four.
_LETTERED = re.compile(r"(?<![\w-])\d{6}(?:\d\d)?[-+]?(?=[A-Z]?\w?\d)[A-Z][A-Z0-9]{3,4}(?!\w)")


def find_announced(text: str) -> list[Span]:
    """Short numbers of a normalised text whose kind is said right before them."""
    there = near.digits(text, 70, 40)
    spans = [(*match.span(1), label) for pattern, label in _ANNOUNCED for match in matches(pattern, text, there)]
    spans += [(*match.span(1), Label.OTHER_NUMBER) for match in matches(_REGISTERED, text, there)]
    return spans + [
        (*match.span(2), Label.ACCOUNT if match["what"].lower() in _MONEY else Label.PHONE)
        for match in matches(_ENDING, text, there)
    ]


def find_lettered(text: str) -> list[Span]:
    """By their form: international accounts (ISO 13616), codes with letters, crossed-out and device numbers."""
    there = near.digits(text, 60, 60)
    accounts = [
        (*match.span(), Label.ACCOUNT)
        for match in matches(_IBAN, text, there)
        if sum(char.isdigit() for char in match[0]) >= _IBAN_DIGITS
    ]
    crossed = [
        (*match.span(), Label.PHONE if match[0][0] in "0+" and not match[0][:6].isdigit() else Label.PERSONAL_ID)
        for match in matches(_CROSSED, text, there)
    ]
    others = [
        (*match.span(), Label.OTHER_NUMBER)
        for pattern in (_DEVICE, _LONG_WORD)
        for match in matches(pattern, text, there)
    ]
    lettered = [(*match.span(), Label.PERSONAL_ID) for match in matches(_LETTERED, text, there)]
    return [*others, *crossed, *accounts, *lettered]
