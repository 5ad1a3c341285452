"""Looking up by pattern: `停*`, `*合意`, `cease*`, `?戦`. Bounded in what is asked, in results and in time.

`*` stands for any characters or none, `?` for one. What begins with plain characters is a range of an index; anything else reads the whole
index once (0.1 s). A pattern goes to SQLite as GLOB, of which nothing but `*` and `?` is left special.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dictionaries.folding import fold
from dictionaries.library import Library
from dictionaries.model import Entry
from dictionaries.store import Store, damaged
from texts.errors import UsageError

MOST = 200
"""Results at most."""
SECONDS = 2.0
"""How long all dictionaries together may take; then what was found until then is shown."""
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


@dataclass(frozen=True, slots=True)
class Hits:
    """What a pattern found: entries with the form that fits, commonest first, or English words; `more`: there are more than are shown."""

    entries: tuple[tuple[str, Entry], ...] = ()
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


def search(words: str, library: Library, clock: Callable[[], float] = time.monotonic) -> Hits:
    """The words that fit a pattern: English ones when it has Latin letters only, else Japanese ones by spelling or reading.

    Args:
        words: the pattern.
        library: the dictionaries to ask.
        clock: seconds that only grow.

    Raises:
        UsageError: the pattern says too little, or is too long.
        StorageError: a compiled dictionary is damaged.
    """
    pattern = _checked(words)
    asking = _Asking(clock, clock() + SECONDS)
    english = pattern.isascii()
    return _english(pattern.lower(), library, asking) if english else _japanese(pattern, library, asking)


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

    def rows(self, store: Store, query: str, pattern: str, most: int) -> Sequence[tuple[str, ...]]:
        """What a query finds, or nothing when there is no time left."""
        prefix = _prefix(pattern)
        values = (prefix, prefix + _LAST, pattern.replace("[", "[[]"), most)
        if self.late:
            return ()
        store.connection.set_progress_handler(lambda: self.clock() > self.end, _STEPS)
        try:
            return store.connection.execute(query, values).fetchall()
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_INTERRUPT:
                raise damaged(store.path, error) from error
            self.late = True
            return ()
        except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
            raise damaged(store.path, error) from error
        finally:
            store.connection.set_progress_handler(None, 0)


def _prefix(pattern: str) -> str:
    return pattern[: min((at for mark in "*?" if (at := pattern.find(mark)) >= 0), default=len(pattern))]


def _japanese(pattern: str, library: Library, asking: _Asking) -> Hits:
    """Words before names; an entry once, by its written form where that fits."""
    found: dict[tuple[str, int], str] = {}
    for store in sorted((s for s in library.stores if s.holds("form")), key=lambda s: s.holds_names):
        if len(found) > MOST:
            break
        for entry, form, *_order in asking.rows(store, _FORMS, pattern, 2 * MOST + 2):
            found.setdefault((store.name, int(entry)), form)
    keys = list(found)[:MOST]
    entries = library.fetch(keys)
    return Hits(tuple((found[key], entries[key]) for key in keys), more=len(found) > MOST or asking.late)


def _english(pattern: str, library: Library, asking: _Asking) -> Hits:
    found: dict[str, None] = {}
    for store in library.stores:
        if store.holds("english") and not store.holds_names and len(found) <= MOST:
            found |= dict.fromkeys(row[0] for row in asking.rows(store, _KEYS, pattern, MOST + 1))
    return Hits(english=tuple(found)[:MOST], more=len(found) > MOST or asking.late)
