"""What this room keeps: mails that have left for three months, finished work for one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _
from django_tasks_db.models import DBTaskResult

from ledstjarna.audit.retention import Rule
from ledstjarna.operations.models import Job, MailState, OutgoingMail, State

ENDED = (State.DONE, State.FAILED)


def _old_mails(before: datetime) -> Sequence[int]:
    rows = OutgoingMail.objects.exclude(state=MailState.WAITING).filter(created_at__lt=before)
    return list(rows.order_by("pk").values_list("pk", flat=True))


def _old_jobs(before: datetime) -> Sequence[Any]:
    return list(Job.objects.filter(state__in=ENDED, ended_at__lt=before).values_list("pk", flat=True))


def _purge_jobs(keys: Sequence[Any]) -> None:
    """The job and the worker's own record of it."""
    for key in keys:
        DBTaskResult.objects.filter(args_kwargs__args=[str(key)]).delete()
    Job.objects.filter(pk__in=keys).delete()


RULES = (
    Rule(
        code="operations.mail",
        what=_("Brev som har gått ut eller inte kom fram"),
        months=3,
        kind="mail",
        select=_old_mails,
        purge=lambda keys: OutgoingMail.objects.filter(pk__in=keys).delete(),
        tombstones=False,
    ),
    Rule(
        code="operations.jobs",
        what=_("Arbeten som är avslutade"),
        months=1,
        select=_old_jobs,
        purge=_purge_jobs,
        tombstones=False,
    ),
)
