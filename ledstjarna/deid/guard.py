"""One pass over a text: the rules run on views of it, and their spans come back as findings."""

from ledstjarna.deid.addresses import find_addresses
from ledstjarna.deid.announced import find_announced, find_lettered
from ledstjarna.deid.births import find_births
from ledstjarna.deid.contacts import find_links, find_mail
from ledstjarna.deid.digits import find_numbers
from ledstjarna.deid.handles import find_handles, find_said_handles
from ledstjarna.deid.labels import ALL, NO_OWN, SOFT, Finding, Label, Own, Span
from ledstjarna.deid.names import find_names
from ledstjarna.deid.near import reading
from ledstjarna.deid.plates import find_plates, find_spelt_plates
from ledstjarna.deid.spoken import as_digits, with_signs
from ledstjarna.deid.views import View, normalise


def _spans(text: str, labels: frozenset[Label], own: Own) -> list[Span]:
    """Spans in the original text, the rule that yields to the others first."""
    plain = normalise(text)
    digits, signs = as_digits(plain), with_signs(plain)
    rules: tuple[tuple[View, list[Span]], ...] = (
        (plain, find_names(plain.text, own) if Label.PERSON in labels else []),
        (digits, find_announced(digits.text)),
        (digits, find_numbers(digits.text)),
        (digits, find_births(digits.text)),
        (plain, find_plates(plain.text)),
        (digits, find_plates(digits.text) if digits is not plain else []),
        (digits, find_spelt_plates(digits.text)),
        (plain, find_lettered(plain.text)),
        (plain, find_handles(plain.text)),
        find_said_handles(digits),
        (digits, find_addresses(digits.text)),
        (signs, find_links(signs.text)),
        (signs, find_mail(signs.text)),
    )
    return [(*view.origin(start, end), label) for view, spans in rules for start, end, label in spans]


def _weight(span: Span) -> tuple[bool, int]:
    """What a longer span weighs more, and anything hard more than what may be answered away."""
    start, end, label = span
    return label not in SOFT, end - start


def find(text: str, *, labels: frozenset[Label] = ALL, own: Own = NO_OWN) -> list[Finding]:
    """Findings of the asked labels in a text, sorted and without overlap; offsets are code points of `text`.

    Takes any str (lone surrogates, control characters, nothing at all) and raises nothing. Time and memory
    grow linearly with the length: all patterns are bounded. Where spans overlap the longer one keeps its
    place (a street holds its number, a mail address the name in it), of equal ones that of the later rule,
    and the other keeps what is left of its own.
    """
    with reading():
        spans = sorted(_spans(text, labels, own), key=_weight)
    owner = [-1] * len(text)
    for number, (start, end, _) in enumerate(spans):
        owner[start:end] = [number] * (end - start)
    findings: list[Finding] = []
    start = 0
    for place in range(1, len(text) + 1):
        if place < len(text) and owner[place] == owner[start]:
            continue
        if owner[start] >= 0 and any(char.isalnum() for char in text[start:place]):
            findings.append(Finding(start, place, spans[owner[start]][2]))
        start = place
    return [finding for finding in findings if finding.label in labels]
