"""A copy is consistent, sealed, and gives back every row as it was."""

from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import DatabaseError, connection

from ledstjarna.audit import services as audit
from ledstjarna.audit.models import Entry
from ledstjarna.audit.verify import verify
from ledstjarna.operations.backup import BackupError, backup, restore

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def folders(settings: Any, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path / "data"
    settings.KEYS_DIR = tmp_path / "keys"
    settings.KEYS_DIR.mkdir()


def content() -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table as stored, but for the log, which grows by the copying itself."""
    with connection.cursor() as cursor:
        tables = [t for t in connection.introspection.table_names(cursor) if not t.startswith("audit_")]
        rows = {}
        for table in tables:
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608
            rows[table] = sorted(cursor.fetchall(), key=repr)
    return rows


def alice() -> AbstractBaseUser:
    return get_user_model().objects.create(email="alice@exempel.invalid", name="Alice Åström")


def test_a_restored_database_is_equal_row_by_row(tmp_path: Path) -> None:
    alice()
    before = content()
    backup(tmp_path / "copy.age")
    get_user_model().objects.update(name="Någon annan")
    restore(tmp_path / "copy.age", replace=True)
    assert content() == before


def test_the_chain_goes_on_after_a_restore(tmp_path: Path) -> None:
    with audit.act("test.one", actor_id=None):
        pass
    backup(tmp_path / "copy.age")
    restore(tmp_path / "copy.age", replace=True)
    actions = list(Entry.objects.order_by("segment_id", "seq").values_list("action", flat=True))
    assert actions == ["test.one", "backup.restored"]


def test_the_copy_holds_no_readable_name(tmp_path: Path) -> None:
    alice()
    backup(tmp_path / "copy.age")
    sealed = (tmp_path / "copy.age").read_bytes()
    assert b"alice@exempel.invalid" not in sealed
    assert (tmp_path / "copy.age").stat().st_mode & 0o077 == 0
    assert list((tmp_path / "data").iterdir()) == []


def test_a_file_that_is_there_is_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "copy.age").write_text("viktig")
    with pytest.raises(BackupError, match="finns redan"):
        backup(tmp_path / "copy.age")
    assert (tmp_path / "copy.age").read_text() == "viktig"


def test_a_database_with_data_is_not_replaced_unasked(tmp_path: Path) -> None:
    alice()
    backup(tmp_path / "copy.age")
    with pytest.raises(BackupError, match="inte tom"):
        restore(tmp_path / "copy.age", replace=False)


@pytest.mark.parametrize("harm", ["cut", "flipped", "other key", "not a copy"])
def test_a_copy_that_cannot_be_read_changes_nothing(tmp_path: Path, settings: Any, harm: str) -> None:
    alice()
    copy = tmp_path / "copy.age"
    backup(copy)
    data = copy.read_bytes()
    if harm == "cut":
        copy.write_bytes(data[: len(data) // 2])
    elif harm == "flipped":
        copy.write_bytes(data[:-20] + bytes([data[-20] ^ 1]) + data[-19:])
    elif harm == "other key":
        (settings.KEYS_DIR / "backup.key").unlink()
        backup(tmp_path / "other.age")
    else:
        copy.write_bytes(b"hello")
    before = content()
    with pytest.raises(BackupError, match="går inte att öppna"):
        restore(copy, replace=True)
    assert content() == before


@pytest.mark.parametrize("left", [None, "", "no key"])
def test_a_restore_without_its_key_says_so_and_makes_none(tmp_path: Path, settings: Any, left: str | None) -> None:
    backup(tmp_path / "copy.age")
    key = settings.KEYS_DIR / "backup.key"
    key.unlink()
    if left is not None:
        key.write_text(left)
    with pytest.raises(BackupError, match="saknas eller är skadad"):
        restore(tmp_path / "copy.age", replace=True)
    assert key.exists() is (left is not None)


def test_an_older_copy_is_restored_although_newer_tables_point_at_its_own(tmp_path: Path) -> None:
    alice()
    before = content()
    backup(tmp_path / "copy.age")
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE newer (id bigint PRIMARY KEY, owner bigint REFERENCES accounts_user (id))")
    restore(tmp_path / "copy.age", replace=True)
    assert content() == before


def test_versions_and_the_log_are_as_frozen_after_a_restore_as_before(tmp_path: Path) -> None:
    with audit.act("test.one", actor_id=None):
        pass
    backup(tmp_path / "copy.age")
    restore(tmp_path / "copy.age", replace=True)
    with pytest.raises(DatabaseError):
        Entry.objects.filter(action="test.one").delete()
    assert verify().broken is None
