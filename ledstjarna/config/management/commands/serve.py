"""`ledstjarna serve`: the web server, the job worker and the timer, until stopped."""

import os
import sys
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext_lazy as _


class Command(BaseCommand):
    help = str(_("Startar webbservern och jobben på 127.0.0.1, PORT (8000) om inget annat sägs."))

    def handle(self, *args: Any, **options: Any) -> None:
        """Become the supervisor, which needs neither Django nor its memory."""
        os.execv(sys.executable, [sys.executable, "-P", "-m", "ledstjarna.config.supervisor"])  # noqa: S606
