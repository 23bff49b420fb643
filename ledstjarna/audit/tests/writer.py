"""A process of its own that writes to the log: `python -m ledstjarna.audit.tests.writer GO COUNT MOMENT…`.

Waits for the file GO, then writes COUNT rows while its clock walks through the moments (ISO, UTC) again and again.
"""

import datetime as dt
import sys
import time
from itertools import cycle, islice
from pathlib import Path
from unittest import mock

import django

django.setup()

from ledstjarna.audit.services import act  # noqa: E402


def main(go: Path, count: int, moments: list[dt.datetime]) -> None:
    """Say "ready", wait for the start, write."""
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    while not go.exists():
        time.sleep(0.005)
    for number, moment in enumerate(islice(cycle(moments), count)):
        with mock.patch("django.utils.timezone.now", return_value=moment), act("race", actor_id=None) as outer:
            with act("race_inner", actor_id=None) as inner:
                inner.on("row", number)
            outer.on("row", number)


if __name__ == "__main__":
    main(
        Path(sys.argv[1]),
        int(sys.argv[2]),
        [dt.datetime.fromisoformat(moment).replace(tzinfo=dt.UTC) for moment in sys.argv[3:]],
    )
