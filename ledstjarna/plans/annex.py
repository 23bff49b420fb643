"""What a version says about itself after its own text: what was changed since the one before, and the answers given.

All of it stands in one part at the end, below `HEADING`, so that whoever reads the paper in again can leave it out.
The first page has it in one line.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ledstjarna.documents.model import Block, BulletList, Heading, Paragraph, Table
from ledstjarna.plans.comparing import Difference, differences
from ledstjarna.plans.content import Part
from ledstjarna.plans.reading.own_layout import CHANGES_HEADING
from ledstjarna.plans.rollover import Base
from ledstjarna.plans.rounds import Answered, Round, Turned

HEADING: Final = CHANGES_HEADING
"""In Swedish always, as the plan itself is."""

_CHANGE_WIDTHS = (2, 3, 3)
_ANSWER_WIDTHS = (1, 5, 5)


@dataclass(frozen=True, slots=True)
class Annex:
    """`since` names what the changes are counted from, "" for nothing; `remarks` are those that have been dealt with.

    `carried` is how many activities went over from last year's plan as they were.
    """

    since: str = ""
    changes: tuple[Difference, ...] = ()
    carried: int = 0
    remarks: tuple[Answered, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.since or self.remarks)


def annex_of(base: Base | None, parts: Iterable[Part], made: Round) -> Annex:
    """What has been done since the version or the plan before, if any, in the round that was made."""
    answered = tuple(remark for remark in made.remarks if remark.answer or remark.withdrawn)
    if base is None:
        return Annex(remarks=answered)
    parts = tuple(parts)
    changes = tuple(changes_since(base, parts, made.turn))
    return Annex(base.words, changes, _carried(base, parts, changes), answered)


def changes_since(base: Base, parts: Iterable[Part], turn: Iterable[Turned]) -> list[Difference]:
    """What differs from the base, each with the reason that was given at the turn of the year, if any."""
    reasons = {row.key: row.reason for row in turn}
    return [
        replace(change, reason=reasons.get(change.key, "")) if change.kind != "added" else change
        for change in differences(base.parts, parts)
    ]


def _carried(base: Base, parts: Iterable[Part], changes: Iterable[Difference]) -> int:
    if not base.moved:
        return 0
    touched = {change.key for change in changes}
    return sum(row.key not in touched for part in parts for row in part.activities)


def in_short(changes: Sequence[Difference]) -> str:
    """How many came, were rewritten and went: "3 nya, 2 ändrade, 1 borttagen"."""
    count = Counter(change.kind for change in changes)
    said = (
        (count["added"], ngettext("%d ny", "%d nya", count["added"])),
        (count["changed"], ngettext("%d ändrad", "%d ändrade", count["changed"])),
        (count["removed"], ngettext("%d borttagen", "%d borttagna", count["removed"])),
    )
    return ", ".join(words % number for number, words in said if number) or _("inga")


def facts(annex: Annex) -> Iterator[tuple[str, str]]:
    """The annex in a line or two for the first page."""
    if annex.since:
        yield _("Ändringar sedan %s") % annex.since, in_short(annex.changes)
    if annex.remarks:
        count = len(annex.remarks)
        yield _("Svar på synpunkter"), ngettext("%d svar, sist i planen", "%d svar, sist i planen", count) % count


def blocks(annex: Annex) -> Iterator[Block]:
    """The annex as it is printed; nothing when there is nothing to say."""
    if annex:
        yield Heading(HEADING, 1)
    if annex.since:
        yield from change_blocks(annex, 2)
    if annex.remarks:
        yield from answer_blocks(annex, 2)


def answer_blocks(annex: Annex, level: int) -> Iterator[Block]:
    """The remarks and their answers below a heading of that level."""
    yield Heading(_("Svar på synpunkter"), level)
    yield Table(
        caption=_("Svar på synpunkter"),
        header=(_("Nr"), _("Synpunkt"), _("Svar")),
        rows=tuple((remark.label, remark.text, _answer(remark)) for remark in annex.remarks),
        widths=_ANSWER_WIDTHS,
    )


def change_blocks(annex: Annex, level: int) -> Iterator[Block]:
    """The list of changes below a heading of that level."""
    yield Heading(_("Följande ändringar och tillägg har gjorts"), level)
    if not annex.changes:
        yield Paragraph(_("Texten är densamma som i %s.") % annex.since)
    else:
        yield Paragraph(since_in_words(annex))
    if annex.carried:
        yield Paragraph(_over(annex.carried))
    if not annex.changes:
        return
    yield BulletList(tuple(map(_line, annex.changes)))
    rewritten = [(change, field) for change in annex.changes for field in change.fields]
    if rewritten:
        yield Table(
            caption=_("Före och efter"),
            header=(_("Vad"), _("Före"), _("Efter")),
            rows=tuple(
                (f"{_shortened(change.label)}\n{field.label}", field.before or "–", field.after or "–")
                for change, field in rewritten
            ),
            widths=_CHANGE_WIDTHS,
        )


def since_in_words(annex: Annex) -> str:
    """From what the changes are counted, and how many they are."""
    return _("Sedan %(before)s: %(changes)s.") % {"before": annex.since, "changes": in_short(annex.changes)}


def _over(count: int) -> str:
    return (
        ngettext(
            "%d aktivitet förs över som den är, med årtalen i tidplan och uppföljning framflyttade.",
            "%d aktiviteter förs över som de är, med årtalen i tidplan och uppföljning framflyttade.",
            count,
        )
        % count
    )


def _line(change: Difference) -> str:
    """One change in a line: what, which, of a rewritten one which of its fields, and why where that was asked."""
    words = {
        ("added", "section"): _("Nytt avsnitt: %s"),
        ("changed", "section"): _("Ändrat avsnitt: %s"),
        ("removed", "section"): _("Borttaget avsnitt: %s"),
        ("added", "activity"): _("Ny aktivitet: %s"),
        ("changed", "activity"): _("Ändrad aktivitet: %s"),
        ("removed", "activity"): _("Borttagen aktivitet: %s"),
    }[change.kind, change.what]
    fields = ", ".join(str(field.label).lower() for field in change.fields)
    if change.kind == "removed" and change.reason:
        words = _("Avslutad aktivitet: %s")
    line = words % _shortened(change.label) + (f" ({fields})" if fields else "")
    return f"{line}. {_('Skäl: %s') % change.reason}" if change.reason else line


def _answer(remark: Answered) -> str:
    return _("Synpunkten är återtagen.") if remark.withdrawn else remark.answer


def _shortened(label: str) -> str:
    text = " ".join(label.split()) or _("Utan rubrik")
    return text if len(text) <= 140 else f"{text[:139].rstrip()}…"
