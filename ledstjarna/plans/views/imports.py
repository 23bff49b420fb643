"""A plan comes in through the browser: choose the file, see what was read, say where it belongs."""

from __future__ import annotations

from itertools import count
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from ledstjarna.accounts.request import SignedRequest
from ledstjarna.accounts.selectors import boards_of
from ledstjarna.audit import services as audit
from ledstjarna.plans import selectors, services
from ledstjarna.plans.checks import check
from ledstjarna.plans.checks.gathering import text_facts
from ledstjarna.plans.content import parts_from_text
from ledstjarna.plans.dry_run import RowsStopped, TriedRow, rows_of
from ledstjarna.plans.forms import PlaceForm, UploadForm
from ledstjarna.plans.interchange import BadFile, plan_from_file, year_of
from ledstjarna.plans.models import Upload
from ledstjarna.plans.permissions import PLAN_IMPORT
from ledstjarna.plans.reading import PlanText, Unreadable
from ledstjarna.plans.reading.places import Place
from ledstjarna.plans.services.uploads import LEFT_OUT, upload_of
from ledstjarna.plans.views.door import taken_context
from ledstjarna.ui.forms import once_of
from ledstjarna.walls.permission import requires


@requires(PLAN_IMPORT)
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: SignedRequest) -> HttpResponse:
    """Choose the file; when rows are stopped, see which and why, and nothing is kept."""
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    stopped: tuple[TriedRow, ...] = ()
    if form.is_bound and form.is_valid():
        try:
            kept = services.upload_store(
                text=_read(form),
                owner_id=request.user.pk,
                once=once_of(request),
                leave_out=form.cleaned_data["leave_out"],
            )
        except audit.Repeated:
            return redirect("plans:preview", once_of(request))
        except Unreadable as fault:
            form.add_error("file", fault.message)
        except BadFile as fault:
            form.add_error("file", str(fault))
        except RowsStopped as fault:
            stopped = fault.run.stopped
            form.add_error("file", _stopped(len(stopped)))
        else:
            return redirect("plans:preview", kept.pk)
    context = {"form": form, "stopped": [row.as_json() for row in stopped]}
    return render(request, "plans/upload.html", context, status=422 if form.errors else 200)


def _stopped(count: int) -> str:
    return (
        ngettext(
            "%d rad i filen kan inte sparas. Rätta den, eller lämna ute den.",
            "%d rader i filen kan inte sparas. Rätta dem, eller lämna ute dem.",
            count,
        )
        % count
    )


@requires(PLAN_IMPORT)
@require_http_methods(["GET", "HEAD", "POST"])
def preview(request: SignedRequest, upload_id: UUID) -> HttpResponse:
    """What was read; then board and year, and the draft is made."""
    user = request.user
    boards = boards_of(user, PLAN_IMPORT)
    try:
        if request.method == "POST":
            return _save(request, upload_id)
        content = upload_of(upload_id, user.pk).content
    except Upload.DoesNotExist:
        raise Http404 from None
    text = PlanText.from_json(content)
    initial = {"board": selectors.board_fitting(text, boards), "year": year_of(text)}
    return _page(request, content, PlaceForm(boards=boards, initial=initial))


def _save(request: SignedRequest, upload_id: UUID) -> HttpResponse:
    user = request.user
    form = PlaceForm(request.POST, boards=boards_of(user, PLAN_IMPORT))
    if form.is_valid():
        try:
            plan = services.upload_save(
                upload_id=upload_id,
                board=form.cleaned_data["board"],
                year=form.cleaned_data["year"],
                actor_id=user.pk,
            )
        except audit.Repeated as before:
            return redirect("plans:draft", before.ids[0])
        except ValidationError as fault:
            form.add_error(None, fault.messages)
        else:
            return redirect("plans:draft", plan.pk)
    return _page(request, upload_of(upload_id, user.pk).content, form)


def _read(form: UploadForm) -> PlanText:
    file = form.cleaned_data["file"]
    return plan_from_file(file.read(), filename=file.name)


def _page(request: SignedRequest, content: dict[str, Any], form: PlaceForm) -> HttpResponse:
    text = PlanText.from_json(content)
    parts = parts_from_text(text)
    rows = _rows(text)
    beside = {row["where"] for row in rows if row["notes"]}
    context = {
        "text": text,
        "form": form,
        "parts": parts,
        "checks": check(text_facts(parts, year_of(text))),
        "activities": sum(len(part.activities) for part in parts),
        "tables": sum(bool(part.activities) for part in parts),
        "rows": rows,
        "notes": [note for note in text.notes if note.where not in beside],
        "left_out": content.get(LEFT_OUT, ()),
        **taken_context(request, form),
    }
    return render(request, "plans/preview.html", context, status=422 if form.errors else 200)


def _rows(text: PlanText) -> list[dict[str, Any]]:
    """The rows, activities with their number, and each note at the row of its place."""
    notes: dict[Place, list[str]] = {}
    for note in text.notes:
        notes.setdefault(note.where, []).append(note.sentence)
    tried = list(rows_of(text))
    places = {row.where for row in tried if row.is_activity}
    numbers = count(1)
    return [
        {
            "number": next(numbers) if row.is_activity else "",
            "where": row.where,
            "texts": row.texts,
            "notes": notes.get(row.where, ()) if row.is_activity or row.where not in places else (),
        }
        for row in tried
    ]
