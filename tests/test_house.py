"""The house's own rules, held by tests where no linter sees them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models

from tests.house import CODE, ROOT, files, lies_below, rooms

TEMPLATES = list(files(".html", folder=CODE))
USES = re.compile(r"""{%\s*(?:include|extends)\s+["']([^"']+)["']""")
COMPONENT = re.compile(r"<c-([a-z0-9.-]+)")
FIXED_ADDRESS = re.compile(r"""\b(?:href|action|src|hx-(?:get|post|put|patch|delete))=["']/(?![/"'])""")
DATA_OR_FILE = r"""(?:\ssrc=|type="application/json")"""
INLINE = re.compile(rf"""\son[a-z]+=["']|\sstyle=["']|<style|<script(?![^>]*{DATA_OR_FILE})|\shx-on|javascript:""")


def _id(path: Path) -> str:
    return str(path.relative_to(ROOT))


def _room(path: Path) -> str:
    return path.relative_to(CODE).parts[0]


def test_the_contract_names_every_room_and_no_other() -> None:
    assert sorted(rooms()) == sorted(path.parent.name for path in CODE.glob("*/__init__.py"))


@pytest.mark.parametrize("room", rooms())
def test_a_room_says_what_it_is(room: str) -> None:
    text = (CODE / room / "README.md").read_text()
    assert text.startswith("# ") and 3 <= len(text.splitlines()) <= 40


def test_no_file_is_long() -> None:
    long = {
        _id(path): lines
        for path in files(".py", ".html", ".css", ".js", ".typ")
        if (lines := len(path.read_text().splitlines())) > 400
    }
    assert long == {}


def test_no_module_is_a_drawer_for_odds_and_ends() -> None:
    assert [_id(path) for path in files(".py") if path.stem in {"utils", "helpers", "util", "misc"}] == []


def test_no_test_is_skipped_or_excused() -> None:
    excuse = re.compile(r"mark\.(?:skip|xfail)|pytest\.(?:skip|xfail|importorskip)\(|unittest\.skip")
    found = [_id(path) for path in files(".py") if path.name.startswith("test_") and path != Path(__file__)]
    assert [name for name in found if excuse.search((ROOT / name).read_text())] == []


def test_migrations_are_named_for_what_they_do() -> None:
    names = [path.stem for path in CODE.glob("*/migrations/0*.py")]
    assert names
    assert [name for name in names if "_auto_" in name or "_and_more" in name] == []


def test_no_file_names_a_registry_or_a_place_on_somebodys_machine() -> None:
    """Locks carry hashes, not addresses, so that they hold behind any mirror."""
    foreign = re.compile(
        r"pypi\.org|pythonhosted\.org|registry\.npmjs|--(?:extra-)?index-url|\"resolved\":|"
        r"(?<![\w.])/(?:root|home|Users|work)/\w"
    )
    found = [path for path in files() if path != Path(__file__) and path.suffix not in {".png", ".woff2", ".mo"}]
    assert [_id(path) for path in found if foreign.search(path.read_text(errors="replace"))] == []


def _owner(template: str) -> str | None:
    """The room that a template's name belongs to; None when a package brings it."""
    return next((_room(found) for found in CODE.glob(f"*/templates/{template}")), None)


def test_templates_only_use_templates_of_rooms_below() -> None:
    up = []
    for path in TEMPLATES:
        text = path.read_text()
        named = USES.findall(text)
        named += [f"cotton/{name.replace('.', '/').replace('-', '_')}.html" for name in COMPONENT.findall(text)]
        owners = {name: owner for name in named if (owner := _owner(name))}
        up += [f"{_id(path)}: {name}" for name, owner in owners.items() if not lies_below(_room(path), owner)]
    assert up == []


def test_templates_write_no_address_by_hand() -> None:
    assert [_id(path) for path in TEMPLATES if FIXED_ADDRESS.search(path.read_text())] == []


def test_templates_hold_neither_script_nor_style() -> None:
    """The content security policy would refuse it."""
    assert [_id(path) for path in TEMPLATES if INLINE.search(path.read_text())] == []


def _relations() -> list[tuple[str, str, str]]:
    """Name, module of the table it stands in, module of the table it points at."""
    return [
        (f"{model._meta.label}.{field.name}", model.__module__, field.related_model.__module__)
        for model in apps.get_models()
        for field in (*model._meta.fields, *model._meta.many_to_many)
        if isinstance(field.related_model, type) and issubclass(field.related_model, models.Model)
    ]


def test_relations_between_tables_only_point_down() -> None:
    ours = [(name, a.split("."), b.split(".")) for name, a, b in _relations() if a.startswith("ledstjarna.")]
    assert len(ours) > 3
    up = [name for name, a, b in ours if b[0] == "ledstjarna" and not lies_below(a[1], b[1])]
    assert up == []
