"""Where the data of the `jamdict-data` package lies. The only module that knows of it; never imports it or jamdict.

`import jamdict` alone costs 0.15 s, and its look-ups are LIKE queries (see `docs/architecture.md`); all we want is the file.
"""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

from texts.errors import UnavailableError

_HINT = "install it again: pip install --force-reinstall jamdict-data"


@lru_cache(maxsize=1)
def data_file() -> Path:
    """The SQLite file with JMdict, JMnedict and KANJIDIC2 that the package jamdict-data installs.

    Raises:
        UnavailableError: the package or its file is not there.
    """
    spec = find_spec("jamdict_data")
    folders = list(spec.submodule_search_locations or ()) if spec else []
    for folder in folders:
        path = Path(folder) / "jamdict.db"
        if path.is_file() and path.stat().st_size > 0:
            return path
    why = "its file jamdict.db is missing or empty" if folders else "the package is not installed"
    raise UnavailableError("jamdict-data", why, where=folders[0] if folders else "", hint=_HINT)


def data_version() -> str:
    """The installed version of jamdict-data as it says itself, such as "1.5", or "?".

    Read from its source: `importlib.metadata` alone costs 20 ms, and every start asks.
    """
    try:
        text = data_file().with_name("__version__.py").read_text("utf-8")
    except OSError:
        return "?"
    found = re.search(r"""^__version_(?:major|long)__\s*=\s*["']([^"']+)""", text, re.MULTILINE)
    return found.group(1) if found else "?"


def fingerprint() -> str:
    """The data's version and size in bytes: what a compiled file depends on, whenever and wherever it was installed.

    Raises:
        UnavailableError: see `data_file`.
    """
    return f"jamdict-data {data_version()} {data_file().stat().st_size}"


def attach(connection: sqlite3.Connection) -> None:
    """Attach the data, read-only, to a connection opened with `uri=True`, under the name `jam`.

    Raises:
        UnavailableError: the data is missing, or its file is not a database.
    """
    path = data_file()
    try:
        connection.execute("ATTACH ? AS jam", (f"{path.absolute().as_uri()}?mode=ro&immutable=1",))
        connection.execute("SELECT count(*) FROM jam.meta").fetchone()
    except sqlite3.Error as error:
        raise UnavailableError("jamdict-data", f"its file cannot be read: {error}", where=str(path), hint=_HINT) from error


def value(query: str) -> str:
    """The first value that a query on the data finds, or "".

    Raises:
        UnavailableError: see `attach`.
    """
    with closing(sqlite3.connect(":memory:", uri=True)) as connection:
        attach(connection)
        row = connection.execute(query).fetchone()
    return str(row[0]) if row else ""
