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
from ledstjarna.deid.names.tokens import Token

MODEL: Final = Path(__file__).with_name("names.crfsuite")


@functools.cache
def _tagger() -> pycrfsuite.Tagger:
    tagger = pycrfsuite.Tagger()
    tagger.open(str(MODEL))
    return tagger


def likelihoods(tokens: Sequence[Token], flags: Flags) -> list[float]:
    """For each token the probability, 0 to 1, that it is part of a person's name."""
    if not tokens:
        return []
    tagger = _tagger()
    tagger.set(features(tokens, flags))
    return [1.0 - tagger.marginal("O", place) for place in range(len(tokens))]
