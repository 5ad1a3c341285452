"""The ledger in study.db: which words are which, and what stands in the learner's Anki.

Anki replaces a note when ours is newer, with the learner's edits and tags on it; so a note's `modified` moves only
when its content does. The rules of identity are in `decks.keys`; this module stores them. Owned by one thread, as its
connection is.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from decks import codec
from decks.database import explained, transaction
from decks.keys import Alias, Anchor, Fact, Keyring, Minted, entry_of, fold, fold_reading, spelling
from decks.model import Word, WordKey
from texts.errors import StorageError
from texts.model import Language

ARTICLE_TAG = "taiyaku::article::"  # the only tags that add up over editions
_ALL = 500  # above so many words the whole table is read rather than asked word by word


@dataclass(frozen=True, slots=True)
class Issued:
    """A note as it was last exported.

    `word` is what its fields were made of, `hash` that of fields and tags, `modified` when they last changed,
    `first_at` when the note first went into a deck.
    """

    key: WordKey
    notetype: str
    guid: str
    word: Word
    hash: str
    tags: tuple[str, ...]
    modified: datetime
    first_at: datetime


class Ledger:
    """The ledger behind a `Study`.

    Args:
        connection: an open store.
        path: its file, for messages.
        now: the clock.
    """

    def __init__(self, connection: sqlite3.Connection, path: Path, now: Callable[[], datetime]) -> None:
        self._connection = connection
        self._path = path
        self._now = now

    def keyring(self, words: Collection[Word]) -> Keyring:
        """The identities that bear on these words. Minting in it writes nothing."""
        ring = Keyring()
        with explained(self._path):
            for fact in self._facts(words):
                ring.learn(fact)
        return ring

    def mint(self, words: Collection[Word]) -> tuple[WordKey, ...]:
        """The keys of these words, in their order; new ones are on the disk when this returns.

        Raises:
            LockedError: another process writes for too long.
            StorageError: the disk is full or failed.
        """
        ring = self.keyring(words)
        if all(ring.find(word) for word in words):
            keys = tuple(ring.mint(word) for word in words)
            if not ring.fresh:
                return keys  # nothing new: no lock, no sync
        with transaction(self._connection, self._path):
            return self.mint_within(words)

    def mint_within(self, words: Collection[Word]) -> tuple[WordKey, ...]:
        """As `mint`, inside a transaction of the caller."""
        ring = self.keyring(words)
        keys = tuple(ring.mint(word) for word in words)
        at = codec.stamp(self._now())
        for fact in ring.fresh:
            self.store(fact, at)
        return keys

    def key_id(self, key: WordKey) -> int | None:
        """The row of a minted key, or None."""
        row = self._connection.execute(
            "SELECT id FROM keys WHERE language = ? AND headword = ? AND discriminator = ?",
            (key.language.value, key.headword, key.discriminator),
        ).fetchone()
        return int(row[0]) if row else None

    def issued(self, keys: Iterable[WordKey]) -> Mapping[tuple[WordKey, str], Issued]:
        """What stands in Anki for these keys, by key and note type's name."""
        wanted = set(keys)
        found: dict[tuple[WordKey, str], Issued] = {}
        with explained(self._path):
            for row in self._note_rows(wanted):
                key = WordKey(Language(row[0]), row[1], row[2])
                if key in wanted:
                    found[key, row[3]] = _issued(key, row)
        return found

    def record(self, notes: Collection[Issued]) -> None:
        """Take down what now stands in a deck's file, all or nothing. Tags that another process added meanwhile stay.

        Raises:
            LockedError: another process writes for too long.
            StorageError: the disk is full or failed.
        """
        if not notes:
            return
        at = codec.stamp(self._now())
        with transaction(self._connection, self._path):
            for note in notes:
                key_id = self._key_row(note.key)
                row = self._connection.execute(
                    "SELECT tags FROM notes WHERE key_id = ? AND notetype = ?", (key_id, note.notetype)
                ).fetchone()
                tags = sorted({*note.tags, *_article_tags(row[0] if row else "[]")})
                self._connection.execute(
                    "INSERT INTO notes (guid, key_id, notetype, word, hash, tags, modified, first_at, exported_at)"
                    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (key_id, notetype) DO UPDATE SET word = excluded.word,"
                    " hash = excluded.hash, tags = excluded.tags, modified = max(modified, excluded.modified),"
                    " exported_at = excluded.exported_at",
                    (
                        note.guid,
                        key_id,
                        note.notetype,
                        codec.dump(note.word),
                        note.hash,
                        json.dumps(tags, ensure_ascii=False),
                        codec.stamp(note.modified),
                        codec.stamp(note.first_at),
                        at,
                    ),
                )

    def _key_row(self, key: WordKey) -> int:
        found = self.key_id(key)
        if found is None:
            raise ValueError(f"not minted: {key}")
        return found

    def _note_rows(self, keys: set[WordKey]) -> Iterator[tuple[str, ...]]:
        select = (
            "SELECT k.language, k.headword, k.discriminator, n.notetype, n.guid, n.word, n.hash, n.tags, n.modified, n.first_at"
            " FROM notes n JOIN keys k ON k.id = n.key_id"
        )
        if len(keys) > _ALL:
            yield from self._connection.execute(select)
            return
        for key in keys:
            yield from self._connection.execute(
                f"{select} WHERE k.language = ? AND k.headword = ? AND k.discriminator = ?",
                (key.language.value, key.headword, key.discriminator),
            )

    def _facts(self, words: Collection[Word]) -> Iterator[Fact]:
        ids = None if len(words) > _ALL else self._ids(words)
        keys: dict[int, WordKey] = {}
        for number, language, headword, discriminator, homograph in self._of(
            "SELECT id, language, headword, discriminator, homograph FROM keys", "id", ids
        ):
            keys[number] = WordKey(Language(language), headword, discriminator)
            yield Minted(keys[number], homograph)
        for number, language, headword, discriminator, weak in self._of(
            "SELECT key_id, language, headword, discriminator, weak FROM aliases", "key_id", ids
        ):
            yield Alias(Language(language), headword, discriminator, keys[number], bool(weak))
        for number, language, entry in self._of("SELECT key_id, language, entry FROM entries", "key_id", ids):
            yield Anchor(Language(language), entry, keys[number])

    def _of(self, select: str, column: str, ids: Collection[int] | None) -> Iterator[tuple[Any, ...]]:
        if ids is None:
            yield from self._connection.execute(f"{select} ORDER BY {column}")
            return
        for number in sorted(ids):
            yield from self._connection.execute(f"{select} WHERE {column} = ?", (number,))

    def _ids(self, words: Collection[Word]) -> set[int]:
        """Rows of the keys that share a spelling or an entry with one of the words."""
        found: set[int] = set()
        for word in words:
            rows = self._connection.execute(
                "SELECT key_id FROM aliases WHERE language = ? AND headword = ?", (word.language.value, spelling(word)[0])
            ).fetchall()
            if entry_of(word):
                rows += self._connection.execute(
                    "SELECT key_id FROM entries WHERE language = ? AND entry = ?", (word.language.value, entry_of(word))
                ).fetchall()
            found.update(row[0] for row in rows)
        return found

    def adopt(self, key: WordKey, at: str) -> int:
        """Store a key that was made without us (`taiyaku words assume`); it must be spelled as `decks.keys` would. Returns its row.

        Raises:
            StorageError: it was not kept.
        """
        headword = fold(key.headword)
        discriminator = fold_reading(key.discriminator) if key.language is Language.JA else key.discriminator
        row = self._connection.execute(
            "SELECT count(DISTINCT key_id) FROM aliases WHERE language = ? AND headword = ?", (key.language.value, headword)
        ).fetchone()
        self.store(Minted(key, row[0] + 1), at)
        self.store(Alias(key.language, headword, discriminator, key), at)
        found = self.key_id(key)
        if found is None:
            raise StorageError(str(self._path), f"did not keep {key}")
        return found

    def store(self, fact: Fact, at: str) -> None:
        """Write one fact of a keyring, inside a transaction of the caller. `at` is the time as `codec.stamp` writes it."""
        if isinstance(fact, Minted):
            self._connection.execute(
                "INSERT INTO keys (language, headword, discriminator, homograph, minted_at) VALUES (?, ?, ?, ?, ?)",
                (fact.key.language.value, fact.key.headword, fact.key.discriminator, fact.homograph, at),
            )
            return
        key_id = self._key_row(fact.key)
        if isinstance(fact, Anchor):
            self._connection.execute("INSERT INTO entries VALUES (?, ?, ?)", (fact.language.value, fact.entry, key_id))
        else:
            self._connection.execute(
                "INSERT OR REPLACE INTO aliases VALUES (?, ?, ?, ?, ?)",
                (fact.language.value, fact.headword, fact.discriminator, key_id, int(fact.weak)),
            )


def _issued(key: WordKey, row: tuple[str, ...]) -> Issued:
    return Issued(
        key=key,
        notetype=row[3],
        guid=row[4],
        word=codec.load(row[5]),
        hash=row[6],
        tags=tuple(json.loads(row[7])),
        modified=codec.moment(row[8]),
        first_at=codec.moment(row[9]),
    )


def _article_tags(stored: str) -> list[str]:
    return [tag for tag in json.loads(stored) if tag.startswith(ARTICLE_TAG)]
