"""A signed-in person without any role: the ui room knows no more of people than that."""

from collections.abc import Iterator

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.utils import translation


@pytest.fixture(autouse=True)
def _swedish() -> Iterator[None]:
    """A request in English leaves its language behind in the thread; each test begins and ends in Swedish."""
    with translation.override("sv", deactivate=True):
        yield


@pytest.fixture
def alice(db: None) -> Client:
    """Alice's browser, signed in."""
    person = get_user_model().objects.create(email="alice@example.se", name="Alice Andersson")
    client = Client()
    client.force_login(person)
    return client
