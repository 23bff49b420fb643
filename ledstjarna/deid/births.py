"""Dates, months and years of birth: any writing of a date that a word of birth leads to."""

import re
from collections.abc import Iterator

from ledstjarna.deid import near
from ledstjarna.deid.labels import Label, Span
from ledstjarna.deid.near import Stretch, matches

_MONTH = (
    r"(?:jan(?:uari)?|febr?(?:uari)?|febuari|mars?|apr(?:il)?|maj|jun(?:i|e)?|jul(?:i|y)?|aug(?:usti)?|agusti|"
    r"sep(?:t(?:ember)?)?|okt(?:ober)?|oktber|nov(?:ember)?|dec(?:ember)?)\.?(?!\w)"
)
_LOW = r"(?:första|andra|tredje|fjärde|femte|sjätte|sjunde|åttonde|nionde)"
_ORDINAL = (
    rf"(?:(?:tjugo|trettio|20 |30 )?{_LOW}|tionde|elfte|tolfte|trettonde|fjortonde|femtonde|sextonde|sjuttonde|"
    r"artonde|nittonde|tjugonde|trettionde)(?!\w)"
)
_SEASON = (
    r"(?:(?:vår|sommar|höst|vinter)(?:en|n)?|jul(?:afton|dagen)|midsommar(?:afton|dagen)?|nyårs(?:afton|dagen)|"
    r"lucia(?:dagen)?|nationaldagen|valborg(?:smässoafton)?|påsk(?:afton|dagen|en)?|skottdagen|alla hjärtans dag)"
)
_YEAR = r"(?:['’-] ?\d\d|(?:19|20) ?\d\d|\d\d)(?!\d)(?! ?år| ?-?tal)"
_DAY = rf"(?:(?:0?[1-9]|[12]\d|3[01])(?!\d)(?: ?:? ?[ea](?!\w))?|{_ORDINAL})"
_WEEKDAY = r"(?:(?:mån|tis|ons|tors|fre|lör|sön)(?:dag(?:en|s)?)?)"
_NUMERIC = (
    r"['’+*-]{0,2}\d{1,8}+(?! ?(?:års?|åring|veckor|månader|dagar|minuter|timmar|barn|st|gram|kilo|kg|"
    r"g|cm|procent)(?!\w)| ?-?tal)"
    r"(?:(?: ?[-./:_,|\\] ?| ){1,2}(?:\d{1,4}|[xX*]{2,4})(?!\d)){0,3}"
)
_WORDED = (
    rf"(?:{_WEEKDAY} )?(?:den )?{_DAY}[ .]{{0,2}}(?:i |dagen i )?(?:{_MONTH}|{_ORDINAL}|\d{{1,2}}:?[ea](?!\w))"
    rf"(?:[ ,]{{0,2}}(?:år(?:et)? |-)?{_YEAR})?"
    rf"|{_MONTH}[ ,]{{0,2}}(?:månad )?(?:år(?:et)? |den )?(?:{_DAY}(?:[ ,]{{1,2}}{_YEAR})?|{_YEAR})"
    rf"|(?:början av |slutet av |mitten av )(?:{_MONTH}|{_SEASON})(?:[ ,]{{1,2}}(?:år(?:et)? )?{_YEAR})?"
    rf"|{_SEASON}(?:[ ,]{{1,2}}(?:år(?:et)? )?{_YEAR})?|{_MONTH}(?: månad)?"
)
_DATE = re.compile(rf"(?<!\w)(?:{_WORDED})|(?<!\d){_NUMERIC}", re.IGNORECASE)
_MORE = re.compile(rf"(?: ?[,/(]? ?(?:eller|och|till|samt|år|-|resp\.?)? ?)(?:{_WORDED}|{_NUMERIC})", re.IGNORECASE)

# What may lead to a date: words of birth (with "f." and "f 98"), in Swedish and as forms have them.
_CUE = re.compile(
    r"(?<!\w)(?:född[aes]?|fött|föd|föddes|fodd|födt|fdd|"
    r"födelse(?!plats|ort|land|märk|kontroll|tal|överskott|vikt)\w{0,14}|födda?år|födel?s?edat\w{0,3}|födelse-?dag\w{0,8}|fod\.?dat\w{0,2}|föd\.?(?:dat\w{0,2})?|"
    r"födelsetid|årsbarn|bday|b-?day|birth\w{0,8}|born|d\.?o\.?b|födis|bemärkelsedag|"
    r"myndighetsdag\w{0,3}|fötts|kom(?:mit)? till världen|(?:\d{1,3}|\w{3,10})-?årsdag(?!en av)(?:en)?)(?![^\W\d_])"
    r"|(?<![\w.])(?:fd\.? (?=['’-]?\d)|f(?:ödd)?\. ?(?!d\.)|f[ :]{1,2}|f(?=['’]))"
    r"(?=['’(-]{0,2} ?\d[\d/. -]|den \d|\w{3,9} ['’-]?\d{2,4})"
    r"|(?:(?<=[(,] )|(?<=[(,]))f(?=\d{2,8}(?!\w))|(?<![\w.])F\.? ?(?=(?:19|20)?\d{6}(?!\d)|(?:19|20)\d\d(?!\d))",
    re.IGNORECASE,
)
_NEXT_ONE = re.compile(r"(?:,| och) [^\W\d_]{2,12} ((?:['’-]|f\.? )?(?:\d\d|(?:19|20)\d\d))(?=[.,;)\n]|$)")
_REACH = 55
_BREAK = re.compile(
    r"[;!?]|\.(?= [A-ZÅÄÖ])|\n\n|(?<!\w)(?:ur|uppvuxen|uppväxt|(?<!år )(?<!dag )som|men|när|kom|"
    r"kommit|flyttade|sågs|bildades|startade|"
    r"gick|har|hade|sedan|efter|innan|dömd|dömdes|anmäld|greps|bor|bodde|jobbar|med|utan|till|vikt|vägde)(?!\w)",
    re.IGNORECASE,
)
# A movement is born too, and a year group is no person.
_NOBODY = re.compile(
    r"(?:parti(?:et)?|rörelsen?|grupp(?:en|er)?|organisation(?:en)?|förening(?:en)?|idén?|tanken|projektet|nätverk(?:et)?|"
    r"initiativ(?:et)?|begreppet|ideologin?|märket|bandet|klubben|alla|ungdomar(?:na)?|barn|elever(?:na)?|pojkar|flickor|"
    r"personer|killar|tjejer|de som är|unga|män|kvinnor|invånare|generationen?|kullen|årskullen|"
    r"andelen|skolan|kommunen|biblioteket|staden|huset|kyrkan|bolaget|föreningslivet|"
    r"utrikes|inrikes)"
    r",? (?:är |som är |blev |var |som )?$",
    re.IGNORECASE,
)
_BIRTHDAY = re.compile(r"(?<!\w)(?:fyll(?:er|de|t|des|a)|firar|firade|blir|blev)(?!\w)", re.IGNORECASE)
_TURNS = re.compile(
    r"(?: (?:hon|han|hen|pojken|flickan|killen|tjejen|sonen|dottern|barnet|jämnt|då|nu|snart|nyligen|"
    r"precis|just|redan|strax|också|"
    r"(?-i:[A-ZÅÄÖ])[\w-]{1,20})){0,3}"
    r" (?:(\d{1,3}(?! ?(?:/|:e|jan|feb|mars|apr|maj|jun|jul|aug|sep|okt|nov|dec))|myndig|femton|arton|"
    r"sexton|sjutton)(?: ?år)?|år|jämnt|födelsedag)(?!\w)",
    re.IGNORECASE,
)
_WHEN = re.compile(r" (?:nu )?(?:den|på|i|om|nästa|imorgon|idag|igår)(?!\w)")
_RELATIVE = re.compile(
    rf"(?<!\w)(?:(?:i|på|nu|nästa|nu på|denna|förra|om) )?"
    rf"(?:{_WEEKDAY}(?! ?kl)|i ?dag|i ?går|i ?morgon|i ?övermorgon|i ?förrgår)(?!\w)"
    rf"(?:,? (?:den )?(?:{_DAY}(?:[ .]{{0,2}}{_MONTH})?))?"
    rf"|(?<!\w)den {_DAY}(?:[ .]{{0,2}}(?:{_MONTH}|denna månad))?|(?<!\w){_DAY}:?e(?!\w)",
    re.IGNORECASE,
)
_AFTER_DATE = re.compile(
    r"[ ,(]{1,3}(?:(?:är|var|har|hade|firar|blir|då|som|hennes|hans|hens|sin|min|mitt|vår|vi|hon|han|"
    r"hen|står|stod|som|angavs|anges|angivet|uppges|enligt|"
    r"pojken|flickan|[A-ZÅÄÖ][\w-]{1,20}) ){0,4}"
    r"(?:född[aes]?|föddes|fyll(?:er|de|t)(?= (?:\w{1,12} ){0,2}(?:år|\d))|födelsedag\w{0,3}|födelsedat\w{0,3})(?!\w)"
)
# "Ali -07", "en kille -05", "hon är 98:a": a year of birth without a word of birth.
_IS_YEAR = re.compile(
    r"(?<=är )(?:en |1 |född )?['’-]?\d\d:?a(?!\w)|(?:(?<=en )|(?<=1 ))['’-]?\d\d:a(?!\w)|"
    r"(?<!\w)\d\d(?:\d\d)? års barn(?!\w)",
    re.IGNORECASE,
)
_PERSONS_YEAR = re.compile(
    r"(?<!\w)(?:[A-ZÅÄÖ][a-zåäö]{1,20}|pojken?|killen?|flickan?|tjejen?|son(?:en)?|dotter(?:n)?|man(?:nen)?|kvinnan?|"
    r"bror|brodern?|systern?|elev(?:en)?|kusin(?:en)?)(?:, | \(| )(['’-]\d\d)(?=[ ,.;)\n]|$)"
    r"(?! ?(?:grader|°|talet|procent|%|till))"
)


def _date(text: str, start: int, end: int) -> Span | None:
    """The first date in text[start:end] that no end of the sentence or new clause parts from its start."""
    stop = _BREAK.search(text, start, end)
    match = _DATE.search(text, start, stop.start() if stop else end)
    if not match:
        return None
    whole = _DATE.match(text, match.start()) or match
    last = whole.end()
    for _ in range(3):
        more = _MORE.match(text, last)
        if not more:
            break
        last = more.end()
    return (whole.start(), last, Label.DATE_OF_BIRTH)


def _born(text: str, there: list[Stretch]) -> Iterator[Span]:
    for cue in matches(_CUE, text, there):
        if _NOBODY.search(text, max(0, cue.start() - 30), cue.start()):
            continue
        span = _date(text, cue.end(), min(len(text), cue.end() + _REACH))
        if span:
            yield span
            # "född 82, pappan 79": the next one's year.
            yield from ((*more.span(1), span[2]) for more in [_NEXT_ONE.match(text, span[1])] if more)
        if relative := _RELATIVE.match(text, cue.end() + 1):
            yield (*relative.span(), Label.DATE_OF_BIRTH)


def _birthdays(text: str, there: list[Stretch]) -> Iterator[Span]:
    """ "fyller 15 den 3 maj", "fyllde år i lördags"; an age alone is no date."""
    for cue in matches(_BIRTHDAY, text, there):
        turns = _TURNS.match(text, cue.end())
        if not turns:
            continue
        if cue[0].casefold().startswith(("bl", "fi")) and not _WHEN.match(text, turns.end()):
            continue
        if _NOBODY.search(text, max(0, cue.start() - 30), cue.start()):
            continue
        end = min(len(text), turns.end() + _REACH)
        relative = _RELATIVE.search(text, turns.end(), end)
        worded = _date(text, turns.end(), end)
        spans = [span for span in (relative and (*relative.span(), Label.DATE_OF_BIRTH), worded) if span]
        stop = _BREAK.search(text, turns.end(), end)
        yield from (span for span in spans if not stop or span[0] < stop.start())


_BIRTH = near.Words(
    "f fd dob b d bday årsdag kom kommit firar firade blir blev fdd årsbarn",
    stems="föd fött fyll fod birth born bemärkelse myndighetsdag",
    ends="årsdag årsdagen",
)


def find_births(text: str) -> list[Span]:
    """Dates of birth in a normalised text whose number words are digits."""
    there = near.around(text, _BIRTH.places(text), 60, 140)
    spans = [*_born(text, there), *_birthdays(text, there)]
    spans += [
        (*match.span(), Label.DATE_OF_BIRTH)
        for match in matches(_DATE, text, there)
        if _AFTER_DATE.match(text, match.end())
    ]
    years = matches(_IS_YEAR, text, near.digits(text, 12, 12))
    spans += [(*match.span(), Label.DATE_OF_BIRTH) for match in years]
    persons = matches(_PERSONS_YEAR, text, near.digits(text, 30, 12))
    return spans + [(*match.span(1), Label.DATE_OF_BIRTH) for match in persons]
