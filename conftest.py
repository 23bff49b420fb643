"""What every test stands on: keys of its own, no way out of the machine, no time limit on generated examples."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.utils import translation
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings
from pytest_django import Settings

from tests.shared import shared_dir

pytest_plugins = ("ledstjarna.audit.testing", "ledstjarna.accounts.testing", "ledstjarna.demo.testing")

LOOPBACK = ("127.", "::1", "localhost")

hypothesis_settings.register_profile(
    "usual", deadline=None, max_examples=50, suppress_health_check=[HealthCheck.too_slow]
)
hypothesis_settings.register_profile("deep", parent=hypothesis_settings.get_profile("usual"), max_examples=5_000)
hypothesis_settings.load_profile("usual")


class OutsideError(RuntimeError):
    """A test tried to leave the machine."""


@pytest.fixture(autouse=True, scope="session")
def _no_outside_sockets() -> Iterator[None]:
    """Connections go to this machine or not at all."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        if self.family != socket.AF_UNIX and not str(address[0]).startswith(LOOPBACK):
            raise OutsideError(f"tests may not connect to {address!r}")
        connect(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guarded)
        yield


@pytest.fixture(autouse=True)
def keys_of_its_own(settings: Settings, tmp_path: Path) -> Iterator[Path]:
    """No test reads or makes a key outside its own folder."""
    settings.KEYS_DIR = tmp_path / "keys"
    yield settings.KEYS_DIR


@pytest.fixture(autouse=True)
def in_swedish() -> None:
    """No test reads in the language that another has asked a page in."""
    translation.deactivate()


@pytest.fixture(autouse=True)
def tries_of_its_own(settings: Settings, tmp_path: Path) -> None:
    """No test is held back for what another has tried."""
    settings.MEMORY_DIR = tmp_path


@pytest.fixture(autouse=True)
def own_words_of_its_own(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test goes by the words of another municipality; one without a database asks for none."""
    from ledstjarna.reports import words
    from ledstjarna.texts import guard

    words.forget()
    if "django_db_setup" not in request.fixturenames and not request.node.get_closest_marker("django_db"):
        monkeypatch.setattr(guard, "_OWN", [])


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Tests on the shared folder's files are left out, and counted as such, where it is not there.

    Those that stand on a database are marked so: what the kind of database makes no difference to is run on one.
    """
    for item in items:
        if "django_db_setup" in getattr(item, "fixturenames", ()) or item.get_closest_marker("django_db"):
            item.add_marker("database")
    if shared_dir() is None:
        left_out = [item for item in items if item.get_closest_marker("shared")]
        items[:] = [item for item in items if item not in left_out]
        config.hook.pytest_deselected(items=left_out)


def pytest_report_header() -> str:
    """Says whether the shared folder was there."""
    return f"shared folder: {'there' if shared_dir() else 'not there'}"
