"""Train the model of names in `ledstjarna/deid/names`. Usage: .venv/bin/python -m tools.train_names

Reads train_webbnyheter.jsonl (Swedish NER corpus, Webbnyheter 2012, CC BY 4.0) from the shared folder, puts names of
every origin in the place of those in the news, adds our own sentences, and writes the model. The same files give the
same model. In some of the sentences the lists forget names, so that the model learns what stands around one as well.
"""

from __future__ import annotations

import json
import random
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pycrfsuite

from ledstjarna.deid.names.features import features
from ledstjarna.deid.names.lists import DATA, GIVEN, NAME, flags_of, table
from ledstjarna.deid.names.model import MODEL
from ledstjarna.deid.names.tokens import Token, tokens_of
from tests.shared import shared_dir
from tools.train_texts import NICKNAMES, WEEKDAYS, WITH_NAMES, WITHOUT_NAMES

SEED = 20261127
ROUNDS = 22
FORGOTTEN = 0.35  # of the names, in sentences where lists forget
Spans = list[tuple[int, int]]
_SLOT = re.compile(r"\{(\w)\}")
_SYLLABLES = re.findall(
    "..", "babebidadedielemfafefigahahehijajokakekilalelilomamemimonaneninorarerirosasesishtatetitovaveviyayoza"
)


class Names:
    """Draws persons as people write them."""

    def __init__(self, draw: random.Random) -> None:
        self.draw = draw
        self.given = _groups("given_*.txt", "diminutives.txt")
        self.family = _groups("family_*.txt")
        self.nick = [*_words("diminutives.txt"), *NICKNAMES]
        self.places = _words("places.txt")
        self.organisations = _words("organisations.txt")
        self.roles = [word.capitalize() for word in _words("roles.txt") if not word.endswith("s")]
        self.twofold = [word.capitalize() for word in _words("both_word_and_name.txt") if flags_of(word) & GIVEN]
        self.both = [word.lower() for word in _words("both_word_and_name.txt")]

    def pick(self, groups: dict[str, list[str]]) -> str:
        """From every group of origin as often."""
        return self.draw.choice(groups[self.draw.choice(sorted(groups))])

    def invented(self) -> str:
        syllables = (self.draw.choice(_SYLLABLES) for _ in range(self.draw.randint(2, 4)))
        return "".join(syllables).capitalize() + self.draw.choice(["", "", "n", "r", "d", "h", "m", "s"])

    def one(self, groups: dict[str, list[str]]) -> str:
        return self.invented() if self.draw.random() < 0.15 else self.pick(groups)

    def person(self) -> str:
        given, family, luck = self.one(self.given), self.one(self.family), self.draw.random()
        if self.draw.random() < 0.12:
            given = self.draw.choice(self.twofold)
        if luck < 0.45:
            return given
        if luck < 0.80:
            return f"{given} {family}"
        if luck < 0.87:
            return family
        if luck < 0.90:
            return f"{given[0]}. {family}"
        if luck < 0.93:
            return f"{given}-{self.one(self.given)}"
        if luck < 0.95:
            return f"{family}, {given}"
        if luck < 0.97:
            return f"{given} {self.one(self.given)} {family}"
        return f"{given} {family[0]}"

    def genitive(self) -> str:
        name = self.person()
        return name if name[-1] in "sxz" else name + "s"

    def filled(self, template: str) -> tuple[str, Spans]:
        """A template with its slots filled, and where persons stand."""
        text, spans, end = "", [], 0
        for match in _SLOT.finditer(template):
            text += template[end : match.start()]
            word = self.slot(match[1])
            if match[1] in "ngk":
                spans.append((len(text), len(text) + len(word)))
            text += word
            end = match.end()
        return text + template[end:], spans

    def slot(self, kind: str) -> str:
        if kind == "n":
            return self.person()
        if kind == "g":
            return self.genitive()
        if kind == "k":
            return self.draw.choice(self.nick)
        if kind == "d":
            return self.draw.choice(WEEKDAYS)
        return self.draw.choice({"p": self.places, "o": self.organisations, "r": self.roles, "b": self.both}[kind])


def _groups(*patterns: str) -> dict[str, list[str]]:
    """The names of each file by the file's own name, which says their origin."""
    files = [path for pattern in patterns for path in sorted(DATA.glob(pattern))]
    return {path.stem: path.read_text(encoding="utf-8").split() for path in files}


def _words(pattern: str) -> list[str]:
    return [word for group in _groups(pattern).values() for word in group]


def _news(folder: Path) -> Iterator[tuple[str, Spans]]:
    for line in (folder / "train_webbnyheter.jsonl").read_text(encoding="utf-8").splitlines():
        read = json.loads(line)
        yield read["text"], [(span["start"], span["end"]) for span in read["spans"]]


def _renamed(names: Names, text: str, spans: Spans) -> tuple[str, Spans]:
    new, placed, end = "", [], 0
    for start, stop in spans:
        name = names.genitive() if text[start:stop].endswith("s") and names.draw.random() < 0.3 else names.person()
        new += text[end:start]
        placed.append((len(new), len(new) + len(name)))
        new += name
        end = stop
    return new + text[end:], placed


def _recased(draw: random.Random, text: str) -> str:
    """Small letters, great ones or as it was; never another length."""
    luck = draw.random()
    if luck < 0.62:
        return text
    other = text.lower() if luck < 0.92 else text.upper()
    return other if len(other) == len(text) else text


def _forgetful(draw: random.Random) -> Callable[[str], int]:
    """Lists that do not know some of the names, the same ones through a sentence."""
    forgotten: dict[str, bool] = {}

    def flags(word: str) -> int:
        said = flags_of(word)
        if said & NAME and forgotten.setdefault(word.lower(), draw.random() < FORGOTTEN):
            return said & ~NAME
        return said

    return flags


def _samples(folder: Path) -> Iterator[tuple[str, Spans]]:
    draw = random.Random(SEED)
    names = Names(draw)
    news = list(_news(folder))
    yield from news
    for _ in range(4):
        for text, spans in news:
            if spans:
                yield _renamed(names, text, spans)
    for _ in range(ROUNDS):
        for template in WITH_NAMES:
            yield names.filled(template)
        for template in WITHOUT_NAMES:
            yield names.filled(template)
            if draw.random() < 0.4:  # several sentences in a text
                (one, spans), (other, more) = names.filled(template), names.filled(draw.choice(WITH_NAMES))
                yield f"{one} {other}", spans + [(start + len(one) + 1, end + len(one) + 1) for start, end in more]


def labels_of(tokens: Sequence[Token], spans: Spans) -> list[str]:
    """B and I within a person, O elsewhere."""
    found = []
    for token in tokens:
        inside = next(((start, end) for start, end in spans if start <= token.start < end), None)
        found.append("O" if inside is None else "B" if token.start == inside[0] else "I")
    return found


def main() -> int:
    shared = shared_dir()
    if shared is None:
        print("The shared folder with the training sentences is not there.", file=sys.stderr)
        return 1
    draw = random.Random(SEED + 1)
    trainer = pycrfsuite.Trainer(verbose=False)
    count = 0
    table()
    for text, spans in _samples(shared / "deid" / "train"):
        recased = _recased(draw, text)
        tokens = tokens_of(recased)
        if not tokens:
            continue
        flags = _forgetful(draw) if draw.random() < 0.6 else flags_of
        trainer.append(features(tokens, flags), labels_of(tokens, spans))
        count += 1
    trainer.set_params({"c1": 0.25, "c2": 0.01, "max_iterations": 70, "feature.possible_transitions": True})
    trainer.train(str(MODEL))
    print(f"{count} sentences, {MODEL.stat().st_size / 1e6:.2f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
