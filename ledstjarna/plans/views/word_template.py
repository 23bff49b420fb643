"""The municipality's Word template: what it is, the fields it may use, and how it is exchanged."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ledstjarna.accounts.request import SignedRequest
from ledstjarna.audit import services as audit
from ledstjarna.plans import services
from ledstjarna.plans.forms_word_template import WordTemplateForm
from ledstjarna.plans.models import WordTemplate
from ledstjarna.plans.permissions import STRUCTURE_EDIT, STRUCTURE_READ
from ledstjarna.plans.views.exports import file_answer
from ledstjarna.plans.word_template.fields import groups
from ledstjarna.plans.word_template.model import Unfillable
from ledstjarna.plans.word_template.starter import starter
from ledstjarna.ui.forms import once_of
from ledstjarna.walls.permission import requires


@requires(STRUCTURE_READ)
@require_safe
def page(request: SignedRequest) -> HttpResponse:
    """The template that is held, and the fields that one may use."""
    context = {
        "held": _held(),
        "groups": list(groups()),
        "not_read_back": not_read_back(),
        "can_edit": request.user.may(STRUCTURE_EDIT),
    }
    return render(request, "plans/word_template.html", context)


@requires(STRUCTURE_READ)
@require_safe
def example(request: SignedRequest) -> HttpResponse:
    """The template to start from."""
    return file_answer(starter(), "exempelmall-handlingsplan", "docx")


@requires(STRUCTURE_READ)
@require_safe
def file(request: SignedRequest) -> HttpResponse:
    """The template that is held, as it was taken in."""
    held = get_object_or_404(WordTemplate)
    return file_answer(bytes(held.content), "word-mall-handlingsplan", "docx")


@requires(STRUCTURE_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: SignedRequest) -> HttpResponse:
    """Take a template in, or say why it cannot be used."""
    held = _held()
    form = WordTemplateForm(request.POST or None, request.FILES or None, initial={"seen": held.pk if held else 0})
    if form.is_bound and form.is_valid():
        try:
            kept = services.word_template_keep(
                content=form.cleaned_data["file"].read(),
                seen=form.cleaned_data["seen"],
                actor_id=request.user.pk,
                once=once_of(request),
            )
        except audit.Repeated:
            return redirect("plans:word_template")
        except Unfillable as fault:
            form.add_error("file", fault.message)
        except ValidationError as fault:
            form.add_error(None, fault.messages)
        else:
            _tell(request, kept)
            return redirect("plans:word_template")
    context = {"form": form, "held": held}
    return render(request, "plans/word_template_upload.html", context, status=422 if form.errors else 200)


@requires(STRUCTURE_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: SignedRequest) -> HttpResponse:
    """Ask, then go back to the standard layout."""
    held = _held()
    if request.method != "POST":
        gone = held is None
        return (
            redirect("plans:word_template")
            if gone
            else render(request, "plans/word_template_remove.html", {"held": held})
        )
    seen = request.POST.get("seen", "")
    try:
        services.word_template_remove(
            seen=int(seen) if seen.isdecimal() else 0, actor_id=request.user.pk, once=once_of(request)
        )
    except audit.Repeated:
        pass
    except ValidationError as fault:
        messages.warning(request, " ".join(fault.messages))
    else:
        messages.success(request, _("Word-mallen är borttagen. Planerna får grundutseendet."))
    return redirect("plans:word_template")


def _held() -> WordTemplate | None:
    return WordTemplate.objects.defer("content").first()


def _tell(request: SignedRequest, kept: WordTemplate) -> None:
    messages.success(request, _("Word-mallen är prövad och gäller nu."))
    if not kept.reads_back:
        messages.warning(request, not_read_back())


def not_read_back() -> str:
    """What is lost with a template whose documents cannot be read in again."""
    return _(
        "Planer med den här mallen går inte att läsa in igen som de var. Använd Words rubrikformat och en tabell med "
        "rubrikraden Aktivitet, Ansvarig, Tidplan och Uppföljning, som i exempelmallen."
    )
