"""The responsibility map as a page: one board's plan, or all of them side by side."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ledstjarna.accounts.request import SignedRequest
from ledstjarna.accounts.selectors import boards
from ledstjarna.plans.permissions import PLAN_READ
from ledstjarna.plans.responsibility import responsibility_map
from ledstjarna.walls.permission import requires

PAGE = 40
COLUMNS_AT_MOST = 6


@requires(PLAN_READ)
@require_safe
def responsibility(request: SignedRequest) -> HttpResponse:
    """Functions and their duties out of the decided plans, which are open to all."""
    present = list(boards())
    wanted = next((board for board in present if str(board.pk) == request.GET.get("board")), None)
    found = responsibility_map([wanted.pk] if wanted else None)
    counts: dict[str, int] = {}
    for function in found.functions:
        for group, number in function.groups().items():
            counts[group] = counts.get(group, 0) + number
    groups = sorted(counts, key=lambda group: -counts[group])[:COLUMNS_AT_MOST]
    page = Paginator(found.functions, PAGE).get_page(request.GET.get("page"))
    rows = [(function, _cells(function.groups(), groups)) for function in page]
    context = {"boards": present, "board": wanted, "groups": groups, "page": page, "rows": rows, "map": found}
    return render(request, "plans/responsibility.html", context)


def _cells(counts: dict[str, int], groups: list[str]) -> list[int]:
    """The numbers of the columns, and of all other headings together."""
    return [*(counts.get(group, 0) for group in groups), sum(n for group, n in counts.items() if group not in groups)]
