"""Shares in words: one table for pages, drafts and papers, so that the same share is always told in the same way."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ledstjarna.surveys.results import percent

NEAR: Final = Fraction(125, 10_000)
"""A share within 1.25 percentage points of a common one is called by its name."""

COMMON: Final = (
    (Fraction(1, 5), gettext_lazy("en femtedel")),
    (Fraction(1, 4), gettext_lazy("en fjärdedel")),
    (Fraction(1, 3), gettext_lazy("en tredjedel")),
    (Fraction(2, 5), gettext_lazy("två femtedelar")),
    (Fraction(1, 2), gettext_lazy("hälften")),
    (Fraction(3, 5), gettext_lazy("tre femtedelar")),
    (Fraction(2, 3), gettext_lazy("två tredjedelar")),
    (Fraction(3, 4), gettext_lazy("tre fjärdedelar")),
    (Fraction(4, 5), gettext_lazy("fyra femtedelar")),
)
_ALMOST_HALF: Final = Fraction(45, 100)
_ALMOST_ALL: Final = Fraction(95, 100)


def share_in_words(share: Fraction) -> str:
    """A share from nought to one: ingen, en femtedel, nästan hälften, 71 procent, nästan alla, alla.

    Raises ValueError outside that.
    """
    if not 0 <= share <= 1:
        raise ValueError("no such share")
    if share in (0, 1):
        return _("alla") if share else _("ingen")
    for common, words in COMMON:
        if abs(share - common) <= NEAR:
            return str(words)
    if _ALMOST_HALF <= share < Fraction(1, 2):
        return _("nästan hälften")
    if share >= _ALMOST_ALL:
        return _("nästan alla")
    whole = percent(share)
    return _("%d procent") % whole if whole else _("mindre än en procent")
