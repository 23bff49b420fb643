"""Long work: asked for once, run once, rescued when its worker dies."""

from datetime import timedelta

import pytest
from django.utils import timezone

from ledstjarna.operations import jobs
from ledstjarna.operations.models import Job, State

pytestmark = pytest.mark.django_db


@pytest.fixture
def counting(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """A kind of work that notes what it was run on."""
    seen: list[int] = []

    def run(subject_id: int, progress: jobs.Progress) -> None:
        seen.append(subject_id)
        progress(1, 2)

    monkeypatch.setitem(jobs.KINDS, "count", jobs.Kind("count", "Räkna", "Klart.", run, str, str))
    return seen


def run(job: Job) -> Job:
    jobs.run_job.func(str(job.pk))
    job.refresh_from_db()
    return job


def test_the_same_key_gives_the_same_job(counting: list[int]) -> None:
    first = jobs.enqueue("count", subject_id=7, owner_id=1, key="count:7")
    second = jobs.enqueue("count", subject_id=7, owner_id=1, key="count:7")
    assert first.pk == second.pk
    assert Job.objects.count() == 1


def test_a_finished_job_is_not_run_again(counting: list[int]) -> None:
    job = run(jobs.enqueue("count", subject_id=7, owner_id=1, key="count:7"))
    assert (job.state, job.steps_done, job.steps) == (State.DONE, 1, 2)
    run(job)
    assert counting == [7]


def test_a_fault_is_kept_by_name_and_never_by_text(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def run_badly(subject_id: int, progress: jobs.Progress) -> None:
        raise ValueError("hemlig text")

    monkeypatch.setitem(jobs.KINDS, "bad", jobs.Kind("bad", "Fel", "Klart.", run_badly, str, str))
    job = run(jobs.enqueue("bad", subject_id=1, owner_id=1, key="bad:1"))
    assert (job.state, job.fault) == (State.FAILED, "ValueError")
    assert "hemlig" not in caplog.text


def test_a_failed_job_runs_again_when_asked(counting: list[int]) -> None:
    job = jobs.enqueue("count", subject_id=7, owner_id=1, key="count:7")
    Job.objects.filter(pk=job.pk).update(state=State.FAILED)
    jobs.retry(job)
    assert run(job).state == State.DONE


def test_a_job_whose_worker_died_is_put_back_in_line(counting: list[int]) -> None:
    job = jobs.enqueue("count", subject_id=7, owner_id=1, key="count:7")
    long_ago = timezone.now() - timedelta(hours=1)
    Job.objects.filter(pk=job.pk).update(state=State.RUNNING, attempts=1, heartbeat_at=long_ago)
    assert jobs.rescue() == 1
    assert run(job).state == State.DONE


def test_a_job_that_kills_its_worker_three_times_counts_as_failed(counting: list[int]) -> None:
    job = jobs.enqueue("count", subject_id=7, owner_id=1, key="count:7")
    long_ago = timezone.now() - timedelta(hours=1)
    Job.objects.filter(pk=job.pk).update(state=State.RUNNING, attempts=3, heartbeat_at=long_ago)
    jobs.rescue()
    job.refresh_from_db()
    assert (job.state, job.fault) == (State.FAILED, "WorkerLost")
