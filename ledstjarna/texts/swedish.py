"""Swedish order and case, the same on every database.

SQLite folds ASCII only and both engines put Ä before Å without a Swedish collation, so rows store these keys.
"""

import unicodedata

_AFTER_Z = str.maketrans({"å": "{", "ä": "|", "æ": "|", "ö": "}", "ø": "}"})


def fold(text: str) -> str:
    """Key for search and equality: composed, case-folded, single spaces. Keeps å, ä and ö apart from a and o."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def sort_key(text: str) -> str:
    """Key that sorts by code point as Swedes expect: … z å ä ö; other accents sort as their base letter."""
    letters = fold(text).translate(_AFTER_Z)
    return "".join(c for c in unicodedata.normalize("NFD", letters) if not unicodedata.combining(c))
