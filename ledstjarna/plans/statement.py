"""The tjänsteutlåtande: the officials' paper that goes to the board with a plan, prefilled, and its annexes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from ledstjarna.documents.model import Block, Document, Heading, Paragraph
from ledstjarna.documents.pdf import to_pdf
from ledstjarna.documents.word import to_docx
from ledstjarna.plans.annex import Annex, annex_of, answer_blocks, change_blocks, since_in_words
from ledstjarna.plans.content import Part, fingerprint
from ledstjarna.plans.models import Outcome, Plan, StepKind, Version
from ledstjarna.plans.printing import LANGUAGE, plan_document, plan_docx, plan_pdf
from ledstjarna.plans.rollover import base_of
from ledstjarna.plans.rounds import Round, round_now, round_of
from ledstjarna.plans.way import Course, course
from ledstjarna.situation import selectors as situation
from ledstjarna.situation.selectors import PictureRef

_DAY = "j F Y"
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)  # the earliest an archive can tell: the same papers give the same bytes


@dataclass(frozen=True, slots=True)
class Matter:
    """What the paper is about: a draft on its way to its board, or a version on its way to the executive board."""

    course: Course
    parts: tuple[Part, ...]
    version: Version | None
    made: Round
    annex: Annex
    picture: PictureRef | None
    said: tuple[str, ...]
    """What was said at each of the round's steps, "" where it is not told."""

    @property
    def plan(self) -> Plan:
        return self.course.plan

    @property
    def dnr(self) -> str:
        version = self.version or self.course.base
        return str(version.dnr) if version else ""


def matter(plan: Plan, parts: tuple[Part, ...], version: Version | None = None) -> Matter:
    """All that the paper needs to know."""
    so_far = course(plan)
    made = round_of(version) if version else round_now(so_far, fingerprint(plan, parts))
    said = ("",) * len(made.steps) if version else tuple(step.text for step in so_far.on_draft())
    annex = annex_of(base_of(plan, version), parts, made)
    return Matter(so_far, parts, version, made, annex, situation.latest(plan.board_id), said)


def statement_docx(matter: Matter) -> bytes:
    """The paper in Word, with what the officials must fill in themselves in brackets."""
    return to_docx(statement(matter))


def statement_zip(matter: Matter) -> bytes:
    """The paper and its annexes in one file, under names that do not change."""
    plan, parts, version = matter.plan, matter.parts, matter.version
    files = {
        "tjansteutlatande.docx": statement_docx(matter),
        "bilaga-1-handlingsplan.pdf": bytes(version.pdf) if version else plan_pdf(plan, parts),
        "bilaga-1-handlingsplan.docx": plan_docx(plan, parts, version),
    }
    if matter.annex:
        files["bilaga-2-andringar-och-svar.pdf"] = to_pdf(_changes(matter))
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name, _ZIP_DATE), content, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def statement(matter: Matter) -> Document:
    """The document, in the language the board decides in."""
    with override(LANGUAGE):
        paper = plan_document(matter.plan, matter.parts, matter.version)
        today = timezone.localdate()
        return replace(
            paper,
            title=_("Tjänsteutlåtande: %s") % paper.title,
            subtitle=_("Förslag till beslut om handlingsplan"),
            facts=(
                (_("Handläggare"), _fill_in(_("namn och kontaktuppgifter"))),
                (_("Datum"), date_format(today, _DAY)),
                (_("Dnr"), matter.dnr or _fill_in(_("diarienummer"))),
                (_("Till"), _("Kommunstyrelsen") if matter.version else matter.plan.board.name),
            ),
            status="",
            checksum="",
            date=today,
            blocks=tuple(_blocks(matter, paper.title)),
        )


def _blocks(matter: Matter, title: str) -> Iterator[Block]:
    yield Heading(_("Förslag till beslut"))
    yield Paragraph("\n".join(f"{number}. {text}" for number, text in enumerate(_proposals(matter, title), start=1)))
    yield Heading(_("Sammanfattning"))
    yield Paragraph(_summary(matter))
    yield Heading(_("Bakgrund"))
    yield Paragraph(_background())
    yield Heading(_("Ärendets beredning"))
    yield Paragraph("\n".join(_preparation(matter)))
    yield Heading(_("Ärendet"))
    yield Paragraph(_counts(matter))
    if matter.annex.since:
        yield from change_blocks(matter.annex, 2)
    if matter.annex.remarks:
        yield from answer_blocks(matter.annex, 2)
    yield Heading(_("Analys och konsekvenser"))
    for heading, ask in _consequences():
        yield Heading(heading, 2)
        yield Paragraph(_fill_in(ask))
    yield Heading(_("Bilagor"))
    yield Paragraph("\n".join(f"{number}. {name}" for number, name in enumerate(_annexes(matter), start=1)))


def _proposals(matter: Matter, title: str) -> Iterator[str]:
    version = matter.version
    if version:
        yield _("Kommunstyrelsen godkänner %(board)s %(title)s, version %(number)d.") % {
            "board": _genitive(matter.plan.board.name),
            "title": title,
            "number": version.number,
        }
        return
    yield _("Nämnden antar %s.") % title
    if matter.annex.remarks:
        yield _("Nämnden godkänner svaren på synpunkterna.")
    for board in matter.course.boards:
        yield _("Nämnden överlämnar planen till %s för beslut.") % board.name
    if matter.course.executive:
        yield _("Nämnden överlämnar planen till kommunstyrelsen för godkännande.")
    if matter.made.until:
        yield _("Planen ska revideras till %s.") % matter.made.until


def _summary(matter: Matter) -> str:
    sentences = [_("Planen beskriver hur %s arbetar mot våldsbejakande extremism.") % matter.plan.board.name]
    sentences.append(_counts(matter))
    if matter.annex.since:
        sentences.append(since_in_words(matter.annex))
    return " ".join(sentences)


def _background() -> str:
    return _(
        "Enligt lagen (2023:196) om kommuners ansvar för brottsförebyggande arbete ska kommunen ha en lägesbild över "
        "brottsligheten och utifrån den besluta om en åtgärdsplan (5 §). Lägesbilden ska uppdateras och planen följas "
        "upp minst vartannat år (6 §). Lagen nämner inte våldsbejakande extremism; nämndens handlingsplan är en del av "
        "det brottsförebyggande arbetet."
    )


def _preparation(matter: Matter) -> Iterator[str]:
    kinds = {StepKind.POLICE: _("Samråd med polisen"), StepKind.COMMITTEE: _("Utskott"), StepKind.BOARD: _("Nämnden")}
    for step, said in zip(matter.made.steps, matter.said, strict=True):
        day = date_format(date.fromisoformat(step.date), _DAY)
        words = [kinds[StepKind(step.kind)], day, step.paragraph, step.body, str(Outcome(step.outcome).label)]
        yield f"{', '.join(word for word in words if word)}.{f' {said}' if said else ''}"
    if matter.made.without_police:
        yield _("Samråd med polisen har inte hållits: %s") % matter.made.without_police
    if matter.version is None and matter.course.police_missing:
        yield _fill_in(_("när samråd med polisen har hållits och med vilken funktion, eller varför inte"))
    yield _fill_in(_("vilka som har deltagit i beredningen"))


def _counts(matter: Matter) -> str:
    rows = [row for part in matter.parts for row in part.activities]
    answering = sum(bool(row.findings) for row in rows)
    text = ngettext("Planen har %d aktivitet.", "Planen har %d aktiviteter.", len(rows)) % len(rows)
    if not answering:
        return text
    because = ngettext(
        "%d av dem svarar på en slutsats i lägesbilden.", "%d av dem svarar på slutsatser i lägesbilden.", answering
    )
    return f"{text} {because % answering}"


def _consequences() -> tuple[tuple[str, str], ...]:
    return (
        (_("Ekonomi"), _("vad aktiviteterna kostar och hur de ryms i budgeten")),
        (_("Barn"), _("hur barn och unga påverkas, och hur de har fått komma till tals")),
        (_("Jämställdhet"), _("hur flickor och pojkar, kvinnor och män berörs av aktiviteterna")),
    )


def _annexes(matter: Matter) -> Iterator[str]:
    yield _("Handlingsplan")
    if matter.annex:
        yield _("Ändringar och svar på synpunkter")
    if picture := matter.picture:
        day = date_format(picture.published_on, _DAY) if picture.published_on else ""
        yield _("%(title)s, publicerad %(day)s (hämtas under Lägesbild)") % {"title": picture.title, "day": day}
    yield _fill_in(_("följetext till uppföljningen, om den går med i ärendet"))


def _changes(matter: Matter) -> Document:
    """The second annex: the changes and the answers as a paper of their own."""
    with override(LANGUAGE):
        paper = plan_document(matter.plan, matter.parts, matter.version)
        blocks: list[Block] = []
        if matter.annex.since:
            blocks += change_blocks(matter.annex, 1)
        if matter.annex.remarks:
            blocks += answer_blocks(matter.annex, 1)
        title = _("Ändringar och svar: %s") % paper.title
        return replace(paper, title=title, checksum="", blocks=tuple(blocks))


def _fill_in(what: str) -> str:
    return _("[Fyll i: %s]") % what


def _genitive(name: str) -> str:
    return name if name.endswith(("s", "x", "z")) else f"{name}s"
