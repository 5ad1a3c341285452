"""The teacher's file made from a list, and made again: their lines stay as they stand, new terms follow at the end. Pure.

The cells that the teacher may fill are empty, so that what taiyaku learns later still counts; what we say stands beside in columns that
begin with "our", which are not read back and are brought up to date each time. The same list over the same file gives the same bytes.
"""

from __future__ import annotations

import codecs
from collections.abc import Mapping, Sequence
from typing import Final

from decks.model import Word
from decks.sheets.model import Place, Row, Sheet
from decks.sheets.override_table import LISTS, OURS, TERM, Record, Table, guarded, parse, row
from decks.sheets.overrides import key_of, language_of_line, overrides_of
from texts.decode import decode
from texts.errors import BadInputError
from texts.model import Language
from texts.sanitize import for_terminal

COLUMNS: Final = (TERM, "action", "reading", "meaning", "category", "note", "language", *OURS)
HEAD: Final = (
    "# Your own file for `taiyaku sheet`: it is read every time, and your lines stay. Empty cells leave what taiyaku says.",
    "# action: exclude (not on the list), include (on it though taiyaku leaves it out), taught (the class knows it), or nothing",
    "# reading: kana; meaning: several are parted by ; · category: person, place, institution, diplomacy, conflict, government,",
    '# intelligence, economy or law · note: printed beside the term. The columns that begin with "our" are only to look at.',
)
_MOST_GLOSSES: Final = 3


def edit_file(name: str, before: bytes, listed: Sheet, ours: Sheet) -> bytes:
    """The file's new bytes, UTF-8 with a byte order mark (spreadsheets need it).

    Args:
        name: the file, for messages.
        before: its bytes; b"" when there is none yet.
        listed: the list as it is printed; its terms get a line each.
        ours: the list without the teacher's hand, for the columns to look at.

    Raises:
        BadInputError: what is there is no such file, has wrong lines, or is a plain list (headed `taught` …), which new lines would join.
    """
    table = _table(name, before)
    said = _words(ours)
    shown = _shown(table, said)
    for key, word in _words(listed).items():
        if key not in shown:
            shown[key] = row(_fitted(table, _new(said.get(key, word))), table.separator)
    lines = [*(record.raw for record in table.records[: table.head + 1]), *shown.values()]
    text = "".join(line.replace("\n", table.line_end) + table.line_end for line in lines)
    return codecs.BOM_UTF8 + text.encode()


def _table(name: str, before: bytes) -> Table:
    """The file as it stands; a new one has the heading only."""
    if not before.strip():
        return parse("\n".join((*HEAD, "\t".join(COLUMNS))) + "\n")
    table = parse(decode(before, None, for_terminal(name)).text)
    overrides_of(name, table)  # refuses what is no such file
    listing = next((column for column in table.columns if column in LISTS), "")
    if listing:
        hint = "name another file for --edit-file, and give this one with --overrides"
        raise BadInputError(for_terminal(name), f"is a plain list headed '{listing}', which other terms must not join", hint=hint)
    return table


def _shown(table: Table, said: Mapping[tuple[Language, str], Word]) -> dict[object, str]:
    """The lines below the heading, by their term (comments and blank lines by their number), brought up to date."""
    lines: dict[object, str] = {}
    for record in table.records[table.head + 1 :]:
        term = table.cell(record, TERM)
        if not record.cells or not term:
            lines[record.line] = record.raw
            continue
        key = key_of(language_of_line(table, record), term)
        lines[key] = _refreshed(table, record, said[key]) if key in said else record.raw
    return lines


def _refreshed(table: Table, record: Record, word: Word) -> str:
    """A line with what we say now. What we would read is not known where the teacher's reading was heard already."""
    wanted = dict(zip(OURS, _ours(word), strict=True))
    if table.cell(record, "reading"):
        del wanted[OURS[0]]
    cells = [*record.cells, *("" for _ in range(len(table.columns) - len(record.cells)))]
    changed = False
    for place, column in enumerate(table.columns):
        if column in wanted and cells[place] != guarded(wanted[column]):
            cells[place], changed = guarded(wanted[column]), True
    return row(cells, table.separator) if changed else record.raw


def _new(word: Word) -> Mapping[str, str]:
    return {TERM: word.headword, "language": str(word.language), **dict(zip(OURS, _ours(word), strict=True))}


def _fitted(table: Table, cells: Mapping[str, str]) -> Sequence[str]:
    return [guarded(cells.get(column, "")) for column in table.columns]


def _ours(word: Word) -> tuple[str, str, str]:
    """Reading, meaning and category as one-line cells."""
    said = word.reading, "; ".join(word.glosses[:_MOST_GLOSSES]), word.category
    reading, meaning, category = (for_terminal(cell).strip() for cell in said)
    return reading, meaning, category


def _words(sheet: Sheet) -> dict[tuple[Language, str], Word]:
    """The words of a list by language and term, in order of appearance; of two with one spelling the first counts."""
    words: dict[tuple[Language, str], Word] = {}
    for part in sheet.parts:
        for one in sorted((*part.rows, *part.names), key=_appearance):
            words.setdefault(key_of(one.word.language, one.word.headword), one.word)
    return words


def _appearance(one: Row) -> tuple[int, int, int, int]:
    first = one.places[0] if one.places else Place(0, 0, ())
    start = one.word.example.start if one.word.example else 0
    return first.article, min(first.sentences, default=0), start, one.number
