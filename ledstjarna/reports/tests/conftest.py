from ledstjarna.accounts.testing import fixtures
from ledstjarna.reports.tests.world import World

_built, world = fixtures(World)
