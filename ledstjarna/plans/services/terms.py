"""The city's lists: a word added, reworded, moved, retired and brought back. A code never changes its meaning."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import override

from ledstjarna.audit import services as audit
from ledstjarna.plans.models import Term, TermKind
from ledstjarna.plans.printing import LANGUAGE
from ledstjarna.plans.services.places import moved
from ledstjarna.plans.terms import BEGUN_WITH
from ledstjarna.texts.swedish import fold
from ledstjarna.ui.errors import Conflict

_LONGEST = 36


def term_add(*, kind: TermKind, name: str, actor_id: int | None, once: UUID | None = None) -> Term:
    """Put a word last in a list, under a code that no other word has had. Raises ValidationError by field."""
    with _acting("plan.term.add", kind, actor_id, once) as (done, rows):
        row = Term(kind=kind, code=_code(name), name=name, position=len(rows))
        _save(row, rows)
        done.on("plan_term", row.pk)
    return row


def term_rename(*, kind: TermKind, code: str, name: str, actor_id: int | None, once: UUID | None = None) -> Term:
    """Word it anew. Drafts read the new word, what was decided keeps the old. Raises ValidationError by field."""
    with _acting("plan.term.rename", kind, actor_id, once) as (done, rows):
        row = _row(done, rows, code)
        row.name = name
        _save(row, rows)
    return row


def term_move(*, kind: TermKind, code: str, steps: int, actor_id: int | None, once: UUID | None = None) -> None:
    """Move a word some steps down its list (negative: up)."""
    with _acting("plan.term.move", kind, actor_id, once) as (done, rows):
        Term.objects.bulk_update(moved(rows, _row(done, rows, code), steps), ["position"])


def term_retire(*, kind: TermKind, code: str, actor_id: int | None, once: UUID | None = None) -> Term:
    """Let nobody choose it any more. It stays where it was chosen."""
    with _acting("plan.term.retire", kind, actor_id, once) as (done, rows):
        row = _row(done, rows, code)
        row.retired_at = row.retired_at or timezone.now()
        row.save()
    return row


def term_restore(*, kind: TermKind, code: str, actor_id: int | None, once: UUID | None = None) -> Term:
    """Let it be chosen again."""
    with _acting("plan.term.restore", kind, actor_id, once) as (done, rows):
        row = _row(done, rows, code)
        row.retired_at = None
        row.save()
    return row


@contextmanager
def _acting(
    action: str, kind: TermKind, actor_id: int | None, once: UUID | None
) -> Iterator[tuple[audit.Act, list[Term]]]:
    """An act on a list; the first one writes down the words that it began with."""
    with audit.act(action, actor_id=actor_id, once=once) as done:
        done.facts["list"] = str(kind)
        yield done, list(Term.objects.filter(kind=kind)) or _begin(kind)


def _begin(kind: TermKind) -> list[Term]:
    with override(LANGUAGE):
        rows = [
            Term(kind=kind, code=code, name=str(name), position=place)
            for place, (code, name) in enumerate(BEGUN_WITH[kind].items())
        ]
    return Term.objects.bulk_create(rows)


def _row(done: audit.Act, rows: list[Term], code: str) -> Term:
    row = next((row for row in rows if row.code == code), None)
    if row is None:
        raise Conflict
    done.on("plan_term", row.pk)
    return row


def _save(row: Term, rows: list[Term]) -> None:
    if any(fold(other.name) == fold(row.name) for other in rows if other.pk != row.pk):
        raise ValidationError({"name": _("Det finns redan i listan.")})
    row.full_clean()
    row.save()


def _code(name: str) -> str:
    """A short code out of the word, with a number where it is taken in this list or another."""
    start = slugify(name)[:_LONGEST].strip("-_") or "ord"
    taken = set(Term.objects.values_list("code", flat=True)) | {code for words in BEGUN_WITH.values() for code in words}
    return next(code for code in (start, *(f"{start}-{n}" for n in range(2, 1_000))) if code not in taken)
