"""JMdict, from the copy in jamdict-data: 191,541 entries, compiled by set-based SQL (row loops took five times as long).

Nothing of JMdict's order is changed: forms, readings, senses and glosses stay best first, as its editors put them.
"""

from __future__ import annotations

import json
import sqlite3
from functools import lru_cache

from dictionaries import reverse
from dictionaries.folding import fold
from dictionaries.model import SourceInfo
from dictionaries.sources import Progress, _edrdg, _jamdict
from texts.tables import rows

_DATE = f"SELECT g.text FROM Sense s JOIN SenseGloss g ON g.sid = s.ID WHERE s.idseq = {_edrdg.CREATION_ENTRY}"  # noqa: S608 - our number

# Rows that belong together are joined by upserts in the order of the data: measured at a third of the cost of GROUP BY.
# Full-width Latin is folded in the few rows that have it: a Python function over every row would cost seconds.
_FORMS = """
CREATE TEMP TABLE writing (idseq INTEGER PRIMARY KEY, first INTEGER, forms TEXT);
INSERT INTO writing SELECT idseq, ID, text FROM jam.Kanji WHERE true ORDER BY ID
    ON CONFLICT (idseq) DO UPDATE SET forms = forms || char(10) || excluded.forms;
UPDATE writing SET forms = fold(forms) WHERE forms GLOB '*[！-～　]*';
CREATE TEMP TABLE speech (idseq INTEGER PRIMARY KEY, first INTEGER, readings TEXT);
INSERT INTO speech SELECT idseq, ID, text FROM jam.Kana WHERE true ORDER BY ID
    ON CONFLICT (idseq) DO UPDATE SET readings = readings || char(10) || excluded.readings;
UPDATE speech SET readings = fold(readings) WHERE readings GLOB '*[！-～　]*';
"""

_PRIORITY = """
CREATE TEMP TABLE mark (idseq INTEGER PRIMARY KEY, marks TEXT);
INSERT INTO mark SELECT k.idseq, p.text FROM jam.KJP p JOIN jam.Kanji k ON k.ID = p.kid WHERE true
    ON CONFLICT (idseq) DO UPDATE SET marks = marks || ' ' || excluded.marks;
INSERT INTO mark SELECT k.idseq, p.text FROM jam.KNP p JOIN jam.Kana k ON k.ID = p.kid WHERE true
    ON CONFLICT (idseq) DO UPDATE SET marks = marks || ' ' || excluded.marks;
CREATE TEMP TABLE priority (idseq INTEGER PRIMARY KEY, value INTEGER);
INSERT INTO priority SELECT idseq, priority(marks) FROM mark;
"""

# The tables of jamdict with a sense's parts of speech and tags; a name without a code keeps itself, its blanks as hyphens.
_CODES = """
CREATE TEMP TABLE code (kind TEXT, name TEXT, code TEXT, PRIMARY KEY (kind, name)) WITHOUT ROWID;
"""
_SHORT = """
CREATE TEMP TABLE short (kind TEXT, name TEXT, code TEXT, PRIMARY KEY (kind, name)) WITHOUT ROWID;
INSERT INTO short SELECT kind, text, coalesce((SELECT code FROM code c WHERE c.kind = n.kind AND (c.name = n.text OR
        c.name GLOB '*[*]' AND n.text GLOB c.name)), replace(text, ' ', '-'))
    FROM (SELECT DISTINCT 'pos' AS kind, text FROM jam.pos UNION ALL SELECT DISTINCT 'misc', text FROM jam.misc UNION ALL
          SELECT DISTINCT 'field', text FROM jam.field UNION ALL SELECT DISTINCT 'dialect', text FROM jam.dialect) n;
"""

_SENSES = """
CREATE TEMP TABLE sense_pos (sid INTEGER PRIMARY KEY, codes TEXT);
INSERT INTO sense_pos SELECT sid, code FROM jam.pos p CROSS JOIN short ON kind = 'pos' AND name = p.text WHERE true ORDER BY p.rowid
    ON CONFLICT (sid) DO UPDATE SET codes = codes || ' ' || excluded.codes;
CREATE TEMP TABLE sense_tag (sid INTEGER PRIMARY KEY, codes TEXT);
INSERT INTO sense_tag SELECT sid, code FROM jam.misc m CROSS JOIN short ON kind = 'misc' AND name = m.text WHERE true ORDER BY m.rowid
    ON CONFLICT (sid) DO UPDATE SET codes = codes || ' ' || excluded.codes;
INSERT INTO sense_tag SELECT sid, code FROM jam.field f CROSS JOIN short ON kind = 'field' AND name = f.text WHERE true ORDER BY f.rowid
    ON CONFLICT (sid) DO UPDATE SET codes = codes || ' ' || excluded.codes;
INSERT INTO sense_tag SELECT sid, code FROM jam.dialect d CROSS JOIN short ON kind = 'dialect' AND name = d.text WHERE true ORDER BY d.rowid
    ON CONFLICT (sid) DO UPDATE SET codes = codes || ' ' || excluded.codes;
CREATE TEMP TABLE sense_gloss (sid INTEGER PRIMARY KEY, json TEXT);
INSERT INTO sense_gloss SELECT sid, json_array(text) FROM jam.SenseGloss WHERE true ORDER BY rowid
    ON CONFLICT (sid) DO UPDATE SET json = substr(json, 1, length(json) - 1) || ',' || substr(excluded.json, 2);
CREATE TEMP TABLE opening (idseq INTEGER PRIMARY KEY, id INTEGER);
INSERT OR IGNORE INTO opening SELECT idseq, ID FROM jam.Sense ORDER BY ID;
CREATE TEMP TABLE sense (id INTEGER PRIMARY KEY, idseq INTEGER, place INTEGER, pos TEXT, tags TEXT, json TEXT);
INSERT INTO sense SELECT s.ID, s.idseq, s.ID - o.id, coalesce(p.codes, ''), coalesce(t.codes, ''), coalesce(g.json, '[]')
    FROM jam.Sense s JOIN opening o ON o.idseq = s.idseq LEFT JOIN sense_pos p ON p.sid = s.ID
    LEFT JOIN sense_tag t ON t.sid = s.ID LEFT JOIN sense_gloss g ON g.sid = s.ID WHERE s.idseq <> :skip;
"""

_ENTRIES = """
INSERT INTO entry SELECT s.idseq, coalesce(w.forms, ''), r.readings, s.pos, s.tags, coalesce(p.value, 0),
        instr(' ' || s.tags || ' ', ' uk ') > 0, '[[' || code_list(s.pos) || ',' || code_list(s.tags) || ',' || s.json || ']]'
    FROM sense s CROSS JOIN speech r ON r.idseq = s.idseq LEFT JOIN writing w ON w.idseq = s.idseq
    LEFT JOIN priority p ON p.idseq = s.idseq WHERE true ORDER BY s.id
    ON CONFLICT (id) DO UPDATE SET pos = pos || ' ' || excluded.pos,
        senses = substr(senses, 1, length(senses) - 1) || ',' || substr(excluded.senses, 2);
"""

_LOOKUP_FORMS = """
INSERT OR IGNORE INTO form SELECT text, idseq, written, place FROM (
    SELECT CASE WHEN text GLOB '*[！-～　]*' THEN fold(text) ELSE text END AS text,
            k.idseq, 1 AS written, k.ID - first AS place
        FROM jam.Kanji k JOIN writing w ON w.idseq = k.idseq UNION ALL
    SELECT CASE WHEN text GLOB '*[！-～　]*' THEN fold(text) ELSE text END, k.idseq, 0, k.ID - first
        FROM jam.Kana k JOIN speech s ON s.idseq = k.idseq)
    WHERE idseq <> :skip ORDER BY text, idseq, written DESC, place;
"""


class JMdict:
    """The source of that name."""

    name = "jmdict"
    kind = "words"
    order = 10

    @property
    def info(self) -> SourceInfo:
        """See `Source.info`; the date is the one the file carries in its own last entry."""
        return _edrdg.info("JMdict", _jamdict.value(_DATE).rpartition(": ")[2])

    def fingerprint(self) -> str:
        """See `Source.fingerprint`; word frequencies are compiled in, so their version counts too."""
        return f"{_jamdict.fingerprint()}; {reverse.frequency_version()}"

    def fill(self, connection: sqlite3.Connection, progress: Progress) -> None:
        """See `Source.fill`."""
        _jamdict.attach(connection)
        connection.create_function("fold", 1, fold, deterministic=True)
        connection.create_function("priority", 1, lru_cache(maxsize=4096)(_priority), deterministic=True)
        connection.create_function("code_list", 1, lru_cache(maxsize=4096)(_code_list), deterministic=True)
        connection.executescript(_CODES)
        connection.executemany("INSERT INTO code VALUES (?, ?, ?)", rows("jmdict_codes.tsv", 3, "dictionaries"))
        steps = (
            (0.02, "reading forms", _FORMS),
            (0.10, "reading priorities", _PRIORITY),
            (0.12, "reading senses", _SHORT + _SENSES),
            (0.26, "writing entries", _ENTRIES),
            (0.36, "indexing Japanese", _LOOKUP_FORMS),
        )
        for fraction, what, script in steps:
            progress(fraction, what)
            reverse.run(connection, script, {"skip": _edrdg.CREATION_ENTRY})

        def report(part: float, what: str) -> None:
            progress(0.48 + part * 0.44, what)

        reverse.turn_round(connection, report)
        progress(0.92, "writing frequencies")
        reverse.compile_frequencies(connection)


def _priority(marks: str) -> int:
    return _edrdg.priority(marks.split())


def _code_list(codes: str) -> str:
    return json.dumps(codes.split(), separators=(",", ":"))


SOURCE = JMdict()
