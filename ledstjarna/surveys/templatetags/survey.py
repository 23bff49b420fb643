"""How shares, sums and differences are written on the pages: `{% load survey %}`."""

from __future__ import annotations

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ledstjarna.surveys.definition import Subject
from ledstjarna.surveys.results import Pair, Share, Sum
from ledstjarna.surveys.words import share_in_words
from ledstjarna.surveys.years import Curve

register = template.Library()


@register.simple_tag
def share(found: Share | None) -> SafeString:
    """23 av 31 enheter (74 %), and below it in words; of the staff the weighed per cent and what it stands on."""
    if found is None:
        return format_html('<span class="quiet">{}</span>', _("ingen har svarat"))
    words = share_in_words(found.exact)
    told = _("%d procent") % found.percent == words  # by the line itself
    return format_html("{}" if told else "{}<small>{}</small>", share_line(found), words)


def share_line(found: Share) -> str:
    """A share on one line."""
    if found.subject == Subject.STAFF:
        words = ngettext(
            "%(percent)d\N{NO-BREAK SPACE}%% av %(whole)d medarbetare",
            "%(percent)d\N{NO-BREAK SPACE}%% av %(whole)d medarbetare",
            found.whole,
        )
    elif found.subject == Subject.MANAGER:
        words = ngettext(
            "%(part)d av %(whole)d chef (%(percent)d\N{NO-BREAK SPACE}%%)",
            "%(part)d av %(whole)d chefer (%(percent)d\N{NO-BREAK SPACE}%%)",
            found.whole,
        )
    else:
        words = ngettext(
            "%(part)d av %(whole)d enhet (%(percent)d\N{NO-BREAK SPACE}%%)",
            "%(part)d av %(whole)d enheter (%(percent)d\N{NO-BREAK SPACE}%%)",
            found.whole,
        )
    return words % {"part": int(found.part), "whole": found.whole, "percent": found.percent}


@register.simple_tag
def share_briefly(found: Share | None) -> str:
    """23 av 31 (74 %): where the question above says what is counted."""
    if found is None:
        return "–"
    words = _("%(part)d av %(whole)d (%(percent)d\N{NO-BREAK SPACE}%%)")
    return words % {"part": int(found.part), "whole": found.whole, "percent": found.percent}


@register.simple_tag
def amount(found: Sum | None) -> SafeString:
    """A sum and how many units it comes from."""
    if found is None:
        return format_html('<span class="quiet">{}</span>', _("ingen uppgift"))
    units = ngettext("från %d enhet", "från %d enheter", found.units) % found.units
    return format_html("{}<small>{}</small>", found.total, units)


@register.simple_tag
def panel(pair: Pair, units: int) -> SafeString:
    """33 → 41 %, and of how many units: those that answered the question in both rounds."""
    if pair.before is None or pair.now is None:
        return format_html("")
    words = ngettext("%d enhet", "%d enheter", units) % units
    return format_html("{} → {}\N{NO-BREAK SPACE}%<small>{}</small>", pair.before.percent, pair.now.percent, words)


@register.simple_tag
def points(pair: Pair) -> str:
    """The difference in percentage points with its sign, or nothing where none may be told."""
    if pair.points is None:
        return ""
    if pair.points == 0:
        return _("oförändrat")
    sign = "+" if pair.points > 0 else "\N{MINUS SIGN}"
    words = ngettext("%(sign)s%(points)d procentenhet", "%(sign)s%(points)d procentenheter", abs(pair.points))
    return words % {"sign": sign, "points": abs(pair.points)}


@register.simple_tag
def amount_at(curve: Curve, place: int) -> SafeString:
    """What a year's answer came to, by its place among the years."""
    found = curve.amounts[place]
    return amount(found) if isinstance(found, Sum) else share(found)
