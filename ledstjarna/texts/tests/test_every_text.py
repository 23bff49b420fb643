"""Every column of the product that can hold a text is guarded, or says why it need not be."""

import pytest
from django.apps import apps
from django.db import models
from django.test.utils import isolate_apps

from ledstjarna.texts import coverage
from ledstjarna.texts.fields import GuardedTextField

ROOMS = [app.label for app in apps.get_app_configs() if app.name.startswith("ledstjarna.")]


@pytest.mark.parametrize("room", ROOMS)
def test_no_text_stands_outside_the_guard_without_a_reason(room: str) -> None:
    app = apps.get_app_config(room)
    assert coverage.unguarded(app) - coverage.reasons(app).keys() == set()


@pytest.mark.parametrize("room", ROOMS)
def test_no_reason_is_left_over_or_empty(room: str) -> None:
    app = apps.get_app_config(room)
    assert coverage.reasons(app).keys() - coverage.unguarded(app) == set()
    assert all(reason.strip() for reason in coverage.reasons(app).values())


@isolate_apps("ledstjarna.texts")
def test_texts_are_found_and_closed_choices_are_not() -> None:
    class Letter(models.Model):
        body = models.TextField()
        facts = models.JSONField()
        file = models.FileField()
        state = models.CharField(max_length=1, choices=(("a", "A"),))
        guarded = GuardedTextField()
        number = models.IntegerField()

        class Meta:
            app_label = "texts"

    app = Letter._meta.apps.get_app_config("texts")
    assert coverage.unguarded(app) == {"Letter.body", "Letter.facts", "Letter.file"}
