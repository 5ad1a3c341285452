"""The records of `dictionaries`: entries, matches, terms. Frozen, so that they may cross threads and packages."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from texts.model import Analysis, Document, Language, Pos


class How(StrEnum):
    """How a gloss was found."""

    ENTRY = "entry"
    NAME = "name"
    PARTS = "parts"
    COMPOSED = "composed"
    ROMAJI = "romaji"
    NONE = "none"


class Category(StrEnum):
    """What a term is about."""

    PERSON = "person"
    PLACE = "place"
    INSTITUTION = "institution"
    DIPLOMACY = "diplomacy"
    CONFLICT = "conflict"
    GOVERNMENT = "government"
    INTELLIGENCE = "intelligence"
    ECONOMY = "economy"
    LAW = "law"


@dataclass(frozen=True, slots=True)
class Sense:
    """One meaning. `pos` and `tags` are short codes (`n`, `vs`, `v5r`, `uk`, `arch`), `glosses` are in the other language."""

    pos: tuple[str, ...]
    tags: tuple[str, ...]
    glosses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """A dictionary entry.

    `forms` are the written forms with kanji (or Latin), `readings` the kana ones, best first. `priority` is 0 (rare) to 100 (commonest),
    made from JMdict's priority tags.
    """

    source: str
    id: str
    forms: tuple[str, ...]
    readings: tuple[str, ...]
    senses: tuple[Sense, ...]
    priority: int = 0
    usually_kana: bool = False

    @property
    def headword(self) -> str:
        """The form to show: the kana when the word is usually written so."""
        return self.forms[0] if self.forms and not self.usually_kana else self.readings[0]

    @property
    def reading(self) -> str:
        """The first reading, or "" (own tables of English words have none)."""
        return self.readings[0] if self.readings else ""


@dataclass(frozen=True, slots=True)
class Match:
    """What is known of a stretch of a sentence: a token or an expression of several.

    `start:end` count `Sentence.text`. `glosses` are in the other language, best first, at most 5. `entry` is the chosen entry (None when
    composed, romaji or none), `others` further entries for the details, `parts` what a compound is made of, `inflection` the chain from
    the lemma to the surface, such as ("causative", "potential").
    """

    start: int
    end: int
    surface: str
    lemma: str
    reading: str
    language: Language
    pos: Pos
    glosses: tuple[str, ...]
    how: How
    source: str | None = None
    entry: Entry | None = None
    others: tuple[Entry, ...] = ()
    parts: tuple[Match, ...] = ()
    inflection: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GrammarPoint:
    """A grammar pattern (〜わけではない) with a short explanation in each language."""

    pattern: str
    english: str
    japanese: str


@dataclass(frozen=True, slots=True)
class Grammar:
    """A grammar pattern that stands at `start:end` of `Sentence.text`; with a gap in it, from its first word to its last."""

    start: int
    end: int
    point: GrammarPoint


@dataclass(frozen=True, slots=True)
class Glossed:
    """A sentence with glosses: one match for each token of the analysis, in order, and the expressions found over several tokens."""

    analysis: Analysis
    matches: tuple[Match, ...]
    expressions: tuple[Match, ...]


@dataclass(frozen=True, slots=True)
class TermPart:
    """A part of a term, as it is listed beneath it."""

    term: str
    reading: str
    glosses: tuple[str, ...]


class Span(NamedTuple):
    """A place in a text: the index of a sentence, and `start:end` in its text."""

    sentence: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Term:
    """A term of the text.

    `sentences` are indexes of sentences; `count` counts occurrences; `same_as` other names of the same thing. `category` is None for a word
    that is no term of the news (`--domain all`). `weight` orders the terms of one text by how much they are its subject (FLR, see
    `weights`); it selects none. `spans` are all its places, in order.
    """

    term: str
    language: Language
    reading: str
    glosses: tuple[str, ...]
    category: Category | None
    count: int
    sentences: tuple[int, ...]
    how: How
    source: str | None
    pos: Pos = Pos.NOUN
    parts: tuple[TermPart, ...] = ()
    same_as: tuple[str, ...] = ()
    weight: float = 0.0
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class GlossedText:
    """A whole text, analysed."""

    document: Document
    sentences: tuple[Glossed, ...]
    terms: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class SourceInfo:
    """Who made a dictionary and under which licence; shown by `doctor`, on cards and handouts. `dated` is the data's own date, or ""."""

    name: str
    title: str
    attribution: str
    licence: str
    url: str
    dated: str = ""
