"""`ledstjarna survey import-answers ROUND FILE` and `ledstjarna survey export-answers ROUND`: answers in and out."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ledstjarna.audit import services as audit
from ledstjarna.surveys import exporting, services
from ledstjarna.surveys.grids import MAX_BYTES
from ledstjarna.surveys.intake import Fault, Findings
from ledstjarna.surveys.models import Round
from ledstjarna.texts.tables import Unreadable

_ROUND = "the round's number, or its board's code and year as SN:2026"
_CODEBOOK = "codebook"
_FORM = "which file: csv (the default), xlsx, json, or codebook for what the columns mean, as CSV"


class Command(BaseCommand):
    help = "Take in a survey's answers from a file, or give them out as one."

    def add_arguments(self, parser: CommandParser) -> None:
        acts = parser.add_subparsers(dest="act", required=True)
        take_in = acts.add_parser("import-answers", help="take in answers; a file with a wrong cell changes nothing")
        take_in.add_argument("round", help=_ROUND)
        take_in.add_argument("file", type=Path, help="the CSV, XLSX or JSON file")
        take_in.add_argument("--dry-run", action="store_true", help="check the file and store nothing")
        take_in.add_argument("--json", action="store_true", help="print what was found as JSON on stdout")
        give_out = acts.add_parser("export-answers", help="the answers of every unit as a file, which the log records")
        give_out.add_argument("round", help=_ROUND)
        give_out.add_argument("--form", choices=[*exporting.FORMS, _CODEBOOK], default="csv", help=_FORM)
        give_out.add_argument("--output", type=Path, help="the file to write (default: stdout)")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print what was done on stdout; or one sentence on stderr, leaving with 1 and nothing stored."""
        try:
            self._import(options) if options["act"] == "import-answers" else self._export(options)
        except CommandError as fault:
            self.stderr.write(str(fault))
            sys.exit(1)

    def _import(self, options: dict[str, Any]) -> None:
        found = _round(options["round"])
        data = _data(options["file"])
        stored = not options["dry_run"]
        try:
            if stored:
                findings = services.answers_import(round_id=found.pk, data=data, actor_id=None)
            else:
                findings = services.answers_check(round_id=found.pk, data=data)
        except services.Faulty as faulty:
            findings = faulty.findings
        except (Unreadable, ValidationError) as error:
            reason = " ".join(error.messages) if isinstance(error, ValidationError) else str(error)
            if options["json"]:
                self._print(_as_json(Findings([Fault(0, "", reason)]), stored=False))
            raise CommandError(reason) from None
        stored = stored and not findings.faults
        if options["json"]:
            self._print(_as_json(findings, stored=stored))
        else:
            for fault in findings.faults:
                self.stdout.write(_line(fault))
        if findings.faults:
            wrong = len(findings.faults)
            words = ngettext("Inget är ändrat: en cell är fel.", "Inget är ändrat: %(n)d celler är fel.", wrong)
            raise CommandError(words % {"n": wrong})
        if not options["json"]:
            end = "" if stored else f". {_('Inget är sparat.')}"
            self.stdout.write(f"{findings.sentence}{end}")

    def _export(self, options: dict[str, Any]) -> None:
        found = _round(options["round"])
        if not found.opened_at and options["form"] != _CODEBOOK:
            raise CommandError(_("Enkäten har inte öppnat än. Då först är det klart vilka enheter som får den."))
        if options["form"] != _CODEBOOK:
            audit.read(
                "survey.answers.export",
                actor_id=None,
                board_id=found.board_id,
                kind=services.ROUND,
                ids=[found.pk],
                facts={"format": options["form"], "units": found.invitations.count()},
            )
        pieces = _pieces(found, options["form"])
        if options["output"] is None:
            for piece in pieces:
                self._write(piece)
            return
        try:
            with options["output"].open("wb") as file:
                file.writelines(pieces)
        except OSError:
            raise CommandError(_("Filen %s går inte att skriva.") % options["output"].name) from None

    def _write(self, piece: bytes) -> None:
        """Bytes on stdout as they are; as text where a test has put something else there."""
        buffer = getattr(self.stdout, "buffer", None)
        if buffer is not None:
            buffer.write(piece)
        else:
            self.stdout.write(piece.decode("utf-8", "replace"), ending="")

    def _print(self, answer: dict[str, Any]) -> None:
        self.stdout.write(json.dumps(answer, ensure_ascii=False, indent=1))


def _round(wanted: str) -> Round:
    rounds = Round.objects.select_related("board", "questionnaire")
    code, colon, year = wanted.rpartition(":")
    if colon and year.isascii() and year.isdecimal():
        same = list(rounds.filter(board__code=code, year=int(year[:4])))
        found = next((one for one in same if len(same) == 1 or one.questionnaire.in_picture), None)
        if found is None and same:
            numbers = ", ".join(str(one.pk) for one in same)
            raise CommandError(_("Nämnden har flera enkäter det året. Skriv en av deras nummer: %s.") % numbers)
    else:
        number = int(wanted[:18]) if wanted.isascii() and wanted.isdecimal() else 0
        found = rounds.filter(pk=number).first()
    if found is None:
        raise CommandError(_("Det finns ingen sådan enkät. Skriv dess nummer, eller nämndens kod och år: SN:2026."))
    return found


def _data(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except OSError:
        raise CommandError(_("Filen %s går inte att öppna.") % path.name) from None


def _line(fault: Fault) -> str:
    where = [_("rad %(row)d") % {"row": fault.row}] if fault.row else []
    unit = [fault.unit] if fault.unit else []
    return f"{', '.join([*where, *unit, _('kolumn %s') % fault.column])}: {fault.reason}"


def _as_json(findings: Findings, *, stored: bool) -> dict[str, Any]:
    return {
        "stored": stored,
        "units": findings.units,
        "answers": findings.answers,
        "new": len(findings.fresh),
        "changed": len(findings.changed),
        "same": findings.same,
        "faults": [asdict(fault) for fault in findings.faults],
    }


def _pieces(found: Round, form: str) -> Iterator[bytes]:
    questions = list(found.questions.all())
    if form == "xlsx":
        with exporting.as_xlsx(found, questions) as book:
            while piece := book.read(1 << 16):
                yield piece
        return
    if form == "json":
        lines = exporting.as_json(found, questions)
    else:
        cells = exporting.codebook(questions) if form == _CODEBOOK else exporting.table(found, questions)
        lines = exporting.as_csv(cells)
    for line in lines:
        yield line.encode()
