"""The plan goes out: Word, PDF, Excel and JSON, of the draft and of every version."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ledstjarna.accounts.request import SignedRequest
from ledstjarna.documents.word import to_docx
from ledstjarna.plans.content import Part, draft_parts, version_parts
from ledstjarna.plans.interchange import plan_to_json
from ledstjarna.plans.models import Plan, Version, WordTemplate
from ledstjarna.plans.permissions import DRAFT_READ, PLAN_READ
from ledstjarna.plans.printing import plan_document, plan_docx, plan_pdf
from ledstjarna.plans.sheets import plan_xlsx
from ledstjarna.plans.statement import Matter, matter, statement_docx, statement_zip
from ledstjarna.plans.views.door import draft_or_404, visible_or_404
from ledstjarna.plans.word_template.model import Unfillable
from ledstjarna.plans.word_template.process import fill
from ledstjarna.walls.permission import requires

TYPES: Final = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
}
_STANDARD: Final = "word"
"""The address of Word in the standard layout, also where the municipality has a template of its own."""
_STATEMENT: Final[dict[str, Callable[[Matter], bytes]]] = {"docx": statement_docx, "zip": statement_zip}
_DRAFT: Final[dict[str, Callable[[Plan, tuple[Part, ...]], bytes]]] = {
    "pdf": plan_pdf,
    _STANDARD: plan_docx,
    "xlsx": lambda plan, parts: plan_xlsx(plan.title, parts),
    "json": lambda plan, parts: plan_to_json(plan, plan.title, parts),
}


@requires(DRAFT_READ)
@require_safe
def draft(request: SignedRequest, pk: int, fmt: str) -> HttpResponse:
    """The draft as it stands."""
    if fmt not in {*TYPES, _STANDARD}:
        raise Http404
    found = draft_or_404(request, pk)
    parts = draft_parts(found)
    content = _laid_out(request, found, parts) if fmt == "docx" else _DRAFT[fmt](found, parts)
    return file_answer(content, f"{found.title}-utkast", fmt)


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
    if fmt not in {*TYPES, _STANDARD}:
        raise Http404
    found = visible_or_404(request, pk)
    frozen = get_object_or_404(found.versions, number=number)
    content = _laid_out(request, found, version_parts(frozen), frozen) if fmt == "docx" else _frozen(found, frozen, fmt)
    return file_answer(content, f"{frozen.title}-version-{number}", fmt)


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


def _laid_out(request: SignedRequest, plan: Plan, parts: tuple[Part, ...], version: Version | None = None) -> bytes:
    """Word after the municipality's template; where there is none, or it fails, in the standard layout."""
    held = WordTemplate.objects.first()
    if held is None:
        return plan_docx(plan, parts, version)
    document = plan_document(plan, parts, version)
    try:
        return fill(bytes(held.content), document)
    except Unfillable:
        messages.warning(
            request, _("Stadens Word-mall gick inte att fylla i. Du fick planen i grundutseendet i stället.")
        )
        return to_docx(document)


def _frozen(plan: Plan, version: Version, fmt: str) -> bytes:
    if fmt == "pdf":
        return bytes(version.pdf)
    if fmt == "json":
        return bytes(version.content)
    parts = version_parts(version)
    return plan_xlsx(version.title, parts) if fmt == "xlsx" else plan_docx(plan, parts, version)


def file_answer(content: bytes, name: str, fmt: str) -> HttpResponse:
    """The content as a file to save."""
    ending = "docx" if fmt == _STANDARD else fmt
    return HttpResponse(
        content,
        content_type={**TYPES, "zip": "application/zip"}[ending],
        headers={
            "Content-Disposition": f'attachment; filename="{slugify(name)[-100:]}.{ending}"',
            "Cache-Control": "no-store",
        },
    )
