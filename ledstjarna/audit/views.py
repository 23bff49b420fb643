"""Log review: the log, one row of it, the log as a file, and reviews with sign-off."""

from __future__ import annotations

from typing import Any, cast

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ledstjarna.audit import export, names, selectors
from ledstjarna.audit.chain import entry_hash
from ledstjarna.audit.filters import LogFilter
from ledstjarna.audit.forms import ReviewForm, next_period
from ledstjarna.audit.models import Entry, LogReview, Reviewer
from ledstjarna.audit.months import rhythm
from ledstjarna.audit.permissions import REVIEW
from ledstjarna.audit.reviews import review_sign
from ledstjarna.audit.services import Repeated, read
from ledstjarna.audit.tables import LogTable
from ledstjarna.ui.forms import once_of
from ledstjarna.walls.permission import requires


def _reviewer(request: HttpRequest) -> Reviewer:
    return cast(Reviewer, request.user)


def _question(request: HttpRequest, scopes: list[selectors.Scope]) -> LogFilter:
    boards = {scope.board_id: scope.name for scope in scopes if scope.board_id is not None}
    return LogFilter(request.GET, Entry.objects.visible_to(_reviewer(request)), boards=boards)


def _own_board(scopes: list[selectors.Scope]) -> int | None:
    """The board a reading belongs to: a board's auditor reads that board's log, the city's reads all."""
    return scopes[0].board_id if len(scopes) == 1 else None


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 19 else None


@requires(REVIEW)
@require_safe
def log(request: HttpRequest) -> HttpResponse:
    """The log, newest first, by what was asked. Reading it is itself a row."""
    scopes = selectors.scopes(_reviewer(request))
    question = _question(request, scopes)
    rows = question.qs if question.is_valid() else Entry.objects.none()
    page = selectors.window(rows, before=_number(request.GET.get("before")), after=_number(request.GET.get("after")))
    read(
        "audit.log_read",
        actor_id=request.user.pk,
        board_id=_own_board(scopes),
        kind="entry",
        ids=[entry.pk for entry in page.entries],
        facts=question.asked,
    )
    late = [scope for scope in scopes if scope.late]
    kept = request.GET.copy()
    for name in ("before", "after"):
        kept.pop(name, None)
    context = {
        "form": question.form,
        "table": LogTable(selectors.in_words(page.entries)),
        "page": page,
        "kept": kept.urlencode(),
        "late": late,
        "late_more": len(late) - 3,
    }
    return render(request, "audit/log.html", context)


@requires(REVIEW)
@require_safe
def entry(request: HttpRequest, entry_id: int) -> HttpResponse:
    """One row of the log with its place in the chain."""
    row = get_object_or_404(Entry.objects.visible_to(_reviewer(request)), pk=entry_id)
    read("audit.log_read", actor_id=request.user.pk, board_id=row.board_id, kind="entry", ids=[row.pk])
    after = Entry.objects.filter(segment_id=row.segment_id, seq=row.seq + 1).values_list("prev_hash", flat=True)
    context = {
        "row": row,
        "shown": selectors.in_words([row])[0],
        "objects": names.lookup(row.kind, row.ids).values() if row.kind else (),
        "facts": sorted(row.facts.items()),
        "whole": entry_hash(row) == row.hash,
        "linked": all(previous == row.hash for previous in after),
    }
    return render(request, "audit/entry.html", context)


@requires(REVIEW)
@require_safe
def as_file(request: HttpRequest) -> HttpResponse | StreamingHttpResponse:
    """The rows asked for as CSV. The row about it is written before the first line leaves."""
    scopes = selectors.scopes(_reviewer(request))
    question = _question(request, scopes)
    if not question.is_valid():
        return redirect(f"{reverse('audit:log')}?{request.GET.urlencode()}")
    rows = question.qs
    read(
        "audit.log_export",
        actor_id=request.user.pk,
        board_id=_own_board(scopes),
        kind="entry",
        ids=[],
        facts={**question.asked, "rows_in_file": rows.count()},
    )
    answer = StreamingHttpResponse(export.lines(rows), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="logg-{timezone.localdate():%Y-%m-%d}.csv"'
    return answer


@requires(REVIEW)
@require_safe
def reviews(request: HttpRequest) -> HttpResponse:
    """When the next review is due, and those that were signed."""
    user = _reviewer(request)
    signed = list(LogReview.objects.visible_to(user).defer("note")[:200])
    people = names.lookup(names.USER, (review.signed_by_id for review in signed))
    boards = names.lookup(names.UNIT, (review.board_id for review in signed if review.board_id))
    rows = [(review, people[review.signed_by_id].text, _scope_name(review, boards)) for review in signed]
    context = {"scopes": selectors.scopes(user), "rows": rows, "rhythm": rhythm(settings.LOG_REVIEW_MONTHS)}
    return render(request, "audit/reviews.html", context)


def _scope_name(review: LogReview, boards: dict[int, names.Named]) -> str:
    return boards[review.board_id].text if review.board_id else _("hela kommunen")


@requires(REVIEW)
@require_safe
def review(request: HttpRequest, review_id: int) -> HttpResponse:
    """A signed review with its note."""
    found = get_object_or_404(LogReview.objects.visible_to(_reviewer(request)), pk=review_id)
    read("audit.review_read", actor_id=request.user.pk, board_id=found.board_id, kind="review", ids=[found.pk])
    boards = names.lookup(names.UNIT, [found.board_id] if found.board_id else [])
    signer = names.lookup(names.USER, [found.signed_by_id])[found.signed_by_id].text
    return render(
        request, "audit/review.html", {"review": found, "signer": signer, "scope": _scope_name(found, boards)}
    )


@requires(REVIEW)
@require_http_methods(["GET", "HEAD", "POST"])
def review_new(request: HttpRequest) -> HttpResponse:
    """Fill in and sign a review."""
    scopes = selectors.scopes(_reviewer(request))
    if request.method == "POST":
        return _signed(request, ReviewForm(request.POST, scopes=scopes))
    first = next((scope for scope in scopes if scope.late), scopes[0]) if scopes else None
    initial: dict[str, Any] = {}
    if first:
        start, end = next_period(first, settings.LOG_REVIEW_MONTHS)
        initial = {"board_id": first.board_id or "all", "period_from": start, "period_to": end}
    return render(request, "audit/review_new.html", {"form": ReviewForm(scopes=scopes, initial=initial)})


def _signed(request: HttpRequest, form: ReviewForm) -> HttpResponse:
    if form.is_valid():
        try:
            done = review_sign(form.save(commit=False), user=_reviewer(request), once=once_of(request))
        except Repeated as before:
            return redirect("audit:review", review_id=before.ids[0])
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Granskningen är signerad."))
            return redirect("audit:review", review_id=done.pk)
    return render(request, "audit/review_new.html", {"form": form}, status=422)
