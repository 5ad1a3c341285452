"""Compiling a dictionary: written beside its place, synced, moved in; nobody ever sees half a file.

Two processes may build the same file at once: each writes its own `.part`, and whoever comes last wins with equal contents.
"""

from __future__ import annotations

import errno
import itertools
import os
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing, suppress
from importlib.resources import files
from pathlib import Path

from dictionaries import store
from dictionaries.sources import Source
from texts.errors import CannotCreateError, StorageError, TaiyakuError

_COUNTER = itertools.count()
_OLD = 3600.0
"""Seconds after which a part that nobody writes to is an orphan, even when its builder's number belongs to a process again."""
_INSTRUCTIONS = 200_000
"""SQLite's virtual machine runs this many instructions, a few milliseconds, between two looks at `cancelled`."""
_SPACE_HINT = "free some space (about 300 MB are needed), or set TAIYAKU_HOME to a folder on another disk"
_FOLDER_HINT = "make the folder writable, or set TAIYAKU_HOME to one that is"


def build(
    source: Source,
    path: Path,
    progress: Callable[[float, str], None] = lambda _fraction, _what: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> bool:
    """Compile `source` into `path`, replacing what is there; the folder is made when it is not there.

    Args:
        source: what to compile.
        path: where the compiled file shall be.
        progress: called with how much is done (0–1) and what is being done; in the calling thread.
        cancelled: asked every few milliseconds; once it says True, the build ends and leaves nothing.

    Returns:
        True when the file stands, False when the build was cancelled.

    Raises:
        UnavailableError: the source's data is not installed.
        CannotCreateError: the folder cannot be written to.
        StorageError: the disk is full, or reading or writing failed.
    """
    part: Path | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        remove_orphans(path.parent, path.name)
        part = begin(path)
        finished = _write(source, part, progress, cancelled)
        if finished:
            part.replace(path)
            progress(1.0, "done")
    except sqlite3.Error as error:
        raise _translated(error, path) from error
    except OSError as error:
        raise _translated(error, path) from error
    finally:
        if part is not None:
            with suppress(OSError):
                part.unlink(missing_ok=True)
    return finished


def begin(path: Path) -> Path:
    """A new, empty part of `path`; fails here, with the reason, when the folder cannot be written to.

    In a container the builder that was killed had our own number: what it left is never taken for ours.
    """
    while True:
        part = path.with_name(f"{path.name}.part-{os.getpid()}-{next(_COUNTER)}")
        try:
            part.touch(exist_ok=False)
        except FileExistsError:
            continue
        return part


def _write(source: Source, part: Path, progress: Callable[[float, str], None], cancelled: Callable[[], bool]) -> bool:
    """Fill `part`, stamp it, sync it; False when cancelled."""
    stopped = False

    def look() -> int:
        nonlocal stopped
        stopped = stopped or cancelled()
        return int(stopped)

    def report(fraction: float, what: str) -> None:
        nonlocal stopped
        stopped = stopped or cancelled()
        if stopped:
            raise _CancelledError
        progress(min(fraction, 0.99), what)

    try:
        with closing(sqlite3.connect(part, uri=True, isolation_level=None)) as connection:
            connection.set_progress_handler(look, _INSTRUCTIONS)
            report(0.0, "starting")
            _prepare(connection, source)
            source.fill(connection, report)
            _stamp(connection, source)
            report(0.97, "checking")
    except _CancelledError:
        return False
    except sqlite3.OperationalError:
        if stopped:
            return False
        raise
    _seal(part)
    return not cancelled()


class _CancelledError(Exception):
    """Raised out of a source's `fill` by its own progress call; never leaves this module."""


def _prepare(connection: sqlite3.Connection, source: Source) -> None:
    # no journal and no sync while writing: an interrupted build is thrown away as a whole
    for pragma in ("journal_mode = OFF", "synchronous = OFF", "locking_mode = EXCLUSIVE", "cache_size = -65536", "temp_store = MEMORY"):
        connection.execute(f"PRAGMA {pragma}")
    connection.execute(f"PRAGMA application_id = {store.APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {store.SCHEMA_VERSION}")
    connection.executescript(files("dictionaries").joinpath("schema.sql").read_text("utf-8"))
    info = source.info
    meta = {
        store.COMPLETE_KEY: store.UNFINISHED,
        "schema": str(store.SCHEMA_VERSION),
        "source": source.name,
        "kind": source.kind,
        "fingerprint": source.fingerprint(),
        "title": info.title,
        "attribution": info.attribution,
        "licence": info.licence,
        "url": info.url,
        "dated": info.dated,
    }
    connection.executemany("INSERT INTO meta VALUES (?, ?)", meta.items())


def _stamp(connection: sqlite3.Connection, source: Source) -> None:
    counts = {}
    for table in ("entry", "form", "english", "zipf", "fact", "kanji"):
        count = connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608 - our own table names
        connection.execute("INSERT INTO meta VALUES (?, ?)", (f"count.{table}", str(count)))
        counts[table] = count
    if not any(counts[table] for table in ("entry", "fact", "kanji")):
        raise StorageError(source.name, "the source holds no entries", hint="install its data again")


def _seal(part: Path) -> None:
    """Write the file's digest into it, in place of the zeros that stood there, and sync: the file is now complete."""
    position = store.find_mark(part)
    if position < 0:
        raise StorageError(part.name, "the compiled file lacks its own mark", hint="this is a mistake of ours, please report it")
    mark = store.digest(part).encode()
    with part.open("r+b") as file:
        file.seek(position)
        file.write(mark)
        file.flush()
        os.fsync(file.fileno())


def remove_orphans(folder: Path, name: str) -> None:
    """Remove the parts of `name` (or what that pattern stands for) whose writers are no longer alive."""
    for part in folder.glob(f"{name}.part-*"):
        pid = part.name.rpartition(".part-")[2].partition("-")[0]
        with suppress(OSError):
            if not pid.isdigit() or not _alive(int(pid)) or time.time() - part.stat().st_mtime > _OLD:
                part.unlink(missing_ok=True)


def _alive(pid: int) -> bool:
    if os.name == "nt":  # there os.kill ends the process; an open file cannot be removed anyway
        return False
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def _translated(error: sqlite3.Error | OSError, path: Path) -> TaiyakuError:
    """Say in our own family what SQLite or the system said."""
    where = str(path)
    full = isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT)
    if full or "full" in str(error):
        return StorageError(path.name, "the disk is full", where=where, hint=_SPACE_HINT)
    if isinstance(error, OSError) and error.errno in (errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOTDIR, errno.EEXIST, errno.EISDIR):
        return CannotCreateError(path.name, f"its folder cannot be written to: {error.strerror}", where=where, hint=_FOLDER_HINT)
    if "readonly" in str(error) or "unable to open" in str(error):
        return CannotCreateError(path.name, f"it cannot be written: {error}", where=where, hint=_FOLDER_HINT)
    return StorageError(path.name, f"compiling failed: {error}", where=where, hint=_SPACE_HINT)
