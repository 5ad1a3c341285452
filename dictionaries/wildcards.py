"""Looking up by pattern: `停*`, `*合意`, `cease*`, `?戦`. Bounded in what is asked, in results and in time.

`*` stands for any characters or none, `?` for one. What begins with plain characters is a range of an index; anything else reads the whole
index once (0.1 s). A pattern goes to SQLite as GLOB, of which nothing but `*` and `?` is left special.
"""

from __future__ import annotations

import re
import sqlite3
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from dictionaries.folding import fold
from dictionaries.library import Library
from dictionaries.model import Entry
from dictionaries.store import Store, damaged
from texts.errors import UsageError
from texts.model import Language

MOST = 200
"""Results at most."""
SECONDS = 2.0
"""How long all dictionaries together may take; then what was found until then is shown."""
_GRACE = 0.5  # seconds more for what can be had without order
_LONGEST = 60
_SHOWN = 40  # characters of a pattern in an error
_STARS = 3  # GLOB's time grows with each
_STEPS = 20_000  # of SQLite's machine between two looks at the clock
_ASKED = str.maketrans({"＊": "*", "？": "?"})
_LAST = "\U0010ffff"

_FORMS = """
SELECT e.id, f.text, f.written, e.priority FROM form f JOIN entry e ON e.id = f.entry
WHERE f.text >= ? AND f.text < ? AND f.text GLOB ? ORDER BY e.priority DESC, length(f.text), f.text, f.written DESC LIMIT ?
"""
_KEYS = """
SELECT t.key, max(z.value) AS common FROM english t LEFT JOIN zipf z ON z.language = 'en' AND z.word = t.key
WHERE t.key >= ? AND t.key < ? AND t.key GLOB ? AND t.rank = (SELECT min(rank) FROM english u WHERE u.key = t.key)
GROUP BY t.key ORDER BY common IS NULL, common DESC, length(t.key), t.key LIMIT ?
"""

_FORMS_AT_ONCE = "SELECT entry, text FROM form WHERE text >= ? AND text < ? AND text GLOB ? LIMIT ?"
_KEYS_AT_ONCE = "SELECT DISTINCT key FROM english WHERE key >= ? AND key < ? AND key GLOB ? LIMIT ?"


@dataclass(frozen=True, slots=True)
class Hits:
    """What a pattern found, commonest first: entries with the form that fits and terms of our own tables, or English words.

    `more`: there are more than are shown.
    """

    entries: tuple[tuple[str, Entry], ...] = ()
    terms: tuple[str, ...] = ()
    english: tuple[str, ...] = ()
    more: bool = False


def is_pattern(words: str) -> bool:
    """Whether words are a pattern: they have a star, or, in one short word, a question mark that does not just end a question.

    >>> is_pattern("停*"), is_pattern("?戦"), is_pattern("本当？"), is_pattern("Why? Because")
    (True, True, False, False)
    """
    words = words.strip()
    if has_star(words):
        return True
    return len(words) <= _LONGEST and not any(map(str.isspace, words)) and "?" in words.removesuffix("？").translate(_ASKED)


def has_star(words: str) -> bool:
    """Whether there is a star in them, so that they can be nothing but a pattern."""
    return "*" in words.translate(_ASKED)


def _nothing(_: Language) -> Iterable[str]:
    return ()


def search(
    words: str, library: Library, listed: Callable[[Language], Iterable[str]] = _nothing, clock: Callable[[], float] = time.monotonic
) -> Hits:
    """The words that fit a pattern: English ones when it has Latin letters only, else Japanese ones by spelling or reading.

    Args:
        words: the pattern.
        library: the dictionaries to ask.
        listed: the words of our own tables in a language.
        clock: seconds that only grow.

    Raises:
        UsageError: the pattern says too little, or is too long.
        StorageError: a compiled dictionary is damaged.
    """
    pattern = _checked(words)
    asking = _Asking(clock, clock() + SECONDS)
    if pattern.isascii():
        return _english(pattern.lower(), library, _own(pattern, listed(Language.EN), re.IGNORECASE), asking)
    return _japanese(pattern, library, _own(pattern, listed(Language.JA)), asking)


def _own(pattern: str, words: Iterable[str], flags: int = 0) -> list[str]:
    """Words of our tables that fit, shorter ones first."""
    fits = re.compile("".join({"*": ".*", "?": "."}.get(character, re.escape(character)) for character in pattern), flags).fullmatch
    return sorted(filter(fits, words), key=lambda word: (len(word), word))


def _checked(words: str) -> str:
    pattern = fold(words.strip().translate(_ASKED))
    while "**" in pattern:
        pattern = pattern.replace("**", "*")
    plain = sum(character.isalnum() for character in pattern)
    hint = "a pattern has at least one kanji or kana, or two letters, such as 停* or cease*"
    if not plain or (pattern.isascii() and plain < 2):
        raise UsageError(words[:_SHOWN], "this pattern fits almost everything", hint=hint)
    if len(pattern) > _LONGEST or pattern.count("*") > _STARS:
        raise UsageError(words[:_SHOWN], f"this pattern is longer than {_LONGEST} characters or has more than {_STARS} stars", hint=hint)
    return pattern


@dataclass(slots=True)
class _Asking:
    """A search under way: the clock and when it must end."""

    clock: Callable[[], float]
    end: float
    late: bool = False

    def rows(self, store: Store, query: str, at_once: str, pattern: str, most: int) -> Sequence[tuple[str, ...]]:
        """What a query finds in time, else what another one finds that needs no order; nothing when the time was up before."""
        if self.late:
            return ()
        prefix = _prefix(pattern)
        values = (prefix, prefix + _LAST, pattern.replace("[", "[[]"), most)
        found = self._until(store, query, values)
        if self.late:
            self.end = self.clock() + _GRACE
            found = self._until(store, at_once, values)
        return found

    def _until(self, store: Store, query: str, values: tuple[object, ...]) -> list[tuple[str, ...]]:
        """The rows of a query that come before the time is up."""
        found = []
        store.connection.set_progress_handler(lambda: self.clock() > self.end, _STEPS)
        try:
            for row in store.connection.execute(query, values):
                found.append(row)  # noqa: PERF402 - those before an interrupt are kept
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_INTERRUPT:
                raise damaged(store.path, error) from error
            self.late = True
        except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
            raise damaged(store.path, error) from error
        finally:
            store.connection.set_progress_handler(None, 0)
        return found


def _prefix(pattern: str) -> str:
    return pattern[: min((at for mark in "*?" if (at := pattern.find(mark)) >= 0), default=len(pattern))]


def _japanese(pattern: str, library: Library, own: Sequence[str], asking: _Asking) -> Hits:
    """Words before names; an entry once, by its written form where that fits. Terms of ours that no dictionary has stand with the words."""
    found: dict[tuple[str, int], str] = {}
    for store in sorted((s for s in library.stores if s.holds("form")), key=lambda s: s.holds_names):
        if len(found) > MOST:
            break
        for entry, form, *_order in asking.rows(store, _FORMS, _FORMS_AT_ONCE, pattern, 2 * MOST + 2):
            found.setdefault((store.name, int(entry)), form)
    known = frozenset(found.values())
    terms = [word for word in own if word not in known]
    keys = list(found)[: max(MOST - len(terms), MOST // 2)]
    terms = terms[: MOST - len(keys)]
    entries = library.fetch(keys)
    more = len(found) > len(keys) or len(own) > len(terms) + len(known.intersection(own)) or asking.late
    return Hits(tuple((found[key], entries[key]) for key in keys), tuple(terms), more=more)


def _english(pattern: str, library: Library, own: Sequence[str], asking: _Asking) -> Hits:
    found: dict[str, None] = dict.fromkeys(own)
    for store in library.stores:
        if store.holds("english") and not store.holds_names and not asking.late:
            found |= dict.fromkeys(row[0] for row in asking.rows(store, _KEYS, _KEYS_AT_ONCE, pattern, MOST + 1))
    common = {word: -(library.zipf(word.lower(), Language.EN) or 0.0) for word in found}
    ranked = sorted(found, key=lambda word: (common[word], len(word), word))
    return Hits(english=tuple(ranked[:MOST]), more=len(ranked) > MOST or asking.late)
