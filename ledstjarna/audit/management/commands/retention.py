"""`ledstjarna retention`: list the rules, or remove what they no longer keep."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _

from ledstjarna.audit import retention


class Command(BaseCommand):
    help = "List the retention rules, or remove what they no longer keep."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("act", nargs="?", choices=("list", "run"), default="list", help="list (default) or run")
        parser.add_argument("--dry-run", action="store_true", help="only say what would be removed")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["act"] == "list" or options["dry_run"]:
            for state in retention.states():
                self.stdout.write(_line(state))
            return
        done = retention.run()
        for code, count in sorted(done.removed.items()):
            self.stdout.write(_("Gallrade %(count)d: %(code)s") % {"count": count, "code": code})
        self.stdout.write(_("Gallringen är klar."))


def _line(state: retention.State) -> str:
    if state.rule.months is None:
        return _("%(code)s: bevaras") % {"code": state.rule.code}
    values = {
        "code": state.rule.code,
        "months": state.months,
        "waiting": state.waiting,
        "decision": state.decision.decision if state.decision else "",
    }
    if state.decision is None:
        return (
            _("%(code)s: inget antaget beslut, så inget gallras (%(waiting)d rader över %(months)d månader)") % values
        )
    return _("%(code)s: %(months)d månader enligt %(decision)s, %(waiting)d rader att gallra") % values
