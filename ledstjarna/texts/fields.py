"""The one field class for free text: nothing reaches the database before the guard has seen it."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.core.exceptions import FieldError
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.expressions import Expression
from django.forms import Field as FormField

from ledstjarna.deid import SOFT
from ledstjarna.texts import keys
from ledstjarna.texts.answers import packed, unpacked
from ledstjarna.texts.forms import GuardedField
from ledstjarna.texts.guard import PROFILES, check_text, tidy

if TYPE_CHECKING:
    TextField = models.TextField[Any, Any]
else:
    TextField = models.TextField

PURPOSE = "text"


class GuardedTextField(TextField):
    """Free text behind the guard, long or (`multiline=False`) on a single line.

    `guard` names a profile of `texts.guard.PROFILES`: "person" lets no hard mark through; "institution" is
    for plans and other public texts, where a function's telephone number and mail address belong. The guard
    looks both when the model is validated and when the value is on its way into the database, so that no bulk
    insert or update goes around it.
    """

    keeps_answers = False

    def __init__(
        self,
        verbose_name: Any = None,
        name: str | None = None,
        *,
        guard: str = "person",
        max_length: int = 20_000,
        multiline: bool = True,
        **kwargs: Any,
    ) -> None:
        self.labels = PROFILES[guard]
        self.guard = guard
        if self.labels & SOFT and not self.keeps_answers:
            raise ValueError("the answers to soft marks need a protected field")
        self.multiline = multiline
        self.longest = max_length
        super().__init__(verbose_name, name, max_length=max_length, **kwargs)

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        name, path, args, kwargs = super().deconstruct()
        kwargs["guard"] = self.guard
        if not self.multiline:
            kwargs["multiline"] = False
        return name, path, args, kwargs

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str):  # past Django, which would lose the answers
            return tidy(value)
        return super().to_python(value)

    def validate(self, value: Any, model_instance: Any) -> None:
        super().validate(value, model_instance)
        check_text(value or "", self.labels, self.longest)

    def get_db_prep_save(self, value: Any, connection: BaseDatabaseWrapper) -> Any:
        if isinstance(value, str):
            value = check_text(tidy(value), self.labels, self.longest)
        return super().get_db_prep_save(value, connection)

    def formfield(self, **kwargs: Any) -> FormField | None:
        own = {
            "form_class": GuardedField,
            "guard": self.guard,
            "max_length": self.longest,
            "multiline": self.multiline,
        }
        # Past TextField's own, which would force its widget upon us.
        return models.Field.formfield(self, **{**own, **kwargs})


class ProtectedTextField(GuardedTextField):
    """Guarded text that lies encrypted in its row, with the key outside the database.

    The column holds ciphertext, so it cannot be searched: every lookup but `isnull` raises `FieldError`. An
    empty text stays empty. Reading a row whose key is gone raises `keys.KeyMissing`. A text with answers to its soft
    marks comes back as `answers.Answered`.
    """

    keeps_answers = True

    def get_db_prep_save(self, value: Any, connection: BaseDatabaseWrapper) -> Any:
        checked = super().get_db_prep_save(value, connection)
        return seal(packed(checked)) if isinstance(checked, str) else checked

    def from_db_value(self, value: str | None, _expression: Expression, _connection: Any) -> str | None:
        return unpacked(unseal(value)) if value is not None else None

    def get_lookup(self, lookup_name: str) -> Any:
        if lookup_name != "isnull":
            raise FieldError(f"{self} is encrypted and cannot be looked up by {lookup_name}")
        return super().get_lookup(lookup_name)

    def get_transform(self, lookup_name: str) -> Any:
        raise FieldError(f"{self} is encrypted and cannot be transformed by {lookup_name}")


def seal(text: str) -> str:
    """What a protected text's column holds: the ciphertext in base64; empty stays empty."""
    return base64.urlsafe_b64encode(keys.encrypt(text.encode(), purpose=PURPOSE)).decode() if text else ""


def unseal(stored: str) -> str:
    """The text of a protected column. Raises `keys.KeyMissing` or `keys.Unreadable`."""
    return keys.decrypt(base64.urlsafe_b64decode(stored), purpose=PURPOSE).decode() if stored else ""


def protected_fields(model: type[models.Model]) -> list[ProtectedTextField]:
    """The encrypted fields of a model's own table."""
    return [field for field in model._meta.local_fields if isinstance(field, ProtectedTextField)]
