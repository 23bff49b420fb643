import pytest

from ledstjarna.reports.tests.world import World


@pytest.fixture
def world(db: None) -> World:
    return World()
