"""Case: the guard alone, in a plain Python process: per 1,000 characters, to load, and in memory.

Usage as a module: python -m tools.bench_guard. Prints {"guard": [p50, p95], "words": [p50, p95]} in milliseconds per
1,000 characters of all the texts in turn, and {"load", "memory"} in seconds and megabytes beyond a Python that has
loaded nothing.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from collections.abc import Iterator

from tools.bench_filing import TEXT
from tools.bench_frame import Bench, Row
from tools.steps import ROOT
from tools.timing import Figure, side_by_side

# As people write: a phone in a hurry, a list, a name, numbers with and without a reason.
TEXTS = (
    TEXT,
    "ringde va. dom satt vid grillen igen, typ fem st, en hade tröja m siffror på. vi gick in. kl va nog 21.30. "
    "sa till chefen dan efter. inget hände mer men brukaren va rädd o ville inte gå ut på hela kvällen sen",
    "Tid: onsdag vecka 42, cirka 17.15. Plats: biblioteket, plan 2, rum 214. Händelse: två vuxna delade ut flygblad om "
    "ett möte den 24 oktober. Dnr 2026/417 gäller samma lokal. Hyran är 1 250 kronor. "
    "Bibliotekschefen har informerat KSN.",
    "Amira Rosenqvist i receptionen tog emot samtalet från 070-174 06 05. Hon som ringde bor på Granbackagatan 14 B "
    "och är född 3/5 1998. Mejla amira.rosenqvist@example.se eller fråga Björn. Bilen, ABC 12D, stod kvar.",
)
TIMES = 200


def guard(_bench: Bench) -> Iterator[Row]:
    """Beside the words of the text parted from each other, which any reading of it begins with."""
    done = subprocess.run(
        [sys.executable, "-m", __name__], cwd=ROOT, check=True, stdout=subprocess.PIPE, env={"PYTHONHASHSEED": "0"}
    )
    found = json.loads(done.stdout)
    yield Row("guard, 1,000 characters", Figure(*found["guard"]), Figure(*found["words"]), "ms", "p95 <= 10")
    yield Row("guard, to load", Figure(found["load"]), None, "s", "<= 0.5")
    yield Row("guard, memory beyond plain Python", Figure(found["memory"]), None, "MB", "<= 80")


def _megabytes() -> float:
    """The most that this process has held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Load, then take turns."""
    before, began = _megabytes(), time.perf_counter()
    from ledstjarna import deid

    deid.find("Amira ringde 070-174 06 05")  # what is loaded at the first use
    load, memory = time.perf_counter() - began, _megabytes() - before
    per_thousand = 1000 / sum(map(len, TEXTS))
    ours, words = side_by_side(
        lambda: [deid.find(text) for text in TEXTS], lambda: [text.split() for text in TEXTS], times=TIMES
    )
    figures = {
        name: [found.p50 * per_thousand, (found.p95 or 0) * per_thousand]
        for name, found in (("guard", ours), ("words", words))
    }
    print(json.dumps({**figures, "load": load, "memory": memory}))


if __name__ == "__main__":
    main()
