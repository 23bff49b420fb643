"""Progress of one's own work, and the outbox."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from ledstjarna.audit import services as audit
from ledstjarna.operations import jobs, mail
from ledstjarna.operations.models import Job, MailState, OutgoingMail, State
from ledstjarna.operations.permissions import OUTBOX, OWN_JOBS
from ledstjarna.walls.permission import requires


@requires(OWN_JOBS)
@require_safe
def job_page(request: HttpRequest, job_id: UUID) -> HttpResponse:
    """How far the work has come. Reloads itself while it goes on; one may leave and come back."""
    job = get_object_or_404(Job.objects.visible_to(request.user), pk=job_id)  # type: ignore[arg-type]
    kind = jobs.KINDS[job.kind]
    if job.state == State.DONE:
        messages.success(request, str(kind.done))
        return redirect(kind.result_url(job.subject_id))
    context = {"job": job, "kind": kind, "State": State, "source": kind.source_url(job.subject_id)}
    answer = render(request, "operations/job.html", context)
    if job.state != State.FAILED:
        answer["Refresh"] = "2"
    return answer


@requires(OWN_JOBS)
@require_POST
def job_retry(request: HttpRequest, job_id: UUID) -> HttpResponse:
    """Run failed work again."""
    job = get_object_or_404(Job.objects.visible_to(request.user), pk=job_id)  # type: ignore[arg-type]
    jobs.retry(job)
    return redirect("operations:job", job_id=job.pk)


@requires(OUTBOX)
@require_safe
def outbox(request: HttpRequest) -> HttpResponse:
    """Mails that wait or did not get through first, then what has left. Never the content."""
    stuck = OutgoingMail.objects.exclude(state=MailState.SENT).defer("sealed")
    page = Paginator(OutgoingMail.objects.filter(state=MailState.SENT).defer("sealed"), 50)
    context = {
        "waiting": stuck.filter(state=MailState.WAITING)[:200],
        "failed": stuck.filter(state=MailState.FAILED)[:200],
        "sent": page.get_page(request.GET.get("page")),
        "server": settings.MAIL_SERVER is not None,
    }
    return render(request, "operations/outbox.html", context)


@requires(OUTBOX)
@require_POST
def mail_retry(request: HttpRequest, mail_id: int) -> HttpResponse:
    """Try a mail that did not get through once more."""
    found = get_object_or_404(OutgoingMail, pk=mail_id)
    with audit.act("mail.retry", actor_id=request.user.pk) as act:
        mail.retry(found)
        act.on("mail", found.pk)
    return redirect("operations:outbox")
