"""CSV for spreadsheets: UTF-8 with a byte order mark (Excel reads Japanese by it), CRLF, formulas guarded."""

from __future__ import annotations

import codecs
from pathlib import Path
from typing import Final

from decks.exporters._replace import replacing
from decks.sheetformats._cells import separated
from decks.worksheets.model import Handout


class CsvFormat:
    """Writes .csv files."""

    name: Final = "csv"
    suffixes: Final = (".csv",)
    worksheets: Final = False

    def render(self, handout: Handout) -> bytes:
        """The file's bytes."""
        return codecs.BOM_UTF8 + separated(handout.sheet, ",", "\r\n").encode()

    def write(self, handout: Handout, path: Path) -> None:
        """Write it, whole or not at all; see `SheetFormat.write`."""
        data = self.render(handout)
        with replacing(path) as file:
            file.write(data)


SHEETFORMAT = CsvFormat()
