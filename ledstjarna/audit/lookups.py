"""`ids__has_any=[…]`: whether a JSON list of numbers holds any of these, on both databases."""

from __future__ import annotations

from typing import Any

from django.db.models import JSONField, Lookup


@JSONField.register_lookup
class HasAny(Lookup):
    """On PostgreSQL the list's own index answers; SQLite looks through the rows that the other conditions leave."""

    lookup_name = "has_any"
    prepare_rhs = False

    def as_sqlite(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        column, params = self.process_lhs(compiler, connection)
        marks = ", ".join("%s" for _ in self.rhs)
        return f"EXISTS (SELECT 1 FROM json_each({column}) WHERE value IN ({marks}))", [*params, *self.rhs]  # noqa: S608 (placeholders only)

    def as_postgresql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        column, params = self.process_lhs(compiler, connection)
        each = " OR ".join(f"{column} @> %s::jsonb" for _ in self.rhs)
        return f"({each})", [value for number in self.rhs for value in (*params, str(int(number)))]
