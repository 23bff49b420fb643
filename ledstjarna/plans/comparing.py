"""What has changed between two states of a plan, told by the key that follows each section and activity."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ledstjarna.plans.content import Part, Row
from ledstjarna.plans.details import details_in_words, term_names
from ledstjarna.plans.models import COLUMNS, Section
from ledstjarna.plans.reasons import in_words

Kind = Literal["added", "removed", "changed"]


FIELD_LABELS = {
    "title": _("Rubrik"),
    "heading": _("Rubrik"),
    "level": _("Nivå"),
    "text": _("Text"),
    "activity": _("Aktivitet"),
    "responsible": _("Ansvarig"),
    "schedule": _("Tidplan"),
    "follow_up": _("Uppföljning"),
    "findings": _("Svarar på"),
    "parties": _("Ansvariga och medverkande"),
    "goal": _("Mål"),
    "reference": _("Beteckning i styrsystemet"),
    "areas": _("Områden och nivåer"),
    "factors": _("Risk- och skyddsfaktorer"),
    "indicators": _("Indikatorer"),
    "status": _("Läge"),
}


@dataclass(frozen=True, slots=True)
class TextChange:
    """One field of a row before and after; empty where there was nothing. `field` is its key in `FIELD_LABELS`."""

    label: str | Promise
    before: str
    after: str
    field: str = ""


def text_changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[TextChange, ...]:
    """The fields that differ between two states of one row, in the order they are shown."""
    return tuple(
        TextChange(label, str(before.get(name, "")), str(after.get(name, "")), name)
        for name, label in FIELD_LABELS.items()
        if before.get(name, "") != after.get(name, "")
    )


@dataclass(frozen=True, slots=True)
class Difference:
    """A section or an activity that came, went or was rewritten; with the reason, where one was asked for."""

    kind: Kind
    what: Literal["section", "activity"]
    label: str
    key: str
    fields: tuple[TextChange, ...] = ()
    reason: str = ""


def differences(old: Iterable[Part], new: Iterable[Part]) -> list[Difference]:
    """In the new plan's order, what was removed last. `fields` is (field, before, after) of what differs."""
    before, after = _by_key(old), _by_key(new)
    names = term_names(item.details for item in (*before.values(), *after.values()) if isinstance(item, Row))
    compared = (_difference(before.get(key), item, names) for key, item in after.items())
    found = [difference for difference in compared if difference is not None]
    return found + [
        Difference("removed", _what(item), _label(item), key) for key, item in before.items() if key not in after
    ]


def _by_key(parts: Iterable[Part]) -> dict[str, Part | Row]:
    found: dict[str, Part | Row] = {}
    for part in parts:
        found[part.key] = part
        found.update({row.key: row for row in part.activities})
    return found


def _difference(old: Part | Row | None, new: Part | Row, names: Mapping[str, str]) -> Difference | None:
    if old is None:
        return Difference("added", _what(new), _label(new), new.key)
    fields = text_changes(_texts(old, names), _texts(new, names))
    return Difference("changed", _what(new), _label(new), new.key, fields) if fields else None


def _texts(item: Part | Row, names: Mapping[str, str]) -> dict[str, Any]:
    if isinstance(item, Part):
        return {name: getattr(item, name) for name in Section.TEXTS}
    columns = dict(zip(COLUMNS, item.columns(), strict=True))
    return {**columns, "findings": in_words(item.findings), **details_in_words(item.details, names)}


def _what(item: Part | Row) -> Literal["section", "activity"]:
    return "section" if isinstance(item, Part) else "activity"


def _label(item: Part | Row) -> str:
    return item.heading if isinstance(item, Part) else item.activity
