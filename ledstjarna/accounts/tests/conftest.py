import pytest

from ledstjarna.accounts.tests.town import Town


@pytest.fixture
def town(db: None) -> Town:
    return Town()
