"""A small plan in the tests' own words."""

import datetime
from typing import Any

from ledstjarna.documents.model import BulletList, Document, Heading, Paragraph, Table

HEADER = ("Aktivitet", "Ansvarig", "Tidplan", "Uppföljning")
ROWS = (
    ("Chefernas nätverk träffas", "Alice, samordnare", "Var sjätte vecka", "Tertialrapport"),
    ("Nya föreningar granskas", "Bob, utredare", "Löpande", ""),
    ("Łukasz från Çanakkale håller\nen föreläsning", "Charlie", "Hösten", "Enkät"),
)


def plan(**changes: Any) -> Document:
    fields: dict[str, Any] = {
        "title": "Handlingsplan 2026",
        "subtitle": "Så arbetar nämnden",
        "municipality": "Stjärnviks kommun",
        "authority": "Socialnämnden",
        "date": datetime.date(2026, 5, 21),
        "facts": (("Diarienummer", "2026/118"), ("Fastställd", "2026-05-21 § 14")),
        "blocks": (
            Heading("Bakgrund", 1),
            Paragraph("Planen visar vem som gör vad.\nDen gäller ett år."),
            BulletList(("lyssna", "stödja")),
            Heading("Aktiviteter", 2),
            Table("Nämndens aktiviteter", HEADER, ROWS, (5, 3, 2, 2)),
        ),
    }
    return Document(**fields | changes)
