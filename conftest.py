"""What holds in every test: nothing leaves the machine, and generated examples have no time limit."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from tests.shared import shared_dir

LOOPBACK = ("127.", "::1", "localhost")

settings.register_profile(
    "usual", deadline=None, max_examples=50, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("deep", parent=settings.get_profile("usual"), max_examples=5_000)
settings.load_profile("usual")


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


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Tests on the shared folder's files are left out, and counted as such, where it is not there."""
    if shared_dir() is None:
        left_out = [item for item in items if item.get_closest_marker("shared")]
        items[:] = [item for item in items if item not in left_out]
        config.hook.pytest_deselected(items=left_out)


def pytest_report_header() -> str:
    """Says whether the shared folder was there."""
    return f"shared folder: {'there' if shared_dir() else 'not there'}"
