"""Cases through HTTP: pages and a write, each in turn with the bare view's, and the plan on paper."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from uuid import uuid4

from tools.bench_frame import Bench, Row
from tools.steps import ROOT
from tools.timing import Figure, side_by_side
from tools.visitor import Visitor

AIMS = {"pdf": "< 150", "docx": "< 300"}


def sign_in_page(bench: Bench) -> Iterator[Row]:
    """The page that a stranger meets."""
    yield _page(bench, Visitor(bench.ours), "sign-in page", "/konto/logga-in/")


def start_page(bench: Bench) -> Iterator[Row]:
    """The coordinator's, who has a draft under way."""
    yield _page(bench, _coordinator(bench), "start page", "/")


def plan_pages(bench: Bench) -> Iterator[Row]:
    """A plan of 26 activities. Showing the draft writes a durable row in the log; the decided version none."""
    visitor, plan = _coordinator(bench), bench.filled["plan"]
    yield _page(bench, visitor, "plan page, decided, 26 activities", f"/planer/{plan}/")
    yield _page(bench, visitor, "draft page, 26 activities, logged", f"/planer/{plan}/utkast/", bare_writes=True)


def list_pages(bench: Bench) -> Iterator[Row]:
    """All boards' plans; and fifty of 45,000 people, the first page and the last, and one found."""
    yield _page(bench, _coordinator(bench), "list of plans, 20 boards", "/planer/")
    administrator = Visitor(bench.ours).enter("systemförvaltare")
    yield _page(bench, administrator, "list of people, 45,000", "/personer/")
    yield _page(bench, administrator, "list of people, one found", "/personer/?q=alice+44999")
    yield _page(bench, administrator, "tree of units", "/organisation/")


def write(bench: Bench) -> Iterator[Row]:
    """One activity of a draft rewritten: guarded, kept in the history, logged, durable; against one row added."""
    visitor, bare = _coordinator(bench), Visitor(bench.bare)
    path = f"/planer/aktivitet/{bench.filled['activity']}/"
    lock = int(visitor.page(path).hidden("lock"))

    def edit() -> None:
        nonlocal lock
        texts = {"activity": f"Ordna träff nummer {lock} för enheterna", "responsible": "Lokal samordnare"}
        texts |= {"schedule": "Våren", "follow_up": "T1 och VB"}
        visitor.send(path, **texts, lock=str(lock), once=str(uuid4()))
        lock += 1

    ours, theirs = side_by_side(edit, lambda: bare.send("/write"))
    if visitor.page(path).hidden("lock") != str(lock):
        raise RuntimeError("a write was answered and not stored")
    yield Row("write: guarded, logged, durable", ours, theirs, "ms")


def papers(bench: Bench) -> Iterator[Row]:
    """The whole plan as PDF and DOCX: through HTTP (which logs the reading), and the function alone."""
    visitor, bare = _coordinator(bench), Visitor(bench.bare)
    plans = {"26 activities": bench.filled["plan"], "the plan of 2019": bench.filled["seed"]}
    plans = {name: pk for name, pk in plans.items() if pk}
    for form, aim in AIMS.items():
        for name, pk in plans.items():
            export = partial(visitor.page, f"/planer/{pk}/utkast/export/{form}/")
            ours, theirs = side_by_side(export, partial(bare.page, "/"), times=30, warm=3)
            yield Row(f"{form.upper()}, {name}, HTTP", ours, theirs, "ms", aim)
    command = [sys.executable, "-m", "tools.bench_papers", *map(str, plans.values())]
    done = subprocess.run(command, env=bench.env, cwd=ROOT, check=True, stdout=subprocess.PIPE)
    for form, found in json.loads(done.stdout).items():
        for name, taken in zip(plans, found, strict=True):
            yield Row(f"{form.upper()}, {name}, function", Figure(*taken), None, "ms", AIMS[form])


def _coordinator(bench: Bench) -> Visitor:
    return Visitor(bench.ours).enter("lokal samordnare")


def _page(bench: Bench, visitor: Visitor, what: str, path: str, *, bare_writes: bool = False) -> Row:
    bare = Visitor(bench.bare)
    ours, theirs = side_by_side(
        lambda: visitor.page(path), lambda: bare.send("/write") if bare_writes else bare.page("/")
    )
    return Row(what, ours, theirs, "ms")
