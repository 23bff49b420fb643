"""Why an activity is in the plan: the findings of the board's situation picture that it answers."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from copy import copy
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from ledstjarna.plans.details import own_details_in_words
from ledstjarna.plans.models import Activity, Item, texts_of
from ledstjarna.situation import selectors as situation


@dataclass(frozen=True, slots=True)
class NamedFinding:
    """A finding as the plan names it: in a draft as last published, in a version as it stood at the decision.

    `key` follows it from picture to picture, `picture` is the picture's title and `year` its year, `published` an ISO
    date.
    """

    key: str
    heading: str
    picture: str
    year: int
    published: str


def named_finding(**data: Any) -> NamedFinding:
    """A finding out of a file from outside. Raises TypeError or ValueError when the shape is another."""
    found = NamedFinding(**data)
    texts = (found.heading, found.picture, found.published)
    if type(found.year) is not int or any(type(text) is not str for text in texts):
        raise TypeError
    return replace(found, key=str(UUID(found.key)))


def finding_texts(keys: Iterable[UUID]) -> dict[UUID, NamedFinding]:
    """What the findings say now, in the order of their picture. One query, none without keys."""
    keys = set(keys)
    found = situation.findings(keys) if keys else {}
    return {
        key: NamedFinding(str(key), ref.heading, ref.picture_title, ref.year, ref.published_on.isoformat())
        for key, ref in found.items()
    }


def in_words(findings: Iterable[NamedFinding]) -> str:
    """The headings, one a line, in an order that does not depend on how they were chosen."""
    return "\n".join(sorted(finding.heading for finding in findings))


def keys_of(item: Item) -> list[UUID]:
    """The keys of the findings that an activity answers; a section answers none."""
    return list(item.reasons.values_list("finding", flat=True)) if isinstance(item, Activity) else []


def state_of(item: Item) -> dict[str, Any]:
    """What people have written and chosen in the row, by field; what its history keeps."""
    return _state(item, keys_of(item))


def state_with(item: Item, texts: Mapping[str, Any], findings: Collection[UUID]) -> dict[str, Any]:
    """`state_of` the row as it would be with other texts and findings; the row stays as it is."""
    other = copy(item)
    for name, value in texts.items():
        setattr(other, name, value)
    return _state(other, findings)


def _state(item: Item, keys: Collection[UUID]) -> dict[str, Any]:
    if not isinstance(item, Activity):
        return texts_of(item)
    findings = {"findings": in_words(finding_texts(keys).values())} if keys else {}
    return {**texts_of(item), **findings, **own_details_in_words(item)}
