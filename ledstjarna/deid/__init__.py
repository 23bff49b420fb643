"""Text in, findings out. Plain Python; knows nothing of Django or the database."""

from ledstjarna.deid.findings import HARD, Finding, Label
from ledstjarna.deid.rules import find

__all__ = ["HARD", "Finding", "Label", "find"]
