"""Formats a deck can be written in. One file here that exposes `EXPORTER` is one format."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from decks.model import Deck
from texts.plugins import Plugins


class Exporter(Protocol):
    """Writes decks in one format."""

    @property
    def name(self) -> str:
        """A name for messages."""
        ...

    @property
    def suffix(self) -> str:
        """The file name's end that asks for this format, with its dot."""
        ...

    def write(self, deck: Deck, path: Path) -> None:
        """Write `deck` to `path`, whole or not at all.

        Raises:
            CannotCreateError: nothing can be written there.
            StorageError: the disk is full or failed.
        """
        ...


EXPORTERS: Plugins[Exporter] = Plugins("decks.exporters", __path__, "EXPORTER")
