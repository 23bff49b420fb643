"""The responsibility map: which function answers for which duty, across all boards, and where none or two do."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from django.utils import timezone
from django.utils.translation import override

from ledstjarna.accounts.models import Unit
from ledstjarna.accounts.selectors import boards, held_roles
from ledstjarna.plans.content import Part, Row, version_parts
from ledstjarna.plans.functions import functions_in, key_of
from ledstjarna.plans.in_force import in_force
from ledstjarna.plans.printing import LANGUAGE
from ledstjarna.texts.swedish import fold, sort_key
from ledstjarna.walls.roles import Role

SHOWN = 25


@dataclass(frozen=True, slots=True)
class Duty:
    """An activity of a decided plan as somebody's duty; `group` is the heading it stands under."""

    board: Unit
    plan_pk: int
    key: str
    activity: str
    group: str
    lead: str
    others: tuple[str, ...] = ()
    vacant: bool = False


@dataclass(slots=True)
class Function:
    """A function with what it answers for and what it takes part in; `groups` counts the former by heading."""

    name: str
    leads: list[Duty] = field(default_factory=list)
    helps: list[Duty] = field(default_factory=list)

    def groups(self) -> dict[str, int]:
        counts: dict[str, int] = {}
        for duty in self.leads:
            counts[duty.group] = counts.get(duty.group, 0) + 1
        return counts

    @property
    def shown(self) -> list[Duty]:
        """The first of its duties, as many as a page can bear."""
        return [*self.leads, *self.helps][:SHOWN]

    @property
    def hidden(self) -> int:
        return max(0, len(self.leads) + len(self.helps) - SHOWN)

    @property
    def boards(self) -> list[str]:
        """The names of the boards whose plans name it."""
        return list(dict.fromkeys(duty.board.name for duty in (*self.leads, *self.helps)))


@dataclass(frozen=True, slots=True)
class Map:
    """`unheld` are duties that nobody answers for or whose role is vacant; `shared` those that several do."""

    functions: list[Function]
    unheld: list[Duty]
    shared: list[list[Duty]]


def responsibility_map(board_ids: Iterable[int] | None = None) -> Map:
    """What the boards' plans in force say, of all boards or some. Three queries whatever the number of plans."""
    duties = list(_duties(board_ids))
    functions: dict[str, Function] = {}
    for duty in duties:
        for name in filter(None, (duty.lead, *duty.others)):
            found = functions.setdefault(key_of(name) or fold(name), Function(name))
            (found.leads if name == duty.lead else found.helps).append(duty)
    return Map(
        sorted(functions.values(), key=lambda function: (-len(function.leads), sort_key(function.name))),
        [duty for duty in duties if not duty.lead or duty.vacant],
        list(_shared(duties)),
    )


def _duties(board_ids: Iterable[int] | None) -> Iterator[Duty]:
    present = {board.pk: board for board in boards()}
    chosen = present.keys() if board_ids is None else present.keys() & set(board_ids)
    held = held_roles()
    versions = in_force(timezone.localdate()).filter(plan__board__in=chosen)
    for version in versions.order_by("plan__board__sort_key"):
        board = present[version.plan.board_id]
        parts = version_parts(version)
        appointed = _appointed(parts, board)
        for part in parts:
            for row in part.activities:
                yield _duty(board, version.plan_id, part.heading, row, held, appointed)


def _appointed(parts: Iterable[Part], board: Unit) -> dict[str, str]:
    """The roles that the plan appoints at the board itself, or at one unit alone, by how a cell would name them."""
    found: dict[str, set[str]] = {}
    own: dict[str, str] = {}
    with override(LANGUAGE):
        labels = {role: key_of(str(role.label)) for role in Role}
    for party in (party for part in parts for row in part.activities for party in row.details.parties if party.role):
        found.setdefault(labels[Role(party.role)], set()).add(str(party))
        if party.unit == board.code:
            own[labels[Role(party.role)]] = str(party)
    return {key: names.pop() for key, names in found.items() if len(names) == 1} | own


def _duty(
    board: Unit, plan_pk: int, group: str, row: Row, held: set[tuple[str, str]], appointed: Mapping[str, str]
) -> Duty:
    """`appointed` gives the role at a unit that a cell means by its mere name."""
    parties = row.details.parties
    if parties:
        lead = row.details.lead
        vacant = bool(lead and lead.role and (lead.role, lead.unit) not in held)
        others = tuple(str(party) for party in parties if not party.lead)
        return Duty(board, plan_pk, row.key, row.activity, group, str(lead or ""), others, vacant)
    named = functions_in(row.responsible) or (row.responsible.strip()[:120],)
    first, *others_named = (appointed.get(key_of(name), name) for name in named)
    return Duty(board, plan_pk, row.key, row.activity, group, first, tuple(others_named))


def _shared(duties: Iterable[Duty]) -> Iterator[list[Duty]]:
    """The same duty with different functions to answer for it, in one plan or in two boards' plans."""
    same: dict[str, list[Duty]] = {}
    for duty in duties:
        if duty.lead:
            same.setdefault(" ".join(re.findall(r"\w+", fold(duty.activity))), []).append(duty)
    for group in same.values():
        if len({key_of(duty.lead) for duty in group}) > 1:
            yield group
