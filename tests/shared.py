"""Where the shared folder (domain texts, seed, practice sets) lies beside a checkout."""

import os
from pathlib import Path


def shared_dir() -> Path | None:
    """The shared folder, or None when this machine has none.

    Looks at the variable LEDSTJARNA_SHARED, then beside the checkout, then beside each folder above it.
    """
    named = os.environ.get("LEDSTJARNA_SHARED")
    if named:
        return Path(named)
    root = Path(__file__).resolve().parent.parent
    places = (above / "shared" for above in root.parents)
    return next((place for place in places if (place / "product.md").is_file()), None)
