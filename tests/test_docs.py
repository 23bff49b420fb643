"""What the documents point to is there."""

import re
from pathlib import Path

import pytest

from tests.house import ROOT

DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
POINTS_TO = re.compile(r"\]\(([^)#]+)[^)]*\)|src=\"([^\"]+)\"")


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_file_a_document_points_to_exists(document: Path) -> None:
    places = [first or second for first, second in POINTS_TO.findall(document.read_text())]
    missing = [place for place in places if "://" not in place and not (document.parent / place).exists()]
    assert missing == []
