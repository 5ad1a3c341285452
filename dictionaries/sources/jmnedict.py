"""JMnedict, the names, from the copy in jamdict-data: 741,275 entries of mostly one form, one reading and one gloss.

Found by every written form; by kana only where kana is how the name is written (トランプ): by their readings alone, names of people and
hamlets would drown every word. Turned round into English are katakana names, organisations, people, and those names in
kanji that are common enough to stand in the frequency list: a romanised surname has dozens of spellings in kanji.
"""

from __future__ import annotations

import sqlite3

from dictionaries import reverse
from dictionaries.folding import fold
from dictionaries.model import SourceInfo
from dictionaries.sources import Progress, _jamdict

_DATE = "SELECT value FROM meta WHERE key = 'jmnedict.date'"

_FORMS = """
CREATE TEMP TABLE written AS SELECT ID AS id, idseq, text FROM jam.NEKanji ORDER BY idseq, ID;
CREATE TEMP TABLE spoken AS SELECT ID AS id, idseq, text FROM jam.NEKana ORDER BY idseq, ID;
UPDATE written SET text = fold(text) WHERE text GLOB '*[Ａ-Ｚａ-ｚ０-９＆＋－．／]*';
UPDATE spoken SET text = fold(text) WHERE text GLOB '*[Ａ-Ｚａ-ｚ０-９＆＋－．／]*';
CREATE TEMP TABLE writing (idseq INTEGER PRIMARY KEY, forms TEXT);
INSERT INTO writing SELECT idseq, group_concat(text, char(10)) FROM written GROUP BY idseq;
"""

_SENSES = """
CREATE TEMP TABLE kinds (tid INTEGER PRIMARY KEY, codes TEXT, json TEXT);
INSERT INTO kinds SELECT tid, group_concat(text, ' '), json_group_array(text)
    FROM (SELECT tid, text FROM jam.NETransType ORDER BY tid, rowid) GROUP BY tid;
CREATE TEMP TABLE meaning (id INTEGER PRIMARY KEY, idseq INTEGER, codes TEXT, json TEXT);
INSERT INTO meaning SELECT n.ID, n.idseq, coalesce(k.codes, ''),
        '[["n-pr"],' || coalesce(k.json, '[]') || ',' || json_group_array(g.text) || ']'
    FROM jam.NETranslation n LEFT JOIN kinds k ON k.tid = n.ID JOIN (SELECT tid, text FROM jam.NETransGloss ORDER BY tid, rowid) g ON g.tid = n.ID
    GROUP BY n.ID;
"""

_ENTRIES = """
INSERT INTO entry SELECT m.idseq, coalesce(w.forms, ''), r.readings, 'n-pr', m.codes, 0, 0, m.senses
    FROM (SELECT idseq, '[' || group_concat(json) || ']' AS senses, codes FROM (SELECT idseq, json, codes FROM meaning ORDER BY idseq, id)
          GROUP BY idseq) m
    JOIN (SELECT idseq, group_concat(text, char(10)) AS readings FROM spoken GROUP BY idseq) r ON r.idseq = m.idseq
    LEFT JOIN writing w ON w.idseq = m.idseq;
"""

_LOOKUP_FORMS = """
INSERT OR IGNORE INTO form SELECT text, idseq, written, place FROM (
    SELECT text, idseq, 1 AS written, 0 AS place FROM written UNION ALL
    SELECT text, idseq, 0, 0 FROM spoken WHERE idseq NOT IN (SELECT idseq FROM writing)) ORDER BY text, idseq, written DESC;
"""

_GLOSSES = """
INSERT INTO gloss SELECT m.idseq, 0, 0, g.text, 'n-pr', m.codes
    FROM meaning m JOIN jam.NETransGloss g ON g.tid = m.id LEFT JOIN writing w ON w.idseq = m.idseq
    WHERE w.idseq IS NULL OR is_common(w.forms) OR m.codes GLOB '*organization*' OR m.codes GLOB '*company*' OR m.codes GLOB '*person*';
"""


class JMnedict:
    """The source of that name."""

    name = "jmnedict"
    kind = "names"
    order = 20

    @property
    def info(self) -> SourceInfo:
        """See `Source.info`."""
        return SourceInfo(
            name=self.name,
            title="JMnedict",
            attribution="JMnedict, © James William Breen and the Electronic Dictionary Research and Development Group (EDRDG)",
            licence="CC BY-SA 4.0",
            url="https://www.edrdg.org/enamdict/enamdict_doc.html",
            dated=_jamdict.value(_DATE),
        )

    def fingerprint(self) -> str:
        """See `Source.fingerprint`; word frequencies are compiled in, so their version counts too."""
        return f"{_jamdict.fingerprint()}; {reverse.frequency_version()}"

    def fill(self, connection: sqlite3.Connection, progress: Progress) -> None:
        """See `Source.fill`."""
        _jamdict.attach(connection)
        connection.create_function("fold", 1, fold, deterministic=True)
        connection.create_function("is_common", 1, reverse.is_listed)
        steps = ((0.02, "reading forms", _FORMS), (0.2, "reading meanings", _SENSES), (0.45, "writing entries", _ENTRIES),
                 (0.6, "indexing Japanese", _LOOKUP_FORMS))
        for fraction, what, script in steps:
            progress(fraction, f"{self.name}: {what}")
            reverse.run(connection, script, {})
        reverse.make_gloss_table(connection)
        progress(0.75, f"{self.name}: choosing names for English")
        reverse.run(connection, _GLOSSES, {})
        reverse.compile_english(connection, lambda part, what: progress(0.8 + part * 0.15, f"{self.name}: {what}"))


SOURCE = JMnedict()
