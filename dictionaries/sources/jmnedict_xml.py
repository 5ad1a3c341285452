"""JMnedict's own XML, `JMnedict.xml.gz`: the compiled dictionary is the one that `jmnedict` makes of jamdict's copy."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from dictionaries.sources import Original, Progress, Source
from dictionaries.sources._file import EdrdgFile

if TYPE_CHECKING:
    from dictionaries.sources._edrdg_xml import Item
    from dictionaries.sources._words import Sense, Word

_ROOT = "JMnedict"
_PARTS = frozenset({"k_ele", "r_ele", "trans"})
_FIELDS = frozenset({"ent_seq", "keb", "reb", "name_type", "trans_det"})
_POS = ["n-pr"]


@dataclass(frozen=True, slots=True)
class _File(EdrdgFile):
    """The source that an added file is."""

    root: str = _ROOT
    kind: str = "names"
    order: int = 20

    def fill(self, connection: sqlite3.Connection, progress: Progress) -> None:
        """See `Source.fill`."""
        from dictionaries import reverse
        from dictionaries.sources import _edrdg_xml, _words

        def reading(part: float) -> None:
            progress(0.02 + part * 0.55, "reading entries")

        shape = _edrdg_xml.Shape(_ROOT, _PARTS, _FIELDS)
        _words.write(connection, names(_edrdg_xml.entries(self.original.path, shape, reading, self.shown), self.shown))
        reverse.turn_round(connection, lambda part, what: progress(0.6 + part * 0.35, what), names=True)


def names(entries: Iterable[list[Item]], name: str) -> Iterator[Word]:
    """The names of the file called `name`; entries without an English rendering are left out.

    Raises:
        BadInputError: an entry has no number or no reading.
    """
    from dictionaries.sources import _edrdg, _edrdg_xml
    from dictionaries.sources._words import Word

    for items in entries:
        key = _edrdg_xml.number(name, next((text for tag, text in items if tag == "ent_seq"), ""))
        forms = [text for tag, text in items if tag == "keb"]
        readings = [text for tag, text in items if tag == "reb"]
        senses: list[Sense] = []
        for part, fields in _edrdg_xml.parts(items):
            rendered = [text for tag, text in fields if tag == "trans_det"]
            if part == "trans" and rendered:
                senses.append((_POS, [text.replace(" ", "-") for tag, text in fields if tag == "name_type"], rendered))
        if senses and key != _edrdg.CREATION_ENTRY:
            if not readings:
                raise _edrdg_xml.bad_entry(name, key, "has no reading")
            yield Word(key, forms, readings, senses, is_name=True)


class _Format:
    """See `Format`."""

    name = "jmnedict_xml"
    suffix = ".xml.gz"
    takes_place_of = "jmnedict"

    def accepts(self, path: Path, head: bytes) -> bool:  # noqa: ARG002 - the name says nothing: it may be called anything
        """Whether it begins as JMnedict's XML does, gzipped or not."""
        from dictionaries.sources import _edrdg_xml

        return _edrdg_xml.has_root(_edrdg_xml.unpacked(head), _ROOT)

    def source(self, original: Original) -> Source:
        """The dictionary in an added file."""
        return _File(original)


SOURCE = _Format()
