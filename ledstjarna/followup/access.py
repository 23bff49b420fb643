"""What a user may see and do in the follow-up of a plan."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from ledstjarna.accounts.models import User
from ledstjarna.followup.models import State
from ledstjarna.followup.permissions import ACCEPT, BOARD, CITY, ON_BEHALF, READ, REPORT
from ledstjarna.plans.selectors_followup import FollowedActivity, FollowedPlan
from ledstjarna.texts.swedish import fold
from ledstjarna.walls.roles import Role

_NAMED = (Role.LOCAL_COORDINATOR, Role.UNIT_MANAGER)


@dataclass(frozen=True, slots=True)
class Access:
    """`parties` are the activities that a role of the user answers for or takes part in.

    `states` are those of the reports that may be read; none at all when the plan itself may not.
    """

    states: frozenset[State]
    inside: bool
    accepts: bool
    on_behalf: bool
    parties: frozenset[UUID]
    names: tuple[str, ...]

    def reports_on(self, activity: FollowedActivity) -> bool:
        """Whether the user may report on the activity: an own one, or any of the board's for those who accept."""
        return self.accepts or self.own(activity)

    def speaks_for_another(self, activity: FollowedActivity) -> bool:
        """Whether the activity is another's, so that it must be said for whom."""
        return not self.own(activity)

    def own(self, activity: FollowedActivity) -> bool:
        """Whether the activity is listed among the user's own.

        Where no role is set it goes by the words of its column: those who may report on it see it as theirs when it
        names their unit or their role.
        """
        if activity.key in self.parties:
            return True
        if activity.held or not self.on_behalf:
            return False
        words = fold(activity.responsible)
        return any(name in words for name in self.names)


def access(user: User, plan: FollowedPlan) -> Access:
    """What the user may do with the plan."""
    inside = bool(plan.boards & user.boards(BOARD))
    held = {(str(role), unit) for role, unit, _board in user.holdings} if user.may(REPORT) else set()
    return Access(
        states=_states(user, plan, inside),
        inside=inside,
        accepts=bool(plan.boards & user.boards(ACCEPT)),
        on_behalf=bool(plan.boards & user.boards(ON_BEHALF)),
        parties=frozenset(
            row.key for row in plan.activities if any((party.role, party.unit_id) in held for party in row.parties)
        ),
        names=_names(user, plan),
    )


def _states(user: User, plan: FollowedPlan, inside: bool) -> frozenset[State]:
    if inside:
        return frozenset(State)
    if plan.decided_on is None or not user.may(READ):
        return frozenset()
    return frozenset({State.SUBMITTED, State.ACCEPTED} if user.may(CITY) else {State.ACCEPTED})


def _names(user: User, plan: FollowedPlan) -> tuple[str, ...]:
    held = [row for row in user.held if row.unit.board_id in plan.boards and row.role in _NAMED]
    roles = {str(Role(row.role).label) for row in held}
    return tuple(fold(name) for name in {*roles, *(row.unit.name for row in held if row.unit_id != row.unit.board_id)})
