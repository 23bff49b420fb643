"""What a version says about itself after its own text: what was changed since the one before, and the answers given.

All of it stands in one part at the end, below `HEADING`, so that whoever reads the paper in again can leave it out.
The first page has it in one line.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ledstjarna.documents.model import Block, BulletList, Heading, Paragraph, Table
from ledstjarna.plans.comparing import Difference, differences
from ledstjarna.plans.content import Part, version_parts
from ledstjarna.plans.models import Version
from ledstjarna.plans.reading.own_layout import CHANGES_HEADING
from ledstjarna.plans.rounds import Answered, Round

HEADING: Final = CHANGES_HEADING
"""In Swedish always, as the plan itself is."""

_CHANGE_WIDTHS = (2, 3, 3)
_ANSWER_WIDTHS = (1, 5, 5)


@dataclass(frozen=True, slots=True)
class Annex:
    """`since` is the number of the version before, 0 for none; `remarks` are those that have been dealt with."""

    since: int = 0
    changes: tuple[Difference, ...] = ()
    remarks: tuple[Answered, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.since or self.remarks)


def annex_of(before: Version | None, parts: Iterable[Part], made: Round) -> Annex:
    """What has been done since the version before, if any, in the round that was made."""
    answered = tuple(remark for remark in made.remarks if remark.answer or remark.withdrawn)
    if before is None:
        return Annex(remarks=answered)
    return Annex(before.number, tuple(differences(version_parts(before), parts)), answered)


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
        yield _("Ändringar sedan version %d") % annex.since, in_short(annex.changes)
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
        rows=tuple((str(remark.number), remark.text, _answer(remark)) for remark in annex.remarks),
        widths=_ANSWER_WIDTHS,
    )


def change_blocks(annex: Annex, level: int) -> Iterator[Block]:
    """The list of changes below a heading of that level."""
    yield Heading(_("Följande ändringar och tillägg har gjorts"), level)
    if not annex.changes:
        yield Paragraph(_("Texten är densamma som i version %d.") % annex.since)
        return
    yield Paragraph(
        _("Sedan version %(number)d: %(changes)s.")
        % {
            "number": annex.since,
            "changes": in_short(annex.changes),
        }
    )
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


def _line(change: Difference) -> str:
    """One change in a line: what, which, and of a rewritten one which of its fields."""
    words = {
        ("added", "section"): _("Nytt avsnitt: %s"),
        ("changed", "section"): _("Ändrat avsnitt: %s"),
        ("removed", "section"): _("Borttaget avsnitt: %s"),
        ("added", "activity"): _("Ny aktivitet: %s"),
        ("changed", "activity"): _("Ändrad aktivitet: %s"),
        ("removed", "activity"): _("Borttagen aktivitet: %s"),
    }[change.kind, change.what]
    fields = ", ".join(str(field.label).lower() for field in change.fields)
    return words % _shortened(change.label) + (f" ({fields})" if fields else "")


def _answer(remark: Answered) -> str:
    return _("Synpunkten är återtagen.") if remark.withdrawn else remark.answer


def _shortened(label: str) -> str:
    text = " ".join(label.split()) or _("Utan rubrik")
    return text if len(text) <= 140 else f"{text[:139].rstrip()}…"
