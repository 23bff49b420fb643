"""The city's lists: read by everybody, kept by the central coordinator."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ledstjarna.accounts.request import SignedRequest
from ledstjarna.audit import services as audit
from ledstjarna.plans import services
from ledstjarna.plans.forms_template import TermForm
from ledstjarna.plans.models import TermKind
from ledstjarna.plans.permissions import STRUCTURE_EDIT, STRUCTURE_READ
from ledstjarna.plans.terms import NAMES, TermText, every_term
from ledstjarna.plans.views.door import act_and_go
from ledstjarna.ui.forms import once_of
from ledstjarna.walls.permission import requires

UNPROCESSABLE = 422


@requires(STRUCTURE_READ)
@require_safe
def overview(request: SignedRequest) -> HttpResponse:
    """The three lists as they stand."""
    every = every_term(*TermKind)
    lists = [(kind, NAMES[kind], [term for term in every if term.kind == kind]) for kind in TermKind]
    return render(request, "plans/terms.html", {"lists": lists, "can_edit": request.user.may(STRUCTURE_EDIT)})


@requires(STRUCTURE_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def term_new(request: SignedRequest, kind: str) -> HttpResponse:
    """A new word in a list."""
    which = _kind_or_404(kind)
    form = TermForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.term_add(
                kind=which, name=form.cleaned_data["name"], actor_id=request.user.pk, once=once_of(request)
            )
        except audit.Repeated:
            return redirect(_to(which))
        except ValidationError as fault:
            form.add_error(None, fault)
        else:
            messages.success(request, _("Tillagt."))
            return redirect(_to(which))
    return _page(request, which, form)


@requires(STRUCTURE_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def term(request: SignedRequest, kind: str, code: str) -> HttpResponse:
    """Other words for the same thing, and its place in the list."""
    which = _kind_or_404(kind)
    found = _term_or_404(which, code)
    form = TermForm(request.POST or None, initial={"name": found.name})
    if request.method == "POST" and form.is_valid():
        try:
            services.term_rename(
                kind=which,
                code=code,
                name=form.cleaned_data["name"],
                actor_id=request.user.pk,
                once=once_of(request),
            )
        except audit.Repeated:
            return redirect(_to(which))
        except ValidationError as fault:
            form.add_error(None, fault)
        else:
            messages.success(request, _("Sparat. Beslutade planer har kvar sina ord."))
            return redirect(_to(which))
    return _page(request, which, form, found)


@requires(STRUCTURE_EDIT)
@require_POST
def term_move(request: SignedRequest, kind: str, code: str) -> HttpResponse:
    """One step up or down."""
    which = _kind_or_404(kind)
    _term_or_404(which, code)
    steps = -1 if request.POST.get("to") == "up" else 1
    return act_and_go(
        request,
        lambda: services.term_move(kind=which, code=code, steps=steps, actor_id=request.user.pk, once=once_of(request)),
        _to(which),
    )


@requires(STRUCTURE_EDIT)
@require_POST
def term_use(request: SignedRequest, kind: str, code: str) -> HttpResponse:
    """Retire a word, or bring it back."""
    which = _kind_or_404(kind)
    _term_or_404(which, code)
    act = services.term_restore if request.POST.get("used") == "1" else services.term_retire
    return act_and_go(
        request,
        lambda: act(kind=which, code=code, actor_id=request.user.pk, once=once_of(request)),
        _to(which),
    )


def _kind_or_404(kind: str) -> TermKind:
    if kind not in TermKind.values:
        raise Http404
    return TermKind(kind)


def _term_or_404(kind: TermKind, code: str) -> TermText:
    found = next((term for term in every_term(kind) if term.code == code), None)
    if found is None:
        raise Http404
    return found


def _to(kind: TermKind) -> str:
    return f"{reverse('plans:terms')}#{kind}"


def _page(request: SignedRequest, kind: TermKind, form: TermForm, found: TermText | None = None) -> HttpResponse:
    context = {"name": NAMES[kind], "kind": kind, "form": form, "term": found, "back": _to(kind)}
    return render(request, "plans/term.html", context, status=UNPROCESSABLE if form.errors else 200)
