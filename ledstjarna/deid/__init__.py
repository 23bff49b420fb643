"""The guard: finds personal data in Swedish free text. Plain Python, no Django."""

from ledstjarna.deid.guard import find
from ledstjarna.deid.labels import ALL, HARD, SOFT, Finding, Label, Own
from ledstjarna.deid.names.lists import is_given_name, is_known_word

__all__ = ["ALL", "HARD", "SOFT", "Finding", "Label", "Own", "find", "is_given_name", "is_known_word"]
