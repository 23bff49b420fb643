"""The signing key: made on first use, kept beside the other keys, never in the database."""

import os
import secrets
from pathlib import Path


def secret_key(folder: Path) -> str:
    """Read the signing key in `folder`, making folder and key (readable by the owner alone) when missing."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / "signing.key"
    try:
        with os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(64))
    except FileExistsError:
        pass
    return path.read_text()
