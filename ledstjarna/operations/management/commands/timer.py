"""`ledstjarna timer`: the recurring duties, in one process beside the server."""

import logging
import signal
import threading
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import OperationalError, close_old_connections

from ledstjarna.operations.timer import run_due

log = logging.getLogger(__name__)


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
            try:
                run_due()
            except OperationalError as fault:  # the database is busy; what is due waits for the next turn
                log.warning("nothing was run this turn: %s", type(fault).__name__)
            if options["once"] or ended.wait(options["interval"]):
                return
