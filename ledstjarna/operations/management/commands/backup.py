"""`ledstjarna backup FILE`."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from ledstjarna.operations.backup import BackupError, backup


class Command(BaseCommand):
    help = "Write an encrypted, consistent copy of the database to FILE while the product runs."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="the file to write; it must not be there yet")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            size = backup(options["file"])
        except BackupError as fault:
            raise CommandError(str(fault)) from fault
        self.stdout.write(f"{options['file']}: {size} byte")
