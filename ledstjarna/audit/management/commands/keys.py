"""`ledstjarna keys rotate`: change the key of the protected texts."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from ledstjarna.audit.services import act
from ledstjarna.texts import keys, rotation


class Command(BaseCommand):
    help = "Change the key of all protected texts and destroy the old one. Run it again if it was interrupted."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("act", choices=("rotate",), help="rotate: make a new key and move every text to it")
        parser.add_argument(
            "--pause", type=float, default=30.0, help="seconds to wait for writing that is under way (30)"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            done = rotation.rotate(pause=options["pause"])
        except (keys.KeyMissing, keys.Unreadable, rotation.RotationBusy) as error:
            raise CommandError(str(error)) from error
        with act("keys.rotate", actor_id=None) as row:
            row.facts.update(moved=done.moved, destroyed=done.destroyed)
        self.stdout.write(
            _("Nyckeln är bytt: %(moved)d texter flyttade, %(destroyed)d gamla nycklar förstörda.")
            % {"moved": done.moved, "destroyed": done.destroyed}
        )
