"""How the work with an activity stands. Said at any time, without a draft: no part of what the board decides."""

from __future__ import annotations

from uuid import UUID

from ledstjarna.audit import services as audit
from ledstjarna.plans.models import Activity, Change, Status, shown
from ledstjarna.plans.services.history import GONE, note
from ledstjarna.ui.errors import Conflict


def activity_status_set(
    *,
    activity: Activity,
    status: str,
    blocked_because: str = "",
    unblocked_by: str = "",
    actor_id: int | None,
    once: UUID | None = None,
) -> Activity:
    """Say where the work stands; what blocks it and who can help when it is blocked, else the two are emptied.

    Raises ValidationError for another status, or a blocked one that does not say why.
    """
    plan = activity.plan
    with audit.act("plan.activity.status", actor_id=actor_id, board_id=plan.board_id, once=once) as done:
        now = Activity.objects.select_for_update().filter(pk=activity.pk).first()
        if now is None:
            raise Conflict(str(GONE))
        done.on("plan", plan.pk)
        done.facts |= {"activity": now.pk, "status": status}
        blocked = status == Status.BLOCKED
        before = {"status": now.status}
        now.status = status
        now.blocked_because = blocked_because if blocked else ""
        now.unblocked_by = unblocked_by if blocked else ""
        now.full_clean(exclude=("section", "goal"))
        now.save(update_fields=["status", "blocked_because", "unblocked_by"])
        if before["status"] != status:
            note(plan, Change.STATUS, actor_id, key=now.key, label=shown(now), before=before, after={"status": status})
    return now
