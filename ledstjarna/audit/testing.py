"""For every room's tests (loaded by pytest, see pyproject): keys of their own, and a log that can be emptied
in between.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest


@pytest.fixture(autouse=True, scope="session")
def log_that_can_be_emptied() -> Iterator[None]:
    """Tests with real transactions empty all tables afterwards, which the log's triggers rightly refuse."""
    from django.db.backends.base.operations import BaseDatabaseOperations

    from ledstjarna.audit import triggers

    empty = BaseDatabaseOperations.execute_sql_flush

    def past_the_walls(self: BaseDatabaseOperations, sql_list: list[str]) -> Any:
        if not any("audit_entry" in sql for sql in sql_list):
            return empty(self, sql_list)
        with triggers.lifted(self.connection):
            return empty(self, sql_list)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(BaseDatabaseOperations, "execute_sql_flush", past_the_walls)
        yield
