"""Answers in from a file, to be looked through before the yes; and the round's answers out as files."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from typing import Final

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from ledstjarna.accounts.request import SignedRequest
from ledstjarna.audit import services as audit
from ledstjarna.surveys import columns, exporting, services
from ledstjarna.surveys.grids import MAX_BYTES
from ledstjarna.surveys.intake import Findings, changes
from ledstjarna.surveys.models import AnswerImport, Round
from ledstjarna.surveys.permissions import ROUNDS
from ledstjarna.surveys.views.door import record, round_or_404
from ledstjarna.texts import keys
from ledstjarna.texts.tables import Unreadable
from ledstjarna.ui.forms import once_of
from ledstjarna.walls.permission import requires

SHOWN: Final = 200
_CSV: Final = "text/csv; charset=utf-8"
_JSON: Final = "application/json"
_PRIVATE: Final = {"Cache-Control": "no-store"}


class FileForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("Fil med svar"),
        help_text=gettext_lazy("Excel (.xlsx), CSV eller JSON, högst 5 MB."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.json"}),
    )

    def clean_file(self) -> UploadedFile[bytes]:
        """Not larger than what is read."""
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        if (file.size or 0) > MAX_BYTES:
            raise forms.ValidationError(_("Filen är större än 5 MB. Dela upp den."))
        return file


@requires(ROUNDS)
@require_http_methods(["GET", "HEAD", "POST"])
def answers_import(request: SignedRequest, pk: int) -> HttpResponse:
    """Choose a file; a sound one waits for its yes, and of another each wrong cell is shown."""
    found = round_or_404(request, pk)
    if not found.opened_at:
        return _unopened(request, found)
    form = FileForm(request.POST or None, request.FILES or None)
    findings: Findings | None = None
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data["file"].read()
        try:
            findings = services.answers_check(round_id=found.pk, data=data)
        except Unreadable as fault:
            form.add_error("file", str(fault))
        else:
            if not findings.faults:
                kept = services.import_keep(found=found, user_id=request.user.pk, data=data)
                return redirect("surveys:answers_confirm", found.pk, kept.pk)
    wrong = bool(form.errors or findings)
    context = {"round": found, "form": form, "findings": findings, "shown": SHOWN, "columns": columns}
    return render(request, "surveys/import.html", context, status=422 if wrong else 200)


@requires(ROUNDS)
@require_http_methods(["GET", "HEAD", "POST"])
def answers_confirm(request: SignedRequest, pk: int, import_pk: int) -> HttpResponse:
    """What the kept file would change; a POST takes it in or throws it away."""
    found = round_or_404(request, pk)
    kept = AnswerImport.objects.filter(pk=import_pk, round=found, user=request.user).first()
    if kept is None:
        messages.info(request, _("Filen finns inte kvar. Läs in den igen om svaren inte är inne."))
        return redirect("surveys:answers_import", found.pk)
    if request.method == "POST" and request.POST.get("act") == "drop":
        services.import_drop(kept=kept)
        messages.info(request, _("Filen är kastad. Inget är ändrat."))
        return redirect("surveys:answers_import", found.pk)
    status = 200
    try:
        data = services.import_data(kept)
        if request.method == "POST":
            return _take_in(request, found, kept, data)
        findings = services.answers_check(round_id=found.pk, data=data)
    except services.Faulty as faulty:
        findings, status = faulty.findings, 422
        if not findings.faults:
            messages.warning(request, _("Någon har svarat sedan filen prövades. Så här skulle den ändra svaren nu."))
            status = 409
    except (Unreadable, ValidationError, keys.KeyMissing, keys.Unreadable) as fault:
        services.import_drop(kept=kept)
        reason = " ".join(fault.messages) if isinstance(fault, ValidationError) else ""
        messages.warning(request, reason or _("Filen går inte att läsa längre. Läs in den igen."))
        return redirect("surveys:round", found.pk)
    if findings.changed:  # the answers that stand there now are shown
        read = [row.invitation.pk for row in findings.changed]
        record(request, found, "survey.answers.read", services.INVITATION, read)
    changed = list(changes(findings, list(found.questions.all()))) if findings.changed else []
    context = {"round": found, "kept": kept, "findings": findings, "changes": changed, "shown": SHOWN}
    return render(request, "surveys/import_check.html", context, status=status)


def _take_in(request: SignedRequest, found: Round, kept: AnswerImport, data: bytes) -> HttpResponse:
    """Raises as `services.answers_import`; a form sent twice goes to the same place."""
    with suppress(audit.Repeated):
        findings = services.answers_import(
            round_id=found.pk,
            data=data,
            seen=request.POST.get("seen", ""),
            actor_id=request.user.pk,
            once=once_of(request),
        )
        messages.success(request, _("Svaren är inlästa: %s.") % findings.sentence)
    services.import_drop(kept=kept)
    return redirect("surveys:round", found.pk)


@requires(ROUNDS)
@require_safe
def answers_export(request: SignedRequest, pk: int) -> HttpResponseBase:
    """The page with the files to fetch; with `?form=` one of them, which the log records."""
    found = round_or_404(request, pk)
    form = request.GET.get("form", "")
    if not found.opened_at:
        return _unopened(request, found)
    if not form:
        asked = found.invitations.count()
        return render(request, "surveys/export.html", {"round": found, "asked": asked})
    if form not in exporting.FORMS:
        raise Http404
    units = found.invitations.count()
    audit.read(
        "survey.answers.export",
        actor_id=request.user.pk,
        board_id=found.board_id,
        kind=services.ROUND,
        ids=[found.pk],
        facts={"format": form, "units": units},
    )
    questions = list(found.questions.all())
    name = exporting.file_name(found, _("enkätsvar"), form)
    if form == "xlsx":
        book = exporting.as_xlsx(found, questions)
        return FileResponse(book, as_attachment=True, filename=name, headers=_PRIVATE)
    if form == "csv":
        return _stream(exporting.as_csv(exporting.table(found, questions)), name, _CSV)
    return _stream(exporting.as_json(found, questions), name, _JSON)


@requires(ROUNDS)
@require_safe
def codebook(request: SignedRequest, pk: int) -> HttpResponseBase:
    """What each column of the answers means, as CSV. It says nothing of any unit."""
    found = round_or_404(request, pk)
    lines = exporting.as_csv(exporting.codebook(list(found.questions.all())))
    return _stream(lines, exporting.file_name(found, _("kodbok"), "csv"), _CSV)


@requires(ROUNDS)
@require_safe
def answers_template(request: SignedRequest, pk: int) -> HttpResponseBase:
    """A workbook with the round's units, to fill in and read back."""
    found = round_or_404(request, pk)
    if not found.opened_at:
        return _unopened(request, found)
    name = exporting.file_name(found, _("svarsmall"), "xlsx")
    with exporting.as_template(found, list(found.questions.all())) as book:
        headers = {**_PRIVATE, "Content-Disposition": f'attachment; filename="{name}"'}
        return HttpResponse(book.read(), content_type=exporting.XLSX, headers=headers)


def _unopened(request: SignedRequest, found: Round) -> HttpResponse:
    messages.warning(request, _("Enkäten har inte öppnat än. Då först är det klart vilka enheter som får den."))
    return redirect("surveys:round", found.pk)


def _stream(lines: Iterator[str], name: str, kind: str) -> StreamingHttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', **_PRIVATE}
    return StreamingHttpResponse(lines, content_type=kind, headers=headers)
