"""Names of accounts: by their form, or because the sentence says that somebody is called so on a platform."""

import re
from collections.abc import Iterator

from ledstjarna.deid import near
from ledstjarna.deid.labels import Label, Span
from ledstjarna.deid.near import Stretch, matches
from ledstjarna.deid.platforms import ACCOUNT_WORD, CUES, NAME_WORD, PLATFORM, SPEAKING, may_name
from ledstjarna.deid.spoken import with_signs
from ledstjarna.deid.streets import street
from ledstjarna.deid.views import View

_AT_NAME = re.compile(
    r"(?<![\w@.+])@(?:[\w.=-]{1,60}:[\w-]{1,40}(?:\.[\w-]{2,30}){1,3}|[\w.-]{0,60}[\w]| [^\W\d_][\w.-]{0,60}\w)"
)
_TAGGED = re.compile(r"(?<!\w)\w[\w.]{1,31} ?#\d{4,6}(?!\w)")
_UNDERSCORED = re.compile(r"(?<![\w/\\@.-])(?=[\w.-]{0,60}[^\W\d_])[\w.-]{0,30}\w_+[\w.-]{0,30}\w")
_EDGED = re.compile(r"(?<![\w/\\@.-])(?:_+[^\W_][\w.-]{2,30}|[^\W_][\w.-]{2,30}_+)(?!\w)")
# Letters and then a number, all small: hardly anything but a nickname is written so.
_NUMBERED = re.compile(r"(?<![\w@./:#&=?%-])(?!covid|mp\d|kl\d|nr\d|tel\d|lgh\d)[a-zåäö]{3,24}[._]?\d{2,4}(?![\w.@-])")
_REDDIT = re.compile(
    r"(?<![\w/.])/?[ur]/[\w-]{2,30}|(?<![\w/.])(?:fb|ig|insta|snap|sc|tg|tt)/[\w.-]{3,40}", re.IGNORECASE
)
_FORMS = {_AT_NAME: "@", _TAGGED: "#", _UNDERSCORED: "_", _REDDIT: "/"}
_FILE = re.compile(r"\.(?:jpe?g|png|gif|heic|pdf|docx?|xlsx?|pptx?|txt|csv|mp[34]|mov|zip|html?)$", re.IGNORECASE)

_QUOTE = "[\"”“»«‘’']"
_NAME = rf"(?:{_QUOTE}(?P<quoted>[^\"”“»«\n]{{2,40}}?){_QUOTE}|{_QUOTE}?(?P<name>@?\w[\w.#-]{{1,40}})(?P<next> ?))"
_ON = (
    rf"(?:på|i|via|genom|inne på|hos) (?:sitt |sin |hans |hennes |hens |min |mitt |ett |"
    rf"en )?(?:{PLATFORM}|spelet|chatten|forumet|x)(?:e?t|en|n)?(?![^\W_])"
)
_CALLED = (
    r"(?:heter|hette|heta|kallar (?:han |hon |hen |de |jag )?sig(?: för)?|kallade (?:han |hon |hen )?sig(?: för)?|"
    r"kallas(?: för)?|kalla sig|går under(?: namnet| nicket| aliaset)?|gick under(?: namnet)?|"
    r"(?:skriver|kör|spelar|streamar|postar|chattar|finns|syns|ligger ute|uppträder|trollar|känd|är|"
    r"hittas|nås|heter nu|verkar|"
    r"spelade|skrev|körde|lägger upp) som|(?:kör|går|gick|spelar|streamar|finns|ligger) under|"
    r"under (?:namnet|nicket|aliaset|användarnamnet|pseudonymen|namn)|vid namn|med namnet|med nicket|"
    r"döpt till|kallad|kallat|@)"
)
_ADDED = (
    r"(?:lägg till|la till|lade till|lägga till|adda(?:r|de|t)?|följ(?:er|de|a)?|sök(?: på| upp)?|dm:?a(?:r|de)?|"
    r"skriv(?:er|it)? till|skrev till|snappa(?:r|de)?|chattar? med|chattade med|lagt till|"
    r"(?:snap|meddelande|dm|bild|inbjudan) från|kontakt med|kontaktas av)"
)
_WHO = (
    r"(?:(?:han|hon|hen|de|personen|killen|tjejen|mannen|pojken|flickan|kontot|den|en|sonen|"
    r"dottern|(?-i:[A-ZÅÄÖ])\w{1,15}) )"
)


def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){pattern}", re.IGNORECASE)


# Whose name is said outright: held, if it is no word that never names an account.
_LOOSE = (
    _compile(rf"{_CALLED} {_NAME}(?=,? ?{_ON})"),
    _compile(rf"{_ON}[ ,]{{1,2}}{_WHO}?{_CALLED} {_WHO}?{_NAME}"),
    _compile(rf"{_ON}[ ,]{{1,2}}{_WHO}?(?:är|har) {_WHO}?(?:namnet|nicket|aliaset|användarnamnet|nick|alias) {_NAME}"),
    _compile(rf"(?:{ACCOUNT_WORD}|{PLATFORM}[ -]?{ACCOUNT_WORD}) (?:\w{{2,12}} )?{_CALLED} {_NAME}"),
    _compile(rf"(?:loggar in|loggade in|inloggad|streamar|livestreamar|loggat in) (?:som|med) {_NAME}"),
    _compile(
        rf"(?:hans|hennes|hens|sin|min|mitt|din|deras|pojkens|flickans|sonens|dotterns|killens|tjejens|"
        rf"elevens|vars|\w{{2,20}}s) "
        rf"{PLATFORM}(?:[ -]?(?:konto|namn|id|användare|profil|nick)(?:t|et|en)?)?(?:[:=] ?| är |"
        rf" heter | har namnet | )"
        rf"(?!är |heter |har ){_NAME}"
    ),
    _compile(
        rf"{PLATFORM}[^.;!?\n]{{0,40}} under (?:namnet|nicket|aliaset|pseudonymen|signaturen|användarnamnet) {_NAME}"
    ),
    _compile(rf"(?:snap|meddelande|dm|bild|inbjudan|vänförfrågan) från (?:kontot |användaren |profilen )?{_NAME}"),
    _compile(rf"(?:snabel[- ]?a|alfakrull) {_NAME}"),
    _compile(rf"at {_NAME}(?= {_ON})"),
)
# What may as well be followed by a verb or a plural: held unless it looks like one.
_STRICT = (
    _compile(rf"{NAME_WORD}(?: (?:på|i) [\w-]{{2,20}})?(?: är| var| heter|et är)?[ :=-]{{1,3}}{_NAME}"),
    _compile(
        rf"{PLATFORM}[ -]?(?:namn|id|tag|nick|användarnamn|alias)\w{{0,4}}(?: är| var| heter)?[ :=-]{{1,3}}{_NAME}"
    ),
    _compile(rf"{PLATFORM}(?:p?en|et|t|n|an)(?: är| heter|:|=) ?{_NAME}"),
    _compile(rf"{_ADDED} {_NAME}(?=,? {_ON})"),
    _compile(rf"(?:han|hon|hen|du|jag|de) har {_NAME}(?= {_ON})"),
)
_AFTER_ACCOUNT = _compile(rf"(?:{PLATFORM}[ -]?)?(?P<kind>{ACCOUNT_WORD})[ :]{{1,2}}{_NAME}")
_GROUP = _compile(
    rf"{PLATFORM}[ -]?(?:s[ -]?)?(?:kanal(?:en)?|grupp(?:en)?|server(?:n)?|chatt(?:en)?|konto(?:t)?|"
    rf"användaren?|profil(?:en)?|sida(?:n)?|"
    rf"tråd(?:en)?)(?:[ :]{{1,2}}|, (?=(?-i:[A-ZÅÄÖ]))){_NAME}"
)
_DOES = re.compile(
    r" (?:skrev|skriver|delade|delar|postade|postar|la|lade|lägger|publicerade|publicerar|hotade|hotar|kommenterade|"
    r"svarade|följer|följde|är|var|har|hade|som|på|uppmanar|uppmanade|sprider|spred|hyllar|hyllade|gillade|gillar)(?!\w)"
)
_BY = re.compile(r"(?<!\w)(?:från|av|med|via|till|på) (?:det |ett )?\Z")
_GROUP_ON = _compile(
    rf"(?:grupp(?:en)?|gruppchatt(?:en)?|kanal(?:en)?|server(?:n)?|sidan?|forum(?:et)?) (?:som heter |"
    rf"vid namn |kallad )?{_NAME}(?=,? {_ON})"
)
_ENDED = re.compile(r"[\"”“»«)]?\s*(?:[.,;:!?)\n]|$)")
# "snap: x", "Snapchat (x)", "insta - x", and rows of a table: "snap x".
_LISTED = _compile(rf"{PLATFORM}(?:[ -]?(?:konto|namn|användare|id|nick|profil))?(?: ?[:=(/–-] ?| - ){_NAME}")
_ROW = re.compile(rf"(?:^|[\n,;(/] ?){PLATFORM} {_NAME}(?=[\n,;)/]|$)", re.IGNORECASE)
_MORE_WORDS = re.compile(r"[\w.-]{2,20}(?: [\w.-]{2,20})?(?= ?(?:[.,;\n()]|$))")

_NAME_LIKE = re.compile(r"(?<![\w@./:#-])(?:[^\W\d_]|\d{1,6}(?=[^\W\d_]{2}|[a-z]\d))[\w.#-]{1,40}(?!\w)")
_MIXED = re.compile(
    r"[^\W\d_]{2}[\w.]*\d|\d[\w.]*[^\W\d_]{3}|[^\W\d_]\.[^\W_]|(?:\d[a-z]){2}|^xx.{2,}xx$|[^\W\d_]\d[^\W\d_]",
    re.IGNORECASE,
)
_SITE = re.compile(
    r"^(?:www\.|\w{1,2}\.\w{1,2}\.?$)|\.(?:se|nu|com|org|net|eu|example|info|dk|no|fi|gov|edu)$|^\w{1,3}\d{1,2}$"
    r"|^\d{1,4}-|^\d+(?:[:-]?\w{1,2}|-?tal\w*|-?tiden|-?år\w*|talet|årig\w*|åring\w*)$|^(?:covid|iphone|ps\d|4chan|8kun|8chan)",
    re.IGNORECASE,
)
# How far before and behind a word of accounts a name is looked for.
_REACH, _NEAR = 80, (40, 70)


def _looks_like_a_name(word: str) -> bool:
    return _MIXED.search(word) is not None and not _SITE.search(word)


# "Nordlysets väktare": a genitive goes on.
_OWNED = re.compile(r" [a-zåäö]{3,15}(?=[.,;:!?)\n]|$)")
_MORE_NAME = re.compile(r"(?: (?:[A-ZÅÄÖ][\w.-]{0,20}|\d{1,4})(?![\w:])){1,2}")


def _span(match: re.Match[str]) -> Span:
    group = "name" if match["name"] else "quoted"
    start, end = match.span(group)
    if group == "name":
        end = start + len(match[group].rstrip(".-#"))
        more = _MORE_NAME.match(match.string, end)
        if not more and match[group].endswith("s"):
            more = _OWNED.match(match.string, end)
        if more and end == match.end(group) and match[group][0].isupper():
            end = more.end()
    return (start, end, Label.HANDLE)


def _odd(word: str) -> bool:
    return _looks_like_a_name(word) or "_" in word or "#" in word or "@" in word


def _said(text: str, there: list[Stretch]) -> Iterator[Span]:
    """Names that the words around them say are names."""
    for patterns, strict in ((_LOOSE, False), (_STRICT, True)):
        for pattern in patterns:
            for match in matches(pattern, text, there):
                word = match["name"] or match["quoted"] or ""
                if match["quoted"] or _odd(word) or may_name(word, strict=strict):
                    yield _span(match)


def _of_accounts(text: str, there: list[Stretch]) -> Iterator[Span]:
    """Names after "kontot" and "Telegramkanalen": odd, capital or quoted ones, or those that then do something."""
    for pattern in (_AFTER_ACCOUNT, _GROUP, _GROUP_ON):
        for match in matches(pattern, text, there):
            word = match["name"] or ""
            ended = _ENDED.match(text, match.end("name"))
            acts = _DOES.match(text, match.end("name")) or (
                ended and (pattern is _GROUP or _BY.search(text, max(0, match.start() - 14), match.start()))
            )
            if match["quoted"] or _odd(word) or (may_name(word, strict=True) and (word[0].isupper() or acts)):
                yield _span(match)


def _listed(text: str, there: list[Stretch]) -> Iterator[Span]:
    """Names after "insta:" and the like: odd-looking ones, and words that nothing follows."""
    for pattern in (_LISTED, _ROW):
        for match in matches(pattern, text, there):
            word = match["name"] or ""
            if match["quoted"] or _odd(word):
                yield _span(match)
            elif may_name(word):
                start, end, label = _span(match)
                more = _MORE_WORDS.match(text, end + 1) if text[end : end + 1] == " " else None
                if _ENDED.match(text, end):
                    yield (start, end, label)
                elif (
                    more
                    and match[0].rstrip()[-1:] != "-"
                    and all(may_name(part, strict=True) for part in (word, *more[0].split()))
                ):
                    yield (start, more.end(), label)


def _cued(text: str, there: list[Stretch]) -> Iterator[Span]:
    """Words mixing letters with digits or inner dots, near a word that speaks of an account."""
    for match in matches(_NAME_LIKE, text, there):
        word = match[0].rstrip(".-")
        if _looks_like_a_name(word):
            yield (match.start(), match.start() + len(word), Label.HANDLE)
    yield from ((*match.span(), Label.HANDLE) for match in matches(_EDGED, text, there))


def _by_form(text: str) -> Iterator[Span]:
    for pattern, sign in _FORMS.items():
        if sign not in text:
            continue
        for match in pattern.finditer(text):
            if not (pattern is _UNDERSCORED and _FILE.search(match[0])):
                yield (match.start(), match.start() + len(match[0].rstrip(".-")), Label.HANDLE)


def find_handles(text: str) -> list[Span]:
    """Handles of a normalised text."""
    wide = near.around(text, SPEAKING.places(text), _REACH, _REACH)
    close = near.around(text, CUES.places(text), *_NEAR)
    numbered = [
        (*match.span(), Label.HANDLE)
        for match in matches(_NUMBERED, text, near.digits(text, _REACH, 8))
        if not street(match[0].rstrip("0123456789._"))
    ]
    return [
        *numbered,
        *_by_form(text),
        *_said(text, wide),
        *_of_accounts(text, wide),
        *_listed(text, wide),
        *_cued(text, close),
    ]


_SAID_SIGNS = ("streck", "score", "line", "punkt", "dot", "prick")
_SAID = re.compile(r"(?<!\w)(?:under|golv)(?:streck|score|line)|lågt streck|punkt|dot(?!\w)|prick", re.IGNORECASE)
_NUMBER = re.compile(r" \d{1,4}(?!\w)")


def find_said_handles(view: View) -> tuple[View, list[Span]]:
    """Handles on a view where said signs are signs ("natt understreck varg"), with the number said after."""
    if not near.holds(view.text, *_SAID_SIGNS) or not _SAID.search(view.text):
        return view, []
    said = with_signs(view)
    text = said.text
    spans: list[Span] = []
    for match in _UNDERSCORED.finditer(text):
        more = _NUMBER.match(text, match.end())
        spans.append((match.start(), more.end() if more else match.end(), Label.HANDLE))
    there = near.around(text, SPEAKING.places(text), _REACH, _REACH)
    named = [span for span in (*_said(text, there), *_listed(text, there)) if _odd(text[span[0] : span[1]])]
    return said, spans + named
