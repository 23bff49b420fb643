"""`ledstjarna plan import FILE` and `ledstjarna plan check PLAN`: plans at the command line."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db.models import Q
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ledstjarna.accounts.models import Unit
from ledstjarna.accounts.selectors import boards
from ledstjarna.plans import services
from ledstjarna.plans.checks import BY_CODE, Facts, Hit, hits
from ledstjarna.plans.checks.gathering import draft_facts, text_facts
from ledstjarna.plans.content import draft_parts, parts_from_text
from ledstjarna.plans.dry_run import DryRun, TriedRow, dry_run
from ledstjarna.plans.interchange import BadFile, plan_from_file, year_of
from ledstjarna.plans.models import Plan
from ledstjarna.plans.reading import MAX_BYTES, PlanText, Unreadable
from ledstjarna.plans.reading.places import RowNote
from ledstjarna.plans.selectors import board_fitting
from ledstjarna.texts.swedish import fold

_SHOWN = 60  # characters of a row's name


class Command(BaseCommand):
    help = "Read an action plan from a file and store it as a draft, or say what a plan lacks."

    def add_arguments(self, parser: CommandParser) -> None:
        acts = parser.add_subparsers(dest="act", required=True)
        look = acts.add_parser("check", help="say what a plan lacks, by rule")
        look.add_argument("plan", help="the plan's number, or a file with a plan, which is only read")
        look.add_argument("--json", action="store_true", help="print the findings as JSON on stdout")
        take_in = acts.add_parser("import", help="read an action plan from a file and store it as a draft")
        take_in.add_argument("file", type=Path, help="the DOCX, PDF, XLSX, CSV or JSON file")
        take_in.add_argument("--board", default="", help="the board's code or name")
        take_in.add_argument("--year", type=int, help="the year the plan begins (default: from its title)")
        take_in.add_argument("--dry-run", action="store_true", help="read and check row by row, store nothing")
        take_in.add_argument("--leave-out", action="store_true", help="leave out the rows that may not be stored")
        take_in.add_argument("--json", action="store_true", help="print the plan as JSON on stdout")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print what came in on stdout; or one sentence on stderr, leaving with 1 and nothing stored."""
        try:
            self._check(options) if options["act"] == "check" else self._import(options)
        except CommandError as fault:
            self.stderr.write(str(fault))
            sys.exit(1)

    def _import(self, options: dict[str, Any]) -> None:
        run = self._read(options["file"])
        if options["dry_run"]:
            self._show(run, as_json=options["json"])
            if run.stopped and not options["leave_out"]:
                raise CommandError(_stopped(len(run.stopped)))
            return
        if run.stopped and not options["leave_out"]:
            raise CommandError(" ".join(_why(row) for row in run.stopped))
        board = self._board(options["board"], run.text)
        year = options["year"] or year_of(run.text)
        answer = {"id": self._store(board, year, run.text), **run.text.as_json()}
        if options["json"]:
            self.stdout.write(json.dumps(answer, ensure_ascii=False, indent=1))
        else:
            where = _("sparad som utkast för %(board)s %(year)d") % {"board": board.name, "year": year}
            self.stdout.write(f"{run.text.title}: {_counts(run.text)}, {where}.")

    def _check(self, options: dict[str, Any]) -> None:
        found = list(hits(self._facts(options["plan"])))
        if options["json"]:
            self.stdout.write(json.dumps({"findings": [_as_json(hit) for hit in found]}, ensure_ascii=False, indent=1))
            return
        for hit in found:
            self.stdout.write(f"{BY_CODE[hit.rule].severity:8}{hit.rule:24}{hit.sentence}")
        self.stdout.write(ngettext("%d påpekande", "%d påpekanden", len(found)) % len(found))

    def _facts(self, wanted: str) -> Facts:
        if not wanted.isdecimal():
            text = self._read(Path(wanted)).text
            return text_facts(parts_from_text(text), year_of(text))
        plan = Plan.objects.select_related("board").filter(pk=int(wanted[:18])).first()
        if plan is None:
            raise CommandError(_("Det finns ingen plan med numret %s.") % wanted)
        return draft_facts(plan, draft_parts(plan))

    def _show(self, run: DryRun, *, as_json: bool) -> None:
        """Every row with where it stood, and that it can be stored or why it cannot; never what is stopped."""
        if as_json:
            answer = {**run.text.as_json(), "rows": [*map(_as_data, run.rows), *map(_note_as_data, run.text.notes)]}
            self.stdout.write(json.dumps(answer, ensure_ascii=False, indent=1))
            return
        for row in run.rows:
            said = _why(row) if row.faults else _("%(row)s: kan sparas") % {"row": _named(row)}
            self.stdout.write(said)
        for note in run.text.notes:
            self.stdout.write(": ".join(filter(None, (str(note.where), note.sentence))))
        self.stdout.write(f"{run.text.title}: {_counts(run.text)}, {_('inget är sparat')}.")

    def _read(self, path: Path) -> DryRun:
        try:
            with path.open("rb") as file:
                return dry_run(plan_from_file(file.read(MAX_BYTES + 1), filename=path.name))
        except OSError:
            raise CommandError(_("Filen %s går inte att öppna.") % path.name) from None
        except Unreadable as fault:
            raise CommandError(fault.message) from None
        except BadFile as fault:
            raise CommandError(str(fault)) from None

    def _board(self, wanted: str, text: PlanText) -> Unit:
        found: Unit | None
        if wanted:
            found = boards().filter(Q(code=wanted) | Q(fold_key=fold(wanted))).first()
        else:
            found = board_fitting(text, boards())
        if found is None:
            codes = ", ".join(boards().values_list("code", flat=True)) or _("ingen nämnd är upplagd")
            raise CommandError(_("Ange nämnden med --board och dess kod (%s).") % codes)
        return found

    def _store(self, board: Unit, year: int, text: PlanText) -> int:
        try:
            return services.plan_import(board=board, year=year, text=text, actor_id=None).pk
        except ValidationError as fault:
            raise CommandError(" ".join(fault.messages)) from None


def _as_json(hit: Hit) -> dict[str, str]:
    """A finding as data; `activity` is the name of the row it is about, left out when it is about the whole plan."""
    named = {"activity": hit.label} if hit.label else {}
    return {"rule": hit.rule, "severity": BY_CODE[hit.rule].severity, **named, "sentence": hit.sentence}


def _named(row: TriedRow) -> str:
    """Where the row stood, and its name unless that is what is stopped."""
    name = row.texts.get("activity", "") or row.texts.get("heading", "")
    what = f"{row.what} ”{Truncator(' '.join(name.split())).chars(_SHOWN)}”" if name else row.what
    return ", ".join(filter(None, (str(row.where), what)))


def _why(row: TriedRow) -> str:
    reasons = " ".join(f"{fault.column}: {fault.sentence}" for fault in row.faults)
    return f"{_named(row)}: {reasons}"


def _as_data(row: TriedRow) -> dict[str, str]:
    """A row of the dry run: {"where", "status"} with "activity" or "section" unless stopped, and "reason" if so."""
    data = {"where": str(row.where), "status": "stopped" if row.faults else "ok"}
    for field, name in (("activity", "activity"), ("heading", "section")):
        if row.texts.get(field):
            data[name] = row.texts[field]
    if row.faults:
        data["reason"] = " ".join(f"{fault.column}: {fault.sentence}" for fault in row.faults)
    return data


def _note_as_data(note: RowNote) -> dict[str, str]:
    return {"where": str(note.where), "status": "note", "reason": note.sentence}


def _stopped(count: int) -> str:
    return ngettext("%d rad stoppas. Inget är sparat.", "%d rader stoppas. Inget är sparat.", count) % count


def _counts(text: PlanText) -> str:
    rows = sum(len(section.activities) for section in text.sections)
    return ", ".join(
        (
            ngettext("%d avsnitt", "%d avsnitt", len(text.sections)) % len(text.sections),
            ngettext("%d aktivitet", "%d aktiviteter", rows) % rows,
        )
    )
