"""Case: the survey of a large board. Its results against raw SQL that counts the same, and an hour's answers.

Usage as a module: python -m tools.bench_surveys counted ROUND, in the environment of the server: prints [p50, p95] of
the room's own counting and of the raw SQL, once both are seen to count the same. With "done ROUND": prints how many
units have said that they are done.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any
from uuid import uuid4

from tools.bench_frame import Bench, Row
from tools.server import prepare, processes_on, serving, settings
from tools.steps import ROOT
from tools.timing import Figure, figure, side_by_side
from tools.visitor import Visitor

HOUR = 3_600
MANAGERS = 2_500
AT_ONCE = 16
"""Managers who answer at a time, each on a connection kept open."""
PACED, RUSHED = 96, 96
"""So many managers answer at the pace of an hour, and then so many as fast as they are let."""
TOKEN = re.compile(r'name="was-(\w+)" value="([^"]*)"')

_PAIRED = """CASE WHEN EXISTS (SELECT 1 FROM surveys_answer b WHERE b.invitation_id = o.id AND b.question_id = p.id
        AND (a.number IS NULL OR b.number IS NOT NULL)) THEN 1 ELSE 0 END"""
_FROM = """
    FROM surveys_answer a JOIN surveys_invitation i ON i.id = a.invitation_id
        JOIN surveys_question q ON q.id = a.question_id
        LEFT JOIN surveys_invitation o ON o.unit_id = i.unit_id
            AND o.round_id = CASE i.round_id WHEN %s THEN %s ELSE %s END
        LEFT JOIN surveys_question p ON p.round_id = o.round_id AND p.key = q.key
    WHERE q.round_id IN (%s, %s)"""
COUNTED = f"""
    SELECT a.question_id, {_PAIRED}, a.value, COUNT(*), SUM(a.number),
        SUM(a.number * i.headcount), SUM(CASE WHEN a.number IS NOT NULL THEN i.headcount END)
    {_FROM} GROUP BY 1, 2, 3"""
SEVERAL = f"""
    SELECT a.question_id, {_PAIRED}, COUNT(DISTINCT a.invitation_id)
    {_FROM} AND q.kind = 'many' GROUP BY 1, 2"""


def surveys(bench: Bench) -> Iterator[Row]:
    """Ten rounds of 2,500 units and 40 questions, read by the coordinator; then 2,500 managers answer within an hour.

    The results are those of the latest round beside the year before, all units and those of both years. A manager
    fetches the page, saves the headcount and 30 answers one by one as the page's script does, and sends the page.
    """
    with tempfile.TemporaryDirectory(prefix="ledstjarna-surveys-", ignore_cleanup_errors=True) as name:
        env = settings(Path(name), DJANGO_SETTINGS_MODULE="ledstjarna.config.settings", LEDSTJARNA_WORKERS="2")
        prepare(env)
        filled = json.loads(_module(env, "tools.bench_survey_filling"))
        print(f"survey: {filled['answers']:,} answers filled in, {filled['seconds']:.0f} s", flush=True)
        with serving(env) as address:
            yield from _results(bench, env, address, filled)
            yield from _hour(bench, env, address, filled)


def _results(bench: Bench, env: dict[str, str], address: str, filled: dict[str, Any]) -> Iterator[Row]:
    visitor, bare = Visitor(address).enter("lokal samordnare"), Visitor(bench.bare)
    read = partial(visitor.page, filled["results"])
    page, theirs = side_by_side(read, partial(bare.page, "/"), times=40, warm=3)
    counting, raw = (Figure(*taken) for taken in json.loads(_module(env, __name__, "counted", str(filled["latest"]))))
    yield Row("survey: results page, 2,500 units", page, theirs, "ms")
    yield Row("  against the raw SQL of its counting", page, raw, "ms", "ratio < 1.5")
    yield Row("  the counting alone, against raw SQL", counting, raw, "ms")


def _hour(bench: Bench, env: dict[str, str], address: str, filled: dict[str, Any]) -> Iterator[Row]:
    """At the pace of the hour latency is counted from when a request was due, so that one that waits for another is
    not let off; as fast as possible the time is stretched to all 2,500.
    """
    managers = [Manager(address, path, session, filled["questions"]) for path, session in filled["managers"]]
    steps = len(filled["questions"]) + 3
    paced, rushed = managers[:PACED], managers[PACED:][:RUSHED]
    slow = _drive(paced, pace=MANAGERS * steps / HOUR)
    before = _processor(env)
    fast = _drive(rushed, pace=None)
    busy = _processor(env) - before
    bare = Visitor(bench.bare)
    [theirs] = side_by_side(partial(bare.send, "/write"), times=100)
    done = int(_module(env, __name__, "done", str(filled["round"])))
    wrong = [one.wrong for one in (*paced, *rushed) if one.wrong]
    for kind, what in (("page", "the page"), ("save", "one answer saved"), ("send", "sent")):
        yield Row(f"survey at an hour's pace: {what}", figure(slow.taken[kind]), theirs, "ms")
    yield Row("  requests a second", Figure(slow.requests / slow.seconds), None, "")
    yield Row("survey, as fast as it goes: one saved", figure(fast.taken["save"]), theirs, "ms")
    yield Row("  requests a second", Figure(fast.requests / fast.seconds), None, "", f"> {MANAGERS * steps / HOUR:.1f}")
    yield Row("  of it the server's processor time, each", Figure(busy / fast.requests * 1000), None, "ms")
    yield Row("  2,500 managers at that speed", Figure(fast.seconds / len(rushed) * MANAGERS / 60), None, "min", "< 60")
    print(f"survey: {slow.requests + fast.requests:,} requests, {len(wrong)} managers met a fault, {done} are done")
    if wrong or done != len(paced) + len(rushed):
        raise RuntimeError(f"not all answers came in: {wrong[:3]}")


class Manager:
    """One who answers a whole survey, step by step, as the page's script does."""

    def __init__(self, address: str, path: str, session: str, answers: dict[str, str]) -> None:
        self.visitor, self.path, self.answers = Visitor(address), path, answers
        self.visitor.cookies["sessionid"] = session
        self.tokens: dict[str, str] = {}
        self.fields: dict[str, str] = {}
        self.wrong = ""

    def steps(self) -> Iterator[tuple[str, Callable[[], None]]]:
        """What is asked of the server, in order, by kind."""
        yield "page", self._page
        for key in ("headcount", *self.answers):
            yield "save", partial(self._save, key)
        yield "send", self._send

    def _page(self) -> None:
        self.visitor.page(self.path)
        self._take_tokens()
        if not self.tokens:
            raise RuntimeError("the page has no questions")

    def _save(self, key: str) -> None:
        """A part of a form sends all of it."""
        self.fields |= {"headcount": "12"} if key == "headcount" else {f"q-{key}": self.answers[key]}
        self.visitor.headers = {"HX-Request": "true"}
        answer = self.visitor.post(f"{self.path}?fraga={key}", **self._form())
        self._take_tokens()
        if answer.status != 200 or 'class="wrong"' in answer.text:
            raise RuntimeError(f"{key}: {answer.status}, {answer.text[:300]}")

    def _send(self) -> None:
        self.visitor.headers = {}
        self.visitor.send(self.path, act="send", once=str(uuid4()), **self._form())

    def _form(self) -> dict[str, str]:
        return self.fields | {f"was-{key}": token for key, token in self.tokens.items()}

    def _take_tokens(self) -> None:
        self.tokens |= dict(TOKEN.findall(self.visitor.text))


@dataclass
class Driven:
    """What a crowd's requests took: milliseconds by kind."""

    seconds: float = 0.0
    taken: dict[str, list[float]] = field(default_factory=lambda: {"page": [], "save": [], "send": []})

    @property
    def requests(self) -> int:
        return sum(map(len, self.taken.values()))


def _drive(crowd: Sequence[Manager], *, pace: float | None) -> Driven:
    """Let the managers answer, some at once; with `pace` so many requests a second fall due, evenly among them."""
    found, began = Driven(), time.perf_counter() + 0.2

    def turn(place: int) -> None:
        number = 0
        for manager in crowd[place::AT_ONCE]:
            for kind, act in manager.steps():
                due = began + (number * AT_ONCE + place) / pace if pace else time.perf_counter()
                time.sleep(max(0.0, due - time.perf_counter()))
                number += 1
                try:
                    act()
                except (RuntimeError, OSError) as fault:
                    manager.wrong = str(fault)
                    break
                found.taken[kind].append((time.perf_counter() - due) * 1000)
            manager.visitor.close()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        list(pool.map(turn, range(AT_ONCE)))
    found.seconds = time.perf_counter() - began
    return found


def _processor(env: dict[str, str]) -> float:
    """Seconds that the server's processes have been on a processor: what other work on the machine does not change."""
    found = 0
    for number in processes_on(Path(env["LEDSTJARNA_DATA"])):
        user, system = Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[11:13]
        found += int(user) + int(system)
    return found / os.sysconf("SC_CLK_TCK")


def _module(env: dict[str, str], *arguments: str) -> bytes:
    run = [sys.executable, "-m", *arguments]
    return subprocess.run(run, env=env, cwd=ROOT, check=True, stdout=subprocess.PIPE).stdout


def counted(pk: int) -> list[list[float | None]]:
    """The room's counting of a round beside the one before, and the raw SQL, by turns."""
    from django.db import connection

    from ledstjarna.surveys.models import Round
    from ledstjarna.surveys.results import results_of

    found = Round.objects.select_related("questionnaire").get(pk=pk)
    before = found.questionnaire.rounds.filter(year=found.year - 1).get().pk
    values = [pk, before, pk, pk, before]

    def raw() -> list[tuple[Any, ...]]:
        with connection.cursor() as cursor:
            cursor.execute(COUNTED, values)
            rows = cursor.fetchall()
            cursor.execute(SEVERAL, values)
            return [*rows, *cursor.fetchall()]

    def ours() -> Any:
        return results_of(found)

    _check(ours(), raw())
    return [[taken.p50, taken.p95] for taken in side_by_side(ours, raw, times=40, warm=3)]


def _check(found: Any, rows: list[tuple[Any, ...]]) -> None:
    """Raises RuntimeError unless both counted the same."""
    codes: dict[tuple[int, str], int] = {}
    for question, _panel, code, units, *_sums in (row for row in rows if len(row) > 3):
        codes[question, code] = codes.get((question, code), 0) + units
    for result in found.results:
        for question, tally in ((result.question.pk, result.now), (result.earlier.pk, result.before)):
            if any(codes[question, code] != units for code, units in tally.counts.items()) or not tally.answered:
                raise RuntimeError(f"the results and the SQL do not count the same: {result.question.key}")


def done(pk: int) -> int:
    """How many units have said that they are done with a round."""
    from ledstjarna.surveys.models import Invitation

    return Invitation.objects.filter(round=pk, answered_on__isnull=False).count()


def main() -> None:
    """Print what is asked for."""
    import django

    django.setup()
    act: Callable[[int], Any] = {"counted": counted, "done": done}[sys.argv[1]]
    print(json.dumps(act(int(sys.argv[2]))))


if __name__ == "__main__":
    main()
