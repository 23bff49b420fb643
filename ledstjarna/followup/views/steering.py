"""The texts for the steering system: to copy one by one, or to take as a file."""

from __future__ import annotations

import csv
import io

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from ledstjarna.accounts.request import SignedRequest
from ledstjarna.followup.following import Sheet
from ledstjarna.followup.permissions import BOARD
from ledstjarna.followup.steering import LIMIT, LIMITS, SteeringText, steering_texts
from ledstjarna.followup.views.door import readable_or_404
from ledstjarna.walls.permission import requires

HEADER = ("Aktivitet", "Beteckning", "Läge", "Uppföljning", "Text")


@requires(BOARD)
@require_safe
def texts(request: SignedRequest, board_pk: int, period_pk: int) -> HttpResponse:
    """Each activity's text with its length and a button that copies it."""
    sheet, limit = _inside_or_404(request, board_pk, period_pk), _limit(request)
    context = {
        "sheet": sheet,
        "texts": steering_texts(sheet, limit),
        "limit": limit,
        "least": LIMITS.start,
        "most": LIMITS.stop - 1,
    }
    return render(request, "followup/steering.html", context)


@requires(BOARD)
@require_safe
def download(request: SignedRequest, board_pk: int, period_pk: int, fmt: str) -> HttpResponse:
    """The same texts as one plain text, or as a table for a spreadsheet."""
    if fmt not in ("txt", "csv"):
        raise Http404
    sheet = _inside_or_404(request, board_pk, period_pk)
    found = steering_texts(sheet, _limit(request))
    content = _as_text(found) if fmt == "txt" else _as_csv(found)
    name = slugify(f"{sheet.plan.board_name}-{sheet.period}")
    return HttpResponse(
        content.encode("utf-8-sig" if fmt == "csv" else "utf-8"),
        content_type="text/plain; charset=utf-8" if fmt == "txt" else "text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}.{fmt}"', "Cache-Control": "no-store"},
    )


def _inside_or_404(request: SignedRequest, board_pk: int, period_pk: int) -> Sheet:
    sheet, seen = readable_or_404(request, board_pk, period_pk)
    if not seen.inside:
        raise Http404
    return sheet


def _limit(request: SignedRequest) -> int:
    """The limit asked for, within reason."""
    asked = request.GET.get("limit", "")
    limit = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 7 else LIMIT
    return min(max(limit, LIMITS.start), LIMITS.stop - 1)


def _as_text(found: list[SteeringText]) -> str:
    parts = (f"{text.activity.reference} {text.activity.activity}".strip() + f"\n{text.text}\n" for text in found)
    return "\n".join(parts)


def _as_csv(found: list[SteeringText]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";")
    writer.writerow(HEADER)
    for text in found:
        cells = (
            text.activity.activity,
            text.activity.reference,
            text.report.get_status_display(),
            text.report.get_state_display(),
            text.text,
        )
        writer.writerow([_harmless(cell) for cell in cells])
    return out.getvalue()


def _harmless(cell: object) -> str:
    """A cell that a spreadsheet does not take for a formula."""
    text = str(cell)
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text
