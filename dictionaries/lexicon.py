"""Our own tables of news vocabulary (`data/*.tsv`), loaded once and frozen.

Every table is tab separated; lines that begin with `#` are comments and name source and licence. Columns at the end of a row
may be left out. Japanese tables share one row: term, reading, category, English (`;` between alternatives, best first), modifier
form, part of speech, note. An empty reading means that the term is its own reading (kana); `-` as category means none (a word
of no subject of its own).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from dictionaries.model import Category
from texts.model import Language
from texts.tables import rows

# No term stands twice within or across these tables (tested).
TERM_TABLES = tuple(f"terms_{subject}.tsv" for subject in (
    "diplomacy", "conflict", "government", "intelligence", "law", "economy", "institution"
))  # fmt: skip
JAPANESE_TABLES = (*TERM_TABLES, "states.tsv", "names.tsv", "titles.tsv")
MORPHEME_TABLE = "morphemes.tsv"
_COLUMNS = 7


@dataclass(frozen=True, slots=True)
class LexiconEntry:
    """A Japanese term or morpheme of the news.

    `english` are noun forms, best first; `modifier` is the form before another noun ("military"), the first English when the
    table gives none. `pos` is `n`, `vs` (verbal noun), `na` (adjective), `name`, `title`, `honorific`, `state` (a country or the
    one-letter form of one), `region`, `place`, `org`, `prefix` or `suffix`. A title with a note also stands after common nouns (代表).
    `category` is None for words of no subject of their own (完全, 新).
    """

    term: str
    reading: str
    english: tuple[str, ...]
    modifier: str
    category: Category | None
    pos: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class EnglishEntry:
    """An English news word or phrase; `phrase` is lower case unless it is a name or an acronym, `japanese` best first."""

    phrase: str
    pos: str
    japanese: tuple[str, ...]
    category: Category | None


_Row = tuple[str, ...]
"""A row as it stands in its table; records are made of the few that a text asks for, since making thousands takes the time of loading."""


def _category(text: str) -> Category | None:
    return None if text == "-" else Category(text)


def _alternatives(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(";"))


def _japanese(row: _Row) -> LexiconEntry:
    term, reading, category, english, modifier, pos, note = row
    glosses = _alternatives(english)
    return LexiconEntry(term, reading or term, glosses, modifier or glosses[0], _category(category), pos or "n", note)


def _english(row: _Row) -> EnglishEntry:
    phrase, pos, category, japanese = row
    return EnglishEntry(phrase, pos, _alternatives(japanese), _category(category))


def _turned(terms: Iterable[_Row]) -> dict[str, _Row]:
    """Japanese rows turned round into English ones: names with their adjectives (Swedish), and what has more than one word.

    Single common words are not turned round: a Japanese term's gloss "lead" says little about the English word.
    """
    turned: dict[str, _Row] = {}
    for row in terms:
        if row[5] in ("state", "region") and row[4][:1].isupper() and row[4] != row[3]:
            turned.setdefault(row[4], (row[4], "adjective", row[2], f"{row[0]}の"))
        for gloss in row[3].split("; "):
            if " " in gloss or gloss[0].isupper():
                before = turned.get(gloss)
                turned[gloss] = (gloss, "noun", row[2], row[0]) if before is None else (*before[:3], f"{before[3]}; {row[0]}")
    return turned


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The tables. Immutable, so one may serve all threads. Make it with `load()`."""

    _terms: Mapping[str, _Row]
    _morphemes: Mapping[str, _Row]
    _phrases: Mapping[str, _Row]
    _as: Mapping[tuple[str, str], _Row]  # English rows by part of speech, of words that have more than one
    _keywords: Mapping[str, Category]
    _edges: Mapping[str, str]
    _patterns: Mapping[tuple[str, str], tuple[str, ...]]
    longest_english: int  # words in the longest English phrase

    @staticmethod
    def load() -> Lexicon:
        """The lexicon; read from disk at the first call, the same object afterwards."""
        return _load()

    def japanese(self, term: str) -> LexiconEntry | None:
        """The entry of a whole Japanese term, state, name or title; also of a morpheme that is a news word by itself (停戦)."""
        row = self._terms.get(term)
        if row is None and len(term) > 1:
            row = self._morphemes.get(term)
            if row is not None and row[2] == "-":
                return None
        return None if row is None else _japanese(row)

    def morpheme(self, text: str) -> LexiconEntry | None:
        """The entry of a combining part: a morpheme, a state's letter, a prefix or a suffix."""
        row = self._morphemes.get(text)
        return None if row is None else _japanese(row)

    def english(self, phrase: str, pos: str = "") -> EnglishEntry | None:
        """The entry of an English word or phrase, as written (NATO, Kyiv) or in lower case; words are lemmas, one blank between.

        An acronym does not find a common word: `US` finds the United States, never "us". A word may have a row as a noun and one as a
        verb (strike): that for `pos` ("noun", "verb", "adjective") is preferred, else the first one.
        """
        row = self._phrases.get(phrase)
        if row is None and not (phrase.isupper() and len(phrase) > 1):
            row = self._phrases.get(phrase.lower())
        if row is not None and pos and row[1] != pos:
            row = self._as.get((row[0], pos), row)
        return None if row is None else _english(row)

    def listed(self, language: Language) -> Collection[str]:
        """Every term of the lexicon in a language, as `japanese` or `english` finds it."""
        return self._phrases.keys() if language is Language.EN else self._terms.keys()

    def keyword(self, word: str) -> Category | None:
        """What a lower-case English word in a gloss says about the entry, or None when it says nothing of the news."""
        return self._keywords.get(word)

    def edge(self, text: str) -> str | None:
        """What to do with a morpheme in a noun chunk: `start`, `end` (trim there), `cut` (split), `lone` (no term by itself)."""
        return self._edges.get(text)

    def pattern(self, affix: str, side: str) -> tuple[str, ...]:
        """English templates of an affix, best first; () when it has none.

        Args:
            affix: the prefix or suffix.
            side: `prefix`, `suffix`, `relation` (a prefix with its word before a head: 対 X 制裁) or `middle` (a suffix inside).

        In a template `{}` stands for the rest's modifier form, `{n}` for its noun, `{p}` for the plural, `{h}` for the head.
        """
        return self._patterns.get((affix, side), ())


@cache
def _load() -> Lexicon:
    terms = {row[0]: row for table in JAPANESE_TABLES for row in rows(table, _COLUMNS, "dictionaries")}
    phrases = _turned(terms.values())
    twice: dict[tuple[str, str], _Row] = {}
    own: dict[str, _Row] = {}
    for row in rows("news_en.tsv", 4, "dictionaries"):
        if own.setdefault(row[0], row) is not row:
            twice[row[0], row[1]] = row
    phrases.update(own)
    return Lexicon(
        _terms=terms,
        _morphemes={row[0]: row for row in rows(MORPHEME_TABLE, _COLUMNS, "dictionaries")},
        _phrases=phrases,
        _as=twice,
        _keywords={word: Category(category) for word, category in rows("gloss_keywords.tsv", 2, "dictionaries")},
        _edges={row[0]: row[1] for row in rows("edges.tsv", 2, "dictionaries")},
        _patterns={(affix, side): _alternatives(english) for affix, side, english in rows("patterns.tsv", 3, "dictionaries")},
        longest_english=max(phrase.count(" ") for phrase in phrases) + 1,
    )
