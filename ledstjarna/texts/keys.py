"""The keys of protected texts: a ring of files outside the database, the newest used for writing.

A sealed text is one byte of format, eight of key id, twelve of nonce, and AES-256-GCM's ciphertext with its
tag. What it is meant for ("text", "mfa") is bound into it, so that one cannot be passed off as another.
"""

from __future__ import annotations

import hashlib
import os
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.utils.translation import gettext as _

FORMAT: Final = b"\x01"
HEADER: Final = 9
_NONCE: Final = 12
_KEY_BYTES: Final = 32


class KeyMissing(Exception):
    """The key that a text was sealed with is not in the ring."""

    def __init__(self) -> None:
        super().__init__(
            _("Nyckeln till en skyddad text saknas i %(folder)s. Lägg tillbaka nyckelfilerna från er säkerhetskopia.")
            % {"folder": settings.KEYS_DIR}
        )


class Unreadable(Exception):
    """What was to be opened is damaged, or was sealed for another purpose."""

    def __init__(self) -> None:
        super().__init__(_("En skyddad text är skadad och går inte att läsa."))


@dataclass(frozen=True, slots=True)
class Key:
    """One key of the ring and the file it lies in."""

    path: Path
    header: bytes
    cipher: AESGCM


def encrypt(data: bytes, *, purpose: str) -> bytes:
    """Seal with the newest key; the first call on a fresh machine makes it."""
    key = newest()
    nonce = secrets.token_bytes(_NONCE)
    return key.header + nonce + key.cipher.encrypt(nonce, data, key.header + purpose.encode())


def decrypt(token: bytes, *, purpose: str) -> bytes:
    """Open what `encrypt` sealed for the same purpose. Raises `KeyMissing` or `Unreadable`."""
    header, nonce, sealed = token[:HEADER], token[HEADER : HEADER + _NONCE], token[HEADER + _NONCE :]
    if header[:1] != FORMAT or len(nonce) < _NONCE:
        raise Unreadable
    key = next((key for key in ring() if key.header == header), None)
    if key is None:
        raise KeyMissing
    try:
        return key.cipher.decrypt(nonce, sealed, header + purpose.encode())
    except InvalidTag as error:
        raise Unreadable from error


def reseal(token: bytes, *, purpose: str) -> bytes:
    """The same content under the newest key; the token itself when it already is."""
    if token[:HEADER] == newest().header:
        return token
    return encrypt(decrypt(token, purpose=purpose), purpose=purpose)


def ring() -> list[Key]:
    """The keys, oldest first. Read from the folder each time, so that every process follows a rotation at
    once.
    """
    folder: Path = settings.KEYS_DIR
    if not folder.is_dir():
        return []
    return [_load(path) for path in sorted(folder.glob("texts-*.key"))]


def newest() -> Key:
    """The key that seals. Makes the first one when the ring is empty."""
    found = ring()
    return found[-1] if found else add()


def add() -> Key:
    """Put a new key last in the ring: a file only its owner can read, whole from when it is seen."""
    folder: Path = settings.KEYS_DIR
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    found = ring()
    number = int(found[-1].path.stem.removeprefix("texts-")) + 1 if found else 1
    path = folder / f"texts-{number:06}.key"
    draft = folder / f".{path.name}.{secrets.token_hex(4)}"
    with os.fdopen(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
        file.write(secrets.token_bytes(_KEY_BYTES))
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(draft, path)
    except FileExistsError:
        pass  # another process made the same key first; use its
    finally:
        draft.unlink()
    _sync(folder)
    return _load(path)


def destroy(key: Key) -> None:
    """Overwrite and remove a key's file: what it sealed is unreadable from now on, in old copies and backups
    too.
    """
    with key.path.open("r+b") as file:
        file.write(secrets.token_bytes(_KEY_BYTES))
        file.flush()
        os.fsync(file.fileno())
    key.path.unlink()
    _sync(key.path.parent)


RESEALERS: Final[dict[str, Callable[[], int]]] = {}


def register_resealer(name: str, reseal_all: Callable[[], int]) -> None:
    """Let a rotation reach what a room has sealed outside protected text fields.

    `reseal_all` reseals everything not under the newest key, in transactions of its own, and returns how many
    it moved; it is called more than once in a rotation.
    """
    RESEALERS[name] = reseal_all


def _load(path: Path) -> Key:
    secret = path.read_bytes()
    key_id = hashlib.sha256(b"ledstjarna key id" + secret).digest()[: HEADER - 1]
    return Key(path, FORMAT + key_id, AESGCM(secret))


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
