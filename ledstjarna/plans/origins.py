"""The way back from an activity to the result it was proposed from, resolved by the room that has the result."""

from __future__ import annotations

from uuid import UUID

from ledstjarna.accounts.models import User
from ledstjarna.plans.models import Origin
from ledstjarna.surveys import selectors as surveys
from ledstjarna.surveys.permissions import ROUNDS

SURVEYS = "surveys"


def origin_note(activity_key: UUID, result: surveys.ResultRef) -> None:
    """Remember that an activity was proposed from a result of the survey; the first time is what counts."""
    ref = f"{result.round_pk}:{result.key}"
    Origin.objects.get_or_create(key=activity_key, defaults={"room": SURVEYS, "ref": ref})


def origin_of(activity_key: UUID, user: User) -> surveys.ResultRef | None:
    """The result that an activity was proposed from, if it still is there and the user may read it. Two queries."""
    found = Origin.objects.filter(key=activity_key, room=SURVEYS).first()
    if found is None:
        return None
    number, _colon, key = found.ref.partition(":")
    result = surveys.result_named(int(number), key)
    return result if result and result.board_id in user.boards(ROUNDS) else None
