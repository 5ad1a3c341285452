"""Writing entries that a source makes one by one into the tables of a compiled dictionary."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from typing import NamedTuple

from dictionaries.folding import fold

Sense = tuple[list[str], list[str], list[str]]
"""Parts of speech and tags as short codes, glosses."""


class Word(NamedTuple):
    """An entry to be written.

    What is in `hidden_forms` and `hidden_readings` finds it, but is not shown. A name (`is_name`) is found by kana only when it is
    written so.
    """

    id: int
    forms: list[str]
    readings: list[str]
    senses: list[Sense]
    priority: int = 0
    hidden_forms: list[str] = []  # noqa: RUF012 - a default that nobody changes
    hidden_readings: list[str] = []  # noqa: RUF012
    is_name: bool = False


_STAGE = "CREATE TEMP TABLE spelling (text TEXT, entry INTEGER, written INTEGER, place INTEGER)"
_FORMS = "INSERT OR IGNORE INTO form SELECT text, entry, written, place FROM spelling ORDER BY text, entry, written DESC, place"
_ENTRY = "INSERT OR REPLACE INTO entry VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
_CHUNK = 2_000


def write(connection: sqlite3.Connection, words: Iterable[Word]) -> None:
    """Fill the tables `entry` and `form`; of entries with one number the last stands.

    Raises:
        sqlite3.Error: as SQLite says it.
    """
    connection.execute(_STAGE)
    connection.execute("BEGIN")
    entries: list[tuple[object, ...]] = []
    spellings: list[tuple[str, int, int, int]] = []
    for word in words:
        forms, readings = [fold(form) for form in word.forms], [fold(reading) for reading in word.readings]
        entries.append(_entry(word, forms, readings))
        _spell(spellings, word, 1, (*forms, *map(fold, word.hidden_forms)))
        if not (word.is_name and forms):
            _spell(spellings, word, 0, (*readings, *map(fold, word.hidden_readings)))
        if len(entries) >= _CHUNK:
            _flush(connection, entries, spellings)
    _flush(connection, entries, spellings)
    connection.execute("COMMIT")
    connection.execute(_FORMS)
    connection.execute("DROP TABLE spelling")


def _spell(spellings: list[tuple[str, int, int, int]], word: Word, written: int, texts: Iterable[str]) -> None:
    spellings += ((text, word.id, written, 0 if word.is_name else place) for place, text in enumerate(texts))


def _entry(word: Word, forms: list[str], readings: list[str]) -> tuple[object, ...]:
    tags = word.senses[0][1]
    pos = " ".join(" ".join(sense[0]) for sense in word.senses[: 1 if word.is_name else None])
    senses = json.dumps(word.senses, ensure_ascii=False, separators=(",", ":"))
    return word.id, "\n".join(forms), "\n".join(readings), pos, " ".join(tags), word.priority, "uk" in tags, senses


def _flush(connection: sqlite3.Connection, entries: list[tuple[object, ...]], spellings: list[tuple[str, int, int, int]]) -> None:
    connection.executemany(_ENTRY, entries)
    connection.executemany("INSERT INTO spelling VALUES (?, ?, ?, ?)", spellings)
    entries.clear()
    spellings.clear()
