"""The role × page × own/foreign matrix, generated from the URLconf and what `ledstjarna permissions --json` prints.

A page without an id in its address is tried by itself. A page with one needs a *sample* that gives the address of a
row: write `tests/matrix/samples_<room>.py` with one dict,

    SAMPLES = {"plans:plan": Sample(lambda world, unit: {"pk": plan_of(unit).pk}, Level.BOARD)}

from the door's name to how its keyword arguments are made for a row that lies at a given unit. The level says whose
row it is: one unit's, a whole board's, one person's own (then the callable gets the user), or nobody's in
particular. Rows are made through the room's services; whatever a request changes is rolled back after it. `also`
lists answers that mean "let in" here although they look like a refusal, and `reaches` replaces the usual rule where
a room has one of its own; each needs its reason beside it.
"""
