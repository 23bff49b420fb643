"""What every test stands on."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django import Settings


@pytest.fixture(autouse=True)
def keys_of_its_own(settings: Settings, tmp_path: Path) -> Iterator[Path]:
    """No test reads or makes a key outside its own folder."""
    settings.KEYS_DIR = tmp_path / "keys"
    yield settings.KEYS_DIR
