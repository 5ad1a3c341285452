"""JMdict's own XML, which is made anew every day: `JMdict_e.gz`, or `JMdict.gz`, of which the English glosses are taken.

The compiled dictionary is the one that `jmdict` makes of jamdict's copy, for the same entries. Forms that are only meant to be found
by (`sK`, `sk`, which are younger than that copy) find the entry and are not shown. Its references between entries are left out.
"""

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

_ROOT = "JMdict"
_PARTS = frozenset({"k_ele", "r_ele", "sense"})
_FIELDS = frozenset(
    {"ent_seq", "keb", "ke_inf", "ke_pri", "reb", "re_inf", "re_pri", "pos", "misc", "field", "dial", "gloss"},
)
_TAGS = ("misc", "field", "dial")
_SEARCH_ONLY = ("sK", "sk")


@dataclass(frozen=True, slots=True)
class _File(EdrdgFile):
    """The source that an added file is."""

    root: str = _ROOT
    kind: str = "words"
    order: int = 10

    def fill(self, connection: sqlite3.Connection, progress: Progress) -> None:
        """See `Source.fill`."""
        from dictionaries import reverse
        from dictionaries.sources import _edrdg_xml, _words

        def reading(part: float) -> None:
            progress(0.02 + part * 0.5, "reading entries")

        shape = _edrdg_xml.Shape(_ROOT, _PARTS, _FIELDS)
        _words.write(connection, words(_edrdg_xml.entries(self.original.path, shape, reading, self.shown), self.shown))
        reverse.turn_round(connection, lambda part, what: progress(0.54 + part * 0.38, what))
        progress(0.92, "writing frequencies")
        reverse.compile_frequencies(connection)


def words(entries: Iterable[list[Item]], name: str) -> Iterator[Word]:
    """The words of the file called `name`; entries without an English gloss, and the one that is the file's date, are left out.

    Raises:
        BadInputError: an entry has no number or no reading.
    """
    from dictionaries.sources import _edrdg, _edrdg_xml
    from dictionaries.sources._words import Word

    for items in entries:
        key = _edrdg_xml.number(name, next((text for tag, text in items if tag == "ent_seq"), ""))
        forms, readings = _Spellings(), _Spellings()
        senses: list[Sense] = []
        pos: list[str] = []
        for part, fields in _edrdg_xml.parts(items):
            if part == "sense":
                # parts of speech hold until others are named, as the document type says
                pos = [_code(text) for tag, text in fields if tag == "pos"] or pos
                glosses = [text for tag, text in fields if tag == "gloss"]
                if glosses:
                    senses.append((pos, [_code(text) for tag in _TAGS for kind, text in fields if kind == tag], glosses))
            elif part:
                (forms if part == "k_ele" else readings).add(fields)
        if senses and key != _edrdg.CREATION_ENTRY:
            if not readings.shown:
                raise _edrdg_xml.bad_entry(name, key, "has no reading")
            marks = forms.marks | readings.marks
            yield Word(key, forms.shown, readings.shown, senses, _edrdg.priority(marks), forms.hidden, readings.hidden)


class _Spellings:
    """The forms or the readings of an entry, with the marks of priority of all of them."""

    __slots__ = ("hidden", "marks", "shown")

    def __init__(self) -> None:
        self.shown: list[str] = []
        self.hidden: list[str] = []
        self.marks: set[str] = set()

    def add(self, fields: list[Item]) -> None:
        """One more form or reading, from the fields of its element."""
        hidden = False
        for tag, text in fields:
            if tag.endswith("_pri"):
                self.marks.add(text)
            elif tag.endswith("_inf"):
                hidden = hidden or text in _SEARCH_ONLY
        spelling = next((text for tag, text in fields if tag in ("keb", "reb")), "")
        if spelling:
            (self.hidden if hidden else self.shown).append(spelling)


def _code(text: str) -> str:
    return text.replace(" ", "-")  # a tool may have put the long names in; a code has no blanks, and codes are joined by them


class _Format:
    """See `Format`."""

    name = "jmdict_xml"
    suffix = ".xml.gz"
    takes_place_of = "jmdict"

    def accepts(self, path: Path, head: bytes) -> bool:  # noqa: ARG002 - the name says nothing: it may be called anything
        """Whether it begins as JMdict's XML does, gzipped or not."""
        from dictionaries.sources import _edrdg_xml

        return _edrdg_xml.has_root(_edrdg_xml.unpacked(head), _ROOT)

    def source(self, original: Original) -> Source:
        """The dictionary in an added file."""
        return _File(original)


SOURCE = _Format()
