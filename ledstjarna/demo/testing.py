"""For tests on the demo municipality: it is built once for a module's tests, and each of them has it fresh."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import transaction
from django.test import override_settings
from pytest_django import DjangoDbBlocker, Settings

from ledstjarna.demo.build import build


@pytest.fixture(scope="module")
def _built(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Path]:
    """The folder of its keys. A transaction around the module's tests, each of which undoes what it did itself."""
    keys = tmp_path_factory.mktemp("demo") / "keys"
    with django_db_blocker.unblock(), transaction.atomic():
        with override_settings(DEMO=True, KEYS_DIR=keys):
            build()
        yield keys
        transaction.set_rollback(True)


@pytest.fixture
def demo(_built: Path, db: None, settings: Settings, keys_of_its_own: Path) -> None:
    """The demo municipality of today."""
    settings.DEMO = True
    settings.KEYS_DIR = _built
