"""The guard: finds personal data in Swedish free text. Plain Python, no Django."""

from ledstjarna.deid.guard import find
from ledstjarna.deid.labels import HARD, Finding, Label

__all__ = ["HARD", "Finding", "Label", "find"]
