"""The teacher's file as a table: records with their line numbers, comments, and the columns by their headings. Pure.

Tabs, commas or semicolons part the cells, as the heading line shows; cells may be quoted as spreadsheets do it. What the cells say is
read in `overrides`; here every line is also kept as it stood, so that the file can be written again without touching it.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

TERM: Final = "term"
OURS: Final = ("our reading", "our meaning", "our category")
"""Columns for the teacher to look at: ignored when the file is read."""
_HEADINGS: Final = {
    "term": (TERM, "word", "語", "用語", "単語", "語句"),
    "action": ("action", "扱い", "処理", "指示"),
    "reading": ("reading", "読み", "よみ", "読み方", "ふりがな"),
    "english": ("english", "英語", "英訳"),
    "japanese": ("japanese", "日本語", "和訳", "日本語訳"),
    "meaning": ("meaning", "gloss", "意味", "訳"),
    "category": ("category", "分類", "分野", "種類"),
    "note": ("note", "notes", "備考", "メモ", "注"),
    "language": ("language", "言語"),
    "include": ("include", "追加"),
    "exclude": ("exclude", "除外"),
    "taught": ("taught", "既習", "学習済み"),
    **{name: (name,) for name in OURS},
}
_KNOWN: Final = {heading: name for name, headings in _HEADINGS.items() for heading in headings}
LISTS: Final = ("include", "exclude", "taught")
"""Headings of plain lists: they stand in the place of `term` and say what is to become of every line."""
_LINE_END: Final = re.compile(r"\r\n|\r|\n")
_FORMULA: Final = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
_LONGEST_RECORD: Final = 40  # lines; beyond it a quote was opened and forgotten


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong with a line; lines count from 1."""

    line: int
    why: str


@dataclass(frozen=True, slots=True)
class Record:
    """A line, or several when a quoted cell holds line breaks. `cells` is empty for comments and blank lines."""

    line: int
    raw: str
    cells: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """The file: `columns` by name and place ("" for one that nobody knows), the heading itself among the `records` (its index is `head`).

    `head` is -1 when there is no line but comments. `line_end` is the file's own.
    """

    separator: str
    columns: tuple[str, ...]
    records: tuple[Record, ...]
    head: int
    line_end: str
    problems: tuple[Problem, ...]

    @property
    def rows(self) -> tuple[Record, ...]:
        """The records below the heading that hold something."""
        return tuple(record for record in self.records[self.head + 1 :] if record.cells) if self.head >= 0 else ()

    def cell(self, record: Record, column: str) -> str:
        """What a record says in a column, without blanks around it; "" where there is no such column or cell."""
        place = self.columns.index(column) if column in self.columns else len(record.cells)
        return bare(record.cells[place]) if place < len(record.cells) else ""


def bare(cell: str) -> str:
    """A cell without blanks around it, and without the apostrophe that keeps spreadsheets from calculating."""
    cell = cell.strip()
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_FORMULA) else cell


def guarded(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula; `bare` gives it back."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def parse(text: str) -> Table:
    """The table of a decoded file; what is wrong with its form is among its problems."""
    ends = _LINE_END.findall(text)
    lines = _LINE_END.split(text)
    if lines and not lines[-1]:
        lines.pop()
    first = next((line for line in lines if line.strip() and not _comment(line)), "")
    separator = max("\t,;", key=first.count) if any(mark in first for mark in "\t,;") else "\t"
    records: list[Record] = []
    problems: list[Problem] = []
    at = 0
    while at < len(lines):
        record, taken, why = _record(lines, at, separator)
        if why:
            problems.append(Problem(at + 1, why))
        records.append(record)
        at += taken
    head = next((place for place, record in enumerate(records) if record.cells), -1)
    columns: tuple[str, ...] = ()
    if head >= 0:
        columns, wrong = _columns(records[head])
        problems += wrong
        if not wrong:
            problems += _too_many(records[head + 1 :], len(columns))
    line_end = "\r\n" if "\r\n" in ends else "\n"
    return Table(separator, columns, tuple(records), head, line_end, tuple(problems))


def row(cells: Sequence[str], separator: str) -> str:
    """A line without its end; `parse` reads back these cells."""
    out = io.StringIO()
    csv.writer(out, delimiter=separator, lineterminator="").writerow(cells)
    return out.getvalue().rstrip(separator) or cells[0]


def _comment(line: str) -> bool:
    return line.lstrip().startswith(("#", '"#'))


def _record(lines: Sequence[str], at: int, separator: str) -> tuple[Record, int, str]:
    """The record that begins at a line, how many lines it takes, and what is wrong with it."""
    if _comment(lines[at]):
        return Record(at + 1, lines[at]), 1, ""
    for taken in range(1, min(_LONGEST_RECORD, len(lines) - at) + 1):
        raw = "\n".join(lines[at : at + taken])
        try:
            cells = next(csv.reader(io.StringIO(raw, newline=""), delimiter=separator, strict=True), [])
        except csv.Error as error:
            if "end of data" in str(error):
                continue
            why = "a cell is far too long" if "limit" in str(error) else "a quoted cell does not end where its quote does"
            return Record(at + 1, raw), taken, why
        return Record(at + 1, raw, tuple(cells) if any(cell.strip() for cell in cells) else ()), taken, ""
    return Record(at + 1, lines[at]), 1, "a quote is opened and not closed"


def _columns(record: Record) -> tuple[tuple[str, ...], list[Problem]]:
    cells = [" ".join(unicodedata.normalize("NFKC", cell).lower().split()) for cell in record.cells]
    columns = tuple(_KNOWN.get(cell, "") for cell in cells)
    lists = [column for column in columns if column in LISTS]
    wrong: list[str] = []
    if TERM not in columns and not lists:
        wrong.append(f"there is no column 'term', the heading says: {', '.join(cell for cell in cells if cell) or 'nothing'}")
    else:
        wrong += [f"nobody knows a column '{cell}'" for cell, column in zip(cells, columns, strict=True) if cell and not column]
        wrong += [f"two columns are '{name}'" for name in dict.fromkeys(columns) if name and columns.count(name) > 1]
    if lists and (TERM in columns or "action" in columns or len(lists) > 1):
        wrong.append(f"a list headed '{lists[0]}' has no column 'term' or 'action' beside it, and no other list")
    if not wrong and not lists and not set(columns) - {"", TERM, "language", *OURS}:
        wrong.append("the columns say nothing of the terms: head a plain list 'taught', 'exclude' or 'include', or add a column 'action'")
    return columns, [Problem(record.line, why) for why in wrong]


def _too_many(records: Sequence[Record], most: int) -> list[Problem]:
    return [
        Problem(record.line, f"{len(record.cells)} cells under {most} headings")
        for record in records
        if any(cell.strip() for cell in record.cells[most:])
    ]
