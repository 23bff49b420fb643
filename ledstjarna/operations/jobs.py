"""Long work: registered by the rooms, run by the worker, seen by the one who asked."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.functional import Promise
from django_tasks import task

from ledstjarna.operations.models import Job, State

log = logging.getLogger(__name__)

MAX_ATTEMPTS = 3
SILENCE = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of work. `run` must be safe to repeat: a killed worker leaves it half done and it is run again.

    `done` is said on the page at `result_url` when it is finished; `source_url` is where the owner asked for it.
    """

    code: str
    label: str | Promise
    done: str | Promise
    run: Callable[[int, Progress], None]
    result_url: Callable[[int], str]
    source_url: Callable[[int], str]


KINDS: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    """Make a kind of work known; called when the room's app is ready."""
    KINDS[kind.code] = kind


class Progress:
    """Given to the work so that it can tell how far it has come."""

    def __init__(self, job: Job) -> None:
        self._job = job

    def __call__(self, done: int, of: int) -> None:
        """`done` steps of `of` are finished. Cheap enough to be called once a second, not once a row."""
        Job.objects.filter(pk=self._job.pk).update(steps_done=done, steps=of, heartbeat_at=timezone.now())


def enqueue(code: str, *, subject_id: int, owner_id: int, key: str) -> Job:
    """Ask for the work. The same `key` gives the job that is already there, whatever its state."""
    if code not in KINDS:
        raise KeyError(code)
    with transaction.atomic():
        job, created = Job.objects.get_or_create(
            key=key, defaults={"kind": code, "subject_id": subject_id, "owner_id": owner_id}
        )
        if created:
            run_job.enqueue(str(job.pk))
    return job


@task()
def run_job(job_id: str) -> None:
    """Run one job. Claims it first, so that a second worker passes by. Faults are kept by name, never by text."""
    claimed = Job.objects.filter(pk=job_id, state=State.WAITING).update(
        state=State.RUNNING, attempts=F("attempts") + 1, heartbeat_at=timezone.now()
    )
    if not claimed:
        return
    job = Job.objects.get(pk=job_id)
    try:
        KINDS[job.kind].run(job.subject_id, Progress(job))
    except Exception as fault:
        log.error("job %s (%s) failed: %s", job.pk, job.kind, type(fault).__name__)
        _end(job, State.FAILED, type(fault).__name__)
    else:
        _end(job, State.DONE, "")


def _end(job: Job, state: State, fault: str) -> None:
    now = timezone.now()
    Job.objects.filter(pk=job.pk).update(state=state, fault=fault, heartbeat_at=now, ended_at=now)


def retry(job: Job) -> None:
    """Run a failed job again, asked for by its owner."""
    if Job.objects.filter(pk=job.pk, state=State.FAILED).update(state=State.WAITING, fault="", ended_at=None):
        run_job.enqueue(str(job.pk))


def rescue() -> int:
    """Put jobs whose worker died back in line; after `MAX_ATTEMPTS` they count as failed. Gives how many were found."""
    silent = Job.objects.filter(state=State.RUNNING, heartbeat_at__lt=timezone.now() - SILENCE)
    found = 0
    for job in silent:
        found += 1
        if job.attempts >= MAX_ATTEMPTS:
            _end(job, State.FAILED, "WorkerLost")
        elif Job.objects.filter(pk=job.pk, state=State.RUNNING).update(state=State.WAITING):
            run_job.enqueue(str(job.pk))
    return found
