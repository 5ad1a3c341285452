"""Taking over a file that the user adds: a copy of it, within limits, whatever it is."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final

from dictionaries.build import begin, remove_orphans
from dictionaries.shelf import explained
from dictionaries.sources import HEAD_BYTES
from texts.errors import BadInputError, MissingInputError
from texts.sanitize import for_terminal

LARGEST_FILE: Final = 512 * 1024 * 1024
"""Bytes of a file that can be added; the largest dictionaries have about a third of it."""
_BLOCK: Final = 1 << 20
_NEW: Final = ".new"

Progress = Callable[[float, str], None]
Cancelled = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy of the user's file, its SHA-256 and its first bytes."""

    path: Path
    digest: str
    head: bytes


def copy(path: Path, folder: Path, progress: Progress, cancelled: Cancelled) -> Copy | None:
    """Copy the user's file into `folder`, hidden and under a name of its own.

    Args:
        path: the file, which is only read.
        folder: made when it is not there; what killed imports left in it is removed.
        progress: called with how much is done (0–0.1) and what is being done.
        cancelled: asked for each block; once it says True, nothing is left.

    Returns:
        The copy, or None when cancelled.

    Raises:
        MissingInputError: the file is missing, unreadable, or no file.
        BadInputError: it is empty or too large.
        CannotCreateError, StorageError: the copy cannot be written.
    """
    with _reading(path) as file:
        try:
            folder.mkdir(parents=True, exist_ok=True)
            remove_orphans(folder, _NEW)
            part = begin(folder / _NEW)
        except OSError as error:
            raise explained(error, folder / path.name) from error
        found = None
        try:
            found = _copied(file, part, path, progress, cancelled)
        except OSError as error:
            raise explained(error, folder / path.name) from error
        finally:
            if found is None:
                with suppress(OSError):
                    part.unlink(missing_ok=True)
    return found


def _copied(file: IO[bytes], part: Path, path: Path, progress: Progress, cancelled: Cancelled) -> Copy | None:
    size, done, head = max(1, os.fstat(file.fileno()).st_size), 0, b""
    total = hashlib.sha256()
    with part.open("wb") as target:
        while block := _block(file, path):
            if cancelled():
                return None
            done += len(block)
            if done > LARGEST_FILE:
                limit = f"it is larger than {LARGEST_FILE >> 20} MB, the limit for a dictionary"
                raise BadInputError(for_terminal(path.name), limit, hint="add a part of it")
            head = head or block[:HEAD_BYTES]
            total.update(block)
            target.write(block)
            progress(min(0.1, 0.1 * done / size), "copying")
        target.flush()
        os.fsync(target.fileno())
    if not done:
        raise BadInputError(for_terminal(path.name), "the file is empty", hint="download it again")
    return Copy(part, total.hexdigest(), head)


@contextmanager
def _reading(path: Path) -> Iterator[IO[bytes]]:
    """The user's file, opened; not blocking, since a pipe without a writer must not hang us."""
    shown = for_terminal(str(path))
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except (OSError, ValueError) as error:
        why = "no such file" if isinstance(error, FileNotFoundError) else getattr(error, "strerror", None) or "is not a file name"
        raise MissingInputError(shown, why.lower(), hint="check the name") from error
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise MissingInputError(shown, "is not a file", hint="name the dictionary's file")
    with os.fdopen(descriptor, "rb") as file:
        yield file


def _block(file: IO[bytes], path: Path) -> bytes:
    try:
        return file.read(_BLOCK)
    except OSError as error:
        raise MissingInputError(for_terminal(str(path)), f"cannot be read: {error.strerror or error}", hint="check the disk") from error
