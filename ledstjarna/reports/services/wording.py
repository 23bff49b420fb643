"""The words of the lists: added, reworded, taken out of use and back. What a year was called stays when it is over."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from ledstjarna.audit import services as audit
from ledstjarna.reports.models import Term, TermList
from ledstjarna.reports.terms import BEGUN_WITH, LASTING
from ledstjarna.reports.wordings import History, Wording, at, history
from ledstjarna.texts.swedish import fold

KIND: Final = "report_term"
_LONGEST: Final = 16
_NAMELESS: Final = "ord"
_NUMBERS: Final = 1_000


def open_years(on: date | None = None) -> tuple[int, int]:
    """The years whose words can be changed on a day (today): that one and the next."""
    this = (on or timezone.localdate()).year
    return this, this + 1


def term_add(
    *,
    name: TermList,
    label: str,
    label_en: str = "",
    year: int,
    actor_id: int | None,
    once: UUID | None = None,
    on: date | None = None,
) -> Term:
    """Add words to a list from a year on, under a code of their own that no other words have had.

    Raises ValidationError by field, `audit.Repeated` for a form sent twice. `on` is the day it is done, today if none.
    """
    with _acting("report.term.add", name, year, actor_id, once, on) as (done, found):
        _check_new(found, label, year)
        code = _code(label, found)
        row = Term(list=name, code=code, from_year=year, label=_tidy(label), label_en=_tidy(label_en))
        _save(done, row)
    return row


def term_reword(
    *,
    name: TermList,
    code: str,
    label: str,
    label_en: str = "",
    year: int,
    actor_id: int | None,
    once: UUID | None = None,
) -> Term:
    """Word a code anew from a year on; earlier years keep theirs. Raises ValidationError by field, `audit.Repeated`."""
    with _acting("report.term.reword", name, year, actor_id, once) as (done, found):
        _check_new({other: rows for other, rows in found.items() if other != code}, label, year)
        return _changed(done, name, code, year, found, label=_tidy(label), label_en=_tidy(label_en))


def term_use(
    *, name: TermList, code: str, used: bool, year: int, actor_id: int | None, once: UUID | None = None
) -> Term:
    """Take a code out of use from a year on, or back. Reports keep it. Raises ValidationError, `audit.Repeated`."""
    with _acting("report.term.use", name, year, actor_id, once) as (done, found):
        if not used and code in LASTING and code in BEGUN_WITH[name]:
            raise ValidationError(_("Det här valet behövs alltid. Det kan få andra ord, men inte tas bort."))
        done.facts["used"] = used
        return _changed(done, name, code, year, found, used=used)


@contextmanager
def _acting(
    action: str, name: TermList, year: int, actor_id: int | None, once: UUID | None, on: date | None = None
) -> Iterator[tuple[audit.Act, History]]:
    """An act on a list, which the log's lock keeps from running beside another."""
    with audit.act(action, actor_id=actor_id, once=once) as done:
        if year not in open_years(on):
            raise ValidationError({"year": _("Ett år som är slut går inte att ändra. Välj i år eller nästa år.")})
        done.facts.update(list=str(name), year=year)
        yield done, history(name)


def _check_new(found: History, label: str, year: int) -> None:
    if not (wanted := fold(label)):
        raise ValidationError({"label": _("Skriv vad det ska heta.")})
    for wordings in found.values():
        for now in (at(wordings, year), wordings[-1]):
            if now is None or fold(now.label) != wanted:
                continue
            if now.used:
                raise ValidationError({"label": _("Det finns redan i listan.")})
            raise ValidationError({"label": _("Det finns redan men används inte. Ta det i bruk igen i stället.")})


def _code(label: str, taken: History) -> str:
    """A short code out of the words; with a number where it is taken, for a code never comes to mean something else."""
    start = slugify(label)[:_LONGEST].strip("-_") or _NAMELESS
    ends = ("", *(f"-{number}" for number in range(2, _NUMBERS)))
    return next(code for end in ends if (code := start[: _LONGEST - len(end)].rstrip("-_") + end) not in taken)


def _changed(done: audit.Act, name: TermList, code: str, year: int, found: History, **new: Any) -> Term:
    """The code's row of the year with what is new in it; later rows that said the same as before follow."""
    now = at(found.get(code, ()), year)
    if now is None:
        raise ValidationError(_("Det finns inte i listan det året."))
    row = Term.objects.filter(list=name, code=code, from_year=year).first()
    row = row or Term(list=name, code=code, from_year=year, label=now.label, label_en=now.label_en, used=now.used)
    for field, value in new.items():
        setattr(row, field, value)
    _save(done, row)
    _follow(name, code, year, now, new)
    return row


def _follow(name: TermList, code: str, year: int, was: Wording, new: dict[str, Any]) -> None:
    for later in Term.objects.filter(list=name, code=code, from_year__gt=year):
        for field, value in new.items():
            if getattr(later, field) == getattr(was, field):
                setattr(later, field, value)
        later.full_clean()
        later.save()


def _save(done: audit.Act, row: Term) -> None:
    row.full_clean()
    row.save()
    done.on(KIND, row.pk)
    done.facts["code"] = row.code


def _tidy(text: str) -> str:
    return " ".join(text.split())
