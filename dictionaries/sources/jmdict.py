"""JMdict, from the copy in jamdict-data: 191,541 entries, compiled by set-based SQL (row loops took five times as long).

Nothing of JMdict's order is changed: forms, readings, senses and glosses stay best first, as its editors put them.
"""

from __future__ import annotations

import sqlite3

from dictionaries import reverse
from dictionaries.folding import fold
from dictionaries.model import SourceInfo
from dictionaries.sources import Progress, _jamdict
from texts.tables import rows

_CREATION_ENTRY = 9_999_999
"""JMdict's last entry is not a word: its gloss says when the file was made."""

_DATE = f"SELECT g.text FROM Sense s JOIN SenseGloss g ON g.sid = s.ID WHERE s.idseq = {_CREATION_ENTRY}"  # noqa: S608 - our number

_CODES = """
CREATE TEMP TABLE code (kind TEXT, name TEXT, code TEXT, PRIMARY KEY (kind, name)) WITHOUT ROWID;
"""

# Full-width Latin is folded in the few rows that have it: a Python function over every row would cost seconds.
_FORMS = """
CREATE TEMP TABLE written AS SELECT ID AS id, idseq, text FROM jam.Kanji ORDER BY idseq, ID;
CREATE TEMP TABLE spoken AS SELECT ID AS id, idseq, text FROM jam.Kana ORDER BY idseq, ID;
UPDATE written SET text = fold(text) WHERE text GLOB '*[Ａ-Ｚａ-ｚ０-９＆＋－．／]*';
UPDATE spoken SET text = fold(text) WHERE text GLOB '*[Ａ-Ｚａ-ｚ０-９＆＋－．／]*';
CREATE TEMP TABLE writing AS SELECT idseq, group_concat(text, char(10)) AS forms, min(id) AS first FROM written GROUP BY idseq;
CREATE TEMP TABLE speech AS SELECT idseq, group_concat(text, char(10)) AS readings, min(id) AS first FROM spoken GROUP BY idseq;
CREATE UNIQUE INDEX writing_idseq ON writing (idseq);
CREATE UNIQUE INDEX speech_idseq ON speech (idseq);
"""

# Priority: a mark of the first class (news1, ichi1, spec1, gai1) is worth 50, each further one 10, of the second class 25 and 5;
# nfXX, the rank in a newspaper corpus in steps of 500 words, adds up to 30. JMdict documentation, "ke_pri".
_PRIORITY = """
CREATE TEMP TABLE mark AS
    SELECT k.idseq, p.text FROM jam.KJP p JOIN jam.Kanji k ON k.ID = p.kid UNION
    SELECT k.idseq, p.text FROM jam.KNP p JOIN jam.Kana k ON k.ID = p.kid;
CREATE TEMP TABLE priority AS SELECT idseq, min(100, CASE
        WHEN sum(text GLOB '*1' AND text NOT GLOB 'nf*') THEN 40 + 10 * sum(text GLOB '*1' AND text NOT GLOB 'nf*')
        ELSE 20 + 5 * sum(text GLOB '*2' AND text NOT GLOB 'nf*') END
    + coalesce(max(CASE WHEN text GLOB 'nf*' THEN (49 - CAST(substr(text, 3) AS INTEGER)) * 30 / 48 END), 0)) AS value
    FROM mark GROUP BY idseq;
CREATE UNIQUE INDEX priority_idseq ON priority (idseq);
"""

_SENSES = """
CREATE TEMP TABLE short (kind TEXT, name TEXT, code TEXT, PRIMARY KEY (kind, name)) WITHOUT ROWID;
INSERT INTO short SELECT DISTINCT 'pos', p.text, coalesce((SELECT code FROM code WHERE kind = 'pos' AND p.text GLOB name), p.text)
    FROM (SELECT DISTINCT text FROM jam.pos) p;
INSERT INTO short SELECT 'misc', m.text, coalesce(code, m.text) FROM (SELECT DISTINCT text FROM jam.misc) m
    LEFT JOIN code ON kind = 'misc' AND name = m.text;
INSERT INTO short SELECT 'field', f.text, coalesce(code, f.text) FROM (SELECT DISTINCT text FROM jam.field) f
    LEFT JOIN code ON kind = 'field' AND name = f.text;
INSERT INTO short SELECT 'dialect', d.text, coalesce(code, d.text) FROM (SELECT DISTINCT text FROM jam.dialect) d
    LEFT JOIN code ON kind = 'dialect' AND name = d.text;
CREATE TEMP TABLE sense_pos (sid INTEGER PRIMARY KEY, codes TEXT, json TEXT);
INSERT INTO sense_pos SELECT sid, group_concat(code, ' '), json_group_array(code)
    FROM (SELECT sid, code FROM jam.pos JOIN short ON kind = 'pos' AND name = text ORDER BY sid, jam.pos.rowid) GROUP BY sid;
CREATE TEMP TABLE sense_tag (sid INTEGER PRIMARY KEY, codes TEXT, json TEXT);
INSERT INTO sense_tag SELECT sid, group_concat(code, ' '), json_group_array(code) FROM (
        SELECT sid, code FROM jam.misc JOIN short ON kind = 'misc' AND name = text UNION
        SELECT sid, code FROM jam.field JOIN short ON kind = 'field' AND name = text UNION
        SELECT sid, code FROM jam.dialect JOIN short ON kind = 'dialect' AND name = text) GROUP BY sid;
CREATE TEMP TABLE sense_gloss (sid INTEGER PRIMARY KEY, json TEXT);
INSERT INTO sense_gloss SELECT sid, json_group_array(text) FROM (SELECT sid, text FROM jam.SenseGloss ORDER BY sid, rowid) GROUP BY sid;
CREATE TEMP TABLE sense (id INTEGER PRIMARY KEY, idseq INTEGER, place INTEGER, pos TEXT, tags TEXT, json TEXT);
INSERT INTO sense SELECT s.ID, s.idseq, row_number() OVER (PARTITION BY s.idseq ORDER BY s.ID) - 1,
        coalesce(p.codes, ''), coalesce(t.codes, ''),
        '[' || coalesce(p.json, '[]') || ',' || coalesce(t.json, '[]') || ',' || coalesce(g.json, '[]') || ']'
    FROM jam.Sense s LEFT JOIN sense_pos p ON p.sid = s.ID LEFT JOIN sense_tag t ON t.sid = s.ID LEFT JOIN sense_gloss g ON g.sid = s.ID
    WHERE s.idseq <> :skip;
"""

_ENTRIES = """
INSERT INTO entry SELECT m.idseq, coalesce(w.forms, ''), r.readings, m.pos, m.tags, coalesce(p.value, 0), m.kana, m.senses
    FROM (SELECT idseq, group_concat(pos, ' ') AS pos, max(CASE place WHEN 0 THEN tags ELSE '' END) AS tags, max(place = 0 AND instr(' ' || tags || ' ', ' uk ') > 0) AS kana,
                 '[' || group_concat(json) || ']' AS senses
          FROM (SELECT idseq, place, pos, tags, json FROM sense ORDER BY idseq, place) GROUP BY idseq) m
    JOIN speech r ON r.idseq = m.idseq LEFT JOIN writing w ON w.idseq = m.idseq LEFT JOIN priority p ON p.idseq = m.idseq;
"""

_LOOKUP_FORMS = """
INSERT OR IGNORE INTO form SELECT text, idseq, written, place FROM (
    SELECT t.text, t.idseq, 1 AS written, t.id - f.first AS place FROM written t JOIN writing f ON f.idseq = t.idseq UNION ALL
    SELECT t.text, t.idseq, 0, t.id - f.first FROM spoken t JOIN speech f ON f.idseq = t.idseq)
    WHERE idseq <> :skip ORDER BY text, idseq, written DESC, place;
"""

_GLOSSES = """
INSERT INTO gloss SELECT s.idseq, s.place, row_number() OVER (PARTITION BY g.sid ORDER BY g.rowid) - 1, g.text, s.pos, s.tags
    FROM jam.SenseGloss g JOIN sense s ON s.id = g.sid;
"""


class JMdict:
    """The source of that name."""

    name = "jmdict"
    kind = "words"
    order = 10

    @property
    def info(self) -> SourceInfo:
        """See `Source.info`; the date is the one the file carries in its own last entry."""
        return SourceInfo(
            name=self.name,
            title="JMdict",
            attribution="JMdict, © James William Breen and the Electronic Dictionary Research and Development Group (EDRDG)",
            licence="CC BY-SA 4.0",
            url="https://www.edrdg.org/wiki/index.php/JMdict-EDICT_Dictionary_Project",
            dated=_jamdict.value(_DATE).rpartition(": ")[2],
        )

    def fingerprint(self) -> str:
        """See `Source.fingerprint`; word frequencies are compiled in, so their version counts too."""
        return f"{_jamdict.fingerprint()}; {reverse.frequency_version()}"

    def fill(self, connection: sqlite3.Connection, progress: Progress) -> None:
        """See `Source.fill`."""
        _jamdict.attach(connection)
        connection.create_function("fold", 1, fold, deterministic=True)
        connection.executescript(_CODES)
        connection.executemany("INSERT INTO code VALUES (?, ?, ?)", rows("jmdict_codes.tsv", 3, "dictionaries"))
        skip = {"skip": _CREATION_ENTRY}
        steps = ((0.02, "reading forms", _FORMS), (0.12, "reading priorities", _PRIORITY), (0.18, "reading senses", _SENSES),
                 (0.36, "writing entries", _ENTRIES), (0.42, "indexing Japanese", _LOOKUP_FORMS))
        for fraction, what, script in steps:
            progress(fraction, f"{self.name}: {what}")
            reverse.run(connection, script, skip)
        reverse.make_gloss_table(connection)
        reverse.run(connection, _GLOSSES, {})
        reverse.compile_english(connection, lambda part, what: progress(0.5 + part * 0.45, f"{self.name}: {what}"))


SOURCE = JMdict()
