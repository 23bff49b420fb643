"""`ledstjarna deid`: the guard on lines from standard input. The work and its options are `deid.command`'s own."""

from __future__ import annotations

import sys

from django.core.management.base import BaseCommand

from ledstjarna.deid import command


class Command(BaseCommand):
    help = 'Find personal data in lines of {"id", "text"} from standard input.'
    requires_system_checks = []

    def run_from_argv(self, argv: list[str]) -> None:
        """Past Django's own parser: the same command runs without Django as `python -m ledstjarna.deid`."""
        sys.exit(command.main(argv[2:]))
