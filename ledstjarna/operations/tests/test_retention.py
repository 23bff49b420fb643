"""Old mails and finished work go under an adopted decision; what still waits stays however old it is."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from ledstjarna.audit import retention
from ledstjarna.audit.models import RetentionDecision
from ledstjarna.operations import jobs
from ledstjarna.operations.models import Job, MailState, OutgoingMail, State

pytestmark = pytest.mark.django_db

LONG_AGO = timezone.now() - timedelta(days=400)


@pytest.fixture(autouse=True)
def decisions() -> None:
    for code, months in (("operations.mail", 3), ("operations.jobs", 1)):
        RetentionDecision.objects.create(
            rule=code, months=months, decision="KS 2026/1 § 2", adopted_on=date(2026, 1, 1), registered_by_id=1
        )


def test_only_mails_that_no_longer_wait_are_removed() -> None:
    for state in MailState:
        OutgoingMail.objects.create(recipient="alice@exempel.invalid", state=state, created_at=LONG_AGO)
    OutgoingMail.objects.create(recipient="bob@exempel.invalid", state=MailState.SENT)
    retention.run()
    assert sorted(OutgoingMail.objects.values_list("state", flat=True)) == ["sent", "waiting"]


def test_finished_work_goes_with_the_workers_own_record(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(jobs.KINDS, "count", jobs.Kind("count", "Räkna", lambda pk, progress: None, str))
    old = jobs.enqueue("count", subject_id=1, owner_id=1, key="old")
    Job.objects.filter(pk=old.pk).update(state=State.DONE, ended_at=LONG_AGO)
    waiting = jobs.enqueue("count", subject_id=2, owner_id=1, key="waiting")
    retention.run()
    assert list(Job.objects.all()) == [waiting]
    assert DBTaskResult.objects.count() == 1
