"""The plan as a document that a board would adopt."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from ledstjarna.accounts.selectors import city
from ledstjarna.documents.model import Block, Document, Heading, Mark, Table, blocks_from_text
from ledstjarna.documents.pdf import to_pdf
from ledstjarna.documents.word import to_docx
from ledstjarna.plans.content import Part, Row
from ledstjarna.plans.models import Plan, Version
from ledstjarna.plans.reading import own_layout

LANGUAGE = "sv"
COLUMN_WIDTHS = (5, 3, 2, 2)


@dataclass(frozen=True, slots=True)
class Decision:
    """Who decided, when, and where it is written down. `paragraph` and `dnr` are text."""

    body: str
    decided_on: date
    paragraph: str
    dnr: str

    def as_json(self) -> dict[str, str]:
        return {
            "body": self.body,
            "date": self.decided_on.isoformat(),
            "paragraph": self.paragraph,
            "dnr": self.dnr,
        }


def plan_pdf(plan: Plan, parts: Iterable[Part], version: Version | None = None) -> bytes:
    """PDF/UA of a draft (no version) or of a version, which may have had another title than the plan."""
    return to_pdf(_document(plan, parts, version))


def plan_docx(plan: Plan, parts: Iterable[Part], version: Version | None = None) -> bytes:
    """DOCX of the same document as `plan_pdf`."""
    return to_docx(_document(plan, parts, version))


def _document(plan: Plan, parts: Iterable[Part], version: Version | None) -> Document:
    """The document in the language the board decides in, whatever language the one who prints it reads."""
    municipality = city()
    with override(LANGUAGE):
        return Document(
            title=version.title if version else plan.title,
            subtitle=_subtitle(version),
            municipality=municipality.name if municipality else "",
            authority=plan.board.name,
            facts=_facts(plan, version),
            language=LANGUAGE,
            status="" if version else _("Utkast"),
            checksum=version.sha256 if version else "",
            date=version.decided_on if version else timezone.localdate(),
            blocks=tuple(block for number, part in enumerate(parts, start=1) for block in _blocks(number, part)),
        )


def _subtitle(version: Version | None) -> str:
    if version is None:
        return _("Utkast, inte beslutat")
    return _("Version %(number)d, beslutad %(date)s") % {
        "number": version.number,
        "date": date_format(version.decided_on, "j F Y"),
    }


def _facts(plan: Plan, version: Version | None) -> tuple[tuple[str, str], ...]:
    facts = [(_("Nämnd"), plan.board.name), (_("Gäller från"), str(plan.year))]
    if version:
        facts += [
            (_("Beslutat av"), version.body),
            (_("Beslutsdatum"), date_format(version.decided_on, "j F Y")),
            (_("Paragraf"), version.paragraph),
            (_("Diarienummer"), version.dnr),
        ]
    return tuple(facts)


def _blocks(number: int, part: Part) -> Iterable[Block]:
    """The section, behind a mark from which it is read in again as it was."""
    yield Mark(own_layout.SECTION_MARK % {"number": number, "level": part.level})
    if part.heading:
        yield Heading(part.heading, part.level)
    yield from blocks_from_text(part.text)
    if part.activities:
        yield Table(
            caption=part.heading or _("Aktiviteter"),
            header=(_("Aktivitet"), _("Ansvarig"), _("Tidplan"), _("Uppföljning")),
            rows=tuple(row.columns() for row in part.activities),
            widths=COLUMN_WIDTHS,
            asides=tuple(map(_why, part.activities)),
        )


def _why(row: Row) -> str:
    """Which findings the activity answers."""
    sentence = _("Svarar på slutsatsen i lägesbilden %(year)d: %(heading)s")
    return "\n".join(sentence % {"year": finding.year, "heading": finding.heading} for finding in row.findings)
