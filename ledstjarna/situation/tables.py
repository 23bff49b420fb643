"""Environments and kinds crossed, as a table that leaves out what is empty."""

from __future__ import annotations

from dataclasses import dataclass

from ledstjarna.situation.figures import CROSSING, ENVIRONMENT, KIND, Draft, Figure


@dataclass(frozen=True, slots=True)
class Row:
    """One kind; `cells` stand under the environments, with each its label."""

    kind: Figure
    cells: tuple[tuple[str, Figure], ...]


@dataclass(frozen=True, slots=True)
class Crossed:
    """Kinds down, environments across, those with any report in either year."""

    environments: tuple[Figure, ...]
    rows: tuple[Row, ...]


def crossed(draft: Draft) -> Crossed:
    """The draft's crossings laid out."""
    environments, kinds = (tuple(f for f in part if not f.empty) for part in (draft.environments, draft.kinds))
    return Crossed(environments, tuple(_row(draft, kind, environments) for kind in kinds))


def _row(draft: Draft, kind: Figure, environments: tuple[Figure, ...]) -> Row:
    column = kind.code.removeprefix(f"{KIND}.")
    codes = (f"{CROSSING}.{environment.code.removeprefix(f'{ENVIRONMENT}.')}.{column}" for environment in environments)
    return Row(kind, tuple((e.label, draft.by_code[code]) for e, code in zip(environments, codes, strict=True)))
