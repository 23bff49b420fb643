from ledstjarna.accounts.testing import fixtures
from ledstjarna.accounts.tests.town import Town

_built, town = fixtures(Town)
