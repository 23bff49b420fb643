"""Where each rule looks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import zip_longest
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ledstjarna.plans.checks.model import Facts, Hit
from ledstjarna.plans.content import Row
from ledstjarna.plans.functions import functions_in, key_of, spellings
from ledstjarna.plans.timing import Kind, read_follow_up, read_schedule
from ledstjarna.texts.swedish import fold

STATUTORY_MONTHS: Final = 24
_LABEL: Final = 80


def hits(facts: Facts) -> Iterator[Hit]:
    """Everything that the rules find, row by row and then in the whole."""
    for look in _LOOKS:
        yield from look(facts)


def _of(rule: str, row: Row, sentence: str, what: object = "") -> Hit:
    """A hit about an activity; the sentence names it as %(activity)s, and may say %(what)s."""
    label = label_of(row.activity)
    return Hit(rule, sentence % {"activity": label, "what": what}, row.key, label)


def label_of(text: str) -> str:
    """A row's first words, for a sentence about it. No number is cut into another by it."""
    line = " ".join(text.split())
    if len(line) <= _LABEL:
        return line
    return re.sub(r"[\W\d]+$", "", line[:_LABEL].rpartition(" ")[0] or line[:_LABEL]) + "…"


def _columns(facts: Facts) -> Iterator[Hit]:
    sentences = {
        "responsible": ("responsible-missing", _("”%(activity)s” saknar ansvarig.")),
        "schedule": ("schedule-missing", _("”%(activity)s” saknar tidplan.")),
        "follow_up": ("follow-up-missing", _("”%(activity)s” saknar uppföljning.")),
    }
    for row in facts.rows:
        for column, (rule, sentence) in sentences.items():
            if not getattr(row, column).strip():
                yield _of(rule, row, sentence)


def _schedules(facts: Facts) -> Iterator[Hit]:
    for row in facts.rows:
        schedule = read_schedule(row.schedule, year=facts.year)
        follow_up = read_follow_up(row.follow_up, year=facts.year, periods=facts.names)
        for years in (*schedule.impossible, *follow_up.impossible):
            yield _of("impossible-years", row, _("Tiden ”%(what)s” i ”%(activity)s” kan inte stämma."), years)
        if schedule.kind is Kind.UNREAD and not schedule.impossible:
            yield _of("schedule-unreadable", row, _("Tidplanen för ”%(activity)s” gick inte att läsa ut."))
        for code in follow_up.outside:
            sentence = _("”%(activity)s” följs upp i %(what)s, som inte är någon av kommunens perioder.")
            yield _of("follow-up-outside", row, sentence, code)


def _years_in_texts(facts: Facts) -> Iterator[Hit]:
    for part in facts.parts:
        for first, last in re.findall(r"(?<!\d)((?:19|20)\d\d)\s?[-–]\s?((?:19|20)\d\d)(?!\d)", part.text):
            if last < first:
                heading = part.heading or _("Planens inledning")
                sentence = _("Årtalen %(first)s–%(last)s i avsnittet ”%(heading)s” kan inte stämma.")
                words = {"first": first, "last": last, "heading": label_of(heading)}
                yield Hit("impossible-years", sentence % words, part.key, label_of(heading))


def _work(facts: Facts) -> Iterator[Hit]:
    for row in facts.rows:
        work = facts.work.get(row.key)
        if work is None:
            continue
        for who in work.vacant:
            yield _of("responsible-vacant", row, _("%(what)s, som svarar för ”%(activity)s”, är vakant."), who)
        for who in work.declined:
            yield _of("responsible-declined", row, _("%(what)s har sagt nej till ”%(activity)s”."), who)
        if late := len(work.overdue):
            sentence = ngettext(
                "Ett tillfälle av ”%(activity)s” skulle ha varit.",
                "%(what)d tillfällen av ”%(activity)s” skulle ha varit.",
                late,
            )
            yield _of("occurrence-overdue", row, sentence, late)


def _functions(facts: Facts) -> Iterator[Hit]:
    for group in spellings(name for row in facts.rows for name in functions_in(row.responsible)):
        words = ", ".join(f"”{name}”" for name in group)
        yield Hit("function-spelling", _("Det här är nog samma funktion: %s.") % words)


def _duties(facts: Facts) -> Iterator[Hit]:
    seen: dict[str, Row] = {}
    for row in facts.rows:
        duty = " ".join(re.findall(r"\w+", fold(row.activity)))
        other = seen.setdefault(duty, row)
        if duty and other is not row and _answers(other) != _answers(row):
            yield _of("duty-shared", row, _("”%(activity)s” står två gånger, med olika ansvariga."))


def _answers(row: Row) -> str:
    lead = row.details.lead
    return str(lead) if lead else key_of(row.responsible)


def _reasons(facts: Facts) -> Iterator[Hit]:
    if facts.pictured:
        for row in facts.rows:
            if not row.findings:
                yield _of("finding-missing", row, _("”%(activity)s” svarar inte på någon slutsats."))
    for key, heading in facts.unanswered:
        label = label_of(heading)
        yield Hit("activity-missing", _("Slutsatsen ”%s” har ingen aktivitet.") % label, key, label)


def _template(facts: Facts) -> Iterator[Hit]:
    for heading in facts.lacking:
        yield Hit("section-missing", _("Avsnittet ”%s” saknas.") % label_of(heading), label=label_of(heading))
    for row in facts.rows:
        for detail in facts.details_lacking.get(row.key, ()):
            yield _of("detail-missing", row, _("”%(activity)s” saknar %(what)s."), detail)


def _remarks(facts: Facts) -> Iterator[Hit]:
    for year, count in facts.owed:
        sentence = ngettext(
            "%(count)d synpunkt på planen för %(year)d är inte besvarad.",
            "%(count)d synpunkter på planen för %(year)d är inte besvarade.",
            count,
        )
        yield Hit("earlier-remarks", sentence % {"count": count, "year": year})


def _sections(facts: Facts) -> Iterator[Hit]:
    """Sections without text and activities; a heading above a subsection is not empty."""
    for part, following in zip_longest(facts.parts, facts.parts[1:]):
        above = following and following.level > part.level
        if not part.text.strip() and not part.activities and not above:
            heading = label_of(part.heading)
            yield Hit("section-empty", _("Avsnittet ”%s” är tomt.") % heading, part.key, heading)


def _clocks(facts: Facts) -> Iterator[Hit]:
    if not facts.has_next_revision:
        yield Hit("next-revision-missing", _("Planen säger inte när den ses över nästa gång."))
    if facts.decided_on is None:
        return
    since, today = facts.decided_on, facts.today
    months = (today.year - since.year) * 12 + today.month - since.month - (today.day < since.day)
    if months >= STATUTORY_MONTHS:
        sentence = _("Planen beslutades för %d månader sedan. Lagen kräver uppföljning inom 24.")
        yield Hit("clock-statutory", sentence % months)
    elif months >= facts.months:
        sentence = _("Planen beslutades för %(months)d månader sedan. Kommunen ser över den inom %(local)d.")
        yield Hit("clock-local", sentence % {"months": months, "local": facts.months})


_LOOKS: Final[tuple[Callable[[Facts], Iterator[Hit]], ...]] = (
    _columns,
    _schedules,
    _years_in_texts,
    _work,
    _functions,
    _duties,
    _reasons,
    _template,
    _remarks,
    _sections,
    _clocks,
)
