"""What a reader should know is missing in a plan: counted, never scored."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import zip_longest

from django.utils.translation import ngettext

from ledstjarna.plans.content import Part, Row


@dataclass(frozen=True, slots=True)
class Check:
    """A rule that some rows break: how many, in a sentence, and the keys of the rows."""

    rule: str
    sentence: str
    keys: tuple[str, ...]


def _responsible(count: int) -> str:
    return ngettext("%d aktivitet saknar ansvarig", "%d aktiviteter saknar ansvarig", count) % count


def _schedule(count: int) -> str:
    return ngettext("%d aktivitet saknar tidplan", "%d aktiviteter saknar tidplan", count) % count


def _follow_up(count: int) -> str:
    return ngettext("%d aktivitet saknar uppföljning", "%d aktiviteter saknar uppföljning", count) % count


def _finding(count: int) -> str:
    return (
        ngettext("%d aktivitet svarar inte på någon slutsats", "%d aktiviteter svarar inte på någon slutsats", count)
        % count
    )


def _empty(count: int) -> str:
    return ngettext("%d avsnitt är tomt", "%d avsnitt är tomma", count) % count


_ROW_RULES: tuple[tuple[str, str, Callable[[int], str]], ...] = (
    ("responsible-missing", "responsible", _responsible),
    ("schedule-missing", "schedule", _schedule),
    ("follow-up-missing", "follow_up", _follow_up),
)


def checks(parts: Iterable[Part], *, pictured: bool = False) -> list[Check]:
    """The rules that the plan breaks, in a fixed order; findings are asked for when there is a situation picture."""
    parts = tuple(parts)
    rows: list[Row] = [row for part in parts for row in part.activities]
    broken = [
        (rule, say, tuple(row.key for row in rows if not getattr(row, column).strip()))
        for rule, column, say in _ROW_RULES
    ]
    if pictured:
        broken.append(("finding-missing", _finding, tuple(row.key for row in rows if not row.findings)))
    broken.append(("section-empty", _empty, _empty_sections(parts)))
    return [Check(rule, say(len(keys)), keys) for rule, say, keys in broken if keys]


def _empty_sections(parts: tuple[Part, ...]) -> tuple[str, ...]:
    """Sections without text and activities; a heading above a subsection is not empty."""
    return tuple(
        part.key
        for part, following in zip_longest(parts, parts[1:])
        if not part.text.strip() and not part.activities and not (following and following.level > part.level)
    )
