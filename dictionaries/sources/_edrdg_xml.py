"""Reading EDRDG's XML as it streams by: one entry after the other as a flat list, memory flat, nothing of the file trusted.

The codes of these files are internal entities (`&v5r;`), whose names are what the store wants: expat is told not to expand them and
reports them by name. Whatever could make a small file large in memory is refused: entities inside entities, entities of other files,
values, fields, entries and files beyond any real dictionary's.
"""

from __future__ import annotations

import gzip
import re
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from xml.parsers import expat

from texts.errors import BadInputError
from texts.sanitize import for_terminal

Item = tuple[str, str]
"""An element that opens a part of an entry (`sense`, ""), or one with text (`gloss`, "peace"); those without a text are left out."""

LARGEST: Final = 1 << 30
"""Bytes of XML: four times the largest of these files with all its languages."""
_BLOCK: Final = 1 << 18
_HEAD: Final = 1 << 18
_ENTITIES, _ENTITY_LENGTH = 2_000, 300
_DEEPEST, _LONGEST_FIELD, _MOST_ITEMS = 12, 20_000, 20_000
_LONGEST_TOKEN: Final = 1 << 20
_DIGITS: Final = 15
_CODES: Final = frozenset({"pos", "field", "misc", "dial", "name_type", "ke_inf", "re_inf"})
_FLAGS: Final = frozenset({"re_nokanji"})  # elements that say something without a text
_CREATED: Final = re.compile(rb"created:\s*([0-9]{4}-[0-9]{2}-[0-9]{2})")
_GZIP: Final = b"\x1f\x8b"
_HINT: Final = "fetch the file again: `taiyaku dict update`, or from edrdg.org"


@dataclass(frozen=True, slots=True)
class Shape:
    """What is wanted of a file: its root element, the elements that open a part of an entry, and those whose text is kept."""

    root: str
    parts: frozenset[str]
    fields: frozenset[str]


def head(path: Path) -> bytes:
    """The first quarter of a megabyte of a file's XML, unpacked; b"" when it cannot be.

    Raises:
        OSError: the file cannot be read.
    """
    with path.open("rb") as file:
        return unpacked(file.read(_HEAD))


def unpacked(start: bytes) -> bytes:
    """The start of a file as XML, whether it is gzipped or not; b"" when it is damaged."""
    if not start.startswith(_GZIP):
        return start
    try:
        return zlib.decompressobj(wbits=31).decompress(start, _HEAD)
    except zlib.error:
        return b""


def has_root(start: bytes, root: str) -> bool:
    """Whether the unpacked start of a file announces this root element (`<!DOCTYPE JMdict` or `<JMdict>`)."""
    return re.search(rb"<(?:!DOCTYPE\s+)?" + root.encode() + rb"[\s>\[]", start) is not None


def created(start: bytes) -> str:
    """The day the file was made, as a comment at its start says, or ""."""
    found = _CREATED.search(start)
    return found.group(1).decode() if found else ""


def entries(path: Path, shape: Shape, progress: Callable[[float], None], name: str = "") -> Iterator[list[Item]]:
    """The entries of a file in its order, each when it is reached.

    Args:
        path: plain or gzipped XML.
        shape: what to keep of it.
        progress: told how much of the file was read (0–1).
        name: what the user calls the file, for errors; its own name by default.

    Raises:
        BadInputError: it is damaged, no file of this kind, or asks for more memory than a dictionary needs.
        OSError: it cannot be read.
    """
    reader = _Reader(name or path.name, shape)
    with path.open("rb") as raw, _said(name or path.name):
        size = max(1, path.stat().st_size)
        packed = raw.read(2) == _GZIP
        raw.seek(0)
        read = gzip.GzipFile(fileobj=raw).read if packed else raw.read
        while block := read(_BLOCK):
            yield from reader.feed(block)
            progress(min(1.0, raw.tell() / size))
        yield from reader.feed(b"", last=True)


def parts(items: Iterable[Item]) -> Iterator[tuple[str, list[Item]]]:
    """An entry part by part: each opening element with the fields up to the next; the fields before the first one under ""."""
    opening, fields = "", list[Item]()
    for item in items:
        if item[1]:
            fields.append(item)
        else:
            yield opening, fields
            opening, fields = item[0], []
    yield opening, fields


def number(name: str, text: str) -> int:
    """An entry's number.

    Raises:
        BadInputError: it is none.
    """
    if not text.isascii() or not text.isdecimal() or len(text) > _DIGITS:
        raise BadInputError(name, f"has an entry numbered {for_terminal(text[:40])!r}", hint=_HINT)
    return int(text)


def bad_entry(name: str, key: int, why: str) -> BadInputError:
    """The error to raise for an entry that the file called `name` should not have."""
    return BadInputError(name, f"entry {key} {why}", hint=_HINT)


@contextmanager
def _said(name: str) -> Iterator[None]:
    try:
        yield
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise BadInputError(name, f"the compressed file is cut off or damaged: {error}", hint=_HINT) from error


class _Reader:
    """An expat parser with everything switched off that a dictionary does not need."""

    def __init__(self, name: str, shape: Shape) -> None:
        self._name, self._shape = name, shape
        self._parser = parser = expat.ParserCreate()
        self._done: list[list[Item]] = []
        self._items: list[Item] = []
        self._text: list[str] = []
        self._field = ""
        self._depth = self._fed = 0
        self._values: dict[str, str] = {}
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        parser.DefaultHandler = _nothing  # with it expat leaves entities alone and names them to the next
        parser.SkippedEntityHandler = self._entity
        parser.EntityDeclHandler = self._declared
        parser.StartDoctypeDeclHandler = self._doctype

    def feed(self, block: bytes, *, last: bool = False) -> list[list[Item]]:
        """Parse what comes next; the entries that ended in it."""
        self._fed += len(block)
        if self._fed > LARGEST:
            raise self._refused(f"is larger than {LARGEST >> 20} MB unpacked")
        try:
            self._parser.Parse(block, last)
        except expat.ExpatError as error:
            why = expat.ErrorString(error.code)
            raise BadInputError(
                self._name, f"is no well-formed XML: {why}", where=f"line {error.lineno}, column {error.offset}", hint=_HINT
            ) from error
        if self._fed - self._parser.CurrentByteIndex > _LONGEST_TOKEN:
            raise self._refused("holds a tag or a text of more than a megabyte")
        done, self._done = self._done, []
        return done

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if tag in self._shape.fields:
            # gloss and trans_det say their language, English when they do not
            if attributes.get("xml:lang", "eng") == "eng":
                self._field = tag
                self._text = []
        elif tag in self._shape.parts:
            self._items.append((tag, ""))
        elif tag == "entry":
            self._items = []
        elif self._depth == 1 and tag != self._shape.root:
            raise self._refused(f"is no {self._shape.root} file: its root element is {for_terminal(tag[:40])}")
        elif self._depth > _DEEPEST:
            raise self._refused("is nested too deep")

    def _end(self, tag: str) -> None:
        self._depth -= 1
        if tag == self._field:
            text = "".join(self._text).strip()
            if len(text) > _LONGEST_FIELD:
                raise self._refused("holds an overlong field")
            if text or tag in _FLAGS:
                self._items.append((tag, (text if text.isprintable() else for_terminal(text)) or "yes"))
            self._field = ""
        elif tag == "entry":
            self._done.append(self._items)
            self._items = []
        if len(self._items) > _MOST_ITEMS:
            raise self._refused("holds an entry of too many parts")

    def _characters(self, text: str) -> None:
        if self._field:
            self._text.append(text)

    def _entity(self, name: str, _is_parameter: bool) -> None:
        if self._field in _CODES:
            self._text.append(name)
        elif self._field:
            self._text.append(self._values.get(name, name))

    def _declared(
        self,
        name: str,
        is_parameter: bool,
        value: str | None,
        _base: str | None,
        system: str | None,
        public: str | None,
        _notation: str | None,
    ) -> None:
        if system is not None or public is not None or value is None:
            raise self._refused("declares an entity of another file")
        if is_parameter or "&" in value or "%" in value or "<" in value:
            raise self._refused("declares an entity made of entities or markup")
        self._values[name] = value
        if len(value) > _ENTITY_LENGTH or len(self._values) > _ENTITIES:
            raise self._refused("declares entities larger or more than any dictionary's")

    def _doctype(self, _name: str, system: str | None, _public: str | None, _subset: bool) -> None:
        if system is not None:
            raise self._refused("takes its document type from another file")

    def _refused(self, why: str) -> BadInputError:
        return BadInputError(self._name, why, where=f"line {self._parser.CurrentLineNumber}", hint=_HINT)


def _nothing(_data: str) -> None:
    """Comments, blanks between elements, the document type."""
