"""Rows of the operations room for the matrix."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from ledstjarna.accounts.models import User
from ledstjarna.operations import jobs
from ledstjarna.operations.models import Job, MailState, OutgoingMail, State
from tests.matrix.sample import Level, Sample
from tests.matrix.world import World

KIND = jobs.Kind("matrix", "Prov", lambda subject_id, progress: None, lambda subject_id: "/")


def _job(world: World, user: User) -> dict[str, Any]:
    jobs.KINDS[KIND.code] = KIND
    job = Job.objects.create(kind=KIND.code, key=str(uuid4()), subject_id=1, owner_id=user.pk, state=State.FAILED)
    return {"job_id": job.pk}


def _mail(world: World, unit: object) -> dict[str, Any]:
    mail = OutgoingMail.objects.create(recipient="alice@example.se", subject="Prov", state=MailState.FAILED)
    return {"mail_id": mail.pk}


SAMPLES = {
    "operations:job": Sample(_job, Level.PERSON),
    "operations:job_retry": Sample(_job, Level.PERSON),
    "operations:mail_retry": Sample(_mail, Level.NOBODY),
}
