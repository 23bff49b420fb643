"""`ledstjarna demo`."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from ledstjarna.demo.build import build


class Command(BaseCommand):
    help = "Fill an empty database with the made-up municipality Stjärnvik. Changes nothing in one that is in use."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("Demon byggs bara där LEDSTJARNA_DEMO=1.")
        if build():
            self.stdout.write("Stjärnvik är på plats.")
