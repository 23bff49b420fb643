"""A round's questions as a file: out at any time, in until the round opens."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from ledstjarna.accounts.request import SignedRequest
from ledstjarna.audit import services as audit
from ledstjarna.surveys import services
from ledstjarna.surveys.exporting import XLSX
from ledstjarna.surveys.forms.rounds import QuestionsFileForm
from ledstjarna.surveys.permissions import ROUNDS
from ledstjarna.surveys.views.door import record, round_or_404
from ledstjarna.surveys.xlsform import MAX_BYTES, Reading, Unreadable, read, write
from ledstjarna.ui.forms import once_of
from ledstjarna.walls.permission import requires


@requires(ROUNDS)
@require_safe
def questions_export(request: SignedRequest, pk: int) -> HttpResponse:
    """The questions as XLSForm."""
    found = round_or_404(request, pk)
    record(request, found, "survey.questions.export", services.ROUND, [found.pk])
    data = write([question.definition for question in found.questions.all()], title=found.title)
    name = slugify(f"fragor {found.title} {found.board.name}")[:100]
    headers = {"Content-Disposition": f'attachment; filename="{name}.xlsx"', "Cache-Control": "no-store"}
    return HttpResponse(data, content_type=XLSX, headers=headers)


@requires(ROUNDS)
@require_http_methods(["GET", "HEAD", "POST"])
def questions_import(request: SignedRequest, pk: int) -> HttpResponse:
    """Put a file's questions in place of the round's; with anything wrong in it, all of that is told and none taken."""
    found = round_or_404(request, pk)
    if found.opened_at:
        messages.warning(request, _("Enkäten har öppnat. Frågorna ligger fast."))
        return redirect("surveys:round", pk)
    form = QuestionsFileForm(request.POST or None, request.FILES or None)
    reading = Reading((), "", ())
    if request.method == "POST" and form.is_valid():
        try:
            reading = read(form.cleaned_data["file"].read(MAX_BYTES + 1))
            if not reading.faults:
                services.questions_replace(
                    round_id=pk, definitions=reading.definitions, actor_id=request.user.pk, once=once_of(request)
                )
        except audit.Repeated:
            return redirect("surveys:round", pk)
        except Unreadable as fault:
            form.add_error("file", fault.sentence)
        except ValidationError as fault:
            form.add_error("file", fault.messages)
        else:
            if not reading.faults:
                number = len(reading.definitions)
                words = ngettext("%d fråga är inläst.", "%d frågor är inlästa.", number) % number
                messages.success(request, words)
                return redirect("surveys:round", pk)
    wrong = bool(form.errors or reading.faults)
    context = {"round": found, "form": form, "faults": reading.faults}
    return render(request, "surveys/questions_import.html", context, status=422 if wrong else 200)
