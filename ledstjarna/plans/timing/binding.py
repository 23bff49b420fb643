"""Ties the parts of a sentence together: marks lend their role to dates, events take words, the rest is unread."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from .model import Slot
from .parts import DATED, InYear, Part, Role
from .spans import DAY, year_span

CLAUSE_ENDS, MARK_ENDS, NEUTRAL = frozenset(",()"), frozenset(",)"), frozenset(",():")
LEADS = {Role.LEAD: frozenset[Role](), Role.LEAD_PAST_DATES: DATED | {Role.COUNT, Role.IMPOSSIBLE}}
NEXT_TO = {Role.BEFORE: Role.DEADLINE, Role.AFTER: Role.BEGIN}
JOINERS = frozenset({"och", "samt", ",", "&", "/", "i", "under", "vid", "den", "på"})
# Said with a time without changing it.
SILENT = frozenset({
    *("under", "i", "på", "av", "och", "samt", "med", "för", "inom", "till", "vid", "den", "det", "de"),
    *("hela", "över", "gäller", "år", "året", "åren", "tiden", "period", "perioden"),
    *("månad", "månaderna", "vecka", "tidplan", "ca", "cirka", "omkring"),
    *("ska", "skall", "vara", "är", "blir", "sker", "görs", "hålls", "genomförs", "genomföras", "anordnas", "planeras"),
    *("därefter", "sedan", "dock", "även", "också"),
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Item:
    """A word or sign, or the words that a pattern took, from `start` to `end` of the text."""

    start: int
    end: int
    text: str
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class Sentence:
    """The parts of a sentence with their roles, and the runs of words that nothing took, as written."""

    text: str
    parts: tuple[Part, ...]
    unread: tuple[str, ...]


def bound(text: str, items: list[Item]) -> Sentence:
    """The sentence of the items, of which there is one or more; each is looked at a fixed number of times."""
    return _Binding(text, items).sentence()


class _Binding:
    """Goes through a sentence once: marks give their role to the dates after them, events take the words after them."""

    def __init__(self, text: str, items: list[Item]) -> None:
        self.text, self.items = text, items
        self.parts: list[Part] = []
        self.left: set[int] = set()  # places of the items that nothing takes
        self.mark: int | None = None  # the place of a mark that waits for a date
        self.lent: Role | None = None  # what role the date before was given
        self.joined = False

    def sentence(self) -> Sentence:
        at = 0
        while at < len(self.items):
            item = self.items[at]
            role = item.parts[0].role if item.parts else None
            if role is None:
                self._word(at)
            elif role in LEADS:
                at = self._event(at, LEADS[role])
            elif item.parts[0].mark:
                waiting = self._waiting()
                if not (waiting and waiting.role is Role.DEADLINE and role is Role.UNTIL):  # "klart till 31 mars"
                    self.mark = at
            elif role in DATED:
                self._dates(item.parts)
            else:
                self._other(item.parts)
            at += 1
        self._forget_mark()
        text = self.text[self.items[0].start : self.items[-1].end]
        return Sentence(text, tuple(self.parts), tuple(self._unread()))

    def _forget_mark(self) -> None:
        """A mark that found no date is unread."""
        if self.mark is not None:
            self.left.add(self.mark)
        self.mark = None

    def _word(self, at: int) -> None:
        self.left.add(at)
        word = self.items[at].text.casefold()
        strange = word not in SILENT and word not in JOINERS and word not in NEUTRAL
        waiting = self._waiting()
        if waiting and (word in MARK_ENDS or (strange and waiting.at_once)):
            self._forget_mark()
        if strange or word in "()":
            self.lent, self.joined = None, False

    def _waiting(self) -> Part | None:
        return None if self.mark is None else self.items[self.mark].parts[0]

    def _event(self, at: int, passes: frozenset[Role]) -> int:
        """Takes the words up to a comma or a part that it does not pass, and gives the place of the last of them."""
        last = at
        for after in range(at + 1, len(self.items)):
            item = self.items[after]
            if item.text in CLAUSE_ENDS or (item.parts and item.parts[0].role not in passes):
                break
            last = after if item.text.casefold() not in SILENT else last
        if last == at:
            self.left.add(at)
        else:
            self._other([Part(Role.EVENT, text=self.text[self.items[at].start : self.items[last].end])])
        return last

    def _other(self, parts: Iterable[Part]) -> None:
        for part in parts:
            self.parts.append(part)
            if part.role in {Role.EVENT, Role.ON_DEMAND}:  # "påbörjas efter beslut" has no date to wait for
                self.mark = None
        self.lent, self.joined = None, False

    def _dates(self, parts: Iterable[Part]) -> None:
        waiting = self._waiting()
        role = waiting.role if waiting else self.lent if self.joined else None
        for part in parts:
            self.parts.append(replace(_given(role, part), joined=self.joined))
            self.joined = True
        self.mark, self.lent = None, role

    def _unread(self) -> Iterator[str]:
        for run in _runs(sorted(self.left)):
            items = [self.items[at] for at in run]
            while items and _says_nothing(items[-1].text):
                items.pop()
            start = next((item.start for item in items if not _says_nothing(item.text)), None)
            if start is not None:
                yield self.text[start : items[-1].end]


def _given(role: Role | None, part: Part) -> Part:
    """The date in the role that a mark gives it."""
    place, years = part.in_year, part.years
    if role is None or place is None or part.role not in {Role.SPAN, Role.YEARS}:
        return part
    if part.role is Role.YEARS:
        whole = year_span(years[0], years[-1])
        place, years = (lambda _year: whole), years[:1]
    if role in NEXT_TO:
        role, place = NEXT_TO[role], _beside(place, before=role is Role.BEFORE)
    return replace(part, role=role, in_year=place, years=years)


def _beside(place: InYear, *, before: bool) -> InYear:
    """The day before or after a place."""

    def in_year(year: int) -> Slot | None:
        slot = place(year)
        day = slot and (slot.start - DAY if before else slot.end + DAY)
        return Slot(day, day) if day else None

    return in_year


def _runs(places: Iterable[int]) -> Iterator[list[int]]:
    """Places that follow on each other."""
    run: list[int] = []
    for place in places:
        if run and place != run[-1] + 1:
            yield run
            run = []
        run.append(place)
    if run:
        yield run


def _says_nothing(word: str) -> bool:
    return word.casefold() in SILENT or not (word.isalnum() or word[0].isalnum() or word == "?")
