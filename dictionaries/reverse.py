"""The English side of a dictionary: glosses turned round into keys, ranked once while compiling, so that a look-up is one indexed read.

A source fills the temporary table `gloss`; `compile_english` makes the tables `english` and `zipf` of it. What each criterion of the
ranking is worth stands in `WEIGHTS`; the order by part of speech is left to the look-up, which knows the English word's.
"""

from __future__ import annotations

import math
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from importlib.metadata import version

from dictionaries.english_keys import gloss_keys

BEST = 15
"""Japanese words kept for each key: more are never shown, and a common word has dozens."""

_CHUNK = 20_000

# Measured on the development half of PUD; without word frequency the first gloss is right .06 less often, without sense position .04.
WEIGHTS: Mapping[str, float] = {
    "priority": 1.5,  # JMdict's priority, 0 to 1
    "zipf": 0.45,  # for each step of the Zipf scale of the Japanese word
    "sense": 0.35,  # off for each sense before this one, at most three
    "gloss": 0.25,  # off for each gloss before this one, at most three
    "cost": 1.0,  # off for what was given up of the gloss (`english_keys.Key.cost`)
    "rare": 2.0,  # off for archaic, obsolete, rare, slang, vulgar, ... senses
    "latin": 2.0,  # off for a headword without kana or kanji: NATO is no translation of NATO
}
RARE_TAGS = ("arch", "obs", "obsc", "rare", "sl", "vulg", "derog", "net-sl", "m-sl", "chn", "joc", "dated", "poet", "proverb", "yoji")

_TABLES = """
CREATE TEMP TABLE gloss (entry INTEGER, sense INTEGER, place INTEGER, text TEXT, pos TEXT, tags TEXT);
CREATE TEMP TABLE keyed (key TEXT, entry INTEGER, pos TEXT, capital INTEGER, cost REAL);
CREATE TEMP TABLE head (entry INTEGER PRIMARY KEY, text TEXT, reading TEXT, worth REAL);
"""

_HEADS = """
INSERT INTO head SELECT id, text, reading,
        :priority * priority / 100.0 + :zipf * zipf_estimate(text) - :latin * (text NOT GLOB '*[^ -~]*')
    FROM (SELECT id, priority, CASE WHEN forms = '' OR kana THEN reading
                                    ELSE substr(forms, 1, instr(forms || char(10), char(10)) - 1) END AS text, reading
          FROM (SELECT *, substr(readings, 1, instr(readings || char(10), char(10)) - 1) AS reading FROM entry))
    WHERE id IN (SELECT entry FROM gloss);
"""

_RANK = """
INSERT INTO english
SELECT key, place - 1, entry, text, reading, pos, capital, round(score, 3) FROM (
    SELECT *, row_number() OVER (PARTITION BY key ORDER BY score DESC, entry) AS place FROM (
        SELECT k.key, k.entry, h.text, h.reading, k.pos, k.capital, max(h.worth - k.cost) AS score
        FROM keyed k JOIN head h ON h.entry = k.entry GROUP BY k.key, h.text))
WHERE place <= :best ORDER BY key, place;
"""

_ZIPF = """
INSERT INTO zipf SELECT 'en', key, value FROM (SELECT key, zipf_english(key) AS value FROM (SELECT DISTINCT key FROM english))
    WHERE value IS NOT NULL;
INSERT INTO zipf SELECT 'ja', text, value FROM (SELECT text, zipf_japanese(text) AS value FROM (SELECT DISTINCT text FROM form))
    WHERE value IS NOT NULL;
"""


def frequency_version() -> str:
    """The word frequencies' version, for fingerprints."""
    return f"wordfreq {version('wordfreq')}"


def run(connection: sqlite3.Connection, script: str, values: Mapping[str, object]) -> None:
    """Run the statements of a script one by one, each with its own `values`; unlike `executescript`, which takes none."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if line.rstrip().endswith(";") and sqlite3.complete_statement(statement):
            connection.execute(statement, values)
            statement = ""


def make_gloss_table(connection: sqlite3.Connection) -> None:
    """Make the temporary tables; the source fills `gloss (entry, sense, place, text, pos, tags)`, positions counting from 0."""
    connection.executescript(_TABLES)


def compile_english(connection: sqlite3.Connection, progress: Callable[[float, str], None]) -> None:
    """Make `english` and `zipf` of `gloss` and `entry`.

    Args:
        connection: the dictionary being compiled.
        progress: called with how much of this is done (0–1), and what is being done.

    Raises:
        sqlite3.Error: as SQLite says it.
    """
    progress(0.0, "turning glosses round")
    connection.executemany("INSERT INTO keyed VALUES (?, ?, ?, ?, ?)", _keyed(connection, progress))
    progress(0.5, "weighing by frequency")
    japanese, english = _frequencies("ja"), _frequencies("en")
    connection.create_function("zipf_estimate", 1, lambda text: zipf_estimate(text, japanese))
    connection.create_function("zipf_japanese", 1, lambda text: _zipf(japanese.get(text)))
    connection.create_function("zipf_english", 1, lambda text: _zipf(english.get(text)))
    run(connection, _HEADS, WEIGHTS)
    progress(0.7, "ranking")
    run(connection, _RANK, {"best": BEST})
    progress(0.9, "writing frequencies")
    run(connection, _ZIPF, {})


def _keyed(connection: sqlite3.Connection, progress: Callable[[float, str], None]) -> Iterator[tuple[object, ...]]:
    """Rows of `keyed`: a gloss's keys with everything that is held against them added up."""
    total = connection.execute("SELECT count(*) FROM gloss").fetchone()[0]
    cursor = connection.execute("SELECT entry, sense, place, text, pos, tags FROM gloss")
    sense_cost = [WEIGHTS["sense"] * place for place in (0, 1, 2, 3)]
    gloss_cost = [WEIGHTS["gloss"] * place for place in (0, 1, 2, 3)]
    rare, done = frozenset(RARE_TAGS), 0
    while chunk := cursor.fetchmany(_CHUNK):
        for entry, sense, place, text, pos, tags in chunk:
            cost = sense_cost[min(sense, 3)] + gloss_cost[min(place, 3)]
            if tags and not rare.isdisjoint(tags.split()):
                cost += WEIGHTS["rare"]
            capital = text[:1].isupper()
            for key in gloss_keys(text):
                yield key.text, entry, pos, capital, cost + WEIGHTS["cost"] * key.cost
        done += len(chunk)
        progress(0.5 * done / total, "turning glosses round")


@lru_cache(maxsize=2)
def _frequencies(language: str) -> Mapping[str, float]:
    from wordfreq import get_frequency_dict  # noqa: PLC0415 - 0.14 s, and only a build needs it

    found: Mapping[str, float] = get_frequency_dict(language)
    return found


def _zipf(frequency: float | None) -> float | None:
    return None if frequency is None else round(math.log10(frequency) + 9, 2)


def zipf_estimate(text: str, frequencies: Mapping[str, float]) -> float:
    """How common a Japanese word is on the Zipf scale: as listed, or for a compound as its rarest part less one step; 0 when unknown.

    wordfreq's list holds what a tokeniser cuts, so compounds (国務長官) and dictionary forms of verbs may be missing from it. A compound
    is cut into its longest listed parts from the left.
    """
    whole = frequencies.get(text)
    if whole is not None:
        return math.log10(whole) + 9
    rarest, start, length = 1.0, 0, len(text)
    while start < length:
        for end in range(min(length, start + 6), start, -1):
            value = frequencies.get(text[start:end])
            if value is not None:
                rarest = min(rarest, value)
                start = end
                break
        else:
            return 0.0
    return max(0.0, math.log10(rarest) + 8)


def is_listed(forms: str) -> bool:
    """Whether the first of an entry's forms (joined by line feeds) stands in the Japanese frequency list."""
    return forms.partition("\n")[0] in _frequencies("ja")
