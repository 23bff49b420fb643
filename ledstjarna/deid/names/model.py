"""The trained model: how likely each token is part of a name, from what stands in and around it.

A conditional random field (Lafferty, McCallum and Pereira 2001) of python-crfsuite, made by `tools.train_names`.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import pycrfsuite

from ledstjarna.deid.names.features import Flags, features
from ledstjarna.deid.names.lists import KNOWN, NAME
from ledstjarna.deid.names.tokens import Token

_AROUND: Final = 3  # tokens
MODEL: Final = Path(__file__).with_name("names.crfsuite")


@functools.cache
def _tagger() -> pycrfsuite.Tagger:
    tagger = pycrfsuite.Tagger()
    tagger.open(str(MODEL))
    return tagger


def likelihoods(tokens: Sequence[Token], flags: Flags) -> list[float]:
    """For each token the probability, 0 to 1, that it is part of a person's name.

    Asked only near what may be one: plain words and signs with nothing else within three tokens get 0.
    """
    last = len(tokens)
    asked: set[int] = set()
    for place, token in enumerate(tokens):
        if token.is_word and _may_be(token, flags(token.text)):
            asked.update(range(place - _AROUND, place + _AROUND + 1))
    places = sorted(asked.intersection(range(last)))
    chances = [0.0] * last
    if places:
        tagger = _tagger()
        tagger.set(features(tokens, flags, places))
        for row, place in enumerate(places):
            chances[place] = 1.0 - tagger.marginal("O", row)
    return chances


def _may_be(token: Token, flags: int) -> bool:
    """Whether a word is on a list of names, on no list at all, or has a capital without reason."""
    return bool(flags & NAME) or not flags & KNOWN or (token.shape != "aa" and not token.first)
