"""Opening compiled dictionaries: whole ones only, read-only, one connection for each thread.

A file is whole when its size is what SQLite's own header says (a truncated or zero-length file is not), when it carries our
application id and schema version, and when its digest, which `build` writes last, is there. `quick_check` alone says "ok" to bit rot
inside text cells; `check` therefore compares the digest of the whole file as well.
"""

from __future__ import annotations

import hashlib
import sqlite3
import struct
from collections.abc import Mapping
from contextlib import closing
from enum import StrEnum
from pathlib import Path
from typing import Final

from dictionaries.model import SourceInfo
from dictionaries.sources import Source
from texts.errors import DamagedError, StorageError, TaiyakuError, UnavailableError

APPLICATION_ID: Final = 0x7461_6979
"""`taiy`, at offset 68 of the file."""
SCHEMA_VERSION: Final = 2
"""At offset 60 of the file. Raise it with every change of schema.sql or of what `build` puts there: files are then rebuilt silently."""

COMPLETE_KEY: Final = "complete"
COMPLETE_PREFIX: Final = "taiyaku-sha256:"
UNFINISHED: Final = COMPLETE_PREFIX + "0" * 64
"""What stands in the place of the digest while the file is written, and what is hashed in its place."""

_MAGIC: Final = b"SQLite format 3\x00"
_HEADER_BYTES: Final = 100
_DELETE_HINT: Final = "delete the file: it is built anew at the next start"
_HINT: Final = "run `taiyaku doctor`; a broken dictionary is rebuilt at the next start, or delete the file yourself"


class StoreState(StrEnum):
    """What a compiled file is worth."""

    MISSING = "missing"
    STALE = "stale"  # whole, but of another schema or other data
    BROKEN = "broken"  # not whole, or not ours
    READY = "ready"


def digest(path: Path) -> str:
    """SHA-256 of a compiled file, taken as if its digest had not been written yet.

    Raises:
        OSError: the file cannot be read.
    """
    total = hashlib.sha256()
    mark, length = COMPLETE_PREFIX.encode(), len(UNFINISHED)
    with path.open("rb") as file:
        position = find_mark(path)
        while block := file.read(1 << 20):
            start = file.tell() - len(block)
            cut = slice(max(0, position - start), max(0, position + length - start)) if position >= 0 else slice(0, 0)
            if cut.start < len(block) and cut.stop > 0:
                zeros = UNFINISHED.encode()[max(0, start - position) :]
                part = block[cut]
                block = block[: cut.start] + zeros[: len(part)] + block[cut.start + len(part) :]
            total.update(block)
    return mark.decode() + total.hexdigest()


def find_mark(path: Path) -> int:
    """Offset in bytes of the digest in a compiled file, or -1. The meta table is written first, so it is near the start."""
    with path.open("rb") as file:
        return file.read(1 << 20).find(COMPLETE_PREFIX.encode())


def state(path: Path, source: Source) -> StoreState:
    """What the compiled file of `source` at `path` is worth; takes well under a millisecond.

    Raises:
        UnavailableError: the source's own data is not installed, so nobody can say whether the file is stale.
    """
    found = _header_state(path)
    if found is not StoreState.READY:
        return found
    try:
        meta = _read_meta(path)
    except (sqlite3.Error, OSError, UnicodeDecodeError):
        return StoreState.BROKEN
    if not _is_complete(meta) or meta.get("source") != source.name:
        return StoreState.BROKEN
    return StoreState.READY if meta.get("fingerprint") == source.fingerprint() else StoreState.STALE


class Store:
    """An open compiled dictionary. Belongs to the thread that opened it, as its connection does."""

    def __init__(self, path: Path, connection: sqlite3.Connection, meta: Mapping[str, str]) -> None:
        self.path = path
        self.connection = connection
        self.meta = meta
        self.name = meta["source"]
        self.holds_names = meta.get("kind") == "names"

    def holds(self, table: str) -> bool:
        """Whether a table of the schema has any rows in this file."""
        return self.meta.get(f"count.{table}", "0") != "0"

    @classmethod
    def open(cls, path: Path) -> Store:
        """Open a compiled dictionary for reading.

        Raises:
            StorageError: the file is missing, not whole, or not ours.
        """
        found = _header_state(path)
        if found is not StoreState.READY:
            raise StorageError(path.name, f"this compiled dictionary is {found}", where=str(path), hint=_HINT)
        try:
            connection = _connect(path)
            meta = dict(connection.execute("SELECT key, value FROM meta"))
        except (sqlite3.Error, OSError, UnicodeDecodeError) as error:
            raise damaged(path, error) from error
        if not _is_complete(meta) or "source" not in meta:
            connection.close()
            raise StorageError(path.name, "this compiled dictionary was never finished", where=str(path), hint=_HINT)
        return cls(path, connection, meta)

    @classmethod
    def ready(cls, path: Path, source: Source) -> Store | None:
        """The store of `source` opened, if it is ready; says the same as `state`, and reads its header and its meta table only once.

        A whole file whose data is no longer installed is ready.
        """
        try:
            opened = cls.open(path)
        except StorageError:  # missing, stale or broken: it will be built
            return None
        try:
            fits = opened.name == source.name and opened.meta.get("fingerprint") == source.fingerprint()
        except UnavailableError:
            fits = True
        if fits:
            return opened
        opened.close()
        return None

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the connection; closing twice is legal."""
        self.connection.close()

    @property
    def info(self) -> SourceInfo:
        """Maker, licence and date, as they were when the file was compiled."""
        meta = self.meta
        return SourceInfo(self.name, *(meta.get(key, "") for key in ("title", "attribution", "licence", "url", "dated")))

    def check(self) -> None:
        """Read the whole file and compare it with the digest taken when it was compiled; takes a second, meant for `taiyaku doctor`.

        Raises:
            StorageError: its contents are not those that were compiled.
        """
        try:
            whole = digest(self.path) == self.meta[COMPLETE_KEY]
            verdict = str(self.connection.execute("PRAGMA quick_check(1)").fetchone()[0])
        except (sqlite3.Error, OSError) as error:
            raise damaged(self.path, error) from error
        if not whole or verdict != "ok":
            why = f"its contents are not those that were compiled ({verdict if verdict != 'ok' else 'the digest differs'})"
            raise StorageError(self.path.name, why, where=str(self.path), hint=_DELETE_HINT)


def damaged(path: Path, error: Exception) -> TaiyakuError:
    """The error to raise when reading a compiled dictionary fails."""
    return DamagedError(path.name, f"this compiled dictionary cannot be read: {error}", where=str(path), hint=_DELETE_HINT)


def discard(path: Path) -> bool:
    """Throw a damaged compiled file away, so that it counts as missing from now on; False when it cannot be removed."""
    try:
        path.unlink(missing_ok=True)
    except OSError:
        return False  # a read-only cache: whoever asks goes on without the file
    return True


def _connect(path: Path) -> sqlite3.Connection:
    # immutable: nobody writes into a compiled file, a new one takes its place; it saves the locks and works on read-only media
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)


def _read_meta(path: Path) -> dict[str, str]:
    with closing(_connect(path)) as connection:
        return dict(connection.execute("SELECT key, value FROM meta"))


def _is_complete(meta: Mapping[str, str]) -> bool:
    mark = meta.get(COMPLETE_KEY, UNFINISHED)
    return mark.startswith(COMPLETE_PREFIX) and mark != UNFINISHED


def _header_state(path: Path) -> StoreState:
    """Judge by the file's first 100 bytes and its size (fields: https://www.sqlite.org/fileformat2.html, section 1.3)."""
    try:
        with path.open("rb") as file:
            header = file.read(_HEADER_BYTES)
        size = path.stat().st_size
    except (FileNotFoundError, NotADirectoryError):
        return StoreState.MISSING
    except OSError:
        return StoreState.BROKEN
    if len(header) < _HEADER_BYTES or not header.startswith(_MAGIC):
        return StoreState.BROKEN
    page_size = struct.unpack(">H", header[16:18])[0]
    pages, user_version = struct.unpack(">I", header[28:32])[0], struct.unpack(">I", header[60:64])[0]
    if size != pages * (65536 if page_size == 1 else page_size) or struct.unpack(">I", header[68:72])[0] != APPLICATION_ID:
        return StoreState.BROKEN
    return StoreState.READY if user_version == SCHEMA_VERSION else StoreState.STALE
