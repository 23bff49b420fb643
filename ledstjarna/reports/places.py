"""Which unit a report is about: what a reporter may choose among, and what was chosen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from ledstjarna.accounts.models import Unit, User
from ledstjarna.reports import selectors
from ledstjarna.texts.swedish import fold

MOST: Final = 30
"""So many units are shown at once; beyond them one searches."""
_LONGEST_KEY: Final = 18


@dataclass(frozen=True, slots=True)
class Found:
    """The units to choose among; `more` when there are others than those shown."""

    units: list[Unit]
    more: bool


class Places:
    """The units a reporter may file from: one's own, or every one for whoever is not signed in."""

    def __init__(self, user: User | AnonymousUser) -> None:
        self.own: list[Unit] | None = None
        if isinstance(user, User) and user.held:
            self.own = selectors.places_of(user)

    def chosen(self, key: str) -> Unit | None:
        """The unit with this key, or the only one there is."""
        if self.own is not None:
            found = self.own if len(self.own) == 1 else [unit for unit in self.own if str(unit.pk) == key]
            return found[0] if found else None
        if not (key.isascii() and key.isdecimal() and len(key) <= _LONGEST_KEY):
            return self._only()
        return self._every().filter(pk=int(key)).first()

    def search(self, words: str = "") -> Found:
        """The units whose names hold all the words, in Swedish order."""
        wanted = fold(words).replace("\0", "").split()
        if self.own is not None:
            found = [unit for unit in self.own if all(word in unit.fold_key for word in wanted)]
        else:
            units = self._every().select_related("board")
            for word in wanted:
                units = units.filter(fold_key__contains=word)
            found = list(units[: MOST + 1])
        return Found(found[:MOST], len(found) > MOST)

    def every(self) -> list[Unit]:
        """All of them."""
        return self.own if self.own is not None else list(self._every())

    def _only(self) -> Unit | None:
        two = list(self._every()[:2])
        return two[0] if len(two) == 1 else None

    def _every(self) -> QuerySet[Unit]:
        return Unit.objects.current().filter(board__isnull=False)
