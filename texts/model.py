"""The records of `texts`: what is handed to dictionaries, decks and the reader.

All offsets are code points, half open. `Document` offsets count the imported text; offsets in tokens and ruby count
`Sentence.text`. Readings are kana spelling (not pronunciation). Holds no behaviour beyond small derived properties.

All are frozen and slotted. Those of which there are several for every word are named tuples: made in a seventh of the time that a
frozen dataclass takes, which is most of what reading a text costs beyond the analyser's own work.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple, Protocol


class Language(StrEnum):
    """Language of a sentence (ja, en, mixed, none) or of a token (ja, en, other)."""

    JA = "ja"
    EN = "en"
    MIXED = "mixed"
    NONE = "none"
    OTHER = "other"


class BlockKind(StrEnum):
    """What kind of block a sentence stands in."""

    HEADING = "heading"
    NARRATION = "narration"
    BUBBLE = "bubble"


class Origin(StrEnum):
    """Where a reading is from, strongest first (`from` in the JSON contract)."""

    AUTHOR = "author"
    SHEET = "sheet"
    USER = "user"
    NUMBER = "number"
    RULE = "rule"
    NAME = "name"
    DICTIONARY = "dictionary"
    ANALYSER = "analyser"


class Pos(StrEnum):
    """Coarse part of speech, one vocabulary for both languages."""

    NOUN = "noun"
    VERBAL_NOUN = "verbal noun"  # noun that takes する
    PROPER = "proper noun"
    PRONOUN = "pronoun"
    NUMBER = "number"
    VERB = "verb"
    ADJECTIVE = "adjective"  # i-adjective; any English adjective
    NA_ADJECTIVE = "na-adjective"
    ADVERB = "adverb"
    ADNOMINAL = "adnominal"
    CONJUNCTION = "conjunction"
    INTERJECTION = "interjection"
    PARTICLE = "particle"
    AUXILIARY = "auxiliary"
    PREFIX = "prefix"
    SUFFIX = "suffix"
    PREPOSITION = "preposition"
    DETERMINER = "determiner"
    SYMBOL = "symbol"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class AuthorRuby:
    """A reading that the author wrote over `start:end`.

    `echo`: it stands over an earlier place of the same word; here the text is plain.
    """

    start: int
    end: int
    reading: str
    echo: bool = False


@dataclass(frozen=True, slots=True)
class BlockHint:
    """What an importer knows of a stretch of the imported text (HTML knows its headings and bubbles)."""

    start: int
    end: int
    kind: BlockKind
    speaker: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """An imported text, sanitised.

    `text` has exactly one code point for each of the decoded file without its BOM: line breaks stand as they stood, hostile
    characters are replaced one for one by visible ones. `id` is a hash of `text`, so a moved file keeps its reading position.
    """

    id: str
    title: str
    source: str
    encoding: str
    text: str
    ruby: tuple[AuthorRuby, ...] = ()
    hints: tuple[BlockHint, ...] = ()
    replaced: int = 0  # how many hostile or undecodable characters were replaced


@dataclass(frozen=True, slots=True)
class Sentence:
    """A reading unit: a sentence, a bubble, a heading, or a lead-in that ends in 、 before a bubble.

    `text` has wrapped lines joined; `start:end` is its place in `Document.text`. `paragraph` numbers the blocks of the document from 0.
    `ruby` is the author's, with offsets in `text`.
    """

    index: int
    block: BlockKind
    paragraph: int
    language: Language
    text: str
    start: int
    end: int
    speaker: str | None = None
    ruby: tuple[AuthorRuby, ...] = ()
    text_id: str = ""  # the id of its document; "" for a sentence out of none


class Morpheme(NamedTuple):
    """One unit as the analyser cut it; offsets in `Sentence.text`.

    `pos` is the analyser's own tuple (SudachiDict: six strings, 品詞大分類 first). `reading` is in hiragana.
    """

    start: int
    end: int
    surface: str
    lemma: str
    normalized: str
    reading: str
    pos: tuple[str, ...]
    known: bool = True  # False: not in the analyser's dictionary


class Token(NamedTuple):
    """A learner's word: a verb with its auxiliaries, a number with its counter, a name; never white space.

    The tokens of a sentence tile it, white space aside. `reading` is the surface's in hiragana ("" where nothing is read: symbols,
    English), `lemma_reading` that of `lemma`. `morphemes` (Japanese only) tile the token in mode C; `units` are the mode A units of a
    token that is one long C unit, else empty.
    """

    start: int
    end: int
    surface: str
    language: Language
    lemma: str
    reading: str
    lemma_reading: str
    pos: Pos
    normalized: str = ""
    morphemes: tuple[Morpheme, ...] = ()
    units: tuple[Morpheme, ...] = ()


class Ruby(NamedTuple):
    """A reading shown over `start:end` of `Sentence.text`; never over kana, never across a token's border."""

    start: int
    end: int
    reading: str
    origin: Origin
    sure: bool


@dataclass(frozen=True, slots=True)
class Analysis:
    """A sentence with its tokens and furigana. `doubtful` says why its English looks wrong, as "agreement: We agrees"."""

    sentence: Sentence
    tokens: tuple[Token, ...]
    ruby: tuple[Ruby, ...]
    doubtful: str | None = None


class KanjiReadings(Protocol):
    """What `texts.furigana` needs to know of single kanji; `dictionaries` implements it from KANJIDIC2."""

    def readings(self, kanji: str) -> tuple[str, ...]:
        """On and kun readings of one kanji in hiragana, okurigana after a dot (`う.つ`), prefix and suffix hyphens removed."""
        ...


class Corrections(Protocol):
    """The reader's own readings; `decks` implements it from study.db."""

    def readings(self, text_id: str) -> Mapping[str, str]:
        """The kana the reader wants, by surface: those for this text over those for everywhere.

        The same object as long as nothing was corrected, so that who asks for every sentence can keep what he made of it.
        """
        ...
