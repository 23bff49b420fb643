from ledstjarna.accounts.testing import fixtures
from ledstjarna.periods.tests.world import World

_built, world = fixtures(World)
