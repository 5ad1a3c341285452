"""The English side of a dictionary: glosses turned round into keys, ranked once while compiling, so that a look-up is one indexed read.

A source fills the temporary table `gloss`; `compile_english` makes the tables `english` and `zipf` of it. What each criterion of the
ranking is worth stands in `WEIGHTS`; the order by part of speech is left to the look-up, which knows the English word's.
"""

from __future__ import annotations

import math
import re
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from importlib.metadata import version

from dictionaries.english_keys import gloss_keys

BEST = 15
"""Japanese words kept for each key: more are never shown, and a common word has dozens."""

_CHUNK = 20_000
_LONGEST_PART = 6
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
    "latin": 2.0,  # off for a headword without kana or kanji: NATO is no translation of NATO
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

_TABLES = """
CREATE TEMP TABLE gloss (entry INTEGER, sense INTEGER, place INTEGER, text TEXT, pos TEXT, tags TEXT);
CREATE TEMP TABLE keyed (key TEXT, entry INTEGER, pos TEXT, capital INTEGER, verb INTEGER, cost REAL);
CREATE TEMP TABLE head (entry INTEGER PRIMARY KEY, text TEXT, reading TEXT, worth REAL);
"""

_HEADS = """
INSERT INTO head SELECT id, text, reading, :priority * priority / 100.0 + head_worth(text, kana)
    FROM (SELECT id, priority, kana, CASE WHEN forms = '' OR kana THEN reading
                                          ELSE substr(forms, 1, instr(forms || char(10), char(10)) - 1) END AS text, reading
          FROM (SELECT *, substr(readings, 1, instr(readings || char(10), char(10)) - 1) AS reading FROM entry))
    WHERE id IN (SELECT entry FROM gloss);
"""

_RANK = """
INSERT INTO english
SELECT key, place - 1, entry, text, reading, pos, capital, verb, round(score, 3) FROM (
    SELECT *, row_number() OVER (PARTITION BY key ORDER BY score DESC, entry) AS place FROM (
        SELECT k.key, k.entry, h.text, h.reading, k.pos, k.capital, k.verb, max(h.worth - k.cost) AS score
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
    connection.executemany("INSERT INTO keyed VALUES (?, ?, ?, ?, ?, ?)", _keyed(connection, progress))
    progress(0.5, "weighing by frequency")
    japanese, english = _frequencies("ja"), _frequencies("en")
    connection.create_function("head_worth", 2, lambda text, kana: head_worth(text, bool(kana), japanese))
    connection.create_function("zipf_japanese", 1, lambda text: _zipf(japanese.get(text)))
    connection.create_function("zipf_english", 1, lambda text: _zipf(english.get(text)))
    run(connection, _HEADS, {"priority": WEIGHTS["priority"]})
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
    rare, manner, done = frozenset(RARE_TAGS), frozenset(MANNER_TAGS), 0
    while chunk := cursor.fetchmany(_CHUNK):
        for entry, sense, place, text, pos, tags in chunk:
            cost = sense_cost[min(sense, 3)] + gloss_cost[min(place, 3)]
            if tags:
                marks = tags.split()
                cost += WEIGHTS["rare"] * (not rare.isdisjoint(marks)) + WEIGHTS["manner"] * (not manner.isdisjoint(marks))
            capital, verb = text[:1].isupper(), text.startswith("to ")
            for key in gloss_keys(text):
                yield key.text, entry, pos, capital, verb, cost + WEIGHTS["cost"] * key.cost
        done += len(chunk)
        progress(0.5 * done / total, "turning glosses round")


@lru_cache(maxsize=2)
def _frequencies(language: str) -> Mapping[str, float]:
    from wordfreq import get_frequency_dict  # noqa: PLC0415 - 0.14 s, and only a build needs it

    found: Mapping[str, float] = get_frequency_dict(language)
    return found


def _zipf(frequency: float | None) -> float | None:
    return None if frequency is None else round(math.log10(frequency) + 9, 2)


def head_worth(text: str, usually_kana: bool, frequencies: Mapping[str, float]) -> float:
    """What a headword is worth as a translation whatever the gloss: how common it is, and what it is written with."""
    listed = frequencies.get(text)
    if listed is not None:
        worth = WEIGHTS["zipf"] * (math.log10(listed) + 9)
    else:
        worth = WEIGHTS["unlisted"] + WEIGHTS["estimate"] * zipf_estimate(text, frequencies)
    if text.isascii():
        worth -= WEIGHTS["latin"]
    elif _HIRAGANA.fullmatch(text):
        worth -= WEIGHTS["kana" if usually_kana else "hiragana"]
    elif _KATAKANA.fullmatch(text):
        worth -= WEIGHTS["katakana"]
    return worth - WEIGHTS["single"] * (len(text) == 1)


def zipf_estimate(text: str, frequencies: Mapping[str, float]) -> float:
    """How common a compound is at most, on the Zipf scale: as its rarest part; 0 when a part is unknown.

    wordfreq's list holds what a tokeniser cuts, so compounds (国務長官) and dictionary forms of verbs may be missing from it. The word is
    cut into its longest listed parts from the left.
    """
    rarest, start, length = 1.0, 0, len(text)
    while start < length:
        for end in range(min(length, start + _LONGEST_PART), start, -1):
            value = frequencies.get(text[start:end])
            if value is not None:
                rarest = min(rarest, value)
                start = end
                break
        else:
            return 0.0
    return math.log10(rarest) + 9


def is_listed(forms: str) -> bool:
    """Whether the first of an entry's forms (joined by line feeds) stands in the Japanese frequency list."""
    return forms.partition("\n")[0] in _frequencies("ja")
