"""A signed-in person without any role: the ui room knows no more of people than that."""

import pytest
from django.contrib.auth import get_user_model
from django.test import Client


@pytest.fixture
def alice(db: None) -> Client:
    """Alice's browser, signed in."""
    person = get_user_model().objects.create(email="alice@example.se", name="Alice Andersson")
    client = Client()
    client.force_login(person)
    return client
