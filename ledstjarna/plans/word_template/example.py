"""A made-up plan to try templates with."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from ledstjarna.documents.drawings.star import Arm, Star
from ledstjarna.documents.model import BulletList, Document, Heading, Mark, Paragraph, Table
from ledstjarna.plans.annex import Annex, blocks
from ledstjarna.plans.comparing import Difference, TextChange
from ledstjarna.plans.content import Part, Row
from ledstjarna.plans.prevention import star_blocks
from ledstjarna.plans.printing import LANGUAGE, plan_blocks
from ledstjarna.plans.reading.own_layout import ANNEX_MARK
from ledstjarna.plans.reasons import NamedFinding
from ledstjarna.plans.rounds import Answered

_DAY: Final = date(2030, 5, 21)
_FINDING: Final = NamedFinding("0", "Fler unga möter hatiskt innehåll på nätet", "Lägesbild", 2030, "2030-01-15")
_PARTS: Final = (
    Part("Inledning", 1, "Planen visar vad nämnden gör.\n\n- den lär\n- den samverkar", (), key="1"),
    Part(
        "Aktiviteter",
        1,
        "Det här gör nämnden under året.",
        (
            Row("Möte i nätverket", "Lokal samordnare", "En gång i månaden", "Tertialrapport 1", key="2"),
            Row("Utbildning för nyanställda", "Enhetschefer", "Under våren", "Årsrapport", "3", findings=(_FINDING,)),
        ),
        key="4",
    ),
    Part("Kontakt", 2, "Lotsen svarar på vardagar.", (), key="5"),
    Part("Vid fara & oro", 3, "Ring alltid 112 när någon är i fara.", (), key="6"),
    Part("Mer att läsa", 4, "Rutinen finns på intranätet.", (), key="7"),
)
_COLUMNS: Final = (_("kolumnen Aktivitet"), _("kolumnen Ansvarig"), _("kolumnen Tidplan"), _("kolumnen Uppföljning"))


def draft() -> Document:
    """The plan before anybody has decided it: nothing stands after its text."""
    return _document("Utkast, inte beslutat", (("Nämnd", "Exempelnämnden"), ("Gäller från", "2030")), status="Utkast")


def decided() -> Document:
    """The plan's second version with all that can stand in a paper."""
    facts = (
        ("Nämnd", "Exempelnämnden"),
        ("Gäller från", "2030"),
        ("Gemensam med", "Grannkommunen"),
        ("Nästa revidering", "T1 2031"),
        ("Beslutat av", "Exempelnämnden"),
        ("Beslutsdatum", "21 maj 2030"),
        ("Paragraf", "§ 14"),
        ("Diarienummer", "EX 2030/118"),
    )
    with override(LANGUAGE):
        annex = (Mark(ANNEX_MARK), *star_blocks(_star()), *blocks(_annex()))
    return _document("Version 2, beslutad 21 maj 2030", facts, annex, checksum="0123456789abcdef" * 4)


def shown(document: Document) -> Iterator[tuple[str, str | Promise]]:
    """What every template must show of the example, and what it is called: nothing of the plan may be left out."""
    yield document.title, _("planens rubrik")
    if document.status:
        yield document.status, _("status, så ett utkast ser ut som ett beslut")
    for block in document.blocks:
        match block:
            case Mark() if block.name == ANNEX_MARK:
                return
            case Heading():
                yield block.text, _("alla avsnitts rubriker")
            case Paragraph():
                yield block.text, _("all text i avsnitten")
            case BulletList():
                yield from ((item, _("punktlistorna i avsnitten")) for item in block.items)
            case Table():
                yield from (pair for row in block.rows for pair in zip(row, _COLUMNS, strict=True))


def _document(
    subtitle: str, facts: tuple[tuple[str, str], ...], annex: tuple[object, ...] = (), **more: str
) -> Document:
    with override(LANGUAGE):
        text = tuple(plan_blocks(_PARTS))
    return Document(
        title="Exempelnämndens handlingsplan 2030",
        subtitle=subtitle,
        municipality="Exempelköping",
        authority="Exempelnämnden",
        date=_DAY,
        facts=facts,
        language=LANGUAGE,
        blocks=(*text, *annex),  # type: ignore[arg-type]
        **more,
    )


def _star() -> Star:
    arms = (Arm("ANDTS", (1, 0, 0)), Arm("kriminalitet", (0, 1, 0)), Arm("utanförskap", (0, 0, 0)))
    return Star(arms, ("universell", "selektiv", "indikerad"), "Preventionsstjärnan", "2 av 2 aktiviteter är märkta.")


def _annex() -> Annex:
    fields = (TextChange("Tidplan", "Varje vecka", "En gång i månaden", "schedule"),)
    change = Difference("changed", "activity", "Möte i nätverket", "2", fields)
    answer = Answered(1, "Skriv vem som ansvarar.", "Det är gjort.", "Central samordnare", "2030-04-01")
    return Annex("version 1", (change,), remarks=(answer,))
