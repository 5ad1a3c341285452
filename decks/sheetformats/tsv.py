"""TSV for programs and for pasting: UTF-8 without a byte order mark, formulas guarded as in CSV."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from decks.exporters._replace import replacing
from decks.sheetformats._cells import separated
from decks.worksheets.model import Handout


class TsvFormat:
    """Writes .tsv files."""

    name: Final = "tsv"
    suffixes: Final = (".tsv",)
    worksheets: Final = False

    def render(self, handout: Handout) -> bytes:
        """The file's bytes."""
        return separated(handout.sheet, "\t", "\n").encode()

    def write(self, handout: Handout, path: Path) -> None:
        """Write it, whole or not at all; see `SheetFormat.write`."""
        data = self.render(handout)
        with replacing(path) as file:
            file.write(data)


SHEETFORMAT = TsvFormat()
