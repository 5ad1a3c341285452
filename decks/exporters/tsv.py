"""Anki's text format (.tsv): the same notes as the .apkg, with headers that Anki reads. The note types must exist in
Anki already.

Always quoted: a field that starts with an unbalanced quotation mark would swallow the rest of the file. UTF-8, as
Anki reads nothing else. Does not guard against spreadsheet formulas: Anki would show the guard on the card.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from decks.exporters._replace import replacing
from decks.markup import plain
from decks.model import Deck, Note

_LEADING = ("GUID", "Note type", "Deck", "Tags")


class TsvExporter:
    """Writes .tsv files."""

    name: Final = "Anki text file"
    suffix: Final = ".tsv"

    def write(self, deck: Deck, path: Path) -> None:
        """Write `deck` to `path`, whole or not at all.

        Raises:
            CannotCreateError: nothing can be written there.
            StorageError: the disk is full or failed.
        """
        with replacing(path) as file:
            for line in lines(deck):
                file.write(line.encode("utf-8") + b"\n")


def lines(deck: Deck) -> Iterator[str]:
    """The file's lines without their ends: the headers, then a row for each note in order."""
    yield "#separator:Tab"
    yield "#html:true"
    for number, name in enumerate(_LEADING, 1):
        yield f"#{name.lower().replace(' ', '')} column:{number}"
    width = max((len(note.fields) for note in deck.notes), default=0)
    for note in deck.notes:
        yield "\t".join(_quoted(value) for value in _row(note, width))


def _row(note: Note, width: int) -> Sequence[str]:
    padding = ("",) * (width - len(note.fields))  # note types differ in length, rows must not
    return (note.guid, note.notetype, note.deck, " ".join(note.tags), *note.fields, *padding)


def _quoted(value: str) -> str:
    return '"' + plain(value).replace('"', '""') + '"'


EXPORTER = TsvExporter()
