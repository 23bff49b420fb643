"""Which text-holding columns of the product stand outside the guard without a reason.

A room states its reasons on its app config: `unguarded = {"Model.field": "why no one types free text here"}`.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.apps import AppConfig
from django.db import models

from ledstjarna.texts.fields import GuardedTextField

_TEXT = (models.CharField, models.TextField, models.JSONField, models.FileField, models.BinaryField)


def unguarded(app: AppConfig) -> set[str]:
    """The "Model.field" of the room's text columns that no guard looks at. A closed list of choices is no
    free text.
    """
    return {f"{field.model._meta.object_name}.{field.name}" for field in _text_fields(app)}


def reasons(app: AppConfig) -> dict[str, str]:
    """The room's stated reasons, by "Model.field"."""
    return dict(getattr(app, "unguarded", {}))


def _text_fields(app: AppConfig) -> Iterator[models.Field]:  # type: ignore[type-arg]
    for model in app.get_models(include_auto_created=True):
        for field in model._meta.local_fields:
            if isinstance(field, _TEXT) and not isinstance(field, GuardedTextField) and not field.choices:
                yield field
