"""`ledstjarna prepare`: bring the database up to date; safe to repeat, quick when nothing is to do."""

from typing import Any

from django.conf import settings
from django.core.management import call_command, get_commands
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = "Bring the database up to date: tables, cache and, in demo mode, the demo municipality."

    def handle(self, *args: Any, **options: Any) -> None:
        """Run the migrations, make the cache table and, in demo mode, fill the demo municipality."""
        call_command("migrate", interactive=False, verbosity=0)
        call_command("createcachetable", verbosity=0)
        if settings.DEMO and "demo" in get_commands():
            call_command("demo")
