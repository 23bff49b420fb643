"""What the tests of the house know of its rooms and files."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CODE = ROOT / "ledstjarna"
NOT_OURS = {".git", ".venv", "node_modules", "var", "__pycache__"}


def layers() -> list[list[str]]:
    """The rooms from the top down as pyproject's import contract names them; siblings share a list."""
    linter = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    stack = next(contract for contract in linter["contracts"] if contract["type"] == "layers")["layers"]
    return [[room.strip().removeprefix("ledstjarna.") for room in layer.split("|")] for layer in stack]


def rooms() -> list[str]:
    """Every room, top down."""
    return [room for layer in layers() for room in layer]


def lies_below(room: str, other: str) -> bool:
    """Whether `other` may be used by `room`: it is the room itself or lies in a lower layer."""
    depth = {name: level for level, layer in enumerate(layers()) for name in layer}
    return room == other or depth[other] > depth[room]


def files(*suffixes: str, folder: Path = ROOT) -> Iterator[Path]:
    """Every file of the project itself with one of these endings (all, when none is given)."""
    for path in sorted(folder.iterdir()):
        if path.name in NOT_OURS or path.name.endswith("_cache") or path.name == ".hypothesis":
            continue
        if path.is_dir():
            yield from files(*suffixes, folder=path)
        elif not suffixes or path.suffix in suffixes:
            yield path
