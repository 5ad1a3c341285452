"""From a file or stdin to a `Document`. One file in this folder is one format; `plain` takes what nobody else claims.

Does not segment or analyse. Reads files and stdin only, never the network.
"""

from __future__ import annotations

import errno
import os
import stat
import sys
from pathlib import Path
from typing import BinaryIO, Protocol

from texts.errors import BadInputError, MissingInputError, StorageError, UnavailableError
from texts.model import Document
from texts.plugins import Plugins
from texts.sanitize import for_terminal

MAX_BYTES = 20_000_000  # a million lines; beyond it somebody chose the wrong file
STDIN = "-"


class Importer(Protocol):
    """A text format. `suffixes` are lower case with their dot; an importer without suffixes takes what is left."""

    @property
    def name(self) -> str: ...
    @property
    def suffixes(self) -> tuple[str, ...]: ...
    def load(self, data: bytes, name: str, encoding: str | None) -> Document:
        """Make a document of a file's bytes; `name` is its path as the user gave it, or "-"."""
        ...


IMPORTERS: Plugins[Importer] = Plugins(__name__, __path__, "IMPORTER")


def open_document(source: str, *, encoding: str | None = None, stdin: BinaryIO | None = None) -> Document:
    """Read a file or stdin.

    Args:
        source: a path, or "-" for stdin.
        encoding: overrides the recognised encoding.
        stdin: the stream that "-" reads; the process's own when None.

    Raises:
        MissingInputError: not there, not readable, or not a regular file.
        BadInputError: empty, binary, undecodable, or more than `MAX_BYTES`.
        UnavailableError: a web address.
        UsageError: unknown encoding.
        StorageError: reading failed.
    """
    return _importer_for(source).load(read_bytes(source, stdin), source, encoding)


def read_bytes(source: str, stdin: BinaryIO | None = None) -> bytes:
    """The bytes of a file or stdin, at most `MAX_BYTES`; arguments and errors as for `open_document`, without those of decoding."""
    shown = for_terminal(source)
    if source.lower().startswith(("http://", "https://")):
        hint = "save the page as a text file, and open that"
        raise UnavailableError(shown, "this version reads files and standard input, not the web", hint=hint)
    try:
        data = _read_stream(stdin if stdin is not None else sys.stdin.buffer) if source == STDIN else _read_file(source)
    except (OSError, ValueError) as error:
        raise _explain(error, shown) from error
    if len(data) > MAX_BYTES:
        limit = f"it is larger than the limit of {MAX_BYTES // 1_000_000} MB"
        raise BadInputError(shown, limit, hint="split it, and open the parts")
    return data


def _importer_for(source: str) -> Importer:
    """The importer that claims the file's suffix, else `plain`."""
    suffix = Path(source).suffix.lower()
    for name in IMPORTERS.names():
        if name != "plain" and suffix in IMPORTERS.load(name).suffixes:
            return IMPORTERS.load(name)
    return IMPORTERS.load("plain")


def _read_file(source: str) -> bytes:
    """At most one byte more than the limit. Not blocking: a fifo without a writer must not hang us."""
    descriptor = os.open(source, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with os.fdopen(descriptor, "rb") as file:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError(errno.ENODEV, "is a device or a pipe, not a file")
        return file.read(MAX_BYTES + 1)


def _read_stream(stream: BinaryIO) -> bytes:
    return stream.read(MAX_BYTES + 1)


def _explain(error: OSError | ValueError, shown: str) -> MissingInputError | StorageError:
    """The user's error for an operating system's."""
    number = error.errno if isinstance(error, OSError) else None
    if isinstance(error, FileNotFoundError) or number == errno.ENOTDIR:
        return MissingInputError(shown, "no such file", hint="check the name, or give - to read standard input")
    if isinstance(error, IsADirectoryError):
        return MissingInputError(shown, "is a folder", hint="name a text file in it")
    if isinstance(error, PermissionError):
        return MissingInputError(shown, "permission denied", hint="check who may read the file")
    if number in (errno.ENODEV, errno.ENXIO, errno.EOPNOTSUPP):
        return MissingInputError(shown, "is a device or a pipe, not a file", hint="give - to read standard input")
    if isinstance(error, ValueError):  # NUL in a name
        return MissingInputError(shown, "is not a file name", hint="check the name")
    if number in (errno.EIO, None):
        return StorageError(shown, error.strerror or "reading failed", hint="check the disk, and try again")
    return MissingInputError(shown, (error.strerror or "cannot be read").lower(), hint="check the name")
