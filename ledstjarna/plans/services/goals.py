"""The year's goals: added, reworded, moved, taken away, and copied to the next year."""

from __future__ import annotations

from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from ledstjarna.accounts.models import Unit
from ledstjarna.audit import services as audit
from ledstjarna.plans.models import Goal
from ledstjarna.plans.services.history import GONE
from ledstjarna.plans.services.places import moved
from ledstjarna.texts.swedish import fold
from ledstjarna.ui.errors import Conflict


def goal_add(
    *,
    board: Unit | None,
    year: int,
    name: str,
    parent: Goal | None = None,
    actor_id: int | None,
    once: UUID | None = None,
) -> Goal:
    """Add a goal last among the council's (no board) or a board's own. Raises ValidationError by field."""
    board_id = board.pk if board else None
    with audit.act("plan.goal.add", actor_id=actor_id, board_id=board_id, once=once) as done:
        goal = Goal(board=board, year=year, name=name, parent=parent, position=_same(board_id, year).count())
        _save(goal)
        done.on("plan_goal", goal.pk)
    return goal


def goal_edit(
    *, goal: Goal, name: str, parent: Goal | None = None, actor_id: int | None, once: UUID | None = None
) -> Goal:
    """Word a goal anew or put it under another. What was decided keeps its words. Raises ValidationError by field."""
    with audit.act("plan.goal.edit", actor_id=actor_id, board_id=goal.board_id, once=once) as done:
        now = _again(goal, done)
        now.name, now.parent = name, parent
        _save(now)
    return now


def goal_move(*, goal: Goal, steps: int, actor_id: int | None, once: UUID | None = None) -> None:
    """Move a goal some steps down (negative: up) among those of its board, or of the council."""
    with audit.act("plan.goal.move", actor_id=actor_id, board_id=goal.board_id, once=once) as done:
        now = _again(goal, done)
        Goal.objects.bulk_update(moved(list(_same(now.board_id, now.year)), now, steps), ["position"])


def goal_remove(*, goal: Goal, actor_id: int | None, once: UUID | None = None) -> bool:
    """Take a goal away. One that activities serve or goals stand under is only retired; gives whether it is gone."""
    with audit.act("plan.goal.remove", actor_id=actor_id, board_id=goal.board_id, once=once) as done:
        now = _again(goal, done)
        gone = not (now.activities.exists() or now.below.exists())
        if gone:
            now.delete()
        else:
            now.retired_at = now.retired_at or timezone.now()
            now.save()
        done.facts["gone"] = gone
    return gone


def goal_restore(*, goal: Goal, actor_id: int | None, once: UUID | None = None) -> Goal:
    """Bring a retired goal back."""
    with audit.act("plan.goal.restore", actor_id=actor_id, board_id=goal.board_id, once=once) as done:
        now = _again(goal, done)
        now.retired_at = None
        now.save()
    return now


def goals_copy(*, board: Unit | None, year: int, actor_id: int | None, once: UUID | None = None) -> list[Goal]:
    """Begin a year with the goals in use the last year before it that had any; those there already are left alone.

    A board's goal goes under the council's goal of the same name that year, and stands alone where there is none.
    """
    board_id = board.pk if board else None
    with audit.act("plan.goal.copy", actor_id=actor_id, board_id=board_id, once=once) as done:
        there = {fold(goal.name): goal for goal in _same(board_id, year)}
        above = {fold(goal.name): goal for goal in _same(None, year)}
        made: list[Goal] = []
        for old in _before(board_id, year):
            if fold(old.name) not in there:
                parent = above.get(fold(old.parent.name)) if old.parent else None
                place = len(there) + len(made)
                made.append(Goal(board=board, year=year, name=old.name, parent=parent, position=place))
        Goal.objects.bulk_create(made)
        done.on("plan_goal", *(goal.pk for goal in made))
        done.facts["year"] = year
    return made


def _same(board_id: int | None, year: int) -> QuerySet[Goal]:
    return Goal.objects.filter(board=board_id, year=year)


def _before(board_id: int | None, year: int) -> QuerySet[Goal]:
    older = Goal.objects.filter(board=board_id, year__lt=year, retired_at__isnull=True)
    latest = older.order_by("-year").values("year")[:1]
    return older.filter(year=latest).select_related("parent")


def _again(goal: Goal, done: audit.Act) -> Goal:
    now = Goal.objects.select_for_update().filter(pk=goal.pk).first()
    if now is None:
        raise Conflict(str(GONE))
    done.on("plan_goal", now.pk)
    return now


def _save(goal: Goal) -> None:
    if goal.parent and (goal.parent.board_id is not None or goal.parent.year != goal.year or goal.board_id is None):
        raise ValidationError({"parent": _("Välj ett av kommunfullmäktiges mål samma år.")})
    if any(fold(other.name) == fold(goal.name) for other in _same(goal.board_id, goal.year).exclude(pk=goal.pk)):
        raise ValidationError({"name": _("Målet finns redan det året.")})
    goal.full_clean()
    goal.save()
