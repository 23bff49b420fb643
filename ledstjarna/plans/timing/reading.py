"""A cell from text to parts: cleaned, cut into sentences, taken by the patterns, and what was not taken."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from ledstjarna.plans.reading.wording import one_line

from .model import Slot
from .parts import DATED, InYear, Part, Pattern, Plan, Role
from .spans import DAY, year_span

FAR = 20  # years from the plan's; what is farther off is more likely something else than a year
CUT = re.compile(r"(?<=[^\W\d_])(?:-|\u00ad)[ \t]*\r?\n\s*(?!och\b|eller\b|samt\b)(?=[a-zåäöé])")
ITEM = re.compile(r"[\r\n]\s*[-–—•*]\s")
WORD = re.compile(r"\w+(?:[-:’']\w+)*|[^\w\s]")
SENTENCE_ENDS, CLAUSE_ENDS = frozenset(".!;"), frozenset(",()")
LEADS = {Role.LEAD: frozenset[Role](), Role.LEAD_PAST_DATES: DATED | {Role.COUNT, Role.IMPOSSIBLE}}
NEXT_TO = {Role.BEFORE: Role.DEADLINE, Role.AFTER: Role.BEGIN}
JOINERS = frozenset({"och", "samt", ",", "&", "/", "i", "under", "vid", "den", "på"})
# Said with a time without changing it.
SILENT = frozenset({
    *("under", "i", "på", "av", "och", "samt", "med", "för", "inom", "till", "vid", "den", "det", "de"),
    *("år", "åren", "tiden", "period", "perioden", "månad", "månaderna", "vecka", "tidplan", "ca", "cirka", "omkring"),
    *("ska", "skall", "vara", "är", "blir", "sker", "görs", "hålls", "genomförs", "genomföras", "anordnas", "planeras"),
    "därefter",
})  # fmt: skip
# Beside one of these a time may mean the opposite.
REFUSED = re.compile(
    r"(?<!\w)(?:inte|ej|aldrig|utom|förutom|undantag\w*|exklusive|exkl|istället|stället|inställ\w*|pausa\w*"
    r"|upp(?:skjut|skjuten|skjutet)|skjut\w*|utgår|utgick)(?!\w)",
    re.IGNORECASE,
)


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


def cleaned(text: str) -> str:
    """One line, words cut at the end of a line put together, list items parted by semicolons."""
    whole = text.strip()
    if whole[:1] in "-–—•*":
        whole = ITEM.sub("; ", f"\n{whole}")
    return one_line(CUT.sub("", whole)).strip("; ")


def sentences(text: str, patterns: Sequence[Pattern], plan: Plan) -> list[Sentence]:
    """What a cleaned text says, sentence by sentence. Linear: each word is tried once by each pattern."""
    found: list[list[Item]] = [[]]
    for item in _items(text, patterns, plan):
        if not item.parts and item.text in SENTENCE_ENDS:
            found.append([])
        else:
            found[-1].append(item)
    return [_Binding(text, items).sentence() for items in found if items]


def _items(text: str, patterns: Sequence[Pattern], plan: Plan) -> Iterator[Item]:
    at = 0
    while word := WORD.search(text, at):
        item = _taken(text, word.start(), patterns, plan) or Item(word.start(), word.end(), word[0])
        yield item
        at = item.end


def _taken(text: str, at: int, patterns: Iterable[Pattern], plan: Plan) -> Item | None:
    if not text[at].isalnum():
        return None
    for pattern, build in patterns:
        if found := pattern.match(text, at):
            parts = tuple(replace(part, text=part.text or found[0]) for part in build(found, plan))
            if parts and all(plan.first - FAR <= year <= plan.last + FAR for part in parts for year in part.years):
                return Item(at, found.end(), found[0], parts)
    return None


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
                self.mark = at  # in place of one that said it too ("klart senast")
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
        strange = word not in SILENT and word not in JOINERS and word not in CLAUSE_ENDS and word != ":"
        if self.mark is not None and (word in CLAUSE_ENDS or (strange and self._role_of_mark() in NEXT_TO)):
            self._forget_mark()
        if strange or word in "()":
            self.lent, self.joined = None, False

    def _role_of_mark(self) -> Role | None:
        return None if self.mark is None else self.items[self.mark].parts[0].role

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
            if part.role is Role.EVENT:  # "påbörjas efter beslut" has no date to wait for
                self.mark = None
        self.lent, self.joined = None, False

    def _dates(self, parts: Iterable[Part]) -> None:
        role = self._role_of_mark() or (self.lent if self.joined else None)
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
