"""Where dictionaries come from: one file in this folder is one plug-in, exposing `SOURCE`. There are two kinds.

An installed source (`Source`) is there with a package. A format (`Format`) reads files that the user adds: it says which it takes, and
makes a `Source` of each. A source copies its data into the tables of `dictionaries/schema.sql`; everything after that is the same for all.
Importing a plug-in must cost next to nothing, since every start lists them: what a format needs is imported when it reads a file.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, cast

from texts.plugins import Plugins

if TYPE_CHECKING:  # whoever only wants the readings of kanji passes here and need not load our records
    from dictionaries.model import SourceInfo

Progress = Callable[[float, str], None]
"""Called with how much is done (0–1) and what is being done, in a few words; raises when the work is cancelled."""

HEAD_BYTES = 4096
"""How much of a file `Format.accepts` is shown."""


class Source(Protocol):
    """A dictionary that can be compiled."""

    @property
    def name(self) -> str:
        """Short name, the stem of the compiled file: `jmdict`."""
        ...

    @property
    def kind(self) -> str:
        """`words` or `names`: names are asked first for proper nouns, words first for everything else.

        Asked when compiling alone: of an added file it may look inside, and raises as `info` does.
        """
        ...

    @property
    def order(self) -> int:
        """Which is compiled and asked first, small numbers first, when the user says nothing else: an own table 0, JMdict 10, JMnedict 20.

        An added general dictionary has 30: it stands beside the built-in ones.
        """
        ...

    @property
    def info(self) -> SourceInfo:
        """Maker, licence and date of the data; of an added file, as far as it says so itself.

        Raises:
            UnavailableError: the data is not installed.
            BadInputError, MissingInputError: an added file is not what it should be, or is gone.
        """
        ...

    def fingerprint(self) -> str:
        """A text that changes whenever the compiled file would: data version and size, never a modification time.

        Asked at every start: of an added file it is `Original.digest` (with whatever else is compiled in), nothing is read.

        Raises:
            UnavailableError: the data is not installed.
        """
        ...

    def fill(self, connection: sqlite3.Connection, progress: Progress) -> None:
        """Fill the tables of an empty compiled dictionary; the caller has applied the schema and commits.

        Raises:
            UnavailableError: the data is not installed.
            BadInputError: an added file is damaged, lying, or too large.
            sqlite3.Error: as SQLite says it; `dictionaries.build` translates.
        """
        ...


@dataclass(frozen=True, slots=True)
class Original:
    """A file that the user added, as a format is given it.

    Attributes:
        name: what its Source shall be called: the stem of the compiled file, unique among all dictionaries.
        path: where the file lies; while it is being added that is not yet the data folder.
        digest: SHA-256 of its bytes, in hexadecimal digits.
        title: what the user calls it; "" for what the file says itself.
        file_name: what the file was called when it was added, for titles and messages.
    """

    name: str
    path: Path
    digest: str
    title: str = ""
    file_name: str = ""


class Format(Protocol):
    """A kind of file that the user can add."""

    @property
    def name(self) -> str:
        """Short name, that of the plug-in's file: `yomitan`; written down in dictionaries.toml, so it never changes."""
        ...

    @property
    def suffix(self) -> str:
        """What the kept original's name ends in: `.zip`."""
        ...

    @property
    def takes_place_of(self) -> str:
        """The installed source that a file of this format replaces (`jmdict`), or ""."""
        ...

    def accepts(self, path: Path, head: bytes) -> bool:
        """Whether a file is of this format, by its name and its first `HEAD_BYTES`; its contents are judged later. Never raises."""
        ...

    def source(self, original: Original) -> Source:
        """The dictionary in an added file. Reads nothing: `info` and `fill` do."""
        ...


SOURCES: Plugins[Source | Format] = Plugins("dictionaries.sources", __path__, "SOURCE")


def is_format(plugin: Source | Format) -> bool:
    """Whether a plug-in reads added files."""
    return hasattr(plugin, "accepts")


def all_sources() -> tuple[Source, ...]:
    """Every installed source, in the order in which they are compiled and asked."""
    return tuple(sorted((cast("Source", plugin) for plugin in _plugins() if not is_format(plugin)), key=lambda s: (s.order, s.name)))


def all_formats() -> tuple[Format, ...]:
    """Every format of added files, by name."""
    return tuple(cast("Format", plugin) for plugin in _plugins() if is_format(plugin))


@lru_cache(maxsize=1)
def _plugins() -> tuple[Source | Format, ...]:
    return tuple(SOURCES.load(name) for name in SOURCES.names())  # each looks into the folder, and every start asks


def installed(name: str) -> Source:
    """The installed source of that name.

    Raises:
        KeyError: there is none.
    """
    found = next((source for source in all_sources() if source.name == name), None)
    if found is None:
        raise KeyError(name)
    return found
