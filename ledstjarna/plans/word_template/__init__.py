"""The municipality's own Word template for plans: checked, tried out, and filled in, each time in a process of its own.

`process` is the door; it knows the room. What the child process imports (`child`, `filling`, `safety`, `sandbox`,
`model`) knows neither settings nor tables.
"""
