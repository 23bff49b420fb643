from ledstjarna.accounts.testing import fixtures
from ledstjarna.followup.tests.world import World

_built, world = fixtures(World)
