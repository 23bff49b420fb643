"""Streets with a number, and streets without one where the sentence tells of somebody's home."""

import re
from bisect import bisect
from collections.abc import Iterator

from ledstjarna.deid import near
from ledstjarna.deid.homes import BESIDE, COUNTED, HOUSE_WORDS, LIVES, STAIR, TOWN_AFTER, home_stretches, tells_of_home
from ledstjarna.deid.labels import Label, Span
from ledstjarna.deid.near import matches
from ledstjarna.deid.properties import find_places_of_home
from ledstjarna.deid.streets import Street, fold, is_ending, street

_NUMBERED = re.compile(
    r"(?<![\w@])([^\W\d_](?:[^\W\d_]|['’.-](?=[^\W\d_])){0,40}+)(\.?)([ \n]?[,:-]?[ \n]?(?:(?:nr|"
    r"nummer|no|n:o|port|hus)"
    r"[.:]?[ \n]?|# ?)?)(\d{1,4})(?!\d)",
    re.IGNORECASE,
)
_NUMBER_SAID = re.compile(r"[^\W\d_]|#")
_NUMBER_FIRST = re.compile(
    r"(?<!\w)(?:(?:nr|nummer|n:o|no|hus|huset)\.? ?\d{1,3}(?: ?[A-Za-z](?!\w))?|\d{1,3}:?an) (?:på|i|vid|längs|utmed) "
    r"([^\W\d_](?:[^\W\d_]|['’-](?=[^\W\d_])){3,40}+)",
    re.IGNORECASE,
)
_LETTER = r"(?: ?-?(?:bokstav(?:en)? )?(?![iåäö] )[A-Za-z](?![\w'’]|:))"
_REST = re.compile(
    rf"{_LETTER}?(?:(?: ?(?:--?|/|\+|&|och|eller|samt|till|resp\.?) ?)\d{{1,4}}(?!\d|[:.]\d|\w{{2}}){_LETTER}?){{0,3}}",
    re.IGNORECASE,
)
# What makes the number a time, a date, a ratio, an amount or a part of a longer number.
_LETTERED = re.compile(r" ?[A-Za-z](?!\w)(?<![iåäöÅÄÖ])")
_NO_HOUSE = re.compile(r"[.:,]\d|[-/]\d{1,2}[-/]\d|:(?!s(?!\w))[a-z]|(?: \d{3}){1,2}(?! ?\d\d [A-ZÅÄÖ])(?!\d| \d)")
_DATE = re.compile(r"/(?:0?[1-9]|1[0-2])(?!\d)")
_YEAR = re.compile(r"(?:19|20)\d\d")
_DIRECTIONS_WORDS = """
norra södra östra västra stora lilla gamla nya övre nedre mellersta inre yttre bortre främre n s ö v st sankt
kungliga kung drottning s:t s:ta n:a s:a ö:a v:a st: nordöstra sydöstra gla
"""
_DIRECTIONS = frozenset(_DIRECTIONS_WORDS.split())
_ORDINAL = re.compile(r"\d{1,2}:?[ae]|första|andra|tredje|fjärde|femte|sjätte|sjunde")
_FUNCTION_WORDS = """
på i vid från till mot och av för den det de en ett om som är var har att hos efter under över längs utmed nära
bakom framför mellan in ut upp ner ned man vi han hon hen jag ni där här denna detta samma hela ena andra båda
utanför kring runt genom hemma bor bodde bo med utan eller men också även adress adr adressen gatuadress postadress
hemadress heter heter: kv tel mobil
"""
_FUNCTION = frozenset(_FUNCTION_WORDS.split())
# Words that have numbers or letters of their own.
_NUMBERED_WORDS = """
klass ak arskurs grupp bilaga avsnitt sal rum plan kapitel steg fas typ niva del punkt sida tabell figur alternativ
division linje buss hus avdelning station gate spar perrong version etapp modul block pass omgang vecka artikel
paragraf kategori lokal entre uppgang port vaning avtal arende protokoll beslut nummer nr version windows office
instagram facebook snapchat tiktok discord telegram youtube twitter flashback mal lag kanal tv radio studio scen
salong hall skola skolan gymnasiet lektion delmal aktivitet fraga dag ar skift zon omrade distrikt sektion serie
"""
_NUMBERED_THINGS = frozenset(_NUMBERED_WORDS.split())
_SHORT, _MOST_DIGITS = 4, 3
_HOUSE_LETTER = re.compile(r" ?[A-HJ-Z](?![\w'’:.-])")
_AT = re.compile(r"(?<!\w)(?:på|i|vid|utanför|bakom|hem till|adressen) \Z|[a-zåäö)\]], \Z|\(\Z")
_ENDS_HERE = re.compile(r"\s*(?:[.,;!?)](?!\d)|$)| (?:där|ikväll|imorgon|i natt|i kväll|hos|nu)(?!\w)")
_BACK = 60
_LIVES_ON = re.compile(
    r"(?<!\w)(?:bor|bodde|bott|bosatta?|bo|skriven|skrivna|folkbokförd|flyttat?|flyttade|flyttar|hemma|hyr|hyrde|adr|adressen?|"
    r"hemadress)(?:[ .:]{1,2}(?:nu|på|i|är|e|till|hos|kvar|ensam|vid|tydligen|[Nn]orra|[Ss]ödra|"
    r"[Ll]illa|[Ss]tora|[Gg]amla)){0,4}[ .:]{1,3}$",
    re.IGNORECASE,
)
_REACH = 70
_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|[-'’:](?=[^\W\d_])){2,40}+")
_FILL_STOP = re.compile(
    r"[.;!?]|\n|(?<!\w)(?:och|men|när|sågs|syntes|samlades|stod|gick|körde|innan|efter|medan|hände|inträffade|jobbar|"
    r"arbetar|skola|skolan|målade|klottrade|satt|sattes|träffas|möttes)(?!\w)"
)
_ONE_WHO = re.compile(
    r"(?:[,(]|(?<!\w)(?:är|var|varit|numera|tidigare|nu|fortfarande|stadigvarande|tillfälligt|och|hen|han|hon)) ?\Z",
    re.IGNORECASE,
)
_LAST_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|[-'’:](?=[^\W\d_])){2,40}")
_WHO_LIVES = re.compile(
    r"(?:, | )(?:\(?hem|(?:där|som|dit|var) (?:\w{1,20} ){1,3}(?:bor|bodde|bott|flytta\w*|skriven|hyr|"
    r"hyrde|bosatt|hemma))",
    re.IGNORECASE,
)
_STAIR = re.compile(rf"(?<!\w){STAIR}", re.IGNORECASE)
_ON = re.compile(r",? (?:på|i|vid) ", re.IGNORECASE)
_LETTERED_HOUSE = re.compile(r"(?:plan|rum|hiss|etage)[ .:]{1,2}[A-ZÅÄÖa-h]\Z", re.IGNORECASE)
_SIDE = re.compile(r"till |åt |vänster|höger", re.IGNORECASE)
_STREET_REACH = 30
_ON_REACH = 14
_JOIN = re.compile(r"[ \n,.;/()|-]{0,4}(?:i )?")


def _words_back(text: str, start: int) -> Iterator[tuple[str, int]]:
    """The words right before a place, nearest first, each with where it starts."""
    end = start
    for word in reversed(re.split(r"[ \n]", text[max(0, start - _BACK) : start].rstrip(" \n"))[-4:]):
        place = text.rfind(word, 0, end) if word else -1
        if place < 0 or text[place + len(word) : end].strip(" \n"):
            return
        yield word, place
        end = place


def _front(text: str, start: int, word: str) -> int | None:
    """Where a street name starts whose last word starts at `start`; None for an ending that nothing leads in."""
    alone = is_ending(word)
    first = start
    led = False
    for back, place in _words_back(text, start):
        plain = back.casefold().rstrip(".")
        if (plain in _DIRECTIONS or _ORDINAL.fullmatch(plain)) and first != place:
            first = place
            led = led or alone
            continue
        if not alone or plain in _FUNCTION or not back[-1].isalpha() or not back[0].isalpha():
            break
        genitive = plain.endswith(("s", "x", "z"))
        if not (
            back[0].isupper() or (genitive and not led) or (led and text[first:start].islower() and len(plain) > 3)
        ):
            break
        if led and not back[0].isupper() and not text[first:start].islower():
            break
        first, led = place, True
    return first if led or not alone else None


def _tail(text: str, end: int) -> int:
    """Where an address ends that goes on with stairs, floors, flats, postcode and town."""
    for _ in range(8):
        match = BESIDE.match(text, end)
        if not match:
            break
        end = match.end()
    town = TOWN_AFTER.match(text, end)
    return town.end() if town else end


def _is_house(text: str, match: re.Match[str], certain: Street, *, sure: bool, end: int) -> bool:
    """Whether the number after a possible street is a house's; `end` is where stairs and the like end."""
    number, last = match[4], match.end()
    if _NO_HOUSE.match(text, last) or COUNTED.match(text, last):
        return False
    rest = _REST.match(text, last)
    if rest and COUNTED.match(text, rest.end()):
        return False
    lettered = end > (rest.end() if rest else last) or (rest is not None and any(c.isalpha() for c in rest[0][:3]))
    if sure or lettered:
        return True
    if _YEAR.fullmatch(number) or _DATE.match(text, last) or len(number) > 3:
        return False
    if any(sign in match[3] for sign in (",", ":", " -", "- ")) and not _NUMBER_SAID.search(match[3]):
        return False
    return certain is Street.YES or match[1][0].isupper()


def _is_named(text: str, match: re.Match[str]) -> bool:
    """Whether any capital word with a number reads as an address: "Näckrosen 12 C", "på Näckrosen 12."."""
    if not match[1][0].isupper() or match[2] or len(match[1]) <= _SHORT or len(match[4]) > _MOST_DIGITS:
        return False
    if fold(match[1]) in _NUMBERED_THINGS or match[3] not in {" ", " nr "}:
        return False
    return _HOUSE_LETTER.match(text, match.end()) is not None or (
        _AT.search(text, max(0, match.start() - 12), match.start()) is not None
        and _ENDS_HERE.match(text, match.end()) is not None
    )


def _numbered(text: str) -> Iterator[Span]:
    for match in matches(_NUMBERED, text, near.digits(text, 70, 8)):
        word = match[1]
        alone = is_ending(word) or fold(word) in {"g", "v", "gr", "vg"}
        if len(word) == 1 and not (match[2] or match[3]):
            continue  # "Volvo V70"
        certain = street(word, stopped=match[2] == ".")
        if not alone and not certain:
            # Any name with a number, right after a word of home.
            if not _is_named(text, match) and not (
                word[0].isupper() and not match[2] and _LIVES_ON.search(text, max(0, match.start() - 40), match.start())
            ):
                continue
            certain = Street.MAYBE
        start = _front(text, match.start(), "gata" if alone else word)
        if start is None and alone and _LETTERED.match(text, match.end()):
            start = match.start()
        if start is None:
            continue
        rest = _REST.match(text, match.end())
        stop = rest.end() if rest else match.end()
        end = _tail(text, stop)
        sure = tells_of_home(text, start, end, before=40, after=25)
        shortened = certain is Street.MAYBE and match[2] != "." and fold(word)[-1:] in {"g", "v", "r", "t"}
        if match[2] and match[3][:1] == "\n" and not sure:
            continue  # the end of a sentence
        if (shortened or match[2]) and not (sure or word[0].isupper() or "." in word):
            continue
        if _is_house(text, match, Street.YES if alone else certain, sure=sure, end=end):
            yield (start, end, Label.ADDRESS)


def _led_by_number(text: str) -> Iterator[Span]:
    """ "nummer 14 på Lindvägen": the number first, said to be one."""
    for match in matches(_NUMBER_FIRST, text, near.digits(text, 12, 60)):
        certain = street(match[1])
        if certain is Street.YES or (certain is Street.MAYBE and match[1][0].isupper()):
            yield (match.start(), _tail(text, match.end()), Label.ADDRESS)


def _unnumbered(text: str) -> Iterator[Span]:
    """Streets without a number, after a word of home or before "där han bor"."""
    for cue in matches(LIVES, text, home_stretches(text)):
        if cue[0].casefold() == "boende" and not _ONE_WHO.search(text, max(0, cue.start() - 14), cue.start()):
            continue
        limit = _FILL_STOP.search(text, cue.end(), cue.end() + _REACH)
        for match in _WORD.finditer(text, cue.end(), limit.start() if limit else cue.end() + _REACH):
            alone = is_ending(match[0])
            start = _front(text, match.start(), match[0])
            if start is None or start < cue.end():
                continue
            certain = Street.YES if alone and start < match.start() else street(match[0])
            capital = text[start].isupper()
            near = match.start() - cue.end() <= 4
            if certain is Street.YES or (certain is Street.MAYBE and capital and near and match[0][-1] not in "gv"):
                yield (start, _tail(text, match.end()), Label.ADDRESS)
                break
    for lives in _WHO_LIVES.finditer(text) if home_stretches(text) else ():
        words = list(_LAST_WORD.finditer(text, max(0, lives.start() - 45), lives.start()))
        word = words[-1] if words else None
        if word and street(word[0]) is Street.YES:
            start = _front(text, word.start(), word[0])
            yield (word.start() if start is None else start, word.end(), Label.ADDRESS)


def _stairs(text: str, streets: list[Span]) -> Iterator[Span]:
    """Stairs, floors and flats: near a street or a word of home, or before one ("port 6 på Hagagatan")."""
    edges = sorted(edge for start, end, _ in streets for edge in (start, end))
    for match in near.led(_STAIR, text, sorted([*near.digit_places(text), *HOUSE_WORDS.places(text)])):
        start, end = match.span()
        on = _ON.match(text, end)
        word = _WORD.search(text, on.end(), on.end() + 50) if on else None
        if on and word and word.start() - on.end() <= _ON_REACH and street(word[0]) is Street.YES:
            yield (start, word.end(), Label.ADDRESS)
            continue
        nearest = bisect(edges, end)
        by_street = any(
            -_STREET_REACH <= edge - end <= _STREET_REACH for edge in edges[max(0, nearest - 1) : nearest + 1]
        )
        if by_street or (
            not _LETTERED_HOUSE.match(match[0]) and not _SIDE.match(match[0]) and tells_of_home(text, start, end)
        ):
            yield (start, end, Label.ADDRESS)


def find_addresses(text: str) -> list[Span]:
    """Addresses of a normalised text (number words already digits), each with its stairs, postcode and town."""
    streets = [*_numbered(text), *_led_by_number(text), *_unnumbered(text)]
    pieces = sorted([*streets, *_stairs(text, streets), *find_places_of_home(text)])
    whole: list[Span] = []
    for start, end, label in pieces:
        if whole and (start <= whole[-1][1] or _JOIN.fullmatch(text, whole[-1][1], start)):
            whole[-1] = (whole[-1][0], max(end, whole[-1][1]), label)
        else:
            whole.append((start, end, label))
    return whole
