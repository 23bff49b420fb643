from ledstjarna.accounts.testing import fixtures
from ledstjarna.situation.tests.world import World

_built, world = fixtures(World)
