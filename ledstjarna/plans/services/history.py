"""What every act on a draft does: open it under the lock, and keep before and after."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Final
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from ledstjarna.audit import services as audit
from ledstjarna.plans.models import Activity, Change, Plan, Revision, shown
from ledstjarna.texts.guard import derived
from ledstjarna.ui.errors import Conflict

GONE: Final = _("Det du ändrade finns inte kvar. Någon tog bort det under tiden.")


class NoDraft(Exception):
    """The plan has no draft under way: the board has decided it and nobody has begun to revise it."""


@contextmanager
def drafting(action: str, plan_id: int, *, actor_id: int | None, once: UUID | None) -> Iterator[tuple[audit.Act, Plan]]:
    """An act on a plan's draft. Raises `NoDraft`, `Conflict` when the plan is gone or `audit.Repeated`, unchanged."""
    with audit.act(action, actor_id=actor_id, once=once) as done:
        plan = Plan.objects.select_for_update().filter(pk=plan_id).first()
        if plan is None:
            raise Conflict(str(GONE))
        if plan.draft_since is None:
            raise NoDraft
        done.board_id = plan.board_id
        done.on("plan", plan.pk)
        yield done, plan


@contextmanager
def changing(
    action: str,
    activity: Activity,
    words: Callable[[Activity], dict[str, str]],
    *,
    actor_id: int | None,
    once: UUID | None,
) -> Iterator[audit.Act]:
    """An act on what stands beside an activity's columns; its history keeps the words before and after."""
    with drafting(action, activity.plan.pk, actor_id=actor_id, once=once) as (done, plan):
        before = words(activity)
        done.facts["activity"] = activity.pk
        yield done
        after, label = words(activity), shown(activity)
        if after != before:
            note(plan, Change.EDITED, actor_id, key=activity.key, label=label, before=before, after=after)


def note(
    plan: Plan,
    change: Change,
    actor_id: int | None,
    *,
    key: UUID | None = None,
    label: str = "",
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    editorial: bool = False,
) -> None:
    """Write a row of the plan's history; the caller's act holds the transaction."""
    row = Revision(plan=plan, change=change, actor_id=actor_id, key=key, before=before, after=after)
    row.label = derived(label, "institution")
    row.editorial = editorial
    row.full_clean()
    row.save(force_insert=True)
