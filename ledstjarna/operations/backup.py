"""Online, consistent, encrypted copies of the database, in the age format.

SQLite is copied by its own backup interface, PostgreSQL by pg_dump; both see one moment in time while writing goes on.
The copy is sealed for the identity in `backup.key`. Neither that key nor the keys of the protected texts are in
the copy: keep the keys folder apart, or the copy cannot be read.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.utils.translation import gettext as _
from pyrage import DecryptError, IdentityError, decrypt_file, encrypt_file, x25519

from ledstjarna.audit import services as audit


class BackupError(Exception):
    """The copy could not be made or read back; the message is a sentence for the one who asked."""


def backup(target: Path) -> int:
    """Write a sealed copy of the database to `target`, readable by the owner alone; gives its size in bytes.

    Raises `BackupError` if the file is there already or the database's tools are missing.
    """
    if target.exists():
        raise BackupError(_("Filen finns redan. Välj ett annat namn, så skrivs inget över."))
    with _workplace() as folder:
        plain, sealed = folder / "plain", folder / "sealed"
        _dump(plain)
        encrypt_file(str(plain), str(sealed), [_identity().to_public()])
        sealed.chmod(0o600)
        try:
            shutil.copyfile(sealed, target)
            target.chmod(0o600)
        except OSError as fault:
            raise BackupError(_("Det gick inte att skriva filen där.")) from fault
    with audit.act("backup.made", actor_id=None) as act:
        act.facts["bytes"] = target.stat().st_size
    return target.stat().st_size


def restore(source: Path, *, replace: bool) -> None:
    """Put the database back as it was in the copy.

    The copy is opened and checked before anything is touched; a copy from an older version is brought up to this one.
    Raises `BackupError` if it cannot be read, or if the
    database holds data and `replace` was not asked for.
    """
    if not source.is_file():
        raise BackupError(_("Filen finns inte."))
    if _holds_data() and not replace:
        raise BackupError(_("Databasen är inte tom. Lägg till --replace om den ska ersättas."))
    with _workplace() as folder:
        plain = folder / "plain"
        identity = _identity_there()
        try:
            decrypt_file(str(source), str(plain), [identity])
        except (DecryptError, OSError) as fault:
            raise BackupError(
                _("Säkerhetskopian går inte att öppna. Den är skadad eller gjord med en annan nyckel.")
            ) from fault
        _load(plain)
    call_command("migrate", interactive=False, verbosity=0)
    with audit.act("backup.restored", actor_id=None):
        pass


def _identity() -> x25519.Identity:
    """The key that copies are sealed for; the first copy makes it."""
    try:
        with os.fdopen(os.open(_key_path(), os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as file:
            file.write(str(x25519.Identity.generate()))
    except FileExistsError:
        pass
    return _identity_there()


def _identity_there() -> x25519.Identity:
    """The key as it lies in its file. Raises `BackupError` when it is not there, or is no key."""
    try:
        return x25519.Identity.from_str(_key_path().read_text().strip())
    except (OSError, ValueError, IdentityError) as fault:
        raise BackupError(
            _("Nyckeln %(path)s saknas eller är skadad. Lägg tillbaka den från er säkerhetskopia av nycklarna.")
            % {"path": _key_path()}
        ) from fault


def _key_path() -> Path:
    return Path(settings.KEYS_DIR) / "backup.key"


@contextmanager
def _workplace() -> Iterator[Path]:
    """A folder beside the data, closed to others, gone afterwards: the open copy never lies in a shared /tmp."""
    settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=settings.DATA_DIR, prefix="backup-") as folder:
        yield Path(folder)


def _holds_data() -> bool:
    if "accounts_user" not in connection.introspection.table_names():
        return False
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT 1 FROM accounts_user)")
        return bool(cursor.fetchone()[0])


def _dump(plain: Path) -> None:
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        with closing(sqlite3.connect(plain)) as copy:
            connection.connection.backup(copy)
        return
    _run_tool("pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={plain}")


def _load(plain: Path) -> None:
    if connection.vendor == "sqlite":
        with closing(sqlite3.connect(plain)) as copy:
            try:
                if copy.execute("PRAGMA integrity_check").fetchone() != ("ok",):
                    raise sqlite3.DatabaseError
            except sqlite3.DatabaseError as fault:
                raise BackupError(_("Säkerhetskopian är inte en hel databas.")) from fault
            connection.ensure_connection()
            copy.backup(connection.connection)
        connection.close()
        return
    script = plain.with_name("clearance.sql")
    script.write_text(f"{_clearance()}\n")
    connection.close()
    _run_tool(
        "pg_restore", "--clean", "--if-exists", "--no-owner", "--no-privileges", f"--file={plain}.sql", str(plain)
    )
    _run_tool(
        "psql", "--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", "--single-transaction",
        f"--file={script}", f"--file={plain}.sql",
    )  # fmt: skip


def _clearance() -> str:
    """SQL that drops today's tables: an older copy does not know of those that came later and point at its own."""
    tables = ", ".join(connection.ops.quote_name(name) for name in connection.introspection.table_names())
    return f"DROP TABLE IF EXISTS {tables} CASCADE;" if tables else ""


def _database_uri() -> dict[str, str]:
    """libpq's own variables, so that no password shows in the list of processes."""
    given = connection.get_connection_params()
    named = {
        "PGHOST": "host",
        "PGPORT": "port",
        "PGUSER": "user",
        "PGPASSWORD": "password",
        "PGDATABASE": "dbname",
    }
    return {variable: str(given[name]) for variable, name in named.items() if given.get(name)}


def _run_tool(name: str, *arguments: str) -> None:
    tool = shutil.which(name, path=os.environ.get("LEDSTJARNA_PG_BIN") or None)
    if tool is None:
        raise BackupError(
            _("Programmet %(name)s saknas. Installera PostgreSQL:s klientprogram (paketet postgresql-client).")
            % {"name": name}
        )
    done = subprocess.run(  # noqa: S603
        [tool, *arguments], env=os.environ | _database_uri(), capture_output=True, text=True, check=False
    )
    if done.returncode:
        lines = done.stderr.strip().splitlines() or [""]
        raise BackupError(_("Databasen svarade: %(answer)s") % {"answer": lines[-1][:300]})
