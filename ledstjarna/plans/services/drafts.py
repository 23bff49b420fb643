"""A plan's draft as a whole: begun, read in, renamed, released and taken back, thrown away."""

from __future__ import annotations

from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from ledstjarna.accounts.models import Unit, UnitKind
from ledstjarna.audit import services as audit
from ledstjarna.plans.content import draft_parts, fingerprint, parts_from_text, version_parts
from ledstjarna.plans.models import Change, Plan, StepKind
from ledstjarna.plans.reading import PlanText
from ledstjarna.plans.services.history import drafting, note
from ledstjarna.plans.services.remarks import check_answered
from ledstjarna.plans.services.rows import store
from ledstjarna.plans.template import Structure, parts_of
from ledstjarna.plans.way import course
from ledstjarna.ui.errors import Conflict


def plan_create(
    *,
    board: Unit,
    year: int,
    title: str,
    structure: Structure | None = None,
    actor_id: int | None,
    once: UUID | None = None,
) -> Plan:
    """Begin a draft with the sections of a structure, or with none.

    Raises ValidationError when the board has a plan that begins that year.
    """
    with audit.act("plan.create", actor_id=actor_id, board_id=board.pk, once=once) as done:
        plan = new_plan(board, year, title, structure)
        store(plan, parts_of(structure) if structure else ())
        note(plan, Change.CREATED, actor_id)
        done.on("plan", plan.pk)
    return plan


def plan_import(*, board: Unit, year: int, text: PlanText, actor_id: int | None, once: UUID | None = None) -> Plan:
    """Store a plan that was read from a file as a draft, texts exactly as read.

    Raises ValidationError, whose sentences name the section, when the guard stops a text or the board has
    a plan that begins that year; then nothing is stored.
    """
    with audit.act("plan.import", actor_id=actor_id, board_id=board.pk, once=once) as done:
        plan = store_import(board, year, text, actor_id)
        done.on("plan", plan.pk)
    return plan


def store_import(board: Unit, year: int, text: PlanText, actor_id: int | None) -> Plan:
    """The rows of `plan_import`; the caller's act holds the transaction."""
    plan = new_plan(board, year, text.title)
    lost = store(plan, parts_from_text(text))
    rows = sum(len(section.activities) for section in text.sections)
    counts = {"sections": len(text.sections), "activities": rows, **({"lost": lost} if lost else {})}
    note(plan, Change.IMPORTED, actor_id, after=counts)
    return plan


def plan_rename(*, plan: Plan, title: str, lock: int, actor_id: int | None, once: UUID | None = None) -> Plan:
    """Give the draft another title. Raises ValidationError when it was renamed since `lock` was read."""
    with drafting("plan.rename", plan.pk, actor_id=actor_id, once=once) as (_done, plan):
        if plan.title == title:
            return plan
        if plan.lock != lock:
            raise ValidationError({"title": _("Någon annan har ändrat rubriken till ”%s” under tiden.") % plan.title})
        before, plan.title, plan.lock = plan.title, title, lock + 1
        _save(plan)
        note(plan, Change.RENAMED, actor_id, before={"title": before}, after={"title": title})
    return plan


def draft_release(*, plan: Plan, actor_id: int | None, once: UUID | None = None) -> Plan:
    """Let the central coordinator see the draft. Once released it stays so until taken back or decided."""
    with drafting("plan.draft.release", plan.pk, actor_id=actor_id, once=once) as (_done, plan):
        if plan.released_at is None:
            plan.released_at = timezone.now()
            _save(plan)
            note(plan, Change.RELEASED, actor_id)
    return plan


def draft_withdraw(*, plan: Plan, actor_id: int | None, once: UUID | None = None) -> Plan:
    """Close the draft to the central coordinator again."""
    with drafting("plan.draft.withdraw", plan.pk, actor_id=actor_id, once=once) as (_done, plan):
        if plan.released_at is not None:
            plan.released_at = None
            _save(plan)
            note(plan, Change.WITHDRAWN, actor_id)
    return plan


def draft_send(*, plan: Plan, actor_id: int | None, once: UUID | None = None) -> Plan:
    """Hand the draft over to the board's registrar, with its remarks answered. It can still be changed, which shows.

    Raises ValidationError while remarks wait for an answer.
    """
    with drafting("plan.draft.send", plan.pk, actor_id=actor_id, once=once) as (_done, plan):
        check_answered(plan)
        now = fingerprint(plan, draft_parts(plan))
        if course(plan).sent_as != now:
            note(plan, Change.SENT, actor_id, after={"fingerprint": now})
    return plan


def draft_recall(*, plan: Plan, actor_id: int | None, once: UUID | None = None) -> Plan:
    """Take back a draft that was handed over and that the board has not dealt with. Without one nothing happens."""
    with drafting("plan.draft.recall", plan.pk, actor_id=actor_id, once=once) as (_done, plan):
        if course(plan).sent_as:
            note(plan, Change.RECALLED, actor_id)
    return plan


def draft_discard(*, plan: Plan, actor_id: int | None, once: UUID | None = None) -> bool:
    """Throw the draft away: back to what the board decided or, when that is nothing, the plan altogether.

    Returns whether the plan remains. A draft may go since it is no public document yet (TF 2:12); one that has been
    taken up may not go altogether, which raises `Conflict`.
    """
    with drafting("plan.draft.discard", plan.pk, actor_id=actor_id, once=once) as (done, plan):
        done.facts["year"] = plan.year
        latest = plan.versions.last()
        if latest is None:
            _check_nobody_has_spoken(plan)
            plan.delete()
            return False
        store(plan, version_parts(latest))
        plan.title = latest.title
        plan.draft_since = plan.released_at = None
        _save(plan)
        note(plan, Change.DISCARDED, actor_id)
    return True


def has_been_taken_up(plan: Plan) -> bool:
    """Whether a committee or the board has dealt with the draft, or somebody has remarked on it: then it is kept."""
    taken = plan.steps.filter(kind__in=(StepKind.COMMITTEE, StepKind.BOARD))
    return taken.exists() or plan.remarks.exists()


def _check_nobody_has_spoken(plan: Plan) -> None:
    if has_been_taken_up(plan):
        raise Conflict(_("Utkastet har varit uppe för beslut eller fått synpunkter och går inte att ta bort helt."))


def new_plan(
    board: Unit, year: int, title: str, structure: Structure | None = None, *, follows: Plan | None = None
) -> Plan:
    """An empty draft; the caller's act holds the transaction. Raises ValidationError as `plan_create` does."""
    if board.kind != UnitKind.BOARD:
        raise ValidationError({"board": _("En plan hör till en nämnd.")})
    plan = Plan(
        board=board,
        year=year,
        title=title,
        draft_since=timezone.now(),
        template_id=structure.pk or None if structure else None,
        follows=follows,
    )
    plan.full_clean()
    plan.save(force_insert=True)
    return plan


def _save(plan: Plan) -> None:
    plan.full_clean(exclude=("board",))
    plan.save()
