"""The only door to genanki: a deck as the bytes of an Anki collection (schema 11), with genanki's traps closed.

What is closed here (measured on genanki 0.13.1): `_req` misjudges templates with filters, one timestamp for all notes
and note types overwrites learners' edits, and the temporary SQLite file is leaked. Compression, dates and the target
file: `decks.exporters.apkg`.
"""

from __future__ import annotations

import hashlib
import itertools
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime

import genanki

from decks.model import Deck, Note
from decks.notetypes import NoteType, named


class _Model(genanki.Model):
    """A note type that states its own required fields and its own date."""

    def __init__(self, notetype: NoteType) -> None:
        super().__init__(
            notetype.id,
            notetype.name,
            # genanki passes unknown keys through: Anki then knows a field or template by its id, whatever its name becomes
            fields=[{"name": f.name, "id": f.id} for f in notetype.fields],
            templates=[{"name": t.name, "id": t.id, "qfmt": t.front, "afmt": t.back} for t in notetype.templates],
            css=notetype.css,
            model_type=self.CLOZE if notetype.cloze else self.FRONT_BACK,
        )
        self._modified = notetype.modified
        self._required = [[i, "all", [notetype.names.index(f) for f in t.required]] for i, t in enumerate(notetype.templates)]

    @property
    def _req(self) -> list[list[object]]:
        return self._required

    def to_json(self, timestamp: float, deck_id: int) -> dict[str, object]:  # noqa: ARG002 - genanki's signature
        return super().to_json(self._modified.timestamp(), deck_id)


class _Note(genanki.Note):
    """A note with its own modification time."""

    def __init__(self, model: _Model, note: Note) -> None:
        super().__init__(model, note.fields, tags=note.tags, guid=note.guid, due=note.due)
        self._modified = note.modified

    def write_to_db(self, cursor: sqlite3.Cursor, timestamp: float, deck_id: int, id_gen: Iterator[int]) -> None:  # noqa: ARG002
        super().write_to_db(cursor, self._modified.timestamp(), deck_id, id_gen)

    def _check_invalid_html_tags_in_fields(self) -> None:
        """Nothing: fields are escaped by `decks.markup`, and genanki's search for tags is slow on long fields."""


def collection(deck: Deck) -> bytes:
    """The collection of a deck as SQLite's file bytes; equal decks give equal bytes.

    Raises:
        ValueError: a note without a card would come out, a GUID stands twice, or a field holds Anki's separator.
    """
    _check(deck)
    models = {name: _Model(named(name)) for name in sorted({n.notetype for n in deck.notes})}
    decks = {name: genanki.Deck(_deck_id(name), name) for name in sorted({n.deck for n in deck.notes} - {deck.name})}
    decks = {deck.name: genanki.Deck(_deck_id(deck.name), deck.name, deck.description)} | decks
    for note in deck.notes:
        decks[note.deck].add_note(_Note(models[note.notetype], note))
    ids = itertools.count(_milliseconds(deck.edition))
    with closing(sqlite3.connect(":memory:")) as connection:  # in memory: nothing to leak, whatever kills us
        genanki.Package(list(decks.values())).write_to_db(connection.cursor(), deck.edition.timestamp(), ids)
        connection.commit()
        return connection.serialize()


def _check(deck: Deck) -> None:
    guids: set[str] = set()
    for note in deck.notes:
        notetype = named(note.notetype)
        if note.guid in guids:
            raise ValueError(f"GUID twice in one deck: {note.key}")
        guids.add(note.guid)
        if len(note.fields) != len(notetype.fields):
            raise ValueError(f"{note.key} has {len(note.fields)} fields, {notetype.name} wants {len(notetype.fields)}")
        joined = "".join(note.fields)
        if "\x1f" in joined or "\x00" in joined:
            raise ValueError(f"control characters in a field of {note.key}")
        first = notetype.templates[0].required
        if not all(note.fields[notetype.names.index(name)] for name in first):
            raise ValueError(f"{note.key} would get no card: {', '.join(first)} must be filled")
        if notetype.cloze and "{{c1::" not in note.fields[0]:
            raise ValueError(f"{note.key} has no cloze deletion")


def _deck_id(name: str) -> int:
    """A number that a deck of this name always gets. (Anki matches decks by name; 1 is its own Default deck.)"""
    return int.from_bytes(hashlib.sha256(name.encode()).digest()[:4], "big") + 2


def _milliseconds(at: datetime) -> int:
    return int(at.timestamp() * 1000)
