"""`ledstjarna restore FILE`."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from ledstjarna.operations.backup import BackupError, restore


class Command(BaseCommand):
    help = "Put the database back as it was in FILE."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="the file that backup wrote")
        parser.add_argument("--replace", action="store_true", help="overwrite a database that holds data")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            restore(options["file"], replace=options["replace"])
        except BackupError as fault:
            raise CommandError(str(fault)) from fault
        self.stdout.write(f"{options['file']}: ok")
