"""The teacher's own levels of words (JLPT, a textbook's lessons): a table that they bring. Pure.

taiyaku prints no level of its own making.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from typing import Final

from texts.decode import decode
from texts.errors import BadInputError
from texts.kana import is_kana, to_hiragana
from texts.sanitize import for_terminal

_WORD: Final = frozenset(("word", "term", "expression", "kanji", "vocab", "vocabulary", "語", "単語", "語彙", "漢字"))
_LEVEL: Final = frozenset(("level", "jlpt", "jlpt level", "lesson", "unit", "レベル", "級", "課", "難易度"))
_READING: Final = frozenset(("reading", "kana", "furigana", "読み", "読み方", "かな", "よみ"))
_LONGEST: Final = 40
"""Characters of a level that are printed; a longer cell is no level."""
_LONGEST_LINE: Final = 10_000
_MOST_NAMED: Final = 10
_HINT: Final = "a table of two columns: word, level (or with a heading line that names word, level and, if you like, reading)"


class Levels:
    """Levels by word; where the table gives readings, by word and reading."""

    def __init__(self, levels: Mapping[tuple[str, str], str]) -> None:
        """Make it of levels by word and reading in hiragana ("" for any reading)."""
        self._levels = levels

    def __len__(self) -> int:
        """How many words have one."""
        return len(self._levels)

    def level_of(self, word: str, reading: str = "") -> str:
        """The level of a word; "" when the table does not say."""
        key = word.casefold()
        return self._levels.get((key, to_hiragana(reading)), "") or self._levels.get((key, ""), "")


def read_levels(name: str, data: bytes) -> Levels:
    """Read the teacher's table: CSV, TSV or with semicolons, in any encoding a text may have.

    Args:
        name: the file, for messages.
        data: its bytes.

    Raises:
        BadInputError: no text, too few columns, no word, or one word with two levels; wrong lines are named with their numbers.
    """
    shown = for_terminal(name)
    rows = list(_rows(decode(data, None, shown).text))
    if not rows:
        raise BadInputError(shown, "there are no lines in it", hint=_HINT)
    word, level, reading = _columns(rows[0][1])
    body = rows[1:] if _is_head(rows[0][1]) else rows
    levels: dict[tuple[str, str], str] = {}
    lines: dict[tuple[str, str], int] = {}
    wrong: list[str] = []
    for line, cells in body:
        problem = _problem(cells, word, level, reading)
        if problem:
            wrong.append(f"line {line}: {problem}")
            continue
        if not cells[level]:
            continue  # a word without a level
        key = cells[word].casefold(), to_hiragana(cells[reading]) if 0 <= reading < len(cells) else ""
        if levels.setdefault(key, cells[level]) != cells[level]:
            wrong.append(f"line {line}: {cells[word]} has the level {cells[level]}, and {levels[key]} in line {lines[key]}")
        lines.setdefault(key, line)
    if wrong:
        more = f"; and {len(wrong) - _MOST_NAMED:,} more" if len(wrong) > _MOST_NAMED else ""
        raise BadInputError(shown, for_terminal("; ".join(wrong[:_MOST_NAMED])) + more, hint=_HINT)
    return Levels(levels)


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """The lines that say something, with their numbers; comments begin with #."""
    lines = text.splitlines()
    said = [line for line in lines if line.strip() and not line.startswith("#")]
    separator = max("\t,;", key=lambda one: said[0].count(one)) if said else ","
    for number, line in enumerate(lines, 1):  # one by one: a quotation mark without its partner spoils its own line alone
        cells = next(csv.reader([line[:_LONGEST_LINE]], delimiter=separator), [])
        stripped = [for_terminal(cell).strip() for cell in cells]
        if any(stripped) and not stripped[0].startswith("#"):
            yield number, stripped


def _is_head(cells: list[str]) -> bool:
    names = {cell.lower() for cell in cells}
    return bool(names & _LEVEL) and bool(names & (_WORD | _READING))


def _columns(cells: list[str]) -> tuple[int, int, int]:
    """Where word, level and reading stand (-1: nowhere)."""
    if not _is_head(cells):
        return 0, 1, -1
    names = [cell.lower() for cell in cells]

    def place(wanted: frozenset[str]) -> int:
        return next((at for at, name in enumerate(names) if name in wanted), -1)

    word, reading = place(_WORD), place(_READING)
    return (word if word >= 0 else reading), place(_LEVEL), (reading if word >= 0 else -1)


def _problem(cells: list[str], word: int, level: int, reading: int) -> str:
    if len(cells) <= max(word, level):
        return f"there are {len(cells)} columns, the level would be column {level + 1}"
    if not cells[word]:
        return "there is no word"
    if len(cells[level]) > _LONGEST:
        return f"its level is longer than {_LONGEST} characters"
    if 0 <= reading < len(cells) and cells[reading] and not is_kana(cells[reading].replace("・", "")):
        return f"{cells[reading]} is no reading in kana"
    return ""
