"""Names by what stands around or inside them: "vid namn X", initials, other scripts, "Ahmedbrorsan"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ledstjarna.deid import near
from ledstjarna.deid.labels import Label, Span
from ledstjarna.deid.names.lists import NAME, ROLE, WORD, flags_of, read

_WORD = r"[^\W\d_]+(?:[-'’.][^\W\d_]+)*"
_CALLED = re.compile(
    r"(?<!\w)(?:kalla[srd]?(?: sig| honom| henne| hen| dom| mig)?(?: själv)?(?: för)?|kallat sig|kallade(?:s| sig)?|"
    r"går under|gick under|heter|hette|heta|vid namn|med namnet|under namnet|smeknamn(?:et|et är|et på)?|öknamn(?:et)?|"
    r"alias|aka|lystrar till|döpt till|presenterade sig som|uppgav sig heta|säger sig heta|känd som|mer känd som|"
    r"namn är|namnet är|som namnet)"
    rf"(?: namnet| alltid| bara| alltså| typ| nog| visst| väl)?[ :]{{1,2}}[\"'”“»«]?({_WORD}(?: {_WORD}){{0,2}})",
    re.IGNORECASE,
)
# The words that it starts with.
_CALLING = near.Words(
    "kallat går gick heter hette heta vid med under alias aka lystrar döpt presenterade uppgav säger känd mer namn "
    "namnet som",
    stems="kalla smeknamn öknamn",
)
_NOT_CALLED = frozenset(read("rules_not_called.txt"))
_SAYING = near.Words("säger säjer sa kallas kallar ropar ropade skriver")
_SAID_TO = re.compile(
    rf"(?<!\w)(?:säger|säjer|sa|kallas|kallar|ropar|ropade|skriver) [\"”“»]?([A-ZÅÄÖ]{_WORD})[\"”“«]? till(?!\w)"
)
# A word spelt out letter by letter, whatever parts the letters.
_SPELT = re.compile(r"(?<![^\W_])[^\W\d_](?:[ .·_*/-]{1,3}[^\W\d_]){3,24}(?![^\W_])")
# Letters of all scripts but Latin.
_OTHER = (
    r"[\u0370-\u1dbf\u1f00-\u1fff\u2c80-\u2dff\u3040-\ud7ff\uf900-\ufaff\ufb1d-\ufdff\ufe70-\ufefc"
    r"\U00010280-\U0001bfff\U00020000-\U0003ffff]"
)
_ANY_OTHER = re.compile(_OTHER)
_OTHER_SCRIPT = re.compile(rf"{_OTHER}+(?:[ '’.-]{{1,2}}{_OTHER}+){{0,5}}")
_MIXED = re.compile(rf"(?<!\w)(?=\w*{_OTHER})(?=\w*[a-zA-ZåäöÅÄÖ])\w+")
_INITIALS = re.compile(
    r"(?<![\w.])(?:[A-ZÅÄÖ]\. ?){1,3}[A-ZÅÄÖ]\.(?![\w])"  # M.A.
    r"|(?<![\w.-])[A-ZÅÄÖ]\.? ?-? ?[A-ZÅÄÖ]\.? (?=[A-ZÅÄÖ][a-zåäö])(?<=\.[ ])"
    r"|(?<![\w.-])[A-Z]-[A-Z](?![\w-])"  # K-G
    r"|(?<![\w.-])[A-ZÅÄÖ]\. ?[A-ZÅÄÖ][a-zåäöéü]{2,}"  # A. Lind
    r"|(?<=initialerna )[A-ZÅÄÖ]{2,3}(?!\w)"
)
_LETTERS_OF = frozenset({"A-Ö", "A-Z", "T-S"})
_WITH_KIN = re.compile(
    r"([^\W\d_]{3,}?)s?(?:brorsa|brors|bror|bröder|systrar|chef|tant|farbror|mannen|kvinna|grabb|ligan|kretsen|sidan|pappa|"
    r"mamma|syrra|syster|farsa|morsa|gäng|kille|tjej|familj|klan|polare|kompis|gubbe|kusin|släkt|unge)[a-zåäö]{0,4}",
    re.IGNORECASE,
)
_SHORTEST_WITH_KIN = 7
_FIELD = re.compile(
    r"(?:^|[\n;,|])[ \t*•-]{0,3}(?:för- och efternamn|förnamn|efternamn|namn|elevens namn|elev|anmälare|"
    r"uppgiftslämnare|kontaktperson|vårdnadshavare(?: ?\d)?|vh ?\d?|mor|far|mamma|pappa|målsman|syskon|boende|brukare|"
    r"klient|kund|handläggare|mentor|lärare|personal|närvarande|deltagare|misstänkt|vittne|inblandade|offer|utsatt|"
    r"underskrift|avsändare|fr[åa]n|till)[ ]?[:=][ ]?"
    rf"({_WORD}(?:[ ,]{{1,2}}{_WORD}){{0,3}})",
    re.IGNORECASE,
)


def _after_a_cue(text: str) -> Iterator[Span]:
    """The words that a "kallas" or "heter" leads to: the first whatever it is, the next while they are capitalised."""
    done = 0
    for match in near.led(_CALLED, text, _CALLING.places(text)):
        if match.start() < done:
            continue
        done = match.end()
        start, end = match.span(1)
        words = list(re.finditer(_WORD, text[start:end]))
        if words[0][0].lower() in _NOT_CALLED:
            continue
        last = words[0]
        for word in words[1:]:
            if (not word[0][0].isupper() and not flags_of(word[0]) & NAME) or word[0].lower() in _NOT_CALLED:
                break
            last = word
        yield (start, start + last.end(), Label.PERSON)


def _in_a_field(text: str) -> Iterator[Span]:
    """What stands behind "Namn:" and the like, but for ordinary words."""
    for match in _FIELD.finditer(text):
        for word in re.finditer(_WORD, match[1]):
            if not flags_of(word[0]) & (WORD | ROLE) or (word[0][0].isupper() and flags_of(word[0]) & NAME):
                yield (match.start(1) + word.start(), match.start(1) + word.end(), Label.PERSON)


def _with_kin(text: str) -> Iterator[Span]:
    for word, (start, end) in near.every_word(text):
        if len(word) < _SHORTEST_WITH_KIN or flags_of(word):
            continue
        if (match := _WITH_KIN.fullmatch(word)) and flags_of(match[1]) & NAME:
            yield (start, end, Label.PERSON)


def find_by_cues(text: str) -> list[Span]:
    """Spans of a normalised text that are names for what stands around or inside them."""
    others = (_OTHER_SCRIPT, _MIXED) if _ANY_OTHER.search(text) else ()
    plain = [
        (*match.span(), Label.PERSON)
        for pattern in (*others, _INITIALS, _SPELT)
        for match in pattern.finditer(text)
        if match[0] not in _LETTERS_OF
    ]
    said_to = near.led(_SAID_TO, text, _SAYING.places(text))
    plain += [(*match.span(1), Label.PERSON) for match in said_to]
    fields = _in_a_field(text) if ":" in text or "=" in text else ()
    return [*plain, *_after_a_cue(text), *fields, *_with_kin(text)]
