"""Where dictionaries come from: one file in this folder is one source, exposing `SOURCE`.

A source copies its data into the tables of `dictionaries/schema.sql`; everything after that is the same for all of them.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from texts.plugins import Plugins

if TYPE_CHECKING:  # whoever only wants the readings of kanji passes here and need not load our records
    from dictionaries.model import SourceInfo

Progress = Callable[[float, str], None]
"""Called with how much is done (0–1) and what is being done, in a few words."""


class Source(Protocol):
    """A dictionary that can be compiled."""

    name: str
    """Short name, the stem of the compiled file: `jmdict`."""

    kind: str
    """`words` or `names`: names are asked first for proper nouns, words first for everything else."""

    order: int
    """Which is compiled and asked first, small numbers first."""

    @property
    def info(self) -> SourceInfo:
        """Maker, licence and date of the data.

        Raises:
            UnavailableError: the data is not installed.
        """
        ...

    def fingerprint(self) -> str:
        """A text that changes whenever the compiled file would: data version and size, never a modification time.

        Raises:
            UnavailableError: the data is not installed.
        """
        ...

    def fill(self, connection: sqlite3.Connection, progress: Progress) -> None:
        """Fill the tables of an empty compiled dictionary; the caller has applied the schema and commits.

        Raises:
            UnavailableError: the data is not installed.
            sqlite3.Error: as SQLite says it; `dictionaries.build` translates.
        """
        ...


SOURCES: Plugins[Source] = Plugins("dictionaries.sources", __path__, "SOURCE")


def all_sources() -> tuple[Source, ...]:
    """Every source, in the order in which they are compiled and asked."""
    return tuple(sorted((SOURCES.load(name) for name in SOURCES.names()), key=lambda s: (s.order, s.name)))
