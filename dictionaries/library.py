"""The compiled dictionaries together: asked in order, each in one statement for many words, decoded only when something is shown.

A library belongs to the thread that opened it, as its connections do. Without a store it finds nothing and breaks nothing.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Generic, TypeVar

from dictionaries.folding import fold
from dictionaries.model import Entry, Sense, SourceInfo
from dictionaries.sources import Source, all_sources
from dictionaries.store import Store, StoreState, damaged, state
from texts.errors import UnavailableError
from texts.model import Language

SUFFIX = ".sqlite"
"""Compiled files are called `<source><SUFFIX>`."""
_REMEMBERED = 20_000
"""Words whose answers are kept; a long novel has about nine thousand different ones."""

_CANDIDATES = """
SELECT f.text, f.written, f.place, e.id, e.forms, e.readings, e.pos, e.tags, e.priority, e.kana, e.senses
FROM json_each(?) q CROSS JOIN form f ON f.text = q.value JOIN entry e ON e.id = f.entry ORDER BY e.id
"""
_TRANSLATIONS = """
SELECT t.key, t.entry, t.head, t.reading, t.pos, t.capital, t.verb, t.score
FROM json_each(?) q CROSS JOIN english t ON t.key = q.value ORDER BY t.key, t.rank
"""
_ENTRIES = "SELECT id, forms, readings, priority, kana, senses FROM entry WHERE id IN (SELECT value FROM json_each(?))"
_FACTS = "SELECT text, kind, reading, value FROM fact WHERE text IN (SELECT value FROM json_each(?)) ORDER BY text, kind, reading, place"
_KANJI = "SELECT literal, onyomi, kunyomi, meanings, tags FROM kanji WHERE literal IN (SELECT value FROM json_each(?))"
_ZIPF = "SELECT value FROM zipf WHERE language = ? AND word = ?"

_ZIPF_OF_RANK = "SELECT value FROM zipf WHERE language = ? ORDER BY value DESC LIMIT 1 OFFSET ?"


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entry that a Japanese form finds, with what ranking needs.

    `written` says whether the form is one of the entry's written forms, `place` which of them (or of the readings) it is, from 0.
    `senses` is still JSON (see `Library.decode`); `tags` are those of the first sense. `standing` is -1 in a dictionary that the user wants
    heard before the built-in ones, 0 in those, 1 in one that stands beside them.
    """

    source: str
    id: int
    form: str
    written: bool
    place: int
    forms: tuple[str, ...]
    readings: tuple[str, ...]
    pos: frozenset[str]
    tags: tuple[str, ...]
    priority: int
    usually_kana: bool
    is_name: bool
    senses: str
    standing: int = 0


@dataclass(frozen=True, slots=True)
class Translation:
    """A Japanese word for an English key. `pos` are the codes of the sense.

    `capital` says that the gloss is written with a capital, `verb` that it is an infinitive. `standing`: see `Candidate`.
    """

    source: str
    id: int
    key: str
    headword: str
    reading: str
    pos: tuple[str, ...]
    capital: bool
    verb: bool
    score: float
    is_name: bool
    standing: int = 0


@dataclass(frozen=True, slots=True)
class Fact:
    """What a frequency or pitch dictionary says of a word: `kind` is frequency or pitch, `reading` hiragana or "" (of every reading)."""

    source: str
    text: str
    kind: str
    reading: str
    value: str


@dataclass(frozen=True, slots=True)
class KanjiEntry:
    """A single kanji in an added dictionary."""

    source: str
    literal: str
    onyomi: tuple[str, ...]
    kunyomi: tuple[str, ...]
    meanings: tuple[str, ...]
    tags: tuple[str, ...]


K = TypeVar("K")
V = TypeVar("V")


class _Recent(Generic[K, V]):
    """A mapping that forgets what was not asked for longest."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._values: dict[K, V] = {}

    def get(self, key: K) -> V | None:
        value = self._values.pop(key, None)
        if value is not None:
            self._values[key] = value
        return value

    def put(self, key: K, value: V) -> None:
        self._values[key] = value
        if len(self._values) > self._size:
            del self._values[next(iter(self._values))]


class Library:
    """Several compiled dictionaries, asked in order.

    Every method raises `StorageError` when a file turns out to be damaged, and `sqlite3.ProgrammingError` in a foreign thread.
    """

    def __init__(self, stores: Sequence[Store] = (), standing: Mapping[str, int] | None = None) -> None:
        """Make it of open stores; `standing` of those, by name, that do not stand with the built-in ones (see `Candidate`)."""
        self.stores = tuple(stores)
        self._standing = dict(standing or {})
        self._factual = tuple(store for store in self.stores if store.holds("fact"))
        self._with_kanji = tuple(store for store in self.stores if store.holds("kanji"))
        self._with_zipf = tuple(store for store in self.stores if store.holds("zipf"))
        self._with_forms = tuple(store for store in self.stores if store.holds("form"))
        self._with_english = tuple(store for store in self.stores if store.holds("english"))
        self._forms: dict[str, _Recent[str, tuple[Candidate, ...]]] = {store.name: _Recent(_REMEMBERED) for store in self.stores}
        self._keys: _Recent[str, tuple[Translation, ...]] = _Recent(_REMEMBERED)
        self._entries: _Recent[tuple[str, int], Entry] = _Recent(_REMEMBERED)
        self._zipf: _Recent[tuple[str, Language], tuple[float | None]] = _Recent(_REMEMBERED)

    def close(self) -> None:
        """Close all stores."""
        for store in self.stores:
            store.close()

    @property
    def has_beside(self) -> bool:
        """Whether a dictionary is open that stands beside the built-in ones."""
        return any(self._standing.get(store.name, 0) > 0 for store in self.stores)

    @property
    def sources(self) -> tuple[SourceInfo, ...]:
        """The dictionaries that are open, in order."""
        return tuple(store.info for store in self.stores)

    def candidates(self, forms: Collection[str], words: Collection[str] = ()) -> Mapping[str, tuple[Candidate, ...]]:
        """Entries that have one of `forms` as a written form or a reading, for each form that finds any; unranked, by store and id.

        One statement for each store, whatever the number of forms; full-width Latin is folded. `words` are forms, too, which no
        store of names is asked for: what cannot be a name is half of what a sentence asks.
        """
        folded = {form: fold(form) for form in forms}
        answers: dict[str, tuple[Candidate, ...]] = {}
        keys = frozenset(folded.values())
        others = {form: fold(form) for form in words}
        for store in self._with_forms:
            asked = keys if store.holds_names else keys.union(others.values())
            for key, found in _bulk(asked, self._forms[store.name], partial(_ask_forms, store, self._standing.get(store.name, 0))).items():
                answers[key] = answers[key] + found if key in answers else found
        return {form: answers[key] for form, key in (others | folded).items() if key in answers}

    def entries(self, forms: Collection[str]) -> Mapping[str, tuple[Entry, ...]]:
        """Like `candidates`, decoded: words before names, written forms before readings, commoner ones first."""
        found = self.candidates(forms)
        return {form: tuple(self.decode(c) for c in sorted(cs, key=_plain_order)) for form, cs in found.items()}

    def entries_of(self, word: str) -> tuple[Entry, ...]:
        """All entries of one Japanese word, decoded, in the order of `entries`."""
        return self.entries((word,)).get(word, ())

    def decode(self, candidate: Candidate) -> Entry:
        """The whole entry of a candidate."""
        key = (candidate.source, candidate.id)
        entry = self._entries.get(key)
        if entry is None:
            entry = Entry(
                source=candidate.source,
                id=str(candidate.id),
                forms=candidate.forms,
                readings=candidate.readings,
                senses=self._senses(candidate.senses, candidate.source),
                priority=candidate.priority,
                usually_kana=candidate.usually_kana,
            )
            self._entries.put(key, entry)
        return entry

    def fetch(self, wanted: Collection[tuple[str, int]]) -> Mapping[tuple[str, int], Entry]:
        """Entries by source and id, those that are there; one statement for each store, none for what is known."""
        found: dict[tuple[str, int], Entry] = {}
        unknown: dict[str, list[int]] = {}
        for key in dict.fromkeys(wanted):
            entry = self._entries.get(key)
            if entry is None:
                unknown.setdefault(key[0], []).append(key[1])
            else:
                found[key] = entry
        for store in self.stores:
            if store.name not in unknown:
                continue
            for key, forms, readings, priority, kana, senses in _rows(store, _ENTRIES, (json.dumps(unknown[store.name]),)):
                entry = Entry(store.name, str(key), _lines(forms), _lines(readings), self._senses(senses, store.name), priority, bool(kana))
                found[store.name, key] = entry
                self._entries.put((store.name, key), entry)
        return found

    def entry(self, source: str, entry_id: int | str) -> Entry | None:
        """The entry with that id in the dictionary called `source`, or None."""
        key = (source, int(entry_id))
        return self.fetch((key,)).get(key)

    def english(self, keys: Collection[str]) -> Mapping[str, tuple[Translation, ...]]:
        """Japanese words for English keys (`english_keys.query_keys`), best first within a store, stores in order.

        One statement for each store, whatever the number of keys.
        """
        return _bulk(keys, self._keys, self._ask_keys)

    def zipf(self, word: str, language: Language) -> float | None:
        """How common a word is on the Zipf scale (0 to 8; 3 is once in a million words), or None when it is not listed."""
        known = self._zipf.get((word, language))
        if known is None:
            values = (row[0] for store in self._with_zipf for row in _rows(store, _ZIPF, (language.value, word)))
            known = (next(values, None),)
            self._zipf.put((word, language), known)
        return known[0]

    def zipf_of_rank(self, language: Language, rank: int) -> float | None:
        """How common the word is that stands at a rank (from 1) among a language's words; None when there are not so many."""
        found = [row[0] for store in self._with_zipf for row in _rows(store, _ZIPF_OF_RANK, (language.value, rank - 1))]
        return max(found, default=None)

    def facts(self, words: Collection[str]) -> tuple[Fact, ...]:
        """What frequency and pitch dictionaries say of words, stores in order; costs nothing when there is none."""
        asked = json.dumps(tuple(words))
        return tuple(Fact(store.name, *row) for store in self._factual for row in _rows(store, _FACTS, (asked,)))

    def kanji(self, characters: Collection[str]) -> tuple[KanjiEntry, ...]:
        """Single kanji in the dictionaries that the user added, stores in order."""
        asked = json.dumps(tuple(characters))
        return tuple(
            KanjiEntry(store.name, literal, *map(_lines, lists))
            for store in self._with_kanji
            for literal, *lists in _rows(store, _KANJI, (asked,))
        )

    def _ask_keys(self, keys: Collection[str]) -> Mapping[str, tuple[Translation, ...]]:
        found: dict[str, list[Translation]] = {}
        asked = json.dumps(tuple(keys))
        for store in self._with_english:
            standing = self._standing.get(store.name, 0)
            for key, entry, head, reading, pos, capital, verb, score in _rows(store, _TRANSLATIONS, (asked,)):
                codes = tuple(pos.split())
                translation = Translation(
                    store.name, entry, key, head, reading, codes, bool(capital), bool(verb), score, store.holds_names, standing
                )
                found.setdefault(key, []).append(translation)
        return {key: tuple(translations) for key, translations in found.items()}

    def _senses(self, text: str, source: str) -> tuple[Sense, ...]:
        try:
            return tuple(Sense(tuple(pos), tuple(tags), tuple(glosses)) for pos, tags, glosses in json.loads(text))
        except (ValueError, TypeError) as error:
            path = next((store.path for store in self.stores if store.name == source), Path(source))
            raise damaged(path, error) from error


def open_library(folder: Path, sources: Iterable[Source] | None = None, standing: Mapping[str, int] | None = None) -> Library:
    """Open the compiled dictionaries in `folder` that are ready; stale, broken and missing ones are left out (see `missing`).

    A whole file whose data is no longer installed is opened all the same.

    Args:
        folder: the cache folder of compiled files; need not exist.
        sources: what to look for, in order; by default every installed source.
        standing: see `Library`.
    """
    found = (Store.ready(compiled_path(folder, source.name), source) for source in (all_sources() if sources is None else sources))
    return Library([store for store in found if store is not None], standing)


def missing(folder: Path, sources: Iterable[Source] | None = None) -> tuple[str, ...]:
    """Names of the sources whose compiled file must be built, in the order to build them.

    One whose data is not installed is named as well, so that building it says so, unless a whole file of it is there.
    """
    wanted = []
    for source in all_sources() if sources is None else sources:
        with suppress(UnavailableError):
            if state(compiled_path(folder, source.name), source) is not StoreState.READY:
                wanted.append(source.name)
    return tuple(wanted)


def compiled_path(folder: Path, name: str) -> Path:
    """Where the compiled file of the source called `name` lies."""
    return folder / f"{name}{SUFFIX}"


def _ask_forms(store: Store, standing: int, forms: Collection[str]) -> Mapping[str, tuple[Candidate, ...]]:
    found: dict[str, list[Candidate]] = {}
    seen: set[tuple[str, int]] = set()
    for text, written, place, key, spelt, readings, pos, tags, priority, kana, senses in _rows(
        store, _CANDIDATES, (json.dumps(tuple(forms)),)
    ):
        if (text, key) in seen:  # a kana form that is a written form and a reading: the rows come written first
            continue
        seen.add((text, key))
        found.setdefault(text, []).append(
            Candidate(
                source=store.name,
                id=key,
                form=text,
                written=bool(written),
                place=place,
                forms=_lines(spelt),
                readings=_lines(readings),
                pos=frozenset(pos.split()),
                tags=tuple(tags.split()),
                priority=priority,
                usually_kana=bool(kana),
                is_name=store.holds_names,
                senses=senses,
                standing=standing,
            )
        )
    return {form: tuple(candidates) for form, candidates in found.items()}


def _bulk(
    asked: Iterable[str],
    known: _Recent[str, tuple[V, ...]],
    ask: Callable[[Collection[str]], Mapping[str, tuple[V, ...]]],
) -> dict[str, tuple[V, ...]]:
    """Answer from memory what is known, ask for the rest at once, remember also what is not there; what is not there is left out."""
    answers: dict[str, tuple[V, ...]] = {}
    unknown = []
    for key in dict.fromkeys(asked):
        answer = known.get(key)
        if answer is None:
            unknown.append(key)
        elif answer:
            answers[key] = answer
    if unknown:
        found = ask(unknown)
        for key in unknown:
            known.put(key, found.get(key, ()))
        answers.update(found)
    return answers


def _plain_order(candidate: Candidate) -> tuple[bool, bool, int, int]:
    return candidate.is_name, not (candidate.written or candidate.usually_kana or not candidate.forms), -candidate.priority, candidate.id


def _lines(text: str) -> tuple[str, ...]:
    return tuple(text.split("\n")) if text else ()


def _rows(store: Store, query: str, values: tuple[object, ...]) -> list[tuple[Any, ...]]:
    try:
        return store.connection.execute(query, values).fetchall()
    except sqlite3.ProgrammingError:
        raise  # a foreign thread: our own mistake, not the file's
    except (sqlite3.Error, UnicodeDecodeError) as error:
        raise damaged(store.path, error) from error
