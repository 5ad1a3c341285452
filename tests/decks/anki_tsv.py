"""Import an .apkg and then a .tsv into a fresh collection with the real Anki, and print as JSON what became of the notes.

    python anki_tsv.py DECK.apkg DECK.tsv

Run as a program only: `anki` is AGPL and never imported by the product or its tests.
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path
from typing import Any


def main(apkg: str, tsv: str) -> None:
    """Notes by GUID after the package, and after the text file over an emptied collection."""
    from anki import import_export_pb2 as ie
    from anki.collection import Collection

    with tempfile.TemporaryDirectory() as folder:
        col: Any = Collection(str(Path(folder) / "collection.anki2"))
        col.import_anki_package(ie.ImportAnkiPackageRequest(package_path=apkg, options=ie.ImportAnkiPackageOptions()))
        first = state(col)
        again = log(col, tsv)
        col.remove_notes([int(n) for n in col.find_notes("")])
        fresh = log(col, tsv)
        second = state(col)
        col.close()
    print(json.dumps({"apkg": first, "tsv": second, "again": again, "fresh": fresh}))


def log(col: Any, tsv: str) -> dict[str, int]:
    from anki import import_export_pb2 as ie

    meta = col.get_csv_metadata(path=tsv, delimiter=None)
    found = col.import_csv(ie.ImportCsvRequest(path=tsv, metadata=meta)).log
    return {"found": found.found_notes, "new": len(found.new), "updated": len(found.updated), "duplicate": len(found.duplicate)}


def state(col: Any) -> dict[str, list[Any]]:
    notes = {}
    for nid in col.find_notes(""):
        note = col.get_note(nid)
        deck = col.decks.name(note.cards()[0].did)
        notes[note.guid] = [note.note_type()["name"], deck, sorted(note.tags), list(note.fields), len(note.cards())]
    return notes


if __name__ == "__main__":
    main(*sys.argv[1:])
