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
from dictionaries.sources import Progress, _edrdg, _jamdict

_DATE = "SELECT value FROM meta WHERE key = 'jmnedict.date'"

_FORMS = """
CREATE TEMP TABLE writing (idseq INTEGER PRIMARY KEY, forms TEXT);
INSERT INTO writing SELECT idseq, text FROM jam.NEKanji WHERE true ORDER BY ID
    ON CONFLICT (idseq) DO UPDATE SET forms = forms || char(10) || excluded.forms;
UPDATE writing SET forms = fold(forms) WHERE forms GLOB '*[！-～　]*';
CREATE TEMP TABLE speech (idseq INTEGER PRIMARY KEY, readings TEXT);
INSERT INTO speech SELECT idseq, text FROM jam.NEKana WHERE true ORDER BY ID
    ON CONFLICT (idseq) DO UPDATE SET readings = readings || char(10) || excluded.readings;
UPDATE speech SET readings = fold(readings) WHERE readings GLOB '*[！-～　]*';
"""

_MEANINGS = """
CREATE TEMP TABLE kind (tid INTEGER PRIMARY KEY, codes TEXT);
INSERT INTO kind SELECT tid, text FROM jam.NETransType WHERE true ORDER BY rowid
    ON CONFLICT (tid) DO UPDATE SET codes = codes || ' ' || excluded.codes;
CREATE TEMP TABLE translated (tid INTEGER PRIMARY KEY, json TEXT);
INSERT INTO translated SELECT tid, json_array(text) FROM jam.NETransGloss WHERE true ORDER BY rowid
    ON CONFLICT (tid) DO UPDATE SET json = substr(json, 1, length(json) - 1) || ',' || substr(excluded.json, 2);
"""

_ENTRIES = """
INSERT INTO entry SELECT n.idseq, coalesce(w.forms, ''), r.readings, 'n-pr', coalesce(k.codes, ''), 0, 0,
        '[[["n-pr"],' || CASE WHEN k.codes IS NULL THEN '[]' ELSE '["' || replace(k.codes, ' ', '","') || '"]' END || ',' || t.json || ']]'
    FROM jam.NETranslation n CROSS JOIN speech r ON r.idseq = n.idseq CROSS JOIN translated t ON t.tid = n.ID
    LEFT JOIN writing w ON w.idseq = n.idseq LEFT JOIN kind k ON k.tid = n.ID WHERE true ORDER BY n.ID
    ON CONFLICT (id) DO UPDATE SET senses = substr(senses, 1, length(senses) - 1) || ',' || substr(excluded.senses, 2);
"""

_LOOKUP_FORMS = """
INSERT OR IGNORE INTO form SELECT text, idseq, written, 0 FROM (
    SELECT CASE WHEN text GLOB '*[！-～　]*' THEN fold(text) ELSE text END AS text, idseq, 1 AS written FROM jam.NEKanji
    UNION ALL SELECT text, idseq, 0 FROM jam.NEKana WHERE idseq NOT IN (SELECT idseq FROM writing)) ORDER BY text, idseq, written DESC;
"""


class JMnedict:
    """The source of that name."""

    name = "jmnedict"
    kind = "names"
    order = 20

    @property
    def info(self) -> SourceInfo:
        """See `Source.info`."""
        return _edrdg.info("JMnedict", _jamdict.value(_DATE))

    def fingerprint(self) -> str:
        """See `Source.fingerprint`; word frequencies are compiled in, so their version counts too."""
        return f"{_jamdict.fingerprint()}; {reverse.frequency_version()}"

    def fill(self, connection: sqlite3.Connection, progress: Progress) -> None:
        """See `Source.fill`."""
        _jamdict.attach(connection)
        connection.create_function("fold", 1, fold, deterministic=True)
        steps = (
            (0.02, "reading forms", _FORMS),
            (0.12, "reading meanings", _MEANINGS),
            (0.25, "writing entries", _ENTRIES),
            (0.40, "indexing Japanese", _LOOKUP_FORMS),
        )
        for fraction, what, script in steps:
            progress(fraction, what)
            reverse.run(connection, script, {})

        def report(part: float, what: str) -> None:
            progress(0.5 + part * 0.45, what)

        reverse.turn_round(connection, report, names=True)


SOURCE = JMnedict()
