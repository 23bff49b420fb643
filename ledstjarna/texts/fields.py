"""The one field class for free text: nothing reaches the database before the guard has seen it."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

from ledstjarna import deid
from ledstjarna.texts.guard import PROFILES, check_text


class GuardedTextField(models.TextField):
    """Free text behind the guard.

    `guard` names a profile of `texts.guard.PROFILES`: "person" lets no hard mark through; "institution" is for plans and
    other public texts, where a function's telephone number and mail address belong.
    """

    def __init__(self, *args: Any, guard: str = "person", max_length: int = 20_000, **kwargs: Any) -> None:
        self.guard = guard
        super().__init__(*args, max_length=max_length, **kwargs)

    @property
    def labels(self) -> frozenset[deid.Label]:
        """The labels this field refuses."""
        return PROFILES[self.guard]

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, path, args, kwargs = super().deconstruct()
        kwargs["guard"] = self.guard
        return name, path, args, kwargs

    def validate(self, value: Any, model_instance: Any) -> None:
        super().validate(value, model_instance)
        check_text(value or "", self.labels, self.max_length)

    def get_db_prep_save(self, value: Any, connection: BaseDatabaseWrapper) -> Any:
        if isinstance(value, str):
            check_text(value, self.labels, self.max_length)
        return super().get_db_prep_save(value, connection)
