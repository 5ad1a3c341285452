"""Where the data of the `jamdict-data` package lies. The only module that knows of it; never imports it or jamdict.

`import jamdict` alone costs 0.15 s, and its look-ups are LIKE queries (see `docs/architecture.md`); all we want is the file.
"""

from __future__ import annotations

from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
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
    """The installed version of jamdict-data, such as "1.5", or "?" when the package carries no metadata."""
    try:
        return version("jamdict-data")
    except PackageNotFoundError:
        return "?"
