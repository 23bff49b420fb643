"""Rows of the operations room for the matrix."""

from tests.matrix.sample import Level, Sample

SAMPLES = {
    # The municipality's mail is no board's: only a role at the city itself opens it.
    "operations:outbox": Sample(
        lambda world, unit: {},
        Level.NOBODY,
        reaches=lambda world, user, unit: any(board is None for _role, _unit, board in user.holdings),
    ),
}
