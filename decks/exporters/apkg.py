"""Anki packages (.apkg), by genanki. Equal decks give equal files, byte for byte."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Final

from decks.exporters._replace import replacing
from decks.model import Deck

# The oldest date a zip can hold: genanki takes the clock's, so that no two files are alike.
_DATE = (1980, 1, 1, 0, 0, 0)


class ApkgExporter:
    """Writes .apkg files."""

    name: Final = "Anki package"
    suffix: Final = ".apkg"

    def write(self, deck: Deck, path: Path) -> None:
        """Write `deck` to `path`, whole or not at all.

        Raises:
            CannotCreateError: nothing can be written there.
            StorageError: the disk is full or failed.
        """
        from decks.genanki_door import collection  # late: genanki and its template engine cost more than listing formats may

        with replacing(path) as file, zipfile.ZipFile(file, "w") as package:
            for name, data in (("collection.anki2", collection(deck)), ("media", b"{}")):
                member = zipfile.ZipInfo(name, date_time=_DATE)
                member.compress_type = zipfile.ZIP_DEFLATED
                member.external_attr = 0o644 << 16
                member.create_system = 3  # the same bytes on every system
                package.writestr(member, data)


EXPORTER = ApkgExporter()
