"""A protected text lies nowhere in the database as it was written, and follows when the key changes."""

import datetime as dt
from pathlib import Path

import pytest
from django.core.exceptions import FieldError
from django.core.management import CommandError, call_command
from django.db import connection

from ledstjarna.audit.models import Entry, LogReview
from ledstjarna.texts import fields, keys, rotation

SECRET = "Kvarnen om lördag kväll"


def review(note: str) -> LogReview:
    day = dt.date(2026, 1, 1)
    return LogReview.objects.create(
        period_from=day, period_to=day, rows=0, checked="a", result="remark", note=note, signed_by_id=1
    )


def bytes_of_the_database() -> bytes:
    """On SQLite the file and its write-ahead log; on PostgreSQL every row of every table as text."""
    if connection.vendor == "sqlite":
        path = Path(connection.settings_dict["NAME"])
        return b"".join(file.read_bytes() for file in sorted(path.parent.glob(f"{path.name}*")))
    found = b""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT t::text FROM "{table}" t')  # noqa: S608
            found += "\n".join(row[0] for row in cursor.fetchall()).encode()
    return found


@pytest.mark.django_db(transaction=True)
def test_a_protected_text_is_nowhere_in_the_databases_bytes() -> None:
    found = review(SECRET)
    LogReview.objects.filter(pk=found.pk).update(note=f"{SECRET} igen")
    found.refresh_from_db()
    assert found.note == f"{SECRET} igen"
    written = bytes_of_the_database()
    assert b"audit" in written or b"remark" in written
    assert b"remark" in written
    for form in (SECRET.encode(), SECRET.encode("utf-16-le"), SECRET.encode().hex().encode(), b"Kvarnen"):
        assert form not in written


@pytest.mark.django_db
def test_protected_texts_cannot_be_searched_but_can_be_asked_whether_they_are_null() -> None:
    review(SECRET)
    for question in ({"note": SECRET}, {"note__contains": "a"}):
        with pytest.raises(FieldError):
            LogReview.objects.filter(**question).exists()
    assert LogReview.objects.filter(note__isnull=False).exists()


@pytest.mark.django_db
def test_a_rotation_moves_every_text_and_destroys_the_old_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rotation, "_BATCH", 2)
    found = [review(f"{SECRET} {number}") for number in range(5)] + [review("")]
    old = keys.newest()
    call_command("keys", "rotate", "--pause", "0")
    assert [key.header for key in keys.ring()] == [keys.newest().header]
    assert old.header != keys.newest().header
    assert not old.path.exists()
    for number, row in enumerate(found):
        row.refresh_from_db()
        assert row.note == (f"{SECRET} {number}" if number < 5 else "")
    assert Entry.objects.get(action="keys.rotate").facts == {"moved": 5, "destroyed": 1}


@pytest.mark.django_db
def test_a_rotation_that_was_killed_midway_is_finished_by_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rotation, "_BATCH", 2)
    found = [review(f"{SECRET} {number}") for number in range(5)]
    real = fields.seal
    calls: list[str] = []

    def seal(text: str) -> str:
        calls.append(text)
        if len(calls) == 4:
            raise KeyboardInterrupt
        return real(text)

    monkeypatch.setattr(rotation, "seal", seal)
    with pytest.raises(KeyboardInterrupt):
        rotation.rotate(pause=0)
    assert len(keys.ring()) == 2
    for row in found:
        row.refresh_from_db()
    monkeypatch.setattr(rotation, "seal", real)
    assert rotation.rotate(pause=0) == rotation.Rotation(moved=3, destroyed=1)
    for number, row in enumerate(found):
        row.refresh_from_db()
        assert row.note == f"{SECRET} {number}"


@pytest.mark.django_db
def test_a_rotation_reaches_what_rooms_have_sealed_themselves(monkeypatch: pytest.MonkeyPatch) -> None:
    box = [keys.encrypt(b"totp", purpose="mfa")]

    def again() -> int:
        fresh = keys.reseal(box[0], purpose="mfa")
        moved = fresh != box[0]
        box[0] = fresh
        return int(moved)

    monkeypatch.setitem(keys.RESEALERS, "test", again)
    assert rotation.rotate(pause=0).moved == 1
    assert keys.decrypt(box[0], purpose="mfa") == b"totp"


@pytest.mark.django_db
def test_a_rotation_stops_before_it_destroys_when_a_key_is_missing() -> None:
    review(SECRET)
    keys.destroy(keys.newest())
    keys.encrypt(b"a", purpose="text")
    with pytest.raises(CommandError, match="Nyckeln till en skyddad text saknas"):
        call_command("keys", "rotate", "--pause", "0")
    assert len(keys.ring()) == 2


@pytest.mark.django_db
def test_two_rotations_never_run_at_once() -> None:
    with rotation._alone(), pytest.raises(rotation.RotationBusy):
        rotation.rotate(pause=0)


@pytest.mark.django_db
def test_a_row_whose_key_is_gone_says_so_in_swedish() -> None:
    row = review(SECRET)
    keys.destroy(keys.newest())
    with pytest.raises(keys.KeyMissing, match="Lägg tillbaka nyckelfilerna"):
        row.refresh_from_db()
