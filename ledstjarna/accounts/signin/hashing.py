"""How passwords are hashed."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class PasswordHasher(Argon2PasswordHasher):
    """Argon2id with 46 MiB, one pass and one lane: the first choice in OWASP's Password Storage Cheat Sheet.

    Django's own 100 MiB over eight lanes makes every worker large and lets a crowd at the door take all cores.
    """

    time_cost = 1
    memory_cost = 46 * 1024
    parallelism = 1
