"""Rows of the operations room for the matrix."""

from __future__ import annotations

from typing import Any

from ledstjarna.accounts.models import Unit, User
from ledstjarna.operations import jobs
from ledstjarna.operations.models import MailState, OutgoingMail
from tests.matrix.sample import Level, Sample
from tests.matrix.world import World


def _at_the_city(world: World, user: User, unit: Unit) -> bool:
    return any(board is None for _role, _unit, board in user.holdings)


def _job(world: World, user: User) -> dict[str, Any]:
    job = jobs.enqueue("organisation.import", subject_id=1, owner_id=user.pk, key=f"matrix:{user.pk}")
    return {"job_id": job.pk}


def _mail(world: World, unit: Unit) -> dict[str, Any]:
    found, _made = OutgoingMail.objects.get_or_create(recipient="a@exempel.invalid", state=MailState.FAILED)
    return {"mail_id": found.pk}


SAMPLES = {
    # The municipality's mail is no board's: only a role at the city itself opens it.
    "operations:outbox": Sample(lambda world, unit: {}, Level.NOBODY, reaches=_at_the_city),
    "operations:mail_retry": Sample(_mail, Level.NOBODY, reaches=_at_the_city),
    "operations:job": Sample(_job, Level.PERSON),
    "operations:job_retry": Sample(_job, Level.PERSON),
}
