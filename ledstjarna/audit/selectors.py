"""Questions to the log: a page of rows, what they stand for in words, when a review is due."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db.models import Max, QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ledstjarna.audit import actions, names
from ledstjarna.audit.models import Entry, LogReview, Outcome, Reviewer
from ledstjarna.audit.months import add_months
from ledstjarna.audit.permissions import REVIEW
from ledstjarna.texts.swedish import sort_key

PAGE = 50
COUNTED_AT_MOST = 10_000
_NAMED_AT_MOST = 3


@dataclass(frozen=True, slots=True)
class Shown:
    """One row of the log in words."""

    pk: int
    place: str
    at: datetime
    who: str
    what: str
    outcome: str
    tone: str
    on: list[names.Named]
    more: str
    board: str


@dataclass(frozen=True, slots=True)
class Window:
    """A page of the log. `newer` and `older` are what the next pages start from; None where there is no more."""

    entries: list[Entry]
    newer: int | None
    older: int | None
    count: int
    capped: bool


TONES = {"done": "ok", "refused": "late", "failed": "wait"}


def window(rows: QuerySet[Entry], *, before: int | None = None, after: int | None = None) -> Window:
    """The newest rows, those before a row or those after it; two queries however long the log is."""
    if after is not None:
        found = list(rows.filter(pk__gt=after).order_by("at", "pk")[: PAGE + 1])
        beyond, entries = len(found) > PAGE, found[:PAGE][::-1]
        newer, older = beyond, True
    else:
        limited = rows.filter(pk__lt=before) if before is not None else rows
        found = list(limited.order_by("-at", "-pk")[: PAGE + 1])
        beyond, entries = len(found) > PAGE, found[:PAGE]
        newer, older = before is not None, beyond
    count = rows.order_by()[: COUNTED_AT_MOST + 1].count()
    return Window(
        entries,
        entries[0].pk if entries and newer else None,
        entries[-1].pk if entries and older else None,
        min(count, COUNTED_AT_MOST),
        count > COUNTED_AT_MOST,
    )


def in_words(entries: Sequence[Entry]) -> list[Shown]:
    """Rows with persons, boards and objects named: one question for each of them and each kind, not for each row."""
    people = names.lookup(names.USER, (entry.actor_id for entry in entries if entry.actor_id is not None))
    boards = names.lookup(names.UNIT, (entry.board_id for entry in entries if entry.board_id is not None))
    ids_of: dict[str, set[int]] = defaultdict(set)
    for entry in entries:
        ids_of[entry.kind].update(entry.ids[:_NAMED_AT_MOST])
    objects = {kind: names.lookup(kind, ids) for kind, ids in ids_of.items() if kind}
    return [
        Shown(
            pk=entry.pk,
            place=f"{entry.segment_id}:{entry.seq}",
            at=entry.at,
            who=people[entry.actor_id].text if entry.actor_id is not None else _nobody(entry),
            what=_what(entry),
            outcome=entry.get_outcome_display(),
            tone=TONES[entry.outcome],
            on=[objects[entry.kind][row_id] for row_id in entry.ids[:_NAMED_AT_MOST]] if entry.kind else [],
            more=_more(len(entry.ids) - _NAMED_AT_MOST),
            board=boards[entry.board_id].text if entry.board_id is not None else "",
        )
        for entry in entries
    ]


def _what(entry: Entry) -> str:
    what = actions.label(entry.action)
    if not _sealed(entry):
        return what
    count, day = entry.facts["count"], date_format(date.fromisoformat(entry.facts["day"]), "j F Y")
    words = ngettext("%(what)s en gång den %(day)s", "%(what)s %(count)d gånger den %(day)s", count)
    return words % {"what": what, "count": count, "day": day}


def _sealed(entry: Entry) -> bool:
    """Whether the row counts the nameless acts of a day: see `services.seal`."""
    return entry.actor_id is None and entry.facts.keys() == {"day", "count"}


def _nobody(entry: Entry) -> str:
    if entry.action in actions.NAMELESS or _sealed(entry):
        return _("någon utan namn i loggen")
    return _("systemet") if entry.outcome == Outcome.DONE else _("någon som inte var inloggad")


def _more(count: int) -> str:
    return ngettext("och en till", "och %(count)d till", count) % {"count": count} if count > 0 else ""


@dataclass(frozen=True, slots=True)
class Scope:
    """A part of the log that is reviewed by itself: a board's rows, or (None) all of it."""

    board_id: int | None
    name: str
    last: date | None
    due: date | None

    @property
    def late(self) -> bool:
        """Whether the next review should have been signed by now; a scope never reviewed is late."""
        return self.due is None or self.due < timezone.localdate()


def scopes(user: Reviewer) -> list[Scope]:
    """What the user may review, with the day the next review is due.

    For those who may review all of it, a review of the whole also counts for each board.
    """
    boards = names.lookup(names.UNIT, user.boards(REVIEW))
    found: list[tuple[int | None, str]] = [(None, _("hela kommunen"))] if user.at_city(REVIEW) else []
    found += sorted(((pk, named.text) for pk, named in boards.items()), key=lambda pair: sort_key(pair[1]))
    last = dict(LogReview.objects.visible_to(user).values_list("board_id").annotate(Max("period_to")))
    return [_scope(pk, name, max(filter(None, (last.get(pk), last.get(None))), default=None)) for pk, name in found]


def _scope(board_id: int | None, name: str, last: date | None) -> Scope:
    return Scope(board_id, name, last, add_months(last, settings.LOG_REVIEW_MONTHS) if last else None)
