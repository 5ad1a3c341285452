"""The English side of a dictionary: glosses turned round into keys, ranked once while compiling, so that a look-up is one indexed read.

What each criterion of the ranking is worth stands in `WEIGHTS`; the order by part of speech is left to the look-up, which knows the English
word's. Python works through one gloss at a time, all sorting is left to SQLite: it lets the reader's other threads run meanwhile.
"""

from __future__ import annotations

import json
import math
import re
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from importlib.util import find_spec
from operator import itemgetter
from pathlib import Path

from dictionaries.english_keys import gloss_keys
from texts.errors import UnavailableError

BEST = 15
"""Japanese words kept for each key: more are never shown, and a common word has dozens."""

_CHUNK = 20_000
_LONGEST_PART = 6
_LEAST_ENGLISH = 2.0  # on the Zipf scale, once in ten million words: rarer ones help nobody to tell words apart
_HIRAGANA = re.compile("[ぁ-ゟー]+")
_KATAKANA = re.compile("[ァ-ヿ]+")

# Set by hand in steps of .1 and tried on the development half of PUD: each was the best of three values, none moves the first gloss by
# more than a point, but for word frequency, which is worth four.
WEIGHTS: Mapping[str, float] = {
    "zipf": 1.0,  # for each step of the Zipf scale of the Japanese word
    "estimate": 0.6,  # the same for a word that is not listed, estimated by its parts
    "unlisted": 0.6,  # for such a word, since its parts are always commoner than itself
    "priority": 0.8,  # JMdict's priority, 0 to 1
    "kana": 0.6,  # off for a headword usually written in hiragana
    "hiragana": 1.5,  # off for any other headword in hiragana: particles, interjections
    "single": 0.5,  # off for a headword of one character: 軍 sooner stands in compounds
    "latin": 2.0,  # off for a word written in Latin letters, of which only the reading is shown
    "katakana": -0.3,  # a loan is sooner meant than a native word of the same frequency
    "sense": 0.6,  # off for each sense before this one, at most three
    "gloss": 0.4,  # off for each gloss before this one, at most three
    "cost": 0.6,  # off for what was given up of the gloss (`english_keys.Key.cost`)
    "rare": 1.0,  # off for archaic, obsolete, rare, slang, vulgar, ... senses
    "manner": 0.5,  # off for colloquial, honorific, ... senses
}
RARE_TAGS = (
    "arch", "obs", "obsc", "rare", "sl", "vulg", "derog", "net-sl", "m-sl", "chn", "joc", "dated", "poet", "proverb", "yoji",
    "ksb", "rkb", "osb", "ktb", "kyb", "thb", "hob", "kyu", "tsb", "tsug", "nab",
)  # fmt: skip
MANNER_TAGS = ("col", "fam", "hon", "hum", "pol", "fem", "male", "sens", "hist")

_RARE, _MANNER, _PER_COST = frozenset(RARE_TAGS), frozenset(MANNER_TAGS), WEIGHTS["cost"]
_SENSE_COST, _GLOSS_COST = ([WEIGHTS[name] * place for place in (0, 1, 2, 3)] for name in ("sense", "gloss"))

_CHOSEN_NAMES = """
WHERE forms = '' OR tags GLOB '*organization*' OR tags GLOB '*company*' OR tags GLOB '*person*' OR is_listed(forms)
"""
_NAMES = 250_000
"""Names that this chooses in the data, roughly."""


@lru_cache(maxsize=1)
def frequency_version() -> str:
    """What tells versions of the word frequencies apart, for fingerprints: the sizes of their files in bytes.

    Raises:
        UnavailableError: the package wordfreq is not installed.
    """
    spec = find_spec("wordfreq")
    folders = list(spec.submodule_search_locations or ()) if spec else []
    if not folders:
        raise UnavailableError("wordfreq", "the package is not installed", hint="install it again: pip install wordfreq")
    data = Path(folders[0]) / "data"
    sizes = (path.stat().st_size for path in sorted((*data.glob("*_ja.*"), *data.glob("*_en.*"))))
    return "wordfreq " + " ".join(map(str, sizes))


def run(connection: sqlite3.Connection, script: str, values: Mapping[str, object]) -> None:
    """Run the statements of a script one by one, each with its own `values`; unlike `executescript`, which takes none."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if line.rstrip().endswith(";") and sqlite3.complete_statement(statement):
            connection.execute(statement, values)
            statement = ""


def turn_round(connection: sqlite3.Connection, progress: Callable[[float, str], None], *, names: bool = False) -> None:
    """Make the table `english` out of the table `entry`.

    Args:
        connection: the dictionary being compiled; its table `entry` is filled, and no transaction is open.
        progress: called with how much of this is done (0–1), and what is being done.
        names: whether these are names: they are no compounds of commoner words, their senses are equal, and a romanised surname has
            dozens of spellings in kanji, so that of those in kanji only organisations, people and common ones are turned round.

    Raises:
        sqlite3.Error: as SQLite says it.
    """
    progress(0.0, "turning glosses round")
    connection.create_function("is_listed", 1, is_listed)
    chosen = _CHOSEN_NAMES if names else ""
    total = _NAMES if names else connection.execute("SELECT count(*) FROM entry").fetchone()[0]
    cursor = connection.execute(f"SELECT id, forms, readings, kana, priority, senses FROM entry {chosen} ORDER BY id")  # noqa: S608 - ours
    found = _grouped(cursor, total, progress, names=names)
    progress(0.7, "ranking glosses")
    connection.execute("BEGIN")  # else every row is a transaction of its own
    connection.executemany("INSERT INTO english VALUES (?, ?, ?, ?, ?, ?, ?, ?, -?)", _ranked(found))
    connection.execute("COMMIT")


def compile_frequencies(connection: sqlite3.Connection) -> None:
    """Make the table `zipf`: every Japanese word that wordfreq lists, and the English ones that are not very rare."""
    connection.execute("BEGIN")
    for language, least in (("en", _LEAST_ENGLISH), ("ja", 0.0)):
        floor = 10 ** (least - 9)
        listed = sorted(item for item in _frequencies(language).items() if item[1] >= floor)
        rows = ((language, word, round(math.log10(value) + 9, 2)) for word, value in listed)
        connection.executemany("INSERT INTO zipf VALUES (?, ?, ?)", rows)
    connection.execute("COMMIT")


_Row = tuple[int, str, str, str, bool, bool, float]
"""A translation's entry, head, reading and parts of speech; the gloss has a capital, is an infinitive; what is against it."""


def _grouped(cursor: sqlite3.Cursor, total: int, progress: Callable[[float, str], None], *, names: bool) -> dict[str, _Row | list[_Row]]:
    """Each key of each gloss with its translations: the headword's worth less everything that is held against the gloss.

    They are grouped here because sorting rows of SQLite's took half as long as all the rest. A key of one translation, as most are, has no
    list: the garbage collector would go through them all again and again.
    """
    frequencies = _frequencies("ja")
    found: dict[str, _Row | list[_Row]] = {}
    done = 0
    while chunk := cursor.fetchmany(_CHUNK):
        for entry, forms, readings, kana, priority, senses in chunk:
            reading = readings.partition("\n")[0]
            written = forms.partition("\n")[0]
            latin = written.isascii() and bool(written)
            head = reading if kana or latin or not forms else written  # NATO is no translation of NATO, its reading may be
            worth = head_worth(head, frequencies, usually_kana=bool(kana), compound=not names)
            worth += WEIGHTS["priority"] * priority / 100 - WEIGHTS["latin"] * latin
            for pos, text, cost in _weighed(json.loads(senses), names=names):
                capital, verb = text[:1].isupper(), text.startswith("to ")
                for key, key_cost in gloss_keys(text):
                    row = (entry, head, reading, pos, capital, verb, -round(worth - cost - _PER_COST * key_cost, 3))
                    known = found.setdefault(key, row)
                    if isinstance(known, list):
                        known.append(row)
                    elif known is not row:
                        found[key] = [known, row]
        done += len(chunk)
        progress(min(0.7, 0.7 * done / max(total, 1)), "turning glosses round")
    return found


def _ranked(found: Mapping[str, _Row | list[_Row]]) -> Iterator[tuple[object, ...]]:
    """Rows of the table `english` in the order of its primary key; equal ones stay in the dictionary's order."""
    for key in sorted(found):
        rows = found[key]
        if isinstance(rows, tuple):
            yield (key, 0, *rows)
            continue
        rows.sort(key=_BY_COST)
        for rank, row in enumerate(rows[:BEST]):
            yield (key, rank, *row)


_BY_COST = itemgetter(6, 0)


def _weighed(senses: list[tuple[list[str], list[str], list[str]]], *, names: bool) -> Iterator[tuple[str, str, float]]:
    """Each gloss with the parts of speech of its sense and what is held against it; names have one sense, and tags that say no manner."""
    place = 0
    for number, (pos, tags, glosses) in enumerate(senses):
        codes = pos[0] if len(pos) == 1 else " ".join(pos)
        cost = 0.0 if names else _SENSE_COST[min(number, 3)]
        if tags and not names:
            cost += WEIGHTS["rare"] * (not _RARE.isdisjoint(tags)) + WEIGHTS["manner"] * (not _MANNER.isdisjoint(tags))
        for text in glosses:
            yield codes, text, cost + _GLOSS_COST[place]
            place = min(place + 1, 3)
        if not names:
            place = 0


@lru_cache(maxsize=2)
def _frequencies(language: str) -> Mapping[str, float]:
    from wordfreq import get_frequency_dict

    found: Mapping[str, float] = get_frequency_dict(language)
    return found


def head_worth(text: str, frequencies: Mapping[str, float], *, usually_kana: bool, compound: bool) -> float:
    """What a headword is worth as a translation whatever the gloss: how common it is, and what it is written with."""
    listed = frequencies.get(text)
    if listed is not None:
        worth = WEIGHTS["zipf"] * (math.log10(listed) + 9)
    else:
        worth = WEIGHTS["unlisted"] + WEIGHTS["estimate"] * (zipf_estimate(text, frequencies) if compound else 0.0)
    if text < "一":  # else it begins with a kanji, as most do
        if _HIRAGANA.fullmatch(text):
            worth -= WEIGHTS["kana" if usually_kana else "hiragana"]
        elif _KATAKANA.fullmatch(text):
            worth -= WEIGHTS["katakana"]
    return worth - WEIGHTS["single"] * (len(text) == 1)


def zipf_estimate(text: str, frequencies: Mapping[str, float]) -> float:
    """How common a compound is at most, on the Zipf scale: as its rarest part; 0 when a part is unknown.

    wordfreq's list holds what a tokeniser cuts, so compounds (国務長官) and dictionary forms of verbs may be missing from it. The word is
    cut into its longest listed parts from the left.
    """
    rarest, start, length, find = 1.0, 0, len(text), frequencies.get
    while start < length:
        end = min(length, start + _LONGEST_PART)
        while (value := find(text[start:end])) is None:
            end -= 1
            if end == start:
                return 0.0
        if value < rarest:
            rarest = value
        start = end
    return math.log10(rarest) + 9


def is_listed(forms: str) -> bool:
    """Whether the first of an entry's forms (joined by line feeds) stands in the Japanese frequency list."""
    return forms.partition("\n")[0] in _frequencies("ja")
