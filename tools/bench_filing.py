"""Case: a report of 300 characters filed through HTTP, what of it is the guard, and the rest against one row added.

Usage as a module: python -m tools.bench_filing, in the environment of the server. Prints {"runs", "guard"}: how many
times one filing has the guard look, and [p50, p95] in milliseconds of so many looks.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from unittest import mock
from uuid import uuid4

from tools.bench_frame import Bench, Row
from tools.steps import ROOT
from tools.timing import Figure, side_by_side
from tools.visitor import Visitor

TEXT = (
    "I morse satt det klistermärken med en runa på flera lyktstolpar från busshållplatsen till skolans entré. "
    "En elev frågade en lärare vad de betydde. Vaktmästaren tog bort dem före lunch, efter att ha fotograferat "
    "platsen. Liknande märken har suttit nära entrén förut, i våras och i höstas, och då också i rader."
)
FORM = {"when": "0", "kind": "symbol", "place": "school", "environment": "far_right", "urgent": "no"}
PATH = "/rapport/ny/"
TIMES = 200


def filing(bench: Bench) -> Iterator[Row]:
    """From the button to the answer that leads to the receipt, by one of the staff; the receipt's page is not in it.

    The guard is timed in a process of its own, on the same text and as many times over as one filing has it look,
    which is counted there by filing one. Rest = the whole − the guard: at p50 the difference of the two medians.
    Both wait for the disk once; how long is printed too, for on a slower disk the two come closer.
    """
    visitor, bare = Visitor(bench.ours).enter("medarbetare").page(PATH), Visitor(bench.bare)

    def file() -> None:
        visitor.send(PATH, **FORM, description=TEXT, once=str(uuid4()))

    whole, theirs, flush = side_by_side(file, partial(bare.send, "/write"), partial(_flush, bench), times=TIMES)
    command = [sys.executable, "-m", __name__]
    done = subprocess.run(command, env=bench.env, cwd=ROOT, check=True, stdout=subprocess.PIPE)
    found = json.loads(done.stdout)
    guard = Figure(*found["guard"])
    rest = Figure(whole.p50 - guard.p50)
    yield Row("filing a report of 300 characters", whole, theirs, "ms")
    yield Row(f"  the guard, which looks {found['runs']} times", guard, None, "ms")
    yield Row("  the rest: signed in, logged, durable", rest, theirs, "ms", "ratio < 2.5")
    yield Row("  of the rest, one flush to this disk", flush, None, "ms")


def _flush(bench: Bench) -> None:
    """What a durable write waits for: a page of 4 kB on its way to the disk."""
    with (Path(bench.env["LEDSTJARNA_DATA"]) / "flush").open("wb") as file:
        file.write(bytes(4096))
        file.flush()
        os.fsync(file.fileno())


def main() -> None:
    """Count the guard's looks in one filing, then time as many."""
    import django

    django.setup()
    from django.test import Client

    from ledstjarna import deid
    from ledstjarna.accounts.models import User
    from ledstjarna.texts.guard import PROFILES, check_text

    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(User.objects.get(assignments__role="staff", demo=True))
    with mock.patch.object(deid, "find", wraps=deid.find) as looks:
        answer = client.post(PATH, {**FORM, "description": TEXT, "once": str(uuid4())})
    if answer.status_code != 303 or not looks.call_count:
        raise RuntimeError(f"the report was not filed: {answer.status_code}")

    def guard() -> None:
        for _look in range(looks.call_count):
            check_text(TEXT, PROFILES["report"], 1_000)

    [taken] = side_by_side(guard, times=TIMES)
    print(json.dumps({"runs": looks.call_count, "guard": [taken.p50, taken.p95]}))


if __name__ == "__main__":
    main()
