"""Reading a zip that somebody made: nothing is extracted, nothing is believed, and everything has a limit.

The central directory is measured before Python's zipfile reads it, every member's name and size before anything is unpacked.
"""

from __future__ import annotations

import json
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from dictionaries.sources._added import gone
from texts.errors import BadInputError, StorageError
from texts.sanitize import for_terminal

LARGEST_DIRECTORY: Final = 24 * 1024 * 1024
"""Bytes of a zip's list of members, some 250,000 of them: dictionaries with pictures have tens of thousands."""
LARGEST_MEMBER: Final = 64 * 1024 * 1024
"""Bytes of one unpacked member that is read; those of dictionaries have a few million."""
LARGEST_TOTAL: Final = 2 * 1024 * 1024 * 1024
"""Bytes of all members that are read."""
MOST_CONTAINERS: Final = 4_000_000
MOST_VALUES: Final = 8_000_000
"""Lists and objects, and values, in one member: each takes fifty bytes of memory and more, however short it is written."""
HIGHEST_RATIO: Final = 150
"""Unpacked to packed bytes: text in JSON reaches 30, nothing but repetition more than 150."""
_SMALL: Final = 1024 * 1024
"""A member up to this size may have any ratio."""
_BAD_PATH = re.compile(r"(?:^|[/\\])\.\.(?:[/\\]|$)|^[/\\]|^[A-Za-z]:|[\x00-\x1f\x7f]|\\")
_END = b"PK\x05\x06"
_END64, _LOCATOR64 = b"PK\x06\x06", b"PK\x06\x07"
_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, struct.error, OverflowError, RuntimeError, ValueError)
_HINT = "download it again; nothing of it was kept"


class Archive:
    """An open zip. Every method raises `BadInputError` when the file is damaged or lies."""

    def __init__(self, file: zipfile.ZipFile, name: str) -> None:
        self._file = file
        self._name = name
        self._members = _members(file, name)

    def names(self, pattern: re.Pattern[str]) -> tuple[str, ...]:
        """Members whose whole name fits, in the order of the numbers in them; together they are no larger than may be."""
        found = [name for name in self._members if pattern.fullmatch(name)]
        if sum(self.size(name) for name in found) > LARGEST_TOTAL:
            raise self.refused(f"it would unpack to more than {LARGEST_TOTAL >> 30} GB")
        return tuple(sorted(found, key=lambda name: [int(digits[:9]) for digits in re.findall(r"\d+", name)]))

    def size(self, name: str) -> int:
        """A member's size in bytes, as the zip says."""
        return self._members[name].file_size

    def json(self, name: str) -> Any:
        """A member as JSON.

        Raises:
            BadInputError: it is missing, too large, damaged, encrypted, no UTF-8, or no JSON.
            StorageError: the disk failed.
        """
        member = self._members.get(name)
        if member is None:
            raise self.refused(f"there is no {name} in it: it is no Yomitan dictionary")
        self._judge(member)
        try:
            with self._file.open(member) as stream:
                data = stream.read(member.file_size + 1)
        except _DAMAGED as error:
            raise self.refused(f"{name} is damaged: {error}") from error
        except OSError as error:
            raise StorageError(self._name, f"cannot be read: {error.strerror or error}", hint="check the disk") from error
        if len(data) != member.file_size:
            raise self.refused(f"{name} is not as long as the zip says")
        if data.count(b"[") + data.count(b"{") > MOST_CONTAINERS or data.count(b",") > MOST_VALUES:
            raise self.refused(f"{name} has more values in it than any dictionary's")
        try:
            return json.loads(data.decode("utf-8-sig"))
        except UnicodeDecodeError as error:
            raise self.refused(f"{name} is not UTF-8 (byte {error.start})") from error
        except RecursionError as error:
            raise self.refused(f"{name} is nested too deeply") from error
        except ValueError as error:
            raise self.refused(f"{name} is no JSON: {error}") from error

    def refused(self, why: str) -> BadInputError:
        """The error to raise for this zip."""
        return BadInputError(self._name, for_terminal(why), hint=_HINT)

    def _judge(self, member: zipfile.ZipInfo) -> None:
        """Before anything is unpacked: what the member says about itself."""
        name = member.filename
        if member.flag_bits & 0x41:
            raise self.refused(f"{name} is encrypted")
        if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise self.refused(f"{name} is packed in a way that is not used for dictionaries")
        if member.file_size > LARGEST_MEMBER:
            raise self.refused(f"{name} would unpack to more than {LARGEST_MEMBER >> 20} MB")
        if member.file_size > _SMALL and member.file_size > HIGHEST_RATIO * max(1, member.compress_size):
            raise self.refused(f"{name} would unpack to {member.file_size // max(1, member.compress_size)} times its size")


@contextmanager
def opened(path: Path, name: str) -> Iterator[Archive]:
    """Open a zip called `name`, and judge it.

    Raises:
        BadInputError: it is no zip, damaged, or has members that no dictionary has.
        MissingInputError: it is gone.
        StorageError: the disk failed.
    """
    try:
        _measure(path, name)
        file = zipfile.ZipFile(path)
    except FileNotFoundError as error:
        raise gone(path, name) from error
    except _DAMAGED as error:
        raise BadInputError(name, f"is no zip that can be read: {for_terminal(str(error))}", hint=_HINT) from error
    except OSError as error:
        raise StorageError(name, f"cannot be read: {error.strerror or error}", where=str(path), hint="check the disk") from error
    with file:
        yield Archive(file, name)


def _measure(path: Path, name: str) -> None:
    """Refuse a zip whose list of members is larger than any dictionary's; found as zipfile finds it, from the end."""
    with path.open("rb") as file:
        length = file.seek(0, 2)
        file.seek(max(0, length - (1 << 16) - 22))
        tail = file.read()
        start = len(tail) - 22 if tail[-22:-18] == _END and tail[-2:] == b"\0\0" else tail.rfind(_END)
        if start < 0 or len(tail) < start + 22:
            raise zipfile.BadZipFile("it has no list of members")
        size = struct.unpack("<I", tail[start + 12 : start + 16])[0]
        locator = tail[max(0, start - 20) : start]
        if locator[:4] == _LOCATOR64:
            file.seek(min(struct.unpack("<Q", locator[8:16])[0], length))
            record = file.read(56)
            if record[:4] == _END64 and len(record) == 56:
                size = max(size if size != 0xFFFF_FFFF else 0, struct.unpack("<Q", record[40:48])[0])
            file.seek(max(0, length - len(tail) + start - 20 - 56))  # where zipfile looks for it, whatever the locator says
            record = file.read(56)
            if record[:4] == _END64 and len(record) == 56:
                size = max(size if size != 0xFFFF_FFFF else 0, struct.unpack("<Q", record[40:48])[0])
    if size > LARGEST_DIRECTORY:
        raise BadInputError(name, f"it has more members than any dictionary ({size >> 20} MB of names)", hint=_HINT)


def _members(file: zipfile.ZipFile, name: str) -> dict[str, zipfile.ZipInfo]:
    found: dict[str, zipfile.ZipInfo] = {}
    for member in file.infolist():
        shown = for_terminal(member.orig_filename[:200])
        why = ""
        if _BAD_PATH.search(member.orig_filename):
            why = f"a member's name leads elsewhere: {shown}"
        elif stat.S_ISLNK(member.external_attr >> 16):
            why = f"{shown} is a link"
        elif member.filename in found:
            why = f"{shown} is in it twice"
        if why:
            raise BadInputError(name, why, hint=_HINT)
        found[member.filename] = member
    return found


def reporting(archive: Archive, names: tuple[str, ...], progress: Callable[[float], None]) -> Iterator[tuple[str, Any]]:
    """Each of these members as JSON, with word of how much of all of them is read."""
    total, done = max(1, sum(archive.size(name) for name in names)), 0
    for name in names:
        progress(done / total)
        yield name, archive.json(name)
        done += archive.size(name)
