"""Times the printing of plans without a web server around it.

Usage: python -m tools.bench_papers PLAN…, in the environment of the server. Prints {format: [[p50, p95] per plan]}.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from functools import partial
from typing import Protocol

import django

django.setup()

from ledstjarna.plans.content import Part, draft_parts  # noqa: E402
from ledstjarna.plans.models import Plan  # noqa: E402
from ledstjarna.plans.printing import plan_docx, plan_pdf  # noqa: E402
from tools.timing import side_by_side  # noqa: E402

TIMES = 20


class Maker(Protocol):
    def __call__(self, plan: Plan, parts: Iterable[Part]) -> bytes: ...


def _print(make: Maker, plan: Plan) -> bytes:
    return make(plan, draft_parts(plan))


def main() -> None:
    """Each plan's draft as it is read and printed, in milliseconds."""
    plans = [Plan.objects.select_related("board").get(pk=pk) for pk in sys.argv[1:]]
    found = {}
    for name, made in (("pdf", plan_pdf), ("docx", plan_docx)):
        acts = [partial(_print, made, plan) for plan in plans]
        found[name] = [[taken.p50, taken.p95] for taken in side_by_side(*acts, times=TIMES, warm=2)]
    print(json.dumps(found))


if __name__ == "__main__":
    main()
