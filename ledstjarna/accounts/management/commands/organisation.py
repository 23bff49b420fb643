"""`ledstjarna organisation import FILE [--dry-run] [--json]`: take in units and roles."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ledstjarna.accounts import services
from ledstjarna.accounts.intake.check import check
from ledstjarna.accounts.intake.findings import Findings
from ledstjarna.texts.tables import Unreadable


class Command(BaseCommand):
    help = "Take in units and roles from a CSV or XLSX file. A file with wrong rows changes nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("act", choices=["import"], help="import: take the file in")
        parser.add_argument("file", type=Path, help="the CSV or XLSX file")
        parser.add_argument("--dry-run", action="store_true", help="check the file and change nothing")
        parser.add_argument("--json", action="store_true", help="print what was found as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            data = options["file"].read_bytes()
        except OSError as error:
            raise CommandError(_("Filen går inte att öppna: %(file)s") % {"file": options["file"]}) from error
        try:
            if options["dry_run"]:
                findings, _plan = check(data, user=None)
            else:
                findings = services.organisation_import(actor_id=None, data=data, user=None)
        except Unreadable as error:
            raise CommandError(str(error)) from error
        except services.Faulty as error:
            findings = error.findings
        self._tell(findings, as_json=options["json"])
        if findings.faults:
            wrong = len(findings.faults)
            words = ngettext("Inget är ändrat: en cell är fel.", "Inget är ändrat: %(n)d celler är fel.", wrong)
            raise CommandError(words % {"n": wrong})

    def _tell(self, findings: Findings, *, as_json: bool) -> None:
        if as_json:
            self.stdout.write(json.dumps(asdict(findings), ensure_ascii=False, indent=2))
            return
        for fault in findings.faults:
            where = " ".join(filter(None, (fault.sheet, _("rad %(row)d") % {"row": fault.row}, fault.column)))
            self.stdout.write(f"{where}: {fault.reason}")
        for count, words in findings.numbers():
            self.stdout.write(f"{count} {words}")
        if not findings.changes and not findings.faults:
            self.stdout.write(_("Filen ändrar inget."))
