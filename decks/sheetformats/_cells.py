"""A list as lines of cells, for the formats that a spreadsheet opens."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from typing import Final

from decks.sheets.columns import Cell, columns
from decks.sheets.model import Sheet
from decks.sheets.wording import wording_for, wording_of
from texts.model import Language

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def table(sheet: Sheet) -> Iterator[Sequence[Cell]]:
    """The heading, then each line; lists of both languages under one heading, told apart by a column.

    A last column says which lines are names.
    """
    both = len(sheet.parts) > 1
    say = wording_of(sheet.learn) if not both else wording_for(Language.JA)
    laid = [(part, columns(sheet, part, say)) for part in sheet.parts]
    keys = list(dict.fromkeys(column.key for _, found in laid for column in found))
    if both:  # 読み and 発音 stand where they stand in their own lists
        keys.sort(key=_PLACES.index)
    headings = {column.key: column.heading for _, found in reversed(laid) for column in found}
    if both:
        headings["meaning"] = f"{say('meaning.ja')}/{say('meaning.en')}"
    yield [*([say("language")] if both else []), *(headings[key] for key in keys), say("kind")]
    for part, found in laid:
        cells = {column.key: column.cell for column in found}
        for kind, rows in (("term", part.rows), ("name", part.names)):
            for row in rows:
                shown = [cells[key](row) if key in cells else "" for key in keys]
                yield [*([str(part.language)] if both else []), *shown, say(f"kind.{kind}")]


def separated(sheet: Sheet, separator: str, line_end: str) -> str:
    """The table as text; a cell that a spreadsheet would take for a formula gets an apostrophe."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator, lineterminator=line_end)
    writer.writerows([guarded(cell) for cell in cells] for cells in table(sheet))
    return out.getvalue()


def guarded(cell: Cell) -> Cell:
    """A cell that no spreadsheet takes for a formula.

    >>> guarded("=1+1"), guarded("停戦"), guarded(3)
    ("'=1+1", '停戦', 3)
    """
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


_PLACES: Final = (
    "number", "term", "reading", "pronunciation", "meaning", "category", "pos", "frequency", "grade", "level", "hardest", "parts",
    "same_as", "count", "sentences", "example", "note",
)  # fmt: skip
