"""A star and a wheel in the tests' own words."""

from datetime import date

from hypothesis import strategies as st

from ledstjarna.documents.drawings.star import Arm, Star
from ledstjarna.documents.drawings.wheel import Mark, Span, Wheel

HOSTILE = st.text(st.characters(codec=None), max_size=80) | st.sampled_from(
    ["<script>alert(1)</script>", '" onload="x', "' style='", "]]>", "&#0;", "url(https://a.se)", "\x00\ud800\ufffe"]
)
LEVELS = ("Universell", "Selektiv", "Indikerad")
AREAS = (
    "ANDTS",
    "Våld i nära relation",
    "Kriminalitet",
    "Utanförskap",
    "Psykisk ohälsa",
    "Våldsbejakande extremism",
    "Arbetsmarknadsutanförskap",
    "Trygghet i offentlig miljö och på nätet om natten",
)
COUNTS = ((5, 2, 0), (3, 1, 0), (12, 4, 1), (2, 0, 0), (0, 3, 1), (9, 6, 4), (1, 1, 24), (120, 7, 999))
SPANS = (
    Span("VP", date(2025, 11, 1), date(2026, 1, 31), date(2026, 1, 20)),
    Span("T1", date(2026, 4, 1), date(2026, 5, 15), date(2026, 5, 8)),
    Span("T2", date(2026, 8, 15), date(2026, 9, 20), date(2026, 9, 15)),
    Span("VB", date(2026, 11, 15), date(2027, 1, 31), date(2026, 12, 18)),
    Span("Enkät", date(2026, 10, 1), date(2026, 11, 15), date(2026, 11, 10), "survey"),
    Span("Enkät", date(2026, 2, 10), date(2026, 4, 25), None, "survey"),
)


def star(arms: int = 6, labels: tuple[str, ...] = AREAS) -> Star:
    return Star(
        tuple(Arm(label, counts) for label, counts in zip(labels[:arms], COUNTS, strict=False)),
        LEVELS,
        "Preventionsstjärnan",
        "Sex områden, störst luckor i utanförskap.",
    )


def once(day: date, label: str = "Nätverket träffas") -> Mark:
    return Mark(label, day, day)


def deadline(day: date, label: str = "Planen till nämnden", href: str = "") -> Mark:
    return Mark(label, day, day, "deadline", href)


def wheel(*marks: Mark, spans: tuple[Span, ...] = SPANS, first_month: int = 1, today: date | None = None) -> Wheel:
    return Wheel(2026, first_month, spans, marks, today)
