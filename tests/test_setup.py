"""Set-up does each step once, and again when what it was made of changes."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from tests.house import CODE, ROOT, files
from tools import steps
from tools.steps import Stop, run, step


@pytest.fixture
def done(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    monkeypatch.setattr(steps, "STAMPS", tmp_path / "stamps")
    return []


def test_a_step_is_done_once(done: list[str], tmp_path: Path) -> None:
    (tmp_path / "lock").write_text("a")
    for _ in range(2):
        step("packages", [tmp_path / "lock"], lambda: done.append("packages"))
    assert done == ["packages"]


def test_a_step_is_done_again_when_its_file_has_changed(done: list[str], tmp_path: Path) -> None:
    for content in ("a", "b"):
        (tmp_path / "lock").write_text(content)
        step("packages", [tmp_path / "lock"], lambda: done.append("packages"))
    assert done == ["packages", "packages"]


def test_a_step_is_done_again_when_what_it_made_is_gone(done: list[str], tmp_path: Path) -> None:
    made = tmp_path / "made"

    def make() -> None:
        made.write_text("")
        done.append("packages")

    for _ in range(2):
        step("packages", ["x"], make, [made])
        made.unlink()
    assert done == ["packages", "packages"]


def test_a_step_that_failed_is_tried_again(done: list[str]) -> None:
    def fails() -> None:
        raise Stop("no network")

    with pytest.raises(Stop):
        step("packages", ["x"], fails)
    step("packages", ["x"], lambda: done.append("packages"))
    assert done == ["packages"]


def test_a_failing_command_is_told_with_what_it_said(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(Stop, match="`sh -c"):
        run(["sh", "-c", "echo no space left; exit 3"])
    assert "no space left" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["run", "test", "node"])
def test_every_locked_package_is_pinned_by_hash(name: str) -> None:
    lock = (ROOT / "requirements" / f"{name}.txt").read_text().replace("\\\n", " ")
    pins = [line for line in lock.splitlines() if line.strip() and not line.startswith("#")]
    assert [pin for pin in pins if not re.match(r"[\w.-]+==\S+.*--hash=sha256:[0-9a-f]{64}", pin)] == []


def test_the_tests_run_on_the_very_versions_that_the_product_runs_on() -> None:
    pins = {
        name: set(re.findall(r"^([\w.-]+==\S+)", (ROOT / "requirements" / f"{name}.txt").read_text(), re.M))
        for name in ("run", "test")
    }
    assert pins["run"] <= pins["test"]


def test_every_variable_that_can_be_set_is_in_the_readme() -> None:
    code = "\n".join(path.read_text() for path in files(".py", folder=CODE) if "tests" not in path.parts)
    names = set(re.findall(r"\b(?:LEDSTJARNA_[A-Z_]+|DATABASE_URL)\b", code)) | {"PORT"}
    readme = (ROOT / "README.md").read_text()
    assert sorted(name for name in names if f"`{name}`" not in readme) == []


def test_the_version_stands_first_in_the_change_log() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]
    assert re.search(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text(), re.M).group(1) == version  # type: ignore[union-attr]
