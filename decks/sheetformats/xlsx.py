"""XLSX for spreadsheets: a table for each list that can be sorted and filtered, and a sheet about it. The only door to openpyxl.

Every text cell is text whatever it begins with; there are no formulas. The same list gives the same bytes.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from datetime import datetime, time
from pathlib import Path
from typing import Final

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from decks.exporters._replace import replacing
from decks.sheets.columns import Cell, columns
from decks.sheets.heading import about_article, about_part, credit_lines, kanji_lines
from decks.sheets.model import Paper, Part, Sheet
from decks.sheets.wording import wording_for, wording_of
from decks.worksheets.model import Handout
from texts.sanitize import for_terminal

_WIDTHS: Final = {
    "number": 6, "term": 22, "reading": 24, "pronunciation": 18, "meaning": 36, "category": 13, "pos": 14, "frequency": 18, "grade": 16,
    "level": 8, "hardest": 14, "parts": 40, "same_as": 20, "count": 7, "sentences": 12, "example": 70, "note": 24, "kind": 8,
}  # fmt: skip
_LONGEST: Final = 32_767
"""Characters that a cell of a spreadsheet may hold."""
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
_A4, _LETTER = 9, 1  # paperSize of the file format


class XlsxFormat:
    """Writes .xlsx files."""

    name: Final = "xlsx"
    suffixes: Final = (".xlsx",)
    worksheets: Final = False

    def render(self, handout: Handout) -> bytes:
        """The file's bytes."""
        sheet = handout.sheet
        book = Workbook(write_only=True)
        for part in sheet.parts:
            _table(book, sheet, part)
        _about(book, sheet)
        book.properties.title = _text(sheet.title)
        book.properties.creator = "taiyaku"
        book.properties.created = book.properties.modified = datetime.combine(sheet.made, time())
        out = io.BytesIO()
        book.save(out)
        return _settled(out.getvalue(), datetime.combine(sheet.made, time()))

    def write(self, handout: Handout, path: Path) -> None:
        """Write it, whole or not at all; see `SheetFormat.write`."""
        data = self.render(handout)
        with replacing(path) as file:
            file.write(data)


def _table(book: Workbook, sheet: Sheet, part: Part) -> None:
    say = wording_for(part.language)
    page: WriteOnlyWorksheet = book.create_sheet(say(f"list.{part.language}"))
    found = columns(sheet, part, say)
    headings = [*((column.key, column.heading) for column in found), ("kind", say("kind"))]
    for at, (key, _) in enumerate(headings, 1):
        page.column_dimensions[get_column_letter(at)].width = _WIDTHS[key]
    count = len(part.rows) + len(part.names)
    page.freeze_panes = "C2"
    page.auto_filter.ref = f"A1:{get_column_letter(len(headings))}{count + 1}"
    page.print_title_rows = "1:1"
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = _LETTER if sheet.paper is Paper.LETTER else _A4
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.append([_cell(page, heading, bold=True) for _, heading in headings])
    for kind, rows in (("term", part.rows), ("name", part.names)):
        for row in rows:
            page.append([*(_cell(page, column.cell(row)) for column in found), _cell(page, say(f"kind.{kind}"))])


def _about(book: Workbook, sheet: Sheet) -> None:
    say = wording_of(sheet.learn)
    page: WriteOnlyWorksheet = book.create_sheet(say("about"))
    page.column_dimensions["A"].width = 28
    page.column_dimensions["B"].width = 100
    lines: list[Sequence[str]] = [(say("title"), sheet.title), (say("made"), sheet.made.isoformat())]
    lines += [(say("sources"), about_article(head, say)) for head in sheet.articles]
    for part in sheet.parts:
        lines += [(say(f"list.{part.language}"), said) for said in about_part(part, wording_for(part.language))]
    lines += [(grade, letters) for grade, letters in kanji_lines(sheet, say)]
    lines += [(say("credits"), credit) for credit in credit_lines(sheet)]
    for line in lines:
        page.append([_cell(page, cell) for cell in line])


def _cell(page: WriteOnlyWorksheet, value: Cell, *, bold: bool = False) -> WriteOnlyCell:
    cell = WriteOnlyCell(page, value=value if isinstance(value, int) else "")
    if isinstance(value, str):
        cell.value = _text(value)
        cell.data_type = "s"  # also of what begins with =
        cell.quotePrefix = value[:1] in "=+-@"
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    if bold:
        cell.font = Font(bold=True)
    return cell


def _text(text: str) -> str:
    return str(ILLEGAL_CHARACTERS_RE.sub("", for_terminal(text)))[:_LONGEST]


def _settled(data: bytes, made: datetime) -> bytes:
    """The same archive with fixed dates: openpyxl writes those of now."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            content = before.read(name)
            if name == "docProps/core.xml":
                content = _dated(content, made)
            after.writestr(zipfile.ZipInfo(name, _EPOCH), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _dated(core: bytes, made: datetime) -> bytes:
    return re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>" + made.isoformat().encode() + b"Z", core)


SHEETFORMAT = XlsxFormat()
