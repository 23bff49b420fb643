"""Sections and activities of a draft: added, rewritten, moved, taken out and brought back."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from ledstjarna.plans.models import Activity, Change, Goal, Item, Plan, Section, shown
from ledstjarna.plans.origins import origin_note
from ledstjarna.plans.reasons import keys_of, state_of
from ledstjarna.plans.services.history import GONE, drafting, note
from ledstjarna.plans.services.occurrences import occurrences_follow
from ledstjarna.plans.services.reasons import set_findings
from ledstjarna.plans.understanding import period_names, understand
from ledstjarna.surveys.selectors import ResultRef
from ledstjarna.ui.errors import Conflict


class Stale(Exception):
    """Somebody else has changed or removed the row since it was read; `current` is how it stands now."""

    def __init__(self, current: Item) -> None:
        super().__init__(current.pk)
        self.current = current


def section_add(
    *,
    plan: Plan,
    texts: Mapping[str, Any],
    index: int | None = None,
    actor_id: int | None,
    once: UUID | None = None,
) -> Section:
    """Put a section (heading, level, text) at a place in the draft, last if none is given."""
    with drafting("plan.section.add", plan.pk, actor_id=actor_id, once=once) as (done, plan):
        section = Section(plan=plan, **texts)
        insert(section, index)
        note(plan, Change.ADDED, actor_id, key=section.key, label=shown(section), after=state_of(section))
        done.facts["section"] = section.pk
    return section


def activity_add(
    *,
    section: Section,
    texts: Mapping[str, Any],
    findings: Collection[UUID] = (),
    result: ResultRef | None = None,
    actor_id: int | None,
    once: UUID | None = None,
) -> Activity:
    """Put an activity (the four columns) last in a section's table, which comes back if it was removed.

    `findings` are the keys of the findings it answers, `result` is the survey's that it was proposed from. Raises
    ValidationError for a finding that the board has not published.
    """
    with drafting("plan.activity.add", section.plan_id, actor_id=actor_id, once=once) as (done, plan):
        now = _again(section)
        assert isinstance(now, Section)
        activity = Activity(section=now, **texts)
        bring_back(activity.section, actor_id)
        insert(activity, None)
        set_findings(activity, findings, plan.board_id)
        if result:
            origin_note(activity.key, result)
        note(plan, Change.ADDED, actor_id, key=activity.key, label=shown(activity), after=state_of(activity))
        done.facts["activity"] = activity.pk
    return activity


def item_edit(
    *,
    item: Item,
    texts: Mapping[str, Any],
    findings: Collection[UUID] | None = None,
    editorial: bool = False,
    lock: int,
    actor_id: int | None,
    once: UUID | None = None,
) -> Item:
    """Rewrite a section or an activity that was read with `lock`; a removed one comes back.

    `texts` may hold an activity's own details too (`details.FIELDS`). `findings` are the keys of all findings that an
    activity answers; None leaves them as they are.
    `editorial`: only the wording is another, says the one who writes; which findings it answers never is wording.
    Raises `Stale` with the row as it stands when somebody was faster and wrote something else, ValidationError for
    a finding that the board has not published.
    """
    with drafting(_action(item, "edit"), item.plan.pk, actor_id=actor_id, once=once) as (done, plan):
        now = _again(item)
        done.facts[_name(item)] = now.pk
        before, had = state_of(now), set(keys_of(now))
        answers = had if findings is None else set(findings)
        changed = any(getattr(now, name) != value for name, value in texts.items()) or answers != had
        if not changed and not now.removed:
            return now
        if now.lock != lock:
            raise Stale(now)
        for name, value in texts.items():
            setattr(now, name, value)
        bring_back(now, actor_id)
        if isinstance(now, Activity) and findings is not None:
            set_findings(now, findings, plan.board_id)
        if changed:
            _save(now)
            note(
                plan,
                Change.EDITED,
                actor_id,
                key=now.key,
                label=shown(now),
                before=before,
                after=state_of(now),
                editorial=editorial and answers == had,
            )
    return now


def item_move(*, item: Item, steps: int, actor_id: int | None, once: UUID | None = None) -> Item:
    """Move a section in the plan, or an activity in its table, some steps down (negative: up)."""
    with drafting(_action(item, "move"), item.plan.pk, actor_id=actor_id, once=once) as (done, plan):
        done.facts[_name(item)] = item.pk
        rows: list[Any] = list(item.siblings())
        old = next((place for place, row in enumerate(rows) if row.pk == item.pk), None)
        if old is None:
            return item
        new = min(max(old + steps, 0), len(rows) - 1)
        if new != old:
            rows.insert(new, rows.pop(old))
            _number(rows)
            note(
                plan,
                Change.MOVED,
                actor_id,
                key=item.key,
                label=shown(item),
                before={"place": old + 1},
                after={"place": new + 1},
            )
    return item


def item_remove(*, item: Item, actor_id: int | None, once: UUID | None = None) -> Item:
    """Take a section or an activity out of the draft. It can be brought back until the board has decided."""
    with drafting(_action(item, "remove"), item.plan.pk, actor_id=actor_id, once=once) as (done, plan):
        now = _again(item)
        done.facts[_name(item)] = now.pk
        if now.removed_at is None:
            now.removed_at = timezone.now()
            _save(now)
            if isinstance(now, Section):
                # Whoever is writing in one of its activities must be told.
                now.activities.update(lock=F("lock") + 1)
            note(plan, Change.REMOVED, actor_id, key=now.key, label=shown(now), before=state_of(now))
    return now


def item_restore(*, item: Item, actor_id: int | None, once: UUID | None = None) -> Item:
    """Bring a removed section or activity back to its place; an activity brings its section with it."""
    with drafting(_action(item, "restore"), item.plan.pk, actor_id=actor_id, once=once) as (done, _plan):
        now = _again(item)
        done.facts[_name(item)] = now.pk
        bring_back(now, actor_id)
    return now


def _name(item: Item) -> str:
    return "section" if isinstance(item, Section) else "activity"


def _action(item: Item, verb: str) -> str:
    return f"plan.{_name(item)}.{verb}"


def _again(item: Item) -> Item:
    """The row as it stands inside the act. Raises `Conflict` when the whole draft was thrown away or decided."""
    up = "plan" if isinstance(item, Section) else "section__plan"
    found: Item | None = type(item)._default_manager.select_related(up).filter(pk=item.pk).first()
    if found is None:
        raise Conflict(str(GONE))
    return found


def bring_back(item: Item, actor_id: int | None) -> None:
    """Take a removed row into the draft again, an activity with its section; the caller's act holds the transaction."""
    if isinstance(item, Activity):
        bring_back(item.section, actor_id)
    if item.removed_at is not None:
        item.removed_at = None
        _save(item)
        note(item.plan, Change.RESTORED, actor_id, key=item.key, label=shown(item), after=state_of(item))


def insert(item: Item, index: int | None) -> None:
    """Put a new row at a place among its siblings, last if none is given; the caller's act holds the transaction."""
    rows: list[Any] = list(item.siblings())
    item.full_clean(exclude=("plan", "section"))
    _written(item, force_insert=True)
    rows.insert(len(rows) if index is None else index, item)
    _number(rows)


def _number(rows: list[Any]) -> None:
    """Write the places that differ from the rows' order."""
    wrong = [row for place, row in enumerate(rows) if row.position != place]
    for place, row in enumerate(rows):
        row.position = place
    if wrong:
        type(wrong[0]).objects.bulk_update(wrong, ["position"])


def _save(item: Item) -> None:
    item.lock += 1
    item.full_clean(exclude=("plan", "section", "goal"))
    if isinstance(item, Activity) and item.goal_id and not Goal.objects.filter(pk=item.goal_id).exists():
        raise ValidationError({"goal": _("Målet finns inte längre. Välj ett annat.")})
    _written(item)


def _written(item: Item, *, force_insert: bool = False) -> None:
    """Save the row; an activity is read anew, and its occurrences follow."""
    if isinstance(item, Section):
        item.save(force_insert=force_insert)
        return
    schedule = understand(item, item.plan.year, period_names(item.plan.year))
    item.save(force_insert=force_insert)
    occurrences_follow([(item, schedule)])
