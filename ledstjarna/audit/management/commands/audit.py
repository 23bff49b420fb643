"""`ledstjarna audit`: verify the log's chain, or remove a year of it by decision."""

from __future__ import annotations

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ledstjarna.audit import removal
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
    help = "Kontrollera loggens kedja, eller gallra ett år av den efter beslut."

    def add_arguments(self, parser: CommandParser) -> None:
        acts: Any = parser.add_subparsers(dest="act", required=True, parser_class=ArgumentParser)
        acts.add_parser("verify", help=_("läs hela kedjan; svarar 1 och namnger första felaktiga raden"))
        remove = acts.add_parser("remove", help=_("gallra ett avslutat år efter beslut"))
        remove.add_argument("--year", type=int, required=True)
        remove.add_argument("--decision", required=True, help=_("beslutet med diarienummer"))
        remove.add_argument("--decided", type=date.fromisoformat, help=_("beslutets datum (i dag om inget anges)"))
        remove.add_argument("--dry-run", action="store_true", help=_("visa vad som skulle gallras"))

    def handle(self, *args: Any, **options: Any) -> None:
        if options["act"] == "verify":
            self._verify()
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
