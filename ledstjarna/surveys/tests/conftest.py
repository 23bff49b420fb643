from ledstjarna.accounts.testing import fixtures
from ledstjarna.surveys.tests.world import World

_built, world = fixtures(World)
