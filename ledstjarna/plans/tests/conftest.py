from ledstjarna.accounts.testing import fixtures
from ledstjarna.plans.tests.world import World

_built, world = fixtures(World)
