"""Says back in plain words when something is followed up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from django.utils.translation import gettext as _

from .model import FollowUp, Point
from .span_words import day_in_words, impossible_in_words


def follow_up_in_words(follow_up: FollowUp) -> str:
    """Sentences such as "Följs upp i T1 och VB. Det som följs upp: deltagarnärvaro."; "" for an empty cell."""
    sentences = []
    if times := [*([_("löpande")] if follow_up.ongoing else []), *_times_of(follow_up.points)]:
        sentences.append(_("Följs upp %(times)s.") % {"times": _listed(times, _("%(first)s samt %(last)s"))})
    if follow_up.outside:
        codes = _listed(follow_up.outside, _("%(first)s och %(last)s"))
        sentences.append(_("%(codes)s hör inte till kommunens perioder.") % {"codes": codes})
    if follow_up.what:
        sentences.append(_("Det som följs upp: %(what)s.") % {"what": _inside(follow_up.what)})
    if follow_up.rest:
        unread = _("Det här kunde inte läsas: %(words)s.") % {"words": follow_up.rest}
        sentences.append(unread if follow_up.read else _("Uppföljningen gick inte att läsa ut."))
    return " ".join([*sentences, *impossible_in_words(follow_up.impossible)])


def _times_of(points: Iterable[Point]) -> Iterator[str]:
    """The periods together, then the days and the events."""
    every = list(points)
    if codes := [f"{point.code} {point.year}" if point.year else point.code for point in every if point.code]:
        yield _("i %(periods)s") % {"periods": _listed(codes, _("%(first)s och %(last)s"))}
    for point in every:
        day = day_in_words(point.day) if point.day else ""
        if day and point.when:
            yield _("senast den %(day)s (%(words)s)") % {"words": point.when, "day": day}
        elif day:
            yield _("den %(day)s") % {"day": day}
        elif point.when:
            yield _inside(point.when)


def _inside(words: str) -> str:
    """Without the capital that began a sentence; an abbreviation keeps its own."""
    return words[:1].lower() + words[1:] if words[1:2].islower() else words


def _listed(words: Sequence[str], last_two: str) -> str:
    """ "a, b och c"."""
    if len(words) < 2:
        return words[0]
    return last_two % {"first": ", ".join(words[:-1]), "last": words[-1]}
