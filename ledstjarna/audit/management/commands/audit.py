"""`ledstjarna audit`: verify the log's chain, seal nameless acts into it, or remove a year of it by decision."""

from __future__ import annotations

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from ledstjarna.audit import removal
from ledstjarna.audit.services import seal
from ledstjarna.audit.verify import Broken, Fault, verify

_WHY = {
    Fault.HASH: gettext_lazy("innehållet stämmer inte med radens kontrollsumma"),
    Fault.LINK: gettext_lazy("raden bygger inte på raden före"),
    Fault.GAP: gettext_lazy("minst en rad före den saknas"),
    Fault.ORDER: gettext_lazy("raden är äldre än raden före"),
    Fault.HEAD: gettext_lazy("årets sista rad stämmer inte med vad som noterats"),
    Fault.SEGMENT: gettext_lazy("ett år av loggen saknas"),
    Fault.REMOVAL: gettext_lazy("gallringen stämmer inte eller saknar rad i loggen"),
}


class Command(BaseCommand):
    help = "Verify the log's chain, seal nameless acts into it, or remove a year of it by decision."

    def add_arguments(self, parser: CommandParser) -> None:
        acts: Any = parser.add_subparsers(dest="act", required=True, parser_class=ArgumentParser)
        acts.add_parser("verify", help="read the whole chain; leaves with 1 and names the first row that is wrong")
        acts.add_parser(
            "seal", help="count the nameless acts of the days before today into the chain (the timer does too)"
        )
        remove = acts.add_parser("remove", help="remove a year that has ended, by decision")
        remove.add_argument("--year", type=int, required=True, help="the year to remove")
        remove.add_argument("--decision", required=True, help="the decision with its registry number")
        remove.add_argument("--decided", type=date.fromisoformat, help="the day of the decision, as 2026-01-31 (today)")
        remove.add_argument("--dry-run", action="store_true", help="only say what would be removed")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["act"] == "verify":
            self._verify()
        elif options["act"] == "seal":
            self._seal()
        else:
            self._remove(**{name: options[name] for name in ("year", "decision", "decided", "dry_run")})

    def _verify(self) -> None:
        report = verify()
        if report.broken:
            raise CommandError(_place(report.broken), returncode=1)
        self.stdout.write(
            _("Kedjan håller: %(entries)d rader i %(segments)d år, varav %(removed)d gallrade. Senaste: %(head)s")
            % {
                "entries": report.entries,
                "segments": report.segments,
                "removed": report.removed,
                "head": report.head,
            }
        )

        self.stdout.write(
            ngettext(
                "%(count)d notering utan namn väntar på att räknas in i kedjan.",
                "%(count)d noteringar utan namn väntar på att räknas in i kedjan.",
                report.waiting,
            )
            % {"count": report.waiting}
        )

    def _seal(self) -> None:
        count = seal()
        self.stdout.write(
            ngettext(
                "Räknade in %(count)d notering utan namn i kedjan.",
                "Räknade in %(count)d noteringar utan namn i kedjan.",
                count,
            )
            % {"count": count}
        )

    def _remove(self, *, year: int, decision: str, decided: date | None, dry_run: bool) -> None:
        try:
            found = removal.removable(year)
            if not dry_run:
                removal.segment_remove(year=year, decision=decision, decided_on=decided or timezone.localdate())
                removal.delete_removed_rows()
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        sentence = (
            _("Skulle gallra %(count)d rader från %(year)d.")
            if dry_run
            else _("Gallrade %(count)d rader från %(year)d.")
        )
        self.stdout.write(sentence % {"count": found.count, "year": found.year})


def _place(broken: Broken) -> str:
    at = broken.at.isoformat() if broken.at else "–"
    return _("Kedjan är bruten vid %(segment)d:%(seq)d (%(at)s): %(why)s [%(code)s]") % {
        "segment": broken.segment,
        "seq": broken.seq,
        "at": at,
        "why": _WHY[broken.why],
        "code": broken.why,
    }
