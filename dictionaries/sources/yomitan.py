"""Yomitan dictionaries (zip): words, names, kanji, frequencies and pitch accents; versions 1 to 3."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby, islice
from pathlib import Path
from typing import TYPE_CHECKING

from dictionaries.sources import Original, Progress, Source

if TYPE_CHECKING:
    from dictionaries.model import SourceInfo
    from dictionaries.sources._words import Sense, Word
    from dictionaries.sources._yomitan import Index
    from dictionaries.sources._zip import Archive

_VERSION = 1  # of what is compiled
_SAMPLE = 200  # words that are looked at to tell names from words
_STAGE = """
CREATE TEMP TABLE staged (form TEXT, reading TEXT, pos TEXT, tags TEXT, glosses TEXT, score INTEGER, common INTEGER)
"""
_STAGED = "SELECT form, reading, pos, tags, glosses, common FROM staged ORDER BY form, reading, score DESC, rowid"


@dataclass(frozen=True, slots=True)
class _Zip:
    """The source that an added file is."""

    original: Original
    order: int = 30

    @property
    def name(self) -> str:
        """See `Source.name`."""
        return self.original.name

    @property
    def kind(self) -> str:
        """See `Source.kind`; looks into the file."""
        from dictionaries.sources import _yomitan, _zip

        with _zip.opened(self.original.path, self._shown) as archive:
            about = _yomitan.index(archive)
            banks = archive.names(_yomitan.TERMS)[:1]
            rows = [row for bank in banks for row in islice(_yomitan.term_rows(archive, bank, archive.json(bank), about.version), _SAMPLE)]
        return "names" if rows and _yomitan.looks_like_names(rows, about.title) else "words"

    @property
    def info(self) -> SourceInfo:
        """See `Source.info`."""
        from dictionaries.model import SourceInfo
        from dictionaries.sources import _yomitan, _zip

        with _zip.opened(self.original.path, self._shown) as archive:
            about = _yomitan.index(archive)
        return SourceInfo(self.name, self.original.title or about.title, about.attribution, "", about.url, about.dated)

    def fingerprint(self) -> str:
        """See `Source.fingerprint`; word frequencies are compiled in, so their version counts too."""
        from dictionaries import reverse

        return f"yomitan {_VERSION}; {self.original.digest}; {reverse.frequency_version()}"

    def fill(self, connection: sqlite3.Connection, progress: Progress) -> None:
        """See `Source.fill`."""
        from dictionaries.sources import _added, _words, _yomitan, _zip

        names = self.kind == "names"
        connection.execute("PRAGMA temp_store = FILE")  # how large a dictionary is must not show in memory
        connection.execute(_STAGE)
        with _zip.opened(self.original.path, self._shown) as archive:
            about = _yomitan.index(archive)
            _stage(connection, archive, about, lambda part: progress(0.02 + 0.38 * part, "reading words"))
            progress(0.4, "reading facts")
            _facts(connection, archive, lambda part: progress(0.4 + 0.15 * part, "reading facts"))
            _kanji(connection, archive, about)
            held = connection.execute(
                "SELECT count(*) FROM (SELECT 1 FROM staged UNION ALL SELECT 1 FROM fact UNION ALL SELECT 1 FROM kanji)"
            )
            if not held.fetchone()[0]:
                raise archive.refused("there are no words, kanji or facts in it that have a text")
        progress(0.55, "writing entries")
        english = _Count()
        _words.write(connection, _entries(connection, english, names=names))
        connection.execute("DROP TABLE staged")
        if 2 * english.yes > english.all:
            _added.turn_round(connection, lambda part, what: progress(0.65 + 0.3 * part, what), names=names)

    @property
    def _shown(self) -> str:
        return self.original.file_name or self.name


@dataclass(slots=True)
class _Count:
    yes: int = 0
    all: int = 0


def _stage(connection: sqlite3.Connection, archive: Archive, about: Index, report: Callable[[float], None]) -> None:
    """Every definition, to be sorted by word: they come in any order, and a word may stand in several banks."""
    from dictionaries.sources import _added, _yomitan, _zip

    total = 0
    for bank, value in _zip.reporting(archive, archive.names(_yomitan.TERMS), report):
        packed = [
            (row.form, row.reading, " ".join(row.pos), " ".join(row.tags), "\n".join(row.glosses), row.score, row.common)
            for row in _yomitan.term_rows(archive, bank, value, about.version)
        ]
        total += len(packed)
        if total > _added.MOST_ENTRIES:
            raise archive.refused(f"it has more than {_added.MOST_ENTRIES} words")
        connection.execute("BEGIN")
        connection.executemany("INSERT INTO staged VALUES (?, ?, ?, ?, ?, ?, ?)", packed)
        connection.execute("COMMIT")


def _entries(connection: sqlite3.Connection, english: _Count, *, names: bool) -> Iterator[Word]:
    """An entry for each form and reading; its definitions are its senses, those that the dictionary ranks higher first."""
    from dictionaries.sources import _yomitan
    from dictionaries.sources._words import Word

    rows = connection.execute(_STAGED)
    for number, ((form, reading), group) in enumerate(groupby(rows, key=lambda row: (row[0], row[1])), 1):
        senses: list[Sense] = []
        common = False
        for _form, _reading, pos, tags, glosses, marked in group:
            sense = (["n-pr"] if names else pos.split(), tags.split(), glosses.split("\n"))
            common = common or bool(marked)
            if sense not in senses:
                senses.append(sense)
        forms, readings = _yomitan.spelt(form, reading)
        if not readings:  # a word that nobody says how to read cannot be one that is usually written in kana
            senses = [(pos, [tag for tag in tags if tag != "uk"], glosses) for pos, tags, glosses in senses]
        english.all += 1
        english.yes += _yomitan.is_english(tuple(senses[0][2]))
        yield Word(number, forms, readings, senses, priority=50 if common else 0, is_name=names)


def _facts(connection: sqlite3.Connection, archive: Archive, report: Callable[[float], None]) -> None:
    from dictionaries.sources import _added, _yomitan, _zip

    banks = (*archive.names(_yomitan.TERM_FACTS), *archive.names(_yomitan.KANJI_FACTS))
    place = 0
    for bank, value in _zip.reporting(archive, banks, report):
        rows = [
            (text, kind, reading, place + n, shown) for n, (text, kind, reading, shown) in enumerate(_yomitan.facts(archive, bank, value))
        ]
        place += len(rows)
        if place > 2 * _added.MOST_ENTRIES:
            raise archive.refused(f"it has more than {2 * _added.MOST_ENTRIES} facts")
        connection.execute("BEGIN")
        connection.executemany("INSERT INTO fact VALUES (?, ?, ?, ?, ?)", rows)
        connection.execute("COMMIT")


def _kanji(connection: sqlite3.Connection, archive: Archive, about: Index) -> None:
    from dictionaries.sources import _yomitan

    for bank in archive.names(_yomitan.KANJI):
        rows = _yomitan.kanji_rows(archive, bank, archive.json(bank), about.version)
        connection.executemany("INSERT OR IGNORE INTO kanji VALUES (?, ?, ?, ?, ?)", rows)


class _Format:
    """See `Format`."""

    name = "yomitan"
    suffix = ".zip"
    takes_place_of = ""

    def accepts(self, path: Path, head: bytes) -> bool:
        """See `Format.accepts`: every zip; what is in it is judged later, and said."""
        return path.suffix.lower() == ".zip" and head.startswith((b"PK\x03\x04", b"PK\x05\x06"))

    def source(self, original: Original) -> Source:
        """See `Format.source`."""
        return _Zip(original)


SOURCE = _Format()
