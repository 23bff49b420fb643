import pytest

from ledstjarna.plans.tests.world import World


@pytest.fixture
def world(db: None) -> World:
    return World()
