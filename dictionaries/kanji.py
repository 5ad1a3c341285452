"""Readings of single kanji, from KANJIDIC2 in jamdict's data file: what `texts.furigana` splits words by.

One query over the whole table (about 30 ms of CPU); a kanji's readings are put into shape when they are first asked for.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from functools import lru_cache
from pathlib import Path

from dictionaries.sources._jamdict import data_file
from texts.errors import UnavailableError
from texts.kana import to_hiragana

# The child tables have no index on gid, so each look-up of one kanji would scan them (6 ms);
# one pass by the index on r_type serves them all.
_QUERY = """
SELECT c.literal, group_concat(r.value, ' ')
FROM reading r JOIN rm_group g ON g.ID = r.gid JOIN character c ON c.ID = g.cid
WHERE r.r_type IN ('ja_on', 'ja_kun') GROUP BY c.ID
"""


class KanjidicReadings:
    """`texts.model.KanjiReadings` over KANJIDIC2; also counts as its own cache. Shared freely between threads: it only grows."""

    def __init__(self, values: Mapping[str, str]) -> None:
        """Values: for each kanji its readings as KANJIDIC2 writes them, parted by blanks (`ア つ.ぐ -び`)."""
        self._values = values
        self._parsed: dict[str, tuple[str, ...]] = {}

    def readings(self, kanji: str) -> tuple[str, ...]:
        """On and kun readings of one kanji in hiragana, each once, okurigana after a dot, without hyphens; empty when unknown."""
        found = self._parsed.get(kanji)
        if found is None:
            value = to_hiragana(self._values.get(kanji, "")).replace("-", "")
            found = self._parsed[kanji] = tuple(dict.fromkeys(value.split()))
        return found

    def listed(self, kanji: str) -> tuple[str, ...]:
        """On and kun readings as KANJIDIC2 writes them: on in katakana, kun in hiragana, okurigana after a dot, hyphens kept."""
        return tuple(self._values.get(kanji, "").split())


@lru_cache(maxsize=2)  # the installed file does not change under us, and several threads want the same table
def load_kanji_readings(path: Path | None = None) -> KanjidicReadings:
    """Read the on and kun readings of all 12,000 kanji; once for a process.

    Args:
        path: jamdict's data file; by default the installed one.

    Raises:
        UnavailableError: the file is missing or not jamdict's.
    """
    with kanjidic(path) as connection:
        return KanjidicReadings(dict(connection.execute(_QUERY).fetchall()))


@contextmanager
def kanjidic(path: Path | None = None) -> Iterator[sqlite3.Connection]:
    """A connection to the file that has KANJIDIC2, for as long as it is read.

    Args:
        path: jamdict's data file; by default the installed one.

    Raises:
        UnavailableError: the file is missing or not jamdict's, also where only a query inside finds that out.
    """
    path = data_file() if path is None else path
    try:
        # nobody writes the installed file: immutable saves the locks
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
            yield connection
    except sqlite3.Error as error:
        raise UnavailableError(
            "jamdict-data",
            f"its kanji tables cannot be read: {error}",
            where=str(path),
            hint="install it again: pip install --force-reinstall jamdict-data",
        ) from error
