"""Rows of the operations room for the matrix."""

from ledstjarna.operations.permissions import OUTBOX
from tests.matrix.sample import Level, Sample

SAMPLES = {
    # The municipality's mail is no board's: only a role at the city itself opens it.
    "operations:outbox": Sample(
        lambda world, unit: {}, Level.NOBODY, reaches=lambda world, user, unit: user.at_city(OUTBOX)
    ),
}
