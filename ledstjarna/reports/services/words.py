"""The municipality's own words: added one by one or pasted, and removed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from ledstjarna.audit import services as audit
from ledstjarna.reports import words as guard_words
from ledstjarna.reports.models import OwnWord
from ledstjarna.texts.guard import PROFILES, check_text, tidy
from ledstjarna.texts.swedish import fold

KIND: Final = "report_word"
SHORTEST: Final = 2
LONGEST: Final = 60
MOST: Final = 2_000


@dataclass(frozen=True, slots=True)
class Added:
    """How many words are new, and how many were there and now mean the other thing."""

    new: int
    changed: int


def words_add(*, words: Iterable[str], held: bool, actor_id: int | None, once: UUID | None = None) -> Added:
    """Take in words that the guard shall mark (`held`) or know; one that is there already gets the new meaning.

    Raises ValidationError and takes in none of them when one cannot be taken; `audit.Repeated` for a form sent twice.
    """
    wanted = _checked(words)
    with audit.act("report.word.add", actor_id=actor_id, once=once) as done:
        there = {fold(row.word): row for row in OwnWord.objects.all()}
        rows = [OwnWord(word=word, held=held) for key, word in wanted.items() if key not in there]
        made = OwnWord.objects.bulk_create(rows)
        changed = [there[key].pk for key in wanted if key in there and there[key].held != held]
        OwnWord.objects.filter(pk__in=changed).update(held=held)
        done.on(KIND, *(row.pk for row in made), *changed)
        done.facts.update(new=len(made), changed=len(changed), held=held)
        transaction.on_commit(guard_words.forget)
    return Added(len(made), len(changed))


def words_remove(*, keys: Iterable[int], actor_id: int | None, once: UUID | None = None) -> int:
    """Let go of words. Gives how many there were; raises `audit.Repeated` for a form sent twice."""
    with audit.act("report.word.remove", actor_id=actor_id, once=once) as done:
        gone = list(OwnWord.objects.filter(pk__in=list(keys)).values_list("pk", flat=True))
        OwnWord.objects.filter(pk__in=gone).delete()
        done.on(KIND, *gone)
        done.facts["count"] = len(gone)
        transaction.on_commit(guard_words.forget)
    return len(gone)


def _checked(words: Iterable[str]) -> dict[str, str]:
    """The words by what they are compared by, each once. Raises ValidationError, which names the line."""
    found: dict[str, str] = {}
    for line, written in enumerate(words, start=1):
        word = " ".join(tidy(written).split())
        if not word:
            continue
        if not SHORTEST <= len(word) <= LONGEST:
            said = {"line": line, "least": SHORTEST, "most": LONGEST}
            raise ValidationError(
                {"words": _("Rad %(line)d: ett ord har minst %(least)d och högst %(most)d tecken.") % said}
            )
        check_text(word, PROFILES["institution"], LONGEST)
        found.setdefault(fold(word), word)
    if not found:
        raise ValidationError({"words": _("Skriv minst ett ord.")})
    if len(found) > MOST:
        raise ValidationError({"words": _("Högst %d ord åt gången. Dela upp listan.") % MOST})
    return found
