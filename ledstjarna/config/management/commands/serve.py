"""`ledstjarna serve`: the web server, the job worker and the timer, until stopped."""

import os
import sys
from typing import Any

from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = "Run the web server on 127.0.0.1 at PORT (8000), the job worker and the timer until stopped."

    def handle(self, *args: Any, **options: Any) -> None:
        """Become the supervisor, which needs neither Django nor its memory."""
        os.execv(sys.executable, [sys.executable, "-P", "-m", "ledstjarna.config.supervisor"])  # noqa: S606
