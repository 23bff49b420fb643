"""Five wrong receipt codes a minute may be tried from one address, whichever process of the server gets them.

The tries of the last minute lie in memory that the processes share: for each a time and the address under a hash that
is keyed by the server's key and by a salt that is thrown away as soon as there are no tries, by the timer at the latest
a minute after that. No row, no log holds them.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import secrets
import stat
import struct
import time
from collections.abc import Iterator
from contextlib import contextmanager
from ipaddress import IPv6Address, ip_network
from pathlib import Path
from typing import Final

from django.conf import settings
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from ledstjarna.walls.networks import address_of

LIMIT: Final = 5
WINDOW: Final = 60.0
MOST: Final = 4096
"""So many tries are remembered; beyond them the oldest is forgotten, so that a flood shuts nobody else out."""
_SALT: Final = 32
_TRY: Final = struct.Struct("<16sd")

Tries = list[tuple[bytes, float]]


def take(request: HttpRequest) -> bool:
    """Count one try for the address that asks; False when the minute's are used up. Call it before the code is read."""
    with _kept() as (salt, tries):
        key = _key(salt, _whose(request))
        if sum(other == key for other, _at in tries) >= LIMIT:
            return False
        tries.append((key, time.monotonic()))
        del tries[:-MOST]
    return True


def give_back(request: HttpRequest) -> None:
    """Uncount the last try of the address that asks: the code was right, and a town hall is one address on the net."""
    with _kept() as (salt, tries):
        key = _key(salt, _whose(request))
        mine = [place for place, (other, _at) in enumerate(tries) if other == key]
        if mine:
            del tries[mine[-1]]


def forget() -> None:
    """Let go of what is older than a minute, and of the salt with the last of it. The timer calls it every minute."""
    with _kept():
        pass


def place() -> Path:
    """The file, in memory where the machine has such a folder, one for each data folder."""
    name = hashlib.sha256(str(settings.DATA_DIR).encode()).hexdigest()[:16]
    return Path(settings.MEMORY_DIR) / f"ledstjarna-{os.geteuid()}-{name}"


@contextmanager
def _kept() -> Iterator[tuple[bytes, Tries]]:
    """The salt and the tries of the last minute, for this process alone; what is done to the tries is kept."""
    with os.fdopen(_opened(), "r+b") as file:
        fcntl.flock(file, fcntl.LOCK_EX)  # let go when the file is closed
        salt, tries = _read(file.read())
        yield salt, tries
        file.seek(0)
        file.write(salt + b"".join(_TRY.pack(*one) for one in tries) if tries else b"")
        file.truncate()


def _opened() -> int:
    """Made when it is not there. Raises PermissionError when somebody else has put a file in its place."""
    handle = os.open(place(), os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    about = os.fstat(handle)
    if about.st_uid != os.geteuid() or not stat.S_ISREG(about.st_mode):
        os.close(handle)
        raise PermissionError("the file that tries are counted in is not our own")
    return handle


def _read(kept: bytes) -> tuple[bytes, Tries]:
    """The salt and the tries of the last minute; a new salt when there are none. What is cut off is left out."""
    now = time.monotonic()
    whole = kept[_SALT:][: (len(kept) - _SALT) // _TRY.size * _TRY.size] if len(kept) > _SALT else b""
    tries = [(key, at) for key, at in _TRY.iter_unpack(whole) if now - WINDOW < at <= now]
    return (kept[:_SALT] if tries else secrets.token_bytes(_SALT)), tries


def _key(salt: bytes, whose: str) -> bytes:
    return salted_hmac(f"ledstjarna.reports.tries.{salt.hex()}", whose, algorithm="sha256").digest()[:16]


def _whose(request: HttpRequest) -> str:
    """One address, or the network of 64 bits that an IPv6 address belongs to: a single machine has all of those."""
    address = address_of(request)
    if isinstance(address, IPv6Address):
        return str(ip_network((address, 64), strict=False))
    return str(address)
