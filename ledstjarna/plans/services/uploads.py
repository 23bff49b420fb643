"""The wait between reading a file and saying where it belongs."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4, uuid5

from django.utils import timezone

from ledstjarna.accounts.models import Unit
from ledstjarna.audit import services as audit
from ledstjarna.plans.dry_run import RowsStopped, dry_run
from ledstjarna.plans.models import Plan, Upload
from ledstjarna.plans.reading import PlanText
from ledstjarna.plans.services.drafts import store_import

KEPT_FOR = timedelta(days=1)
LEFT_OUT = "left_out"


def upload_store(*, text: PlanText, owner_id: int, once: UUID | None = None, leave_out: bool = False) -> Upload:
    """Keep a plan that was read until its reader has chosen board and year.

    The form's number `once` becomes the upload's own, so that a form sent twice leads to the same upload.
    Raises RowsStopped when the guard stops any of its texts; then nothing is kept. With `leave_out` what is stopped
    is left out instead, and the upload says where it stood and why.
    """
    run = dry_run(text)
    if run.stopped and not leave_out:
        raise RowsStopped(run)
    content = run.text.as_json(reading=True) | {LEFT_OUT: [row.as_json() for row in run.stopped]}
    with audit.act("plan.upload.store", actor_id=owner_id, once=once) as done:
        upload = Upload.objects.create(pk=once or uuid4(), owner_id=owner_id, content=content)
        done.on("plan_upload")
    return upload


def upload_of(upload_id: UUID, owner_id: int) -> Upload:
    """The owner's own upload while it is kept. Raises `Upload.DoesNotExist`."""
    return Upload.objects.get(pk=upload_id, owner_id=owner_id, created_at__gt=timezone.now() - KEPT_FOR)


def upload_save(*, upload_id: UUID, board: Unit, year: int, actor_id: int) -> Plan:
    """Make the upload a plan's draft and erase it. Sent twice, it raises `audit.Repeated` with that plan.

    Raises `Upload.DoesNotExist` and what `plan_import` raises.
    """
    once = uuid5(upload_id, "save")
    with audit.act("plan.import", actor_id=actor_id, board_id=board.pk, once=once) as done:
        upload = upload_of(upload_id, actor_id)
        plan = store_import(board, year, PlanText.from_json(upload.content), actor_id)
        upload.delete()
        done.on("plan", plan.pk)
    return plan


def uploads_purge() -> None:
    """Erase what nobody saved within a day, with one row in the log when there was any."""
    old = Upload.objects.filter(created_at__lte=timezone.now() - KEPT_FOR)
    if old.exists():
        with audit.act("plan.upload.purge", actor_id=None) as done:
            done.facts["count"], _models = old.delete()
