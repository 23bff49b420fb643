"""`ledstjarna timer`: the recurring duties, in one process beside the server."""

import signal
import threading
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import close_old_connections

from ledstjarna.operations.timer import run_due


class Command(BaseCommand):
    help = (
        "Run the recurring duties: mail, retention, rescue of lost jobs, sealing of the log. Ends on SIGINT or SIGTERM."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="run what is due now and end")
        parser.add_argument("--interval", type=float, default=5.0, help="seconds between looks")

    def handle(self, *args: Any, **options: Any) -> None:
        ended = threading.Event()

        def end(_signal: int, _frame: FrameType | None) -> None:
            ended.set()

        signal.signal(signal.SIGINT, end)
        signal.signal(signal.SIGTERM, end)
        while True:
            close_old_connections()
            run_due()
            if options["once"] or ended.wait(options["interval"]):
                return
