"""Retention as a page: every rule, its decision, what a run would remove, and what earlier runs did."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ledstjarna.audit import names, retention
from ledstjarna.audit.forms import DecisionForm
from ledstjarna.audit.models import RetentionDecision, RetentionRun
from ledstjarna.audit.permissions import DECIDE_RETENTION, SEE_RETENTION
from ledstjarna.audit.services import Repeated
from ledstjarna.ui.forms import once_of
from ledstjarna.walls.permission import requires

_RUNS_SHOWN = 20


@requires(SEE_RETENTION)
@require_safe
def rules(request: HttpRequest) -> HttpResponse:
    """Every rule with a dry run, and the latest runs."""
    states = retention.states()
    runs = list(RetentionRun.objects.all()[:_RUNS_SHOWN])
    context = {
        "states": states,
        "undecided": sum(1 for state in states if state.rule.months and not state.decision),
        "runs": [(run, [(_what(code), count) for code, count in sorted(run.removed.items())]) for run in runs],
        "may_decide": request.user.may(DECIDE_RETENTION),  # type: ignore[union-attr]
    }
    return render(request, "audit/retention.html", context)


def _what(code: str) -> str:
    return str(retention.RULES[code].what) if code in retention.RULES else code


@requires(DECIDE_RETENTION)
@require_http_methods(["GET", "HEAD", "POST"])
def rule(request: HttpRequest, code: str) -> HttpResponse:
    """Register the decision that a rule is to follow; its earlier decisions stand below."""
    found = retention.RULES.get(code)
    if found is None or found.months is None:
        raise Http404
    status = 200
    form = DecisionForm(instance=RetentionDecision(rule=code), initial={"months": found.months})
    if request.method == "POST":
        form = DecisionForm(request.POST, instance=RetentionDecision(rule=code))
        if _registered(request, form):
            return redirect("audit:retention")
        status = 422
    history = list(RetentionDecision.objects.filter(rule=code))
    people = names.lookup(names.USER, (row.registered_by_id for row in history if row.registered_by_id))
    context = {
        "form": form,
        "state": retention.state(found),
        "history": [(row, people[row.registered_by_id].text if row.registered_by_id else "") for row in history],
    }
    return render(request, "audit/rule.html", context, status=status)


def _registered(request: HttpRequest, form: DecisionForm) -> bool:
    if not form.is_valid():
        return False
    try:
        retention.decide(form.instance, actor_id=request.user.pk, once=once_of(request))  # type: ignore[arg-type]
    except Repeated:
        return True
    except ValidationError as error:
        form.add_error(None, error)
        return False
    messages.success(request, _("Beslutet är registrerat."))
    return True
