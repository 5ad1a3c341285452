"""Opening study.db: creating, migrating, locking, and SQLite's errors in the words of `texts.errors`.

Nothing here knows what a word is. A store that cannot be understood is refused as it stands; it is never replaced.
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path

from texts.errors import BadInputError, CannotCreateError, ConfigurationError, LockedError, StorageError, TaiyakuError

APPLICATION_ID = 0x74616979  # "taiy"
WAIT = 5.0  # seconds that one process waits for another


@dataclass(frozen=True, slots=True)
class Migration:
    """One step: `sql` brings a store of `version - 1` to `version`."""

    version: int
    name: str
    sql: str


@dataclass(frozen=True, slots=True)
class Schema:
    """The newest schema as a whole, and the steps that lead to it from version 1."""

    sql: str
    migrations: tuple[Migration, ...]

    @property
    def version(self) -> int:
        """The version a store has after all steps."""
        return max((m.version for m in self.migrations), default=1)


def packaged() -> Schema:
    """The schema of this program: `schema.sql` and `migrations/*.sql`."""
    here = files("decks")
    steps = sorted((f for f in (here / "migrations").iterdir() if f.name.endswith(".sql")), key=lambda f: f.name)
    return Schema(
        (here / "schema.sql").read_text(encoding="utf-8"),
        tuple(Migration(int(f.name[:4]), f.name, f.read_text(encoding="utf-8")) for f in steps),
    )


def connect(path: Path, now: Callable[[], datetime], schema: Schema, wait: float = WAIT) -> sqlite3.Connection:
    """A connection to the store at `path`, created or brought up to date, every commit of which survives a power cut.

    Args:
        path: the file; its folder is made when missing.
        now: the clock, for the name of the copy before a migration.
        schema: what the store must have.
        wait: seconds to wait for another process.

    Raises:
        ConfigurationError: the store is of a newer program; it is left untouched.
        BadInputError: the file is something else.
        LockedError, CannotCreateError, StorageError: as their names say.
    """
    _look(path, schema.version)
    with explained(path):
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise CannotCreateError(str(path.parent), (error.strerror or str(error)).lower(), hint=_PLACE_HINT) from error
        connection = sqlite3.connect(path, timeout=wait, isolation_level=None)
        try:
            _prepare(connection, path, now, schema, wait)
        except BaseException:
            connection.close()
            raise
        return connection


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """SQLite's errors inside the block, in the words of `texts.errors`."""
    try:
        yield
    except sqlite3.Error as error:
        raise _translated(path, error) from error


@contextmanager
def transaction(connection: sqlite3.Connection, path: Path) -> Iterator[None]:
    """A write transaction: all of the block or nothing; on the disk when it ends."""
    with explained(path):
        connection.execute("BEGIN IMMEDIATE")  # never upgraded midway: two writers queue, none fails
        try:
            yield
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
        try:
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise


def statements(sql: str) -> Iterator[str]:
    """The statements of a script one by one (`executescript` would commit the transaction around it)."""
    pending = ""
    for line in sql.splitlines(keepends=True):
        pending += line
        if sqlite3.complete_statement(pending):
            yield pending
            pending = ""
    if pending.strip():
        yield pending


_PLACE_HINT = "TAIYAKU_HOME names another place; `taiyaku doctor` shows the present one"


def _look(path: Path, version: int) -> None:
    """Refuse what is no store of ours before anything may be written.

    Through SQLite, never as a plain file: closing a plain file drops every lock this process holds on it (POSIX), and another process that
    closes the store then believes to be the last one and takes the WAL away under us. `immutable` reads the file as it stands: no lock is
    taken and nothing is made beside it.
    """
    try:
        if path.is_dir():
            raise CannotCreateError(str(path), "is a folder", hint=_PLACE_HINT)
        if not path.exists():
            return  # what is wrong with the folder shows when it is made
        if not os.access(path, os.R_OK):
            raise StorageError(str(path), "cannot be read", hint=_PLACE_HINT)
    except OSError as error:
        raise StorageError(str(path), (error.strerror or str(error)).lower(), hint=_PLACE_HINT) from error
    with explained(path), closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as seen:
        found, application = _pragma(seen, "user_version"), _pragma(seen, "application_id")
    _judge(path, application, found, version)


def _judge(path: Path, application: int, found: int, version: int) -> None:
    if application not in (0, APPLICATION_ID):
        raise _foreign(path, "is a database of another program")
    if found > version:
        raise ConfigurationError(
            str(path),
            f"was written by a newer taiyaku (store {found}, this program knows {version})",
            hint="update taiyaku; the file was not touched",
        )


def _prepare(connection: sqlite3.Connection, path: Path, now: Callable[[], datetime], schema: Schema, wait: float) -> None:
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("BEGIN")  # one moment's view: another process may be creating the store just now
    application, found = _pragma(connection, "application_id"), _pragma(connection, "user_version")
    filled = connection.execute("SELECT 1 FROM sqlite_master").fetchone() is not None
    connection.execute("COMMIT")
    _judge(path, application, found, schema.version)
    if application != APPLICATION_ID and (found or filled):
        raise _foreign(path, "is a database of another program")
    _write_ahead(connection, wait)
    connection.execute("PRAGMA synchronous = FULL")
    if found == 0:
        _create(connection, path, schema)
    elif found < schema.version:
        _migrate(connection, path, now, schema)


def _write_ahead(connection: sqlite3.Connection, wait: float) -> None:
    """Switch to WAL. SQLite does not wait here when another process does the same, so we do."""
    deadline = time.monotonic() + wait
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() >= deadline:
                raise
            time.sleep(0.02)
        else:
            return


def _create(connection: sqlite3.Connection, path: Path, schema: Schema) -> None:
    with transaction(connection, path):
        if _pragma(connection, "user_version"):
            return  # another process was first
        for statement in statements(schema.sql):
            connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {schema.version}")


def _migrate(connection: sqlite3.Connection, path: Path, now: Callable[[], datetime], schema: Schema) -> None:
    kept = _copy(connection, path, now())
    connection.execute("PRAGMA foreign_keys = OFF")  # tables may be rebuilt; all are checked before the commit
    try:
        with transaction(connection, path):
            found = _pragma(connection, "user_version")
            for step in schema.migrations:
                if step.version > found:
                    _step(connection, path, step, kept)
            _check(connection, path, kept)
    finally:
        connection.execute("PRAGMA foreign_keys = ON")


def _step(connection: sqlite3.Connection, path: Path, step: Migration, kept: Path) -> None:
    try:
        for statement in statements(step.sql):
            connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {step.version}")
    except sqlite3.Error as error:
        raise _failed(path, f"{step.name}: {error}", kept) from error


def _check(connection: sqlite3.Connection, path: Path, kept: Path) -> None:
    problems: Sequence[object] = connection.execute("PRAGMA foreign_key_check").fetchall()
    integrity = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
    if problems or integrity != "ok":
        raise _failed(path, integrity if integrity != "ok" else "rows lost what they refer to", kept)


def _copy(connection: sqlite3.Connection, path: Path, now: datetime) -> Path:
    """A whole copy beside the store, made by SQLite's backup, so that the WAL is in it. Never over an older copy."""
    version = _pragma(connection, "user_version")
    stem = f"{path.name}.v{version}-{now.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    kept = next(p for n in range(1, 10_000) if not (p := path.with_name(f"{stem}{'' if n == 1 else f'-{n}'}.bak")).exists())
    with closing(sqlite3.connect(kept, isolation_level=None)) as copy:
        connection.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")  # one file, without a WAL beside it
        copy.execute("PRAGMA synchronous = FULL")
    return kept


def _pragma(connection: sqlite3.Connection, name: str) -> int:
    return int(connection.execute(f"PRAGMA {name}").fetchone()[0])


def _foreign(path: Path, why: str) -> TaiyakuError:
    return BadInputError(str(path), why, hint="it was not overwritten: move it away, or restore a copy in its place")


def _failed(path: Path, why: str, kept: Path) -> TaiyakuError:
    return StorageError(
        str(path), f"could not be brought up to date: {why}", where=str(kept), hint="nothing was changed; the copy is the same"
    )


def _translated(path: Path, error: sqlite3.Error) -> TaiyakuError:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    name, text = str(path), str(error)
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return LockedError(name, "is in use by another taiyaku", hint="try again in a moment")
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM):
        return CannotCreateError(name, "cannot be written", where=text, hint=_PLACE_HINT)
    if code == sqlite3.SQLITE_FULL:
        return StorageError(name, "the disk is full", hint="nothing was lost; make room, then do it again")
    if code == sqlite3.SQLITE_NOTADB:
        return _foreign(path, "is not a study store, or is damaged")
    hint = (
        "it was not overwritten: keep it, and restore a copy in its place"
        if code == sqlite3.SQLITE_CORRUPT
        else "`taiyaku doctor` looks closer"
    )
    return StorageError(name, "is damaged" if code == sqlite3.SQLITE_CORRUPT else f"failed: {text}", where=text, hint=hint)


def whole(text: str) -> str:
    """Text that SQLite can hold: a file name may have bytes that are no UTF-8, which Python shows as lone surrogates."""
    return text.encode("utf-8", "replace").decode()
