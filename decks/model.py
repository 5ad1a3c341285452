"""The records of `decks`: saved words, notes, decks. Frozen; times are aware UTC datetimes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from texts.model import Language


class Status(StrEnum):
    """How well the reader knows a word (`status` in the JSON contract)."""

    NEW = "new"
    LEARNING = "learning"
    KNOWN = "known"
    IGNORED = "ignored"


class Learn(StrEnum):
    """Which language is learnt: `ja` makes cards from Japanese to English, `en` from English to Japanese."""

    JA = "ja"
    EN = "en"
    BOTH = "both"


class Pick(StrEnum):
    """Which words of a text go into a deck."""

    TERMS = "terms"
    SAVED = "saved"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class WordKey:
    """A word's identity, minted once and never changed.

    `headword` is the lemma; `discriminator` its first reading (Japanese) or its part of speech (English).
    Corrections, house style and dictionary updates change fields, never keys.
    """

    language: Language
    headword: str
    discriminator: str

    def __str__(self) -> str:
        return f"{self.language}:{self.headword}:{self.discriminator}"


@dataclass(frozen=True, slots=True)
class RubySpan:
    """A reading over `start:end` of an example, independent of any screen."""

    start: int
    end: int
    reading: str


@dataclass(frozen=True, slots=True)
class Example:
    """The sentence a word was met in. `start:end` is the word in `text`; `number` counts the text's sentences from 1."""

    text: str
    ruby: tuple[RubySpan, ...]
    start: int
    end: int
    language: Language
    text_id: str = ""
    title: str = ""
    source: str = ""
    number: int = 0


@dataclass(frozen=True, slots=True)
class Word:
    """A word worth learning, with everything a card or a handout shows.

    `ruby` holds the readings over `headword`; `glosses` are best first; `parts` are lines such as "停戦 ていせん ceasefire";
    `how` is `entry|name|parts|composed|romaji|none` as in the JSON contract; `category` and `tags` are plain words.
    `entry` is the dictionary entry behind a Japanese word ("jmdict:1587040") and `readings` that entry's readings,
    best first: the identity is minted from them (`decks.keys`), never from a reading that a correction changed.
    `gloss_readings` stand beside `glosses` (kana of Japanese glosses, "" where not known) and may be shorter.
    """

    language: Language
    headword: str
    reading: str
    ruby: tuple[RubySpan, ...]
    pos: str
    glosses: tuple[str, ...]
    how: str
    source: str
    example: Example | None = None
    surface: str = ""
    category: str = ""
    parts: tuple[str, ...] = ()
    inflection: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    entry: str = ""
    readings: tuple[str, ...] = ()
    gloss_readings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SavedWord:
    """A word the reader keeps, with its minted key."""

    key: WordKey
    word: Word
    status: Status
    saved_at: datetime
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class TextRecord:
    """A text that was read.

    `position` is the index of the sentence the reader left, `sentences` how many there are (0: not yet known).
    """

    id: str
    title: str
    source: str
    position: int
    sentences: int
    read_at: datetime


@dataclass(frozen=True, slots=True)
class Correction:
    """The reader's own reading of a surface: everywhere (`scope` ""), or in the text with that id and, where it was read, `title`."""

    surface: str
    reading: str
    scope: str
    title: str
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class CorrectionsKept:
    """What became of corrections that were kept together."""

    added: int
    replaced: int
    unchanged: int


@dataclass(frozen=True, slots=True)
class Note:
    """A note to export: `fields` in the note type's order, `due` from 1 in text order, `modified` as in the ledger."""

    key: WordKey
    guid: str
    notetype: str
    fields: tuple[str, ...]
    tags: tuple[str, ...]
    deck: str
    due: int
    modified: datetime


@dataclass(frozen=True, slots=True)
class Deck:
    """A deck ready for an exporter. `name` may have `::` levels; `description` is HTML."""

    name: str
    description: str
    notes: tuple[Note, ...]
    edition: datetime


@dataclass(frozen=True, slots=True)
class ExportReport:
    """What an export did: counts of notes by what became of them, and where the file is."""

    path: str
    added: int
    updated: int
    unchanged: int
