"""A file replaced as a whole: written beside, synced to the disk, moved in. Whatever fails, the old file stays as it was."""

from __future__ import annotations

import errno
import hashlib
import os
import secrets
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from texts.errors import CannotCreateError, StorageError, TaiyakuError

try:
    import fcntl
except ImportError:  # Windows: an open file cannot be removed there, which is all the lock is for
    fcntl = None  # type: ignore[assignment,unused-ignore]

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.ENODEV, errno.ENXIO, errno.ESTALE}


@contextmanager
def replacing(path: Path) -> Iterator[IO[bytes]]:
    """A binary file that takes the place of `path` when the block ends without an error.

    Leftovers of an export that was killed are removed first.

    Raises:
        CannotCreateError: `path` is a folder or a device, its folder is missing or may not be written.
        StorageError: the disk is full or failed.
    """
    target = Path(os.path.realpath(path))  # a symbolic link stays a link
    try:
        _refuse(path, target)
        stem = f".taiyaku-{hashlib.sha256(os.fsencode(target.name)).hexdigest()[:12]}-"
        _sweep(target.parent, stem)
        part, file = _begin(target.parent, stem)
    except OSError as error:
        raise _explained(path, error) from error
    try:
        with file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        part.replace(target)
        _sync_folder(target.parent)
    except OSError as error:
        raise _explained(path, error) from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def _refuse(path: Path, target: Path) -> None:
    folder = target.parent
    if not folder.is_dir():
        why = "its folder does not exist" if not folder.exists() else "its folder is a file"
        raise CannotCreateError(str(path), why, where=str(folder), hint="make the folder first, or choose another place")
    if target.is_dir():
        raise CannotCreateError(str(path), "is a folder", hint="name a file in it")
    if target.exists() and not stat.S_ISREG(target.stat().st_mode):
        raise CannotCreateError(str(path), "is not a regular file", hint="choose another file name")
    if target.exists() and not os.access(target, os.W_OK):
        raise CannotCreateError(str(path), "is read-only", hint="choose another file name, or make it writable")


def _begin(folder: Path, stem: str) -> tuple[Path, IO[bytes]]:
    """A new, locked file. Another process may sweep it away before it is locked; then the next one is tried."""
    while True:
        part = folder / f"{stem}{secrets.token_hex(4)}.part"
        file = os.fdopen(os.open(part, os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666), "w+b")
        if _lock(file):
            with suppress(FileNotFoundError):
                if os.path.samestat(os.fstat(file.fileno()), part.stat()):
                    return part, file
        file.close()


def _sweep(folder: Path, stem: str) -> None:
    """Remove what killed exports to the same target left behind; a lock says that one is still being written."""
    for part in folder.glob(f"{stem}*.part"):
        with suppress(OSError):
            if fcntl is None:
                part.unlink()  # refused while somebody writes it
                continue
            with part.open("r+b") as file:
                if _lock(file):
                    part.unlink(missing_ok=True)


def _lock(file: IO[bytes]) -> bool:
    if fcntl is None:
        return True
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        # some network file systems know no locks: then every file counts as ours
        return error.errno not in (errno.EWOULDBLOCK, errno.EACCES)
    return True


def _sync_folder(folder: Path) -> None:
    """Make the new name survive a power cut. Some systems cannot open folders; the file itself is whole there too."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _explained(path: Path, error: OSError) -> TaiyakuError:
    why = (error.strerror or str(error)).lower()
    if error.errno in _FULL:
        return StorageError(str(path), why, where=str(path.parent), hint="nothing was replaced; make room, then export again")
    return CannotCreateError(str(path), why, where=str(path.parent), hint="choose another place with -o")
