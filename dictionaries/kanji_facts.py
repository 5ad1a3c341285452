"""What KANJIDIC2 says of single kanji: readings, meanings, strokes, grade, how often newspapers write them.

Two queries over jamdict's data file for all kanji (about 40 ms of CPU), made when the first is asked for; nothing is compiled.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from dictionaries.kanji import KanjidicReadings, kanjidic, load_kanji_readings
from texts.kana import is_kanji, to_hiragana
from texts.tables import rows

SOURCE = "kanjidic2"
"""Its name in the credits."""

_CHARACTERS = "SELECT ID, literal, stroke_count, grade, freq FROM character"
# The meanings have no index on gid: one pass serves all kanji, and costs four times what one kanji would.
_MEANINGS = """
SELECT g.cid, group_concat(m.value, char(10)) FROM meaning m JOIN rm_group g ON g.ID = m.gid WHERE m.m_lang IN ('', 'en') GROUP BY g.cid
"""
_GRADES = {8: "jōyō, taught in secondary school", 9: "for names (jinmeiyō)", 10: "a variant for names (jinmeiyō)"}

_Row = tuple[str, int | None, str | None, str | None, str]


@dataclass(frozen=True, slots=True)
class KanjiFact:
    """One kanji.

    `onyomi` are in katakana, `kunyomi` in hiragana with okurigana after a dot (`ゆず.る`). `grade` is KANJIDIC2's: 1 to 6 the year of
    primary school, 8 the other jōyō kanji, 9 and 10 those for names, None any other. `rank` is its place among the 2,501 commonest kanji of
    newspapers, or None.
    """

    literal: str
    onyomi: tuple[str, ...]
    kunyomi: tuple[str, ...]
    meanings: tuple[str, ...]
    strokes: int
    grade: int | None
    rank: int | None
    source: str = SOURCE

    @property
    def school(self) -> str:
        """The grade in words, or ""."""
        if self.grade is None:
            return ""
        return f"jōyō, taught in year {self.grade}" if self.grade < 8 else _GRADES.get(self.grade, "")

    @property
    def said(self) -> tuple[str, ...]:
        """Strokes, grade and rank in words, those that are known."""
        strokes = f"{self.strokes} stroke{'' if self.strokes == 1 else 's'}"
        rank = f"number {self.rank} of 2501 in newspapers" if self.rank is not None else ""
        return tuple(text for text in (strokes, self.school, rank) if text)


class KanjiFacts:
    """All kanji of KANJIDIC2. Never changes; shared freely between threads."""

    def __init__(self, rows: Mapping[str, _Row], readings: KanjidicReadings) -> None:
        """Make it of the rows of the queries by kanji, and of the readings."""
        self._rows = rows
        self._readings = readings

    def of(self, text: str) -> tuple[KanjiFact, ...]:
        """The kanji of a text that are known, each once, in order."""
        return tuple(self._fact(row) for kanji in dict.fromkeys(text) if is_kanji(kanji) and (row := self._rows.get(kanji)) is not None)

    def _fact(self, row: _Row) -> KanjiFact:
        literal, strokes, grade, rank, meanings = row
        readings = self._readings.listed(literal)
        return KanjiFact(
            literal=literal,
            onyomi=tuple(dict.fromkeys(one for one in readings if one != to_hiragana(one))),
            kunyomi=tuple(dict.fromkeys(one for one in readings if one == to_hiragana(one) and _is_news(one, readings))),
            meanings=tuple(meanings.split("\n")) if meanings else (),
            strokes=strokes or 0,
            grade=_moved().get(literal, _number(grade)),
            rank=_number(rank),
        )


@lru_cache(maxsize=2)  # the installed file does not change under us, and several threads want the same table
def load_kanji_facts(path: Path | None = None) -> KanjiFacts:
    """Read all kanji; once for a process.

    Args:
        path: jamdict's data file; by default the installed one.

    Raises:
        UnavailableError: the file is missing or not jamdict's.
    """
    with kanjidic(path) as connection:
        meanings = dict(connection.execute(_MEANINGS).fetchall())
        rows = {row[0]: (*row, meanings.get(key, "")) for key, *row in connection.execute(_CHARACTERS)}
    return KanjiFacts(rows, load_kanji_readings(path))


def _is_news(reading: str, readings: Collection[str]) -> bool:
    """Whether a reading is not just another as a suffix or prefix (`-あ.う` beside `あ.う`)."""
    return "-" not in reading or reading.strip("-") not in readings


@cache
def _moved() -> dict[str, int]:
    """The school years of the kanji that were moved after KANJIDIC2's grades were given."""
    return {kanji: int(year) for year, moved in rows("school_years.tsv", 2, "dictionaries") for kanji in moved}


def _number(text: str | None) -> int | None:
    return int(text) if text and str(text).isdecimal() else None
