"""The picture as a document, from the same content as is frozen."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from ledstjarna.accounts.selectors import city
from ledstjarna.documents.model import Block, BulletList, Document, Heading, Paragraph, Table, blocks_from_text
from ledstjarna.documents.pdf import to_pdf
from ledstjarna.situation.content import Content, FindingText
from ledstjarna.situation.figures import Draft, Figure, period
from ledstjarna.situation.models import Picture

LANGUAGE = "sv"
"""Pictures are Swedish documents, whatever language the one who publishes reads."""


def picture_pdf(picture: Picture, content: Content, published: date) -> bytes:
    """PDF/UA of a picture that is published that day; `picture.sha256` is printed with it."""
    municipality = city()
    with override(LANGUAGE):
        return to_pdf(
            Document(
                title=picture.title,
                subtitle=_("Intern lägesbild, publicerad %s") % date_format(published, "j F Y"),
                municipality=municipality.name if municipality else "",
                authority=picture.board.name,
                facts=((_("Nämnd"), picture.board.name), (_("År"), str(picture.year))),
                language=LANGUAGE,
                status=_("Intern"),
                checksum=picture.sha256,
                date=published,
                blocks=tuple(_blocks(content, published)),
            )
        )


def _blocks(content: Content, published: date) -> Iterable[Block]:
    draft = content.draft
    yield Heading(_("Rapporter"))
    yield Paragraph(f"{draft.sentence} {period(draft.year, published)}".strip())
    yield _table(draft, _("Miljö"), (*draft.environments, draft.sum))
    yield _table(draft, _("Slags händelse"), (*draft.kinds, draft.sum))
    if crossings := [figure for figure in draft.crossings if not figure.empty]:
        yield _table(draft, _("Miljö och händelse"), (*crossings, draft.sum))
    if draft.shares:
        yield Heading(_("Enkäten till enhetscheferna"))
        yield _table(draft, _("Enhetschefernas svar"), draft.shares, (2, 1, 1))
    yield Heading(_("Slutsatser"))
    for finding in content.findings:
        yield from _finding(finding, draft)


def _table(draft: Draft, what: str, figures: Iterable[Figure], widths: tuple[int, ...] = (6, 1, 1)) -> Table:
    rows = tuple((figure.label, _cell(figure, "now"), _cell(figure, "before")) for figure in figures)
    return Table("", (what, str(draft.year), str(draft.year - 1)), rows, widths)


def _cell(figure: Figure, when: str) -> str:
    amount = getattr(figure, when)
    words = figure.now_words if when == "now" else figure.before_words
    return f"{words}\n{amount.answered}" if amount and amount.answered else words


def _finding(finding: FindingText, draft: Draft) -> Iterable[Block]:
    yield Heading(finding.heading, 2)
    yield from blocks_from_text(finding.text)
    yield Paragraph(_("Siffror som slutsatsen vilar på:"))
    yield BulletList(tuple(figure.line for figure in finding.grounds(draft)))
