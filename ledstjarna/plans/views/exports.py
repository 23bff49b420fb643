"""The plan goes out: Word, PDF, Excel and JSON, of the draft and of every version."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from ledstjarna.accounts.request import SignedRequest
from ledstjarna.plans.content import Part, draft_parts, version_parts
from ledstjarna.plans.interchange import plan_to_json
from ledstjarna.plans.models import Plan, Version
from ledstjarna.plans.permissions import DRAFT_READ, PLAN_READ
from ledstjarna.plans.printing import plan_docx, plan_pdf
from ledstjarna.plans.sheets import plan_xlsx
from ledstjarna.plans.statement import Matter, matter, statement_docx, statement_zip
from ledstjarna.plans.views.door import draft_or_404, visible_or_404
from ledstjarna.walls.permission import requires

TYPES: Final = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
}
_STATEMENT: Final[dict[str, Callable[[Matter], bytes]]] = {"docx": statement_docx, "zip": statement_zip}
_DRAFT: Final[dict[str, Callable[[Plan, tuple[Part, ...]], bytes]]] = {
    "pdf": plan_pdf,
    "docx": plan_docx,
    "xlsx": lambda plan, parts: plan_xlsx(plan.title, parts),
    "json": lambda plan, parts: plan_to_json(plan, plan.title, parts),
}


@requires(DRAFT_READ)
@require_safe
def draft(request: SignedRequest, pk: int, fmt: str) -> HttpResponse:
    """The draft as it stands."""
    if fmt not in TYPES:
        raise Http404
    found = draft_or_404(request, pk)
    return file_answer(_DRAFT[fmt](found, draft_parts(found)), f"{found.title}-utkast", fmt)


@requires(PLAN_READ)
@require_safe
def plan(request: SignedRequest, pk: int, fmt: str) -> HttpResponse:
    """The version that applies."""
    found = visible_or_404(request, pk)
    latest = found.versions.defer("content", "pdf").last()
    if latest is None:
        raise Http404
    return version(request, pk, latest.number, fmt)


@requires(PLAN_READ)
@require_safe
def version(request: SignedRequest, pk: int, number: int, fmt: str) -> HttpResponse:
    """A version: PDF and JSON byte for byte as they were frozen, Word and Excel made from the frozen content."""
    if fmt not in TYPES:
        raise Http404
    found = visible_or_404(request, pk)
    frozen = get_object_or_404(found.versions, number=number)
    return file_answer(_frozen(found, frozen, fmt), f"{frozen.title}-version-{number}", fmt)


@requires(DRAFT_READ)
@require_safe
def draft_statement(request: SignedRequest, pk: int, fmt: str) -> HttpResponse:
    """The officials' paper to the board with the draft: the paper itself, or with its annexes in one file."""
    if fmt not in _STATEMENT:
        raise Http404
    found = draft_or_404(request, pk)
    content = _STATEMENT[fmt](matter(found, draft_parts(found)))
    return file_answer(content, f"tjansteutlatande-{found.title}", fmt)


@requires(PLAN_READ)
@require_safe
def version_statement(request: SignedRequest, pk: int, number: int, fmt: str) -> HttpResponse:
    """The same to the executive board with a decided version."""
    if fmt not in _STATEMENT:
        raise Http404
    found = visible_or_404(request, pk)
    frozen = get_object_or_404(found.versions, number=number)
    content = _STATEMENT[fmt](matter(found, version_parts(frozen), frozen))
    return file_answer(content, f"tjansteutlatande-{frozen.title}-version-{number}", fmt)


def _frozen(plan: Plan, version: Version, fmt: str) -> bytes:
    if fmt == "pdf":
        return bytes(version.pdf)
    if fmt == "json":
        return bytes(version.content)
    parts = version_parts(version)
    return plan_xlsx(version.title, parts) if fmt == "xlsx" else plan_docx(plan, parts, version)


def file_answer(content: bytes, name: str, fmt: str) -> HttpResponse:
    """The content as a file to save."""
    return HttpResponse(
        content,
        content_type={**TYPES, "zip": "application/zip"}[fmt],
        headers={
            "Content-Disposition": f'attachment; filename="{slugify(name)[-100:]}.{fmt}"',
            "Cache-Control": "no-store",
        },
    )
