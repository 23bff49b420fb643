import pytest

from ledstjarna.surveys.tests.world import World


@pytest.fixture
def world(db: None) -> World:
    return World()
