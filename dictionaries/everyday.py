"""What words usually mean: our own tables put that meaning before what a dictionary lists first.

Unlike the lexicon of the news these rows make no term of a word; they only change the order of what is shown under it. English words have
two layers: `everyday_en.tsv` for single words that needed a better order, and the core tables (`core_en_*.tsv`), which cover the
commonest verbs, adjectives, adverbs, nouns and phrases of English by part of speech, since JMdict turned round says little about them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from dictionaries.english_keys import display
from dictionaries.model import Entry, How, Match
from dictionaries.ranking import MOST_GLOSSES
from texts.kana import to_hiragana
from texts.model import Pos
from texts.tables import rows

COUNTER = "counter"
"""Stands in the table for a word after a number: 部 is no department in 300万部."""

EXPRESSION = "expression"
"""Stands in the table for what is made of several words, even where no dictionary has it: として."""

_Rows = Mapping[str, tuple[tuple[str, str, tuple[str, ...]], ...]]  # word → reading, part of speech, glosses
_Layers = Mapping[str, Mapping[str, str]]  # part of speech → English word → glosses as they stand in the table, best first


@dataclass(frozen=True, slots=True)
class Everyday:
    """The tables. Immutable, so one may serve all threads. Make it with `load()`."""

    _japanese: _Rows

    def __contains__(self, word: str) -> bool:
        """Whether there is a row for a Japanese word at all."""
        return word in self._japanese

    def japanese(self, word: str, reading: str, pos: Pos | str) -> tuple[str, ...]:
        """English for a Japanese word as it is read there ("" not known), best first; () when the dictionaries' order holds.

        `pos` is the word's part of speech, or `COUNTER` or `EXPRESSION`, which find rows for those alone.
        """
        for kana, wanted, glosses in self._japanese.get(word, ()):
            if (wanted == pos or (not wanted and pos not in (COUNTER, EXPRESSION))) and (
                not kana or not reading or kana == to_hiragana(reading)
            ):
                return glosses
        return ()

    def english(self, word: str, pos: Pos) -> tuple[str, ...]:
        """Japanese for an English word or phrase (lemmas, lower case), best first; () when no row is of that part of speech.

        Read from disk at the first English word: a Japanese text does without.
        """
        parts, table = ("", pos), _english()
        found = (table[part][word] for part in parts if part in table and word in table[part])
        return tuple(dict.fromkeys(gloss.strip() for glosses in found for gloss in glosses.split(";")))


def english_words() -> frozenset[str]:
    """Every English word and phrase that the tables have."""
    return frozenset(word for words in _english().values() for word in words)


@cache
def load() -> Everyday:
    """The tables; read from disk at the first call, the same object afterwards."""
    return Everyday(_grouped((word, reading, pos, glosses) for word, reading, pos, glosses in rows("everyday.tsv", 4, "dictionaries")))


def core_tables() -> tuple[str, ...]:
    """The names of the core tables of English, in order: `core_en_adjectives.tsv`, ...; a new one is found by its name."""
    names = (file.name for file in (files("dictionaries") / "data").iterdir())
    return tuple(sorted(name for name in names if name.startswith("core_en_") and name.endswith(".tsv")))


@cache
def _english() -> _Layers:
    """Rows of everyday words first, then those of the core tables for the same word and part of speech.

    Ten thousand rows for the few that a text asks for: lines are cut here, in half the time of `rows` (what it would refuse is tested), and
    glosses stay as they stand in the table.
    """
    layers: dict[str, dict[str, str]] = {}
    folder = files("dictionaries") / "data"
    for table in ("everyday_en.tsv", *core_tables()):
        for line in (folder / table).read_text(encoding="utf-8").splitlines():
            if line and line[0] != "#":
                word, pos, glosses = line.split("\t")
                words = layers.setdefault(pos, {})
                words[word] = f"{words[word]};{glosses}" if word in words else glosses
    return layers


def _grouped(table: Iterable[tuple[str, str, str, str]]) -> _Rows:
    grouped: dict[str, tuple[tuple[str, str, tuple[str, ...]], ...]] = {}
    for word, reading, pos, glosses in table:
        row = (reading, pos, tuple(gloss.strip() for gloss in glosses.split(";")))
        grouped[word] = (*grouped.get(word, ()), row)
    return grouped


def put_first(match: Match, glosses: Sequence[str], source: str) -> Match:
    """The match with `glosses` before its own, and its entry's sense that has the first of them, if any, before the others.

    `source` is named as theirs when the entry does not have them itself.
    """
    merged = tuple(dict.fromkeys((*glosses, *match.glosses)))[:MOST_GLOSSES]
    match = _meant_entry(match, glosses)
    entry = None if match.entry is None else _meant_first(match.entry, glosses)
    said = entry is not None and bool(entry.senses) and glosses[0] in map(display, entry.senses[0].glosses)
    return replace(match, glosses=merged, how=How.ENTRY, source=entry.source if said and entry is not None else source, entry=entry)


def _meant_entry(match: Match, glosses: Sequence[str]) -> Match:
    """The match with the homograph that says one of `glosses`, when its own entry says none: うち among is 内 and not 家."""
    if match.entry is None or not match.others or _says(match.entry, glosses):
        return match
    readings = frozenset(map(to_hiragana, match.entry.readings))
    for entry in match.others:
        if not readings.isdisjoint(map(to_hiragana, entry.readings)) and _says(entry, glosses[:2]):
            others = (match.entry, *(other for other in match.others if other is not entry))
            return replace(match, entry=entry, others=others)
    return match


def _says(entry: Entry, glosses: Sequence[str]) -> bool:
    said = {display(gloss) for sense in entry.senses for gloss in sense.glosses}
    return not said.isdisjoint(glosses)


def _meant_first(entry: Entry, glosses: Sequence[str]) -> Entry:
    for gloss in glosses:
        for place, sense in enumerate(entry.senses):
            if gloss in map(display, sense.glosses):
                return replace(entry, senses=(sense, *entry.senses[:place], *entry.senses[place + 1 :])) if place else entry
    return entry


def unsaid(match: Match) -> bool:
    """Whether a Japanese word has grammar rather than meaning (する after a verbal noun, この): a row of meanings leaves it out."""
    return match.lemma in _unsaid()


@cache
def _unsaid() -> frozenset[str]:
    return frozenset(word for (word,) in rows("unsaid.tsv", 1, "dictionaries"))
