"""For tests on the demo municipality: it is built once for a module's tests, and each of them has it fresh."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import override_settings
from pytest_django import DjangoDbBlocker, Settings

from ledstjarna.accounts.testing import once_for_the_module
from ledstjarna.demo.build import build


@pytest.fixture(scope="module")
def _municipality(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Path]:
    """The folder of its keys."""
    keys = tmp_path_factory.mktemp("demo") / "keys"

    def municipality() -> Path:
        with override_settings(DEMO=True, KEYS_DIR=keys):
            build()
        return keys

    yield from once_for_the_module(municipality, django_db_blocker)


@pytest.fixture
def demo(_municipality: Path, db: None, settings: Settings, keys_of_its_own: Path) -> None:
    """The demo municipality of today."""
    settings.DEMO = True
    settings.KEYS_DIR = _municipality
