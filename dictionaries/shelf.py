"""Which dictionaries there are and in what order they are asked: the installed ones, and those that the user added.

What was added lies as its original in one folder, with `dictionaries.toml`: titles, order and switches. That file is small, is written as a
whole and moved in, and is the one place that counts: a file that it does not name is no dictionary. Reads no original.
"""

from __future__ import annotations

import json
import os
import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from dictionaries.sources import Format, Original, Source, all_formats, all_sources
from texts.errors import CannotCreateError, ConfigurationError, StorageError

TOML: Final = "dictionaries.toml"
VERSION: Final = 1
_LONGEST_NAME = 60
_NAME = re.compile(r"[^\W_][\w.-]*\Z")
_EDITION = re.compile(r"[\[(][^\])]*[\])]|\b(?:19|20)\d\d[-./]?\d\d[-./]?\d\d\b")  # a new edition is the same dictionary
_RESERVED = frozenset(("taiyaku", "con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))))
_OWN_TABLE = 0  # `Source.order` of an own table
_HINT = "put it right, or move it away and add your dictionaries again: their files are in the same folder"


@dataclass(frozen=True, slots=True)
class Added:
    """A dictionary that the user added. `file` is the original's name in the folder, `file_name` what it was called, `added` a date."""

    name: str
    format: str
    file: str
    digest: str
    title: str
    file_name: str
    added: str


@dataclass(frozen=True, slots=True)
class Listed:
    """A dictionary in its place. `standing`: see `dictionaries.library.Candidate`; `added` is None for an installed one."""

    source: Source
    standing: int
    enabled: bool
    added: Added | None


@dataclass(frozen=True, slots=True)
class Shelf:
    """What dictionaries.toml says. `order` is empty until the user gives one; `disabled` are names, also of installed ones."""

    added: tuple[Added, ...] = ()
    order: tuple[str, ...] = ()
    disabled: frozenset[str] = frozenset()

    def find(self, name: str) -> Added | None:
        """The added dictionary of that name, or None."""
        return next((one for one in self.added if one.name == name), None)

    def listed(self, folder: Path) -> tuple[Listed, ...]:
        """Every dictionary in the order in which they are asked; one that was added takes the place of an installed one of its name.

        Without an order of the user's: own tables, installed ones, then the others as they were added. Those before the first installed
        one stand above it, those behind beside it; a list that only turns English into Japanese is mixed with the installed ones.
        """
        formats = {format_.name: format_ for format_ in all_formats()} if self.added else {}
        builtin = all_sources()
        own = [(formats[one.format].source(original(folder, one)), one) for one in self.added if one.format in formats]
        taken = {one.name for one in self.added}
        found: list[tuple[Source, Added | None]] = [*own, *((source, None) for source in builtin if source.name not in taken)]
        found.sort(key=lambda pair: pair[0].order)
        places = {name: place for place, name in enumerate(self.order)}
        found.sort(key=lambda pair: places.get(pair[0].name, len(places)))
        names = [source.name for source, _added in found]
        first = min((names.index(source.name) for source in builtin if source.kind == "words"), default=len(names))
        fixed = {source.name for source in builtin}
        return tuple(
            Listed(source, _standing(place - first, source.name in fixed, added), source.name not in self.disabled, added)
            for place, (source, added) in enumerate(found)
        )

    def with_added(self, new: Added, order: int) -> Shelf:
        """The shelf with one more, or with a new edition of one; `order` is its source's, for its place in an order of the user's."""
        kept = tuple(new if one.name == new.name else one for one in self.added)
        places = self.order
        if new not in kept:
            kept = (*kept, new)
            if places and new.name not in places:
                places = (new.name, *places) if order == _OWN_TABLE else (*places, new.name)
        return replace(self, added=kept, order=places)

    def without(self, name: str) -> Shelf:
        """The shelf without an added dictionary; an installed one that it replaced keeps place and switch."""
        fixed = any(source.name == name for source in all_sources())
        return Shelf(
            tuple(one for one in self.added if one.name != name),
            self.order if fixed else tuple(one for one in self.order if one != name),
            self.disabled if fixed else self.disabled - {name},
        )

    def ordered(self, first: Sequence[str], names: Iterable[str]) -> Shelf:
        """The shelf with the dictionaries `first` before the others of `names`, which keep their order."""
        return replace(self, order=tuple(dict.fromkeys((*first, *names))))


def original(folder: Path, added: Added) -> Original:
    """An added file as formats want it."""
    return Original(added.name, folder / added.file, added.digest, added.title, added.file_name)


def format_of(path: Path, head: bytes) -> Format | None:
    """The format that takes a file, or None."""
    return next((format_ for format_ in all_formats() if format_.accepts(path, head)), None)


def safe_name(title: str, taken: Collection[str] = ()) -> str:
    """A dictionary's name made of a title: a file stem on every system, none of those that are taken."""
    text = unicodedata.normalize("NFKC", title).casefold()
    text = _EDITION.sub(" ", text).strip() or text
    stem = re.sub(r"[^\w]+", "-", text).strip("-_")[:_LONGEST_NAME].strip("-_") or "dictionary"
    stem = f"{stem}-dictionary" if stem in _RESERVED else stem
    name, number = stem, 2
    while name in taken:
        name, number = f"{stem}-{number}", number + 1
    return name


def is_name(text: str) -> bool:
    """Whether a text may be a dictionary's name."""
    return bool(_NAME.match(text)) and len(text) <= _LONGEST_NAME + 10 and text not in _RESERVED and ".." not in text


# ------------------------------------------------------------------ the file


def load(folder: Path) -> Shelf:
    """Read dictionaries.toml; a folder without one is an empty shelf.

    Raises:
        ConfigurationError: it cannot be understood, or a newer taiyaku wrote it.
        StorageError: it cannot be read.
    """
    path = folder / TOML
    try:
        text = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return Shelf()
    except OSError as error:
        raise StorageError(TOML, f"cannot be read: {error.strerror or error}", where=str(path), hint="check who may read it") from error
    import tomllib

    try:
        value = tomllib.loads(text.decode("utf-8"))
        return _parsed(value)
    except (ValueError, RecursionError) as error:
        raise ConfigurationError(TOML, str(error) or "is nested too deeply", where=str(path), hint=_HINT) from error


def save(folder: Path, shelf: Shelf) -> None:
    """Write dictionaries.toml beside its place and move it in: the moment in which a change counts.

    Raises:
        CannotCreateError: the folder cannot be written to.
        StorageError: the disk is full or failed.
    """
    path = folder / TOML
    part = path.with_name(f".{TOML}.part")  # whoever writes holds the lock: what a killed writer left is written over
    try:
        with part.open("wb") as file:
            file.write(_written(shelf).encode("utf-8"))
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as error:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise explained(error, path) from error


def explained(error: OSError, path: Path) -> CannotCreateError | StorageError:
    """What the system said about writing, in our own family."""
    if isinstance(error, PermissionError | FileExistsError | NotADirectoryError | IsADirectoryError) or error.errno == 30:
        return CannotCreateError(path.name, f"cannot be written: {error.strerror}", where=str(path), hint="make its folder writable")
    return StorageError(path.name, f"cannot be written: {error.strerror or error}", where=str(path), hint="see that the disk has room")


def _standing(distance: int, fixed: bool, added: Added | None) -> int:
    if fixed or distance == 0:
        return 0
    if distance < 0:
        return -1
    return 0 if added is not None and added.format == "english_list" else 1


def _parsed(value: Mapping[str, Any]) -> Shelf:
    version = value.get("version")
    if version != VERSION:
        why = "was written by a newer taiyaku" if isinstance(version, int) and version > VERSION else "lacks its version"
        raise ValueError(why)
    added = []
    known = {format_.name for format_ in all_formats()}
    tables = value.get("dictionary", {})
    for name, table in tables.items() if isinstance(tables, dict) else (("dictionary", tables),):
        fields = {key: table.get(key, "") if isinstance(table, dict) else None for key in _FIELDS}
        if not is_name(name) or not all(isinstance(text, str) for text in fields.values()):
            raise ValueError(f"the dictionary {name!r} is not described as it should be")
        one = Added(name, *(str(fields[key]) for key in _FIELDS))
        if one.format not in known:
            raise ValueError(f"{name} is of the format {one.format!r}, which this taiyaku does not know")
        if not one.file or Path(one.file).name != one.file or "\\" in one.file or one.file.startswith("."):
            raise ValueError(f"the file of {name} is not one of this folder: {one.file!r}")
        added.append(one)
    return Shelf(tuple(added), _names(value, "order"), frozenset(_names(value, "disabled")))


_FIELDS = ("format", "file", "sha256", "title", "called", "added")


def _names(value: Mapping[str, Any], key: str) -> tuple[str, ...]:
    names = value.get(key, [])
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise ValueError(f"{key} is not a list of names")
    return tuple(dict.fromkeys(names))


def _written(shelf: Shelf) -> str:
    lines = ["# Written by `taiyaku dict`: the dictionaries you added, their order and switches.", f"version = {VERSION}"]
    if shelf.order:
        lines.append(f"order = [{', '.join(map(_quoted, shelf.order))}]")
    if shelf.disabled:
        lines.append(f"disabled = [{', '.join(map(_quoted, sorted(shelf.disabled)))}]")
    for one in shelf.added:
        values = (one.format, one.file, one.digest, one.title, one.file_name, one.added)
        lines += ["", f"[dictionary.{_quoted(one.name)}]"]
        lines += [f"{key} = {_quoted(text)}" for key, text in zip(_FIELDS, values, strict=True)]
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    """A TOML string: JSON's escapes are among TOML's, which also wants DEL escaped."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
