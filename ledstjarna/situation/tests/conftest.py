import pytest

from ledstjarna.situation.tests.world import World


@pytest.fixture
def world(db: None) -> World:
    return World()
