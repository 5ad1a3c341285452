"""Formats a handout can be written in. One file here that exposes `SHEETFORMAT` is one format."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from decks.worksheets.model import Handout
from texts.plugins import Plugins


class SheetFormat(Protocol):
    """Writes handouts in one format."""

    @property
    def name(self) -> str:
        """The word for `--format`."""
        ...

    @property
    def suffixes(self) -> tuple[str, ...]:
        """The file name's ends that ask for this format, with their dots."""
        ...

    @property
    def worksheets(self) -> bool:
        """Whether it can lay out worksheets; else only lists."""
        ...

    def render(self, handout: Handout) -> bytes:
        """The file's bytes. The same handout gives the same bytes."""
        ...

    def write(self, handout: Handout, path: Path) -> None:
        """Write it to `path`, whole or not at all.

        Raises:
            CannotCreateError: nothing can be written there.
            StorageError: the disk is full or failed.
        """
        ...


SHEETFORMATS: Plugins[SheetFormat] = Plugins("decks.sheetformats", __path__, "SHEETFORMAT")
