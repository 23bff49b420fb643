"""The content of a picture, the same whether it comes from the draft's rows or was frozen."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from ledstjarna.situation.figures import Draft, Figure
from ledstjarna.situation.models import Finding, Picture


@dataclass(frozen=True, slots=True)
class FindingText:
    """A finding with the figures it rests on. `key` follows it through the pictures; `pk` is 0 when it is frozen."""

    key: str
    heading: str
    text: str
    figures: tuple[str, ...]
    pk: int = 0

    def grounds(self, draft: Draft) -> list[Figure]:
        """The figures it rests on, those that still exist, in the order of the tables."""
        return [figure for code, figure in draft.by_code.items() if code in self.figures]


@dataclass(frozen=True, slots=True)
class Content:
    """The figures of a picture and the findings on them."""

    draft: Draft
    findings: tuple[FindingText, ...]

    def as_json(self) -> dict[str, Any]:
        """Plain data, without the rows' numbers."""
        names = ("key", "heading", "text", "figures")
        findings = [{name: getattr(finding, name) for name in names} for finding in self.findings]
        return {"figures": self.draft.as_json(), "findings": findings}


def content_of(picture: Picture, draft: Draft) -> Content:
    """The findings of a draft on these figures. One query."""
    return Content(draft, tuple(map(_row, picture.findings.all())))


def _row(finding: Finding) -> FindingText:
    return FindingText(str(finding.key), finding.heading, finding.text, tuple(finding.figures), finding.pk)


def freeze(picture: Picture, content: Content, day: date) -> bytes:
    """A published picture as JSON in UTF-8, indented to be read by people too."""
    about = {
        "id": picture.pk,
        "board": picture.board.name,
        "board_code": picture.board.code,
        "title": picture.title,
        "year": picture.year,
        "number": picture.number,
        "published": day.isoformat(),
    }
    return _bytes(about | content.as_json())


def frozen_content(picture: Picture) -> Content:
    """What `freeze` kept."""
    data = json.loads(bytes(picture.content or b""))
    return Content(Draft.from_json(data["figures"]), tuple(map(_frozen, data["findings"])))


def _frozen(data: Mapping[str, Any]) -> FindingText:
    return FindingText(data["key"], data["heading"], data["text"], tuple(data["figures"]))


def checksum(content: bytes) -> str:
    """SHA-256, hex."""
    return hashlib.sha256(content).hexdigest()


def fingerprint(content: Content) -> str:
    """Says what somebody has read, in whatever language: the numbers and the findings, not the labels."""
    numbers = {code: [asdict(a) if a else None for a in (f.now, f.before)] for code, f in content.draft.by_code.items()}
    return checksum(_bytes({"numbers": numbers, "findings": content.as_json()["findings"]}))


def obstacles(content: Content) -> list[str]:
    """What keeps the picture from being published, in sentences."""
    if not content.findings:
        return [_("Lägesbilden behöver minst en slutsats.")]
    sentence = _("Slutsatsen ”%s” vilar på en siffra som inte finns i år. Välj om siffrorna.")
    return [sentence % f.heading for f in content.findings if set(f.figures) - set(content.draft.by_code)]


def _bytes(data: Mapping[str, Any]) -> bytes:
    return json.dumps(data, ensure_ascii=False, indent=1).encode()
