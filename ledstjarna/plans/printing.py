"""The plan as a document that a board would adopt."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from ledstjarna.accounts.selectors import city
from ledstjarna.documents.drawings.star import Star
from ledstjarna.documents.model import Block, Document, Heading, Mark, Table, blocks_from_text
from ledstjarna.documents.pdf import to_pdf
from ledstjarna.documents.word import to_docx
from ledstjarna.plans.annex import Annex, annex_of, blocks, facts
from ledstjarna.plans.content import Part, Row, fingerprint
from ledstjarna.plans.masking import Paper
from ledstjarna.plans.models import Plan, Version
from ledstjarna.plans.prevention import prevention_star, star_blocks
from ledstjarna.plans.reading import own_layout
from ledstjarna.plans.rollover import base_of
from ledstjarna.plans.rounds import Round, round_now, round_of
from ledstjarna.plans.way import course

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

    def as_step(self) -> dict[str, Any]:
        """The same as columns of a step."""
        return {"body": self.body, "held_on": self.decided_on, "paragraph": self.paragraph, "dnr": self.dnr}


def plan_pdf(plan: Plan, parts: Iterable[Part], version: Version | None = None) -> bytes:
    """PDF/UA of a draft (no version) or of a version, which may have had another title than the plan.

    After its text come the prevention star, when activities have areas, and last the list of changes since the version
    before and the answers to remarks, see `annex`.
    """
    return to_pdf(plan_document(plan, parts, version))


def plan_docx(plan: Plan, parts: Iterable[Part], version: Version | None = None) -> bytes:
    """DOCX of the same document as `plan_pdf`."""
    return to_docx(plan_document(plan, parts, version))


def plan_document(plan: Plan, parts: Iterable[Part], version: Version | None = None) -> Document:
    """The document in the language the board decides in, whatever language the one who prints it reads."""
    municipality, parts = city(), tuple(parts)
    with override(LANGUAGE):
        made = round_of(version) if version else round_now(course(plan), fingerprint(plan, parts))
        annex = annex_of(base_of(plan, version), parts, made)
        return Document(
            title=version.title if version else plan.title,
            subtitle=_subtitle(version, made),
            municipality=municipality.name if municipality else "",
            authority=plan.board.name,
            facts=(*_facts(plan, version, made), *facts(annex)),
            language=LANGUAGE,
            status="" if version else _("Utkast"),
            checksum=version.sha256 if version else "",
            date=version.decided_on if version else timezone.localdate(),
            blocks=(*plan_blocks(parts), *_annexes(prevention_star(parts), annex)),
        )


def _subtitle(version: Version | None, made: Round) -> str:
    if version is None:
        return _("Utkast, inte beslutat")
    if made.carries:
        words = {"number": version.number, "decided": made.carries}
        return _("Version %(number)d, redaktionellt ändrad. Beslutet om version %(decided)d gäller.") % words
    return _("Version %(number)d, beslutad %(date)s") % {
        "number": version.number,
        "date": date_format(version.decided_on, "j F Y"),
    }


def _facts(plan: Plan, version: Version | None, made: Round) -> Iterator[tuple[str, str]]:
    yield _("Nämnd"), plan.board.name
    yield _("Gäller från"), str(plan.year)
    if made.partners:
        yield _("Gemensam med"), ", ".join(made.partners)
    if made.until:
        yield _("Nästa revidering"), made.until
    if version:
        yield from (
            (_("Beslutat av"), version.body),
            (_("Beslutsdatum"), date_format(version.decided_on, "j F Y")),
            (_("Paragraf"), version.paragraph),
            (_("Diarienummer"), version.dnr),
        )


def plan_blocks(parts: Iterable[Part]) -> Iterator[Block]:
    """The plan's own text, each section behind a mark."""
    for number, part in enumerate(parts, start=1):
        yield from _blocks(number, part)


def _annexes(star: Star | None, annex: Annex) -> Iterator[Block]:
    """Behind a mark: what follows is no part of the plan when the paper is read in again."""
    if star or annex:
        yield Mark(own_layout.ANNEX_MARK)
    yield from star_blocks(star)
    yield from blocks(annex)


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


def masked_lines(version: Version) -> tuple[str, ...]:
    """What the first page says of the decision, to be covered like the rest."""
    return (version.body, version.paragraph, version.dnr)


def masked_pdf(version: Version, number: int, paper: Paper, checksum: str) -> bytes:
    """PDF/UA of a masked version, its list of covers last. Changes and answers do not go with it."""
    return to_pdf(_masked(version, number, paper, checksum))


def masked_docx(version: Version, number: int, paper: Paper, checksum: str) -> bytes:
    """DOCX of the same document as `masked_pdf`."""
    return to_docx(_masked(version, number, paper, checksum))


def _masked(version: Version, number: int, paper: Paper, checksum: str) -> Document:
    plan, municipality = version.plan, city()
    body, paragraph, dnr = paper.lines
    with override(LANGUAGE):
        listed = Table(
            caption=_("Maskade uppgifter"),
            header=(_("Nr"), _("Var"), _("Grund")),
            rows=tuple((str(one.number), one.where, one.ground) for one in paper.covers),
            widths=(1, 4, 5),
        )
        return Document(
            title=paper.title,
            subtitle=_("Maskad version %(number)d av version %(version)d")
            % {"number": number, "version": version.number},
            municipality=municipality.name if municipality else "",
            authority=plan.board.name,
            facts=(
                (_("Nämnd"), plan.board.name),
                (_("Gäller från"), str(plan.year)),
                (_("Beslutat av"), body),
                (_("Beslutsdatum"), date_format(version.decided_on, "j F Y")),
                (_("Paragraf"), paragraph),
                (_("Diarienummer"), dnr),
            ),
            language=LANGUAGE,
            status=_("Maskad"),
            checksum=checksum,
            date=version.decided_on,
            blocks=(*plan_blocks(paper.parts), Heading(_("Maskade uppgifter")), listed),
        )
