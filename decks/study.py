"""study.db: saved words, reading positions, corrections (`decks.corrections`), and the ledger of exports. The only writer of user data.

Every change is on the disk when its method returns; two processes wait for each other. Knows no path of its own and no screen.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from types import MappingProxyType, TracebackType
from typing import TYPE_CHECKING

from decks import codec
from decks.corrections import CorrectionStore
from decks.database import WAIT, connect, explained, packaged, transaction, whole
from decks.model import SavedWord, Status, TextRecord, Word, WordKey
from texts.errors import StorageError
from texts.model import Language

if TYPE_CHECKING:
    from decks.ledger import Ledger

# Of several words of one spelling, the status that asks for the reader's attention is shown.
_STATUS_ORDER = (Status.LEARNING, Status.NEW, Status.KNOWN, Status.IGNORED)
_TEXT = "SELECT id, title, source, position, sentences, read_at FROM texts"


class Study:
    """The reader's data. Belongs to the thread that opened it; a context manager.

    Open it with `Study.open`.
    """

    def __init__(self, connection: sqlite3.Connection, path: Path, now: Callable[[], datetime]) -> None:
        self._connection = connection
        self.corrections = CorrectionStore(connection, path, now)
        """The reader's own readings."""
        self._path = path
        self._now = now
        self._ledger: Ledger | None = None

    @classmethod
    def open(cls, path: Path, now: Callable[[], datetime], wait: float = WAIT) -> Study:
        """Open the store at `path`; it is created when missing, and brought up to date with a copy first.

        Args:
            path: the file.
            now: the clock; aware datetimes.
            wait: seconds to wait for another process.

        Raises:
            ConfigurationError: the store is of a newer program; it is left untouched.
            BadInputError: the file is no store of ours; it is left untouched.
            LockedError: another process holds it.
            CannotCreateError: it cannot be made or written there.
            StorageError: it is damaged, or the disk is full.
        """
        return cls(connect(path, now, packaged(), wait), path, now)

    @property
    def ledger(self) -> Ledger:
        """Which word is which, and what stands in Anki."""
        if self._ledger is None:
            from decks.ledger import Ledger  # reading a text asks for places and corrections only, and must not wait for this

            self._ledger = Ledger(self._connection, self._path, self._now)
        return self._ledger

    def close(self) -> None:
        """Close the store. Closing twice is fine."""
        self._connection.close()

    def __enter__(self) -> Study:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def save(self, word: Word) -> SavedWord:
        """Keep a word; again: its details are updated, its key, status and first date stay.

        Raises:
            ValueError: the word has no headword.
            LockedError, StorageError: it is not saved.
        """
        at, text = codec.stamp(self._now()), codec.dump(word)
        with transaction(self._connection, self._path):
            key = self.ledger.mint_within((word,))[0]
            number = self.ledger.key_id(key)
            self._note_down("save", key, number)
            self._connection.execute(
                "INSERT INTO words (key_id, status, word, saved_at, changed_at) VALUES (?, ?, ?, ?, ?)"
                " ON CONFLICT (key_id) DO UPDATE SET word = excluded.word, changed_at = excluded.changed_at,"
                " saved_at = CASE WHEN words.word IS NULL THEN excluded.saved_at ELSE words.saved_at END",
                (number, Status.NEW.value, text, at, at),
            )
            self._connection.execute(
                "INSERT INTO sightings (text_id, key_id, word, saved_at) VALUES (?, ?, ?, ?)"
                " ON CONFLICT (text_id, key_id) DO UPDATE SET word = excluded.word",
                (word.example.text_id if word.example else "", number, text, at),
            )
        saved = self.word(key)
        if saved is None:
            raise StorageError(str(self._path), f"did not keep {word.headword}")
        return saved

    def word(self, key: WordKey) -> SavedWord | None:
        """The saved word of a key, or None."""
        with explained(self._path):
            row = self._connection.execute(f"{_WORD} WHERE w.word IS NOT NULL AND {_KEY}", _key(key)).fetchone()
        return _saved(row) if row else None

    def find(self, word: Word) -> SavedWord | None:
        """The saved word that is the same word as this one, or None. Writes nothing."""
        key = self.ledger.keyring((word,)).find(word)
        return self.word(key) if key else None

    def forget(self, key: WordKey) -> bool:
        """Remove a saved word; its key and what is in Anki stay. False when it was not saved."""
        with transaction(self._connection, self._path):
            number = self.ledger.key_id(key)
            if self._connection.execute("SELECT 1 FROM words WHERE key_id = ? AND word IS NOT NULL", (number,)).fetchone() is None:
                return False
            self._note_down("forget", key, number)
            self._connection.execute("DELETE FROM words WHERE key_id = ?", (number,))
        return True

    def words(self, text_id: str | None = None) -> tuple[SavedWord, ...]:
        """Saved words in the order they were first saved; those of one text as they were saved there."""
        with explained(self._path):
            if text_id is None:
                rows = self._connection.execute(f"{_WORD} WHERE w.word IS NOT NULL ORDER BY w.saved_at, w.key_id").fetchall()
            else:
                rows = self._connection.execute(
                    f"{_WORD.replace('w.word', 's.word')} JOIN sightings s ON s.key_id = w.key_id"
                    " WHERE s.text_id = ? AND w.word IS NOT NULL ORDER BY s.saved_at, s.key_id",
                    (text_id,),
                ).fetchall()
        return tuple(_saved(row) for row in rows)

    def statuses(self) -> Mapping[tuple[Language, str], Status]:
        """How well each word is known, by language and headword, under every spelling that was met."""
        found: dict[tuple[Language, str], Status] = {}
        with explained(self._path):
            rows = self._connection.execute(
                "SELECT k.language, k.headword, w.status FROM words w JOIN keys k ON k.id = w.key_id"
                " UNION SELECT a.language, a.headword, w.status FROM words w JOIN aliases a ON a.key_id = w.key_id"
            ).fetchall()
        for language, headword, status in rows:
            spelled = (Language(language), headword)
            found[spelled] = min(found.get(spelled, Status(status)), Status(status), key=_STATUS_ORDER.index)
        return MappingProxyType(found)

    def set_status(self, key: WordKey, status: Status) -> None:
        """Set how well a word is known, saved or not."""
        at = codec.stamp(self._now())
        with transaction(self._connection, self._path):
            number = self.ledger.key_id(key)
            if number is None:
                number = self.ledger.adopt(key, at)
            self._note_down("status", key, number)
            self._connection.execute(
                "INSERT INTO words (key_id, status, word, saved_at, changed_at) VALUES (?, ?, NULL, ?, ?)"
                " ON CONFLICT (key_id) DO UPDATE SET status = excluded.status, changed_at = excluded.changed_at",
                (number, status.value, at, at),
            )

    def mint(self, word: Word) -> WordKey:
        """The word's key, minted now if it has none.

        Raises:
            ValueError: the word has no headword.
        """
        return self.ledger.mint((word,))[0]

    def remember(self, record: TextRecord) -> None:
        """Keep where the reader left a text; it becomes the last one."""
        with transaction(self._connection, self._path):
            self._connection.execute(
                "INSERT INTO texts (id, title, source, position, sentences, read_at, turn)"
                " VALUES (?, ?, ?, ?, ?, ?, (SELECT coalesce(max(turn), 0) + 1 FROM texts))"
                " ON CONFLICT (id) DO UPDATE SET title = excluded.title, source = excluded.source, position = excluded.position,"
                " sentences = excluded.sentences, read_at = excluded.read_at, turn = excluded.turn",
                (
                    record.id,
                    whole(record.title),
                    whole(record.source),
                    record.position,
                    record.sentences,
                    codec.stamp(record.read_at),
                ),
            )

    def text(self, text_id: str) -> TextRecord | None:
        """What is known of a text, or None."""
        with explained(self._path):
            row = self._connection.execute(f"{_TEXT} WHERE id = ?", (text_id,)).fetchone()
        return _record(row) if row else None

    def texts(self) -> tuple[TextRecord, ...]:
        """All texts that were read, the last one first."""
        with explained(self._path):
            return tuple(_record(row) for row in self._connection.execute(f"{_TEXT} WHERE turn > 0 ORDER BY turn DESC").fetchall())

    def last_text(self) -> TextRecord | None:
        """The text that was read last, or None."""
        with explained(self._path):
            row = self._connection.execute(f"{_TEXT} WHERE turn > 0 ORDER BY turn DESC LIMIT 1").fetchone()
        return _record(row) if row else None

    def readings(self, text_id: str = "") -> Mapping[str, str]:
        """The reader's own readings by surface: those for this text over those for everywhere.

        Read again only after a change, whoever made it; the same object until then (`texts.model.Corrections`).
        """
        return self.corrections.readings(text_id)

    def correct(self, surface: str, reading: str, text_id: str = "") -> str | None:
        """Keep the reader's own reading of a surface, for one text or ("") everywhere; an empty reading takes it back.

        Returns:
            What was kept there before, or None.
        """
        return self.corrections.correct(surface, reading, text_id)

    def _note_down(self, action: str, key: WordKey, number: int | None) -> None:
        """Write the journal: what stood there before."""
        row = self._connection.execute("SELECT status, word, saved_at, changed_at FROM words WHERE key_id = ?", (number,)).fetchone()
        sightings = self._connection.execute("SELECT text_id, word, saved_at FROM sightings WHERE key_id = ?", (number,)).fetchall()
        before = json.dumps({"key": str(key), "word": row, "sightings": sightings}, ensure_ascii=False)
        self._connection.execute(
            "INSERT INTO journal (at, action, key_id, before) VALUES (?, ?, ?, ?)",
            (codec.stamp(self._now()), action, number, before),
        )


_KEY = "k.language = ? AND k.headword = ? AND k.discriminator = ?"
_WORD = (
    "SELECT k.language, k.headword, k.discriminator, w.word, w.status, w.saved_at, w.changed_at FROM words w JOIN keys k ON k.id = w.key_id"
)


def _key(key: WordKey) -> tuple[str, str, str]:
    return key.language.value, key.headword, key.discriminator


def _saved(row: tuple[str, ...]) -> SavedWord:
    return SavedWord(
        key=WordKey(Language(row[0]), row[1], row[2]),
        word=codec.load(row[3]),
        status=Status(row[4]),
        saved_at=codec.moment(row[5]),
        changed_at=codec.moment(row[6]),
    )


def _record(row: tuple[str, str, str, int, int, str]) -> TextRecord:
    return TextRecord(row[0], row[1], row[2], row[3], row[4], codec.moment(row[5]))
