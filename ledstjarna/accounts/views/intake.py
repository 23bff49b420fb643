"""Taking in the organisation from a file: choose, see what it would do, say yes."""

from __future__ import annotations

from typing import cast

from django import forms
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ledstjarna.accounts import services
from ledstjarna.accounts.intake import job, template
from ledstjarna.accounts.intake.check import check
from ledstjarna.accounts.intake.findings import Findings
from ledstjarna.accounts.models import OrganisationImport, UnitKind, User
from ledstjarna.accounts.permissions import IMPORT
from ledstjarna.texts.tables import MAX_BYTES, Unreadable
from ledstjarna.walls.permission import requires
from ledstjarna.walls.roles import Role

SHOWN = 200
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TEMPLATES = {
    "mall.xlsx": (template.as_xlsx, XLSX),
    "enheter.csv": (lambda: template.as_csv("enheter"), "text/csv"),
    "roller.csv": (lambda: template.as_csv("roller"), "text/csv"),
}


class FileForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("Fil"),
        help_text=gettext_lazy("Excel (.xlsx) eller CSV, högst 20 MB och 100 000 rader."),
    )

    def clean_file(self) -> UploadedFile[bytes]:
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        if (file.size or 0) > MAX_BYTES:
            raise forms.ValidationError(_("Filen är större än 20 MB. Dela upp den."))
        return file


def _user(request: HttpRequest) -> User:
    return cast(User, request.user)


@requires(IMPORT)
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    """Choose a file; it is checked and kept for the next page."""
    form = FileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        data = file.read()
        try:
            check(data, user=_user(request))
        except Unreadable as error:
            form.add_error("file", str(error))
        else:
            kept = services.import_keep(user=_user(request), name=file.name or "", data=data)
            return redirect("accounts:import_check", kept.pk)
    with translation.override("sv"):  # the file's own words, whatever one reads in
        kinds, roles = [str(label) for label in UnitKind.labels], [str(label) for label in Role.labels]
    context = {"form": form, "columns": template.COLUMNS, "kinds": kinds, "roles": roles}
    return render(request, "accounts/import.html", context)


@requires(IMPORT)
@require_http_methods(["GET", "HEAD", "POST"])
def dry_run(request: HttpRequest, pk: int) -> HttpResponse:
    """What the kept file would do; a POST starts to do it."""
    kept = get_object_or_404(OrganisationImport, pk=pk, user_id=_user(request).pk)
    findings, _plan = check(bytes(kept.data), user=_user(request))
    if request.method == "POST" and not findings.faults:
        return redirect("operations:job", job.start(kept).pk)
    return _shown(request, kept, findings)


def _shown(request: HttpRequest, kept: OrganisationImport, findings: Findings) -> HttpResponse:
    context = {"kept": kept, "findings": findings, "shown": SHOWN, "numbers": findings.numbers()}
    return render(request, "accounts/import_check.html", context)


@requires(IMPORT)
@require_POST
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Throw the kept file away."""
    kept = get_object_or_404(OrganisationImport, pk=pk, user_id=_user(request).pk)
    services.import_drop(kept=kept)
    messages.info(request, _("Filen är kastad. Inget är ändrat."))
    return redirect("accounts:import")


@requires(IMPORT)
@require_safe
def download(request: HttpRequest, name: str) -> HttpResponse:
    """A template to fill in."""
    if name not in TEMPLATES:
        raise Http404
    make, kind = TEMPLATES[name]
    return HttpResponse(make(), content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
