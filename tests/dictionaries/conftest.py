"""A tiny copy of jamdict's database, so that most tests need no full dictionary."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from dictionaries.build import build
from dictionaries.library import Library, compiled_path, open_library
from dictionaries.sources import _jamdict, all_sources
from texts.analysis import Analyser, NoCorrections
from texts.japanese import JapaneseTokenizer
from texts.language import language_of
from texts.model import Analysis, BlockKind, Sentence

NOUN, SURU = "noun (common) (futsuumeishi)", "noun or participle which takes the aux. verb suru"
EXP = "expressions (phrases, clauses, etc.)"
ICHIDAN, KU, RU = "Ichidan verb", "Godan verb with 'ku' ending", "Godan verb with 'ru' ending"
VT, VI = "transitive verb", "intransitive verb"
UK = "word usually written using kana alone"

_SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY NOT NULL, value TEXT NOT NULL);
CREATE TABLE Kanji (ID INTEGER PRIMARY KEY, idseq INTEGER, text TEXT);
CREATE TABLE KJP (kid INTEGER, text TEXT);
CREATE TABLE Kana (ID INTEGER PRIMARY KEY, idseq INTEGER, text TEXT, nokanji BOOLEAN);
CREATE TABLE KNP (kid INTEGER, text TEXT);
CREATE TABLE Sense (ID INTEGER PRIMARY KEY, idseq INTEGER);
CREATE TABLE pos (sid INTEGER, text TEXT);
CREATE TABLE misc (sid INTEGER, text TEXT);
CREATE TABLE field (sid INTEGER, text TEXT);
CREATE TABLE dialect (sid INTEGER, text TEXT);
CREATE TABLE SenseGloss (sid INTEGER, lang TEXT, gend TEXT, text TEXT);
CREATE TABLE NEKanji (ID INTEGER PRIMARY KEY, idseq INTEGER, text TEXT);
CREATE TABLE NEKana (ID INTEGER PRIMARY KEY, idseq INTEGER, text TEXT, nokanji BOOLEAN);
CREATE TABLE NETranslation (ID INTEGER PRIMARY KEY, idseq INTEGER);
CREATE TABLE NETransType (tid INTEGER, text TEXT);
CREATE TABLE NETransGloss (tid INTEGER, lang TEXT, gend TEXT, text TEXT);
INSERT INTO meta VALUES ('jmnedict.date', '2020-05-29');
"""


@dataclass(frozen=True)
class W:
    """A word: forms, readings, senses as (parts of speech, tags, glosses), and priority marks of its first form."""

    forms: str
    readings: str
    senses: tuple[tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]], ...]
    marks: tuple[str, ...] = field(default=())


WORDS = (
    W("停戦", "ていせん", (((NOUN, SURU), (), ("ceasefire", "armistice")),), ("news1", "nf05")),
    W("休戦", "きゅうせん", (((NOUN, SURU), (), ("truce", "cease-fire")),), ("news2", "nf30")),
    W("合意", "ごうい", (((NOUN, SURU), (), ("agreement", "consent")),), ("ichi1", "news1", "nf02")),
    W("同意する", "どういする", (((EXP,), (), ("to agree (to)", "to consent")),)),
    W("舵", "かじ", (((NOUN,), (), ("rudder", "helm")),)),
    W("切る", "きる", (((RU, VT), (), ("to cut", "to sever")), ((RU, VT), (), ("to turn off",))), ("ichi1",)),
    W("舵を切る", "かじをきる", (((EXP,), (), ("to turn the rudder of a ship",)), ((EXP,), (), ("to change direction",)))),
    W("反故にする", "ほごにする", (((EXP,), (), ("to scrap", "to annul")),)),
    W("事", "こと", (((NOUN,), (UK,), ("thing", "matter")),), ("ichi1",)),
    W("琴", "こと", (((NOUN,), (), ("koto (13-stringed zither)",)),), ("ichi1", "news1")),
    W("工夫", "くふう", (((NOUN, SURU), (), ("device", "scheme")),), ("ichi1",)),
    W("工夫", "こうふ", (((NOUN,), (), ("labourer", "navvy")),)),
    W("然し;併し", "しかし", ((("conjunction",), (UK,), ("however", "but")),), ("ichi1",)),
    W("", "トランプ", (((NOUN,), (), ("(Western) playing cards",)),), ("gai1",)),
    W("ＮＡＴＯ", "ナトー", (((NOUN,), (), ("North Atlantic Treaty Organization", "NATO")),)),
    W("話", "はなし", (((NOUN,), (), ("talk", "story")),), ("ichi1",)),
    W("述べる", "のべる", (((ICHIDAN, VT), (), ("to state", "to express")),), ("ichi1",)),
    W("終わる", "おわる", (((RU, VI), (), ("to end", "to come to an end")),), ("ichi1",)),
    W("外相", "がいしょう", (((NOUN,), (), ("Foreign Minister",)),), ("news1", "nf01")),
    W("中国", "ちゅうごく", (((NOUN,), (), ("China",)),), ("ichi1",)),
    W("瀬戸物", "せともの", (((NOUN,), (), ("earthenware", "china")),)),
    W("因る;依る", "よる", (((RU, VI), (UK,), ("to be due to",)), ((RU, VI), (UK,), ("to depend on",))), ("ichi1",)),
    W("に因ると", "によると", (((EXP,), (UK,), ("according to",)),)),
    W("年", "ねん", (((NOUN,), (), ("year",)),), ("ichi1",)),
    W("軍事", "ぐんじ", (((NOUN,), (), ("military affairs",)),), ("news1",)),
    W("援助", "えんじょ", (((NOUN, SURU), (), ("assistance", "aid")),), ("news1", "nf01")),
    W("軍事援助", "ぐんじえんじょ", (((NOUN,), (), ("military aid",)),)),
)  # fmt: skip
NAMES = (
    ("", "トランプ", (("surname",), ("Trump",))),
    ("", "プーチン", (("surname",), ("Putin",))),
    ("", "モスクワ", (("place",), ("Moscow",))),
    ("田中", "たなか", (("surname", "place"), ("Tanaka",))),
)


Name = tuple[str, str, tuple[tuple[str, ...], tuple[str, ...]]]


def make_jamdict(path: Path, words: Sequence[W] = WORDS, names: Sequence[Name] = NAMES) -> Path:
    """Write a database of jamdict's schema with words and names; entries are numbered from 1000010 and 5000010 in tens."""
    with closing(sqlite3.connect(path)) as db:
        db.executescript(_SCHEMA)
        creation = W("", "ジェイエムディクト", (((NOUN,), (), ("Japanese-Multilingual Dictionary Project - Creation Date: 2021-04-17",)),))
        for number, word in [*enumerate(words, 100_001), (999_999.9, creation)]:
            _word(db, int(number * 10), word)
        for number, (form, reading, (kinds, glosses)) in enumerate(names, 500_001):
            idseq = number * 10
            if form:
                db.execute("INSERT INTO NEKanji (idseq, text) VALUES (?, ?)", (idseq, form))
            db.execute("INSERT INTO NEKana (idseq, text, nokanji) VALUES (?, ?, 0)", (idseq, reading))
            tid = db.execute("INSERT INTO NETranslation (idseq) VALUES (?)", (idseq,)).lastrowid
            db.executemany("INSERT INTO NETransType VALUES (?, ?)", [(tid, kind) for kind in kinds])
            db.executemany("INSERT INTO NETransGloss VALUES (?, 'eng', '', ?)", [(tid, gloss) for gloss in glosses])
        db.commit()
    return path


def _word(db: sqlite3.Connection, idseq: int, word: W) -> None:
    for place, form in enumerate(filter(None, word.forms.split(";"))):
        kid = db.execute("INSERT INTO Kanji (idseq, text) VALUES (?, ?)", (idseq, form)).lastrowid
        db.executemany("INSERT INTO KJP VALUES (?, ?)", [(kid, mark) for mark in word.marks if not place])
    for place, reading in enumerate(word.readings.split(";")):
        kid = db.execute("INSERT INTO Kana (idseq, text, nokanji) VALUES (?, ?, 0)", (idseq, reading)).lastrowid
        db.executemany("INSERT INTO KNP VALUES (?, ?)", [(kid, mark) for mark in word.marks if not place])
    for parts, tags, glosses in word.senses:
        sid = db.execute("INSERT INTO Sense (idseq) VALUES (?)", (idseq,)).lastrowid
        db.executemany("INSERT INTO pos VALUES (?, ?)", [(sid, part) for part in parts])
        db.executemany("INSERT INTO misc VALUES (?, ?)", [(sid, tag) for tag in tags])
        db.executemany("INSERT INTO SenseGloss VALUES (?, 'eng', '', ?)", [(sid, gloss) for gloss in glosses])


@pytest.fixture(scope="session")
def tiny_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_jamdict(tmp_path_factory.mktemp("jamdict") / "jamdict.db")


@pytest.fixture
def tiny(tiny_data: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The sources read the tiny data."""
    monkeypatch.setattr(_jamdict, "data_file", lambda: tiny_data)
    return tiny_data


@pytest.fixture(scope="session")
def tiny_folder(tiny_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with both tiny dictionaries compiled; never write into it."""
    folder = tmp_path_factory.mktemp("compiled")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(_jamdict, "data_file", lambda: tiny_data)
        for source in all_sources():
            build(source, compiled_path(folder, source.name))
    return folder


@pytest.fixture
def library(tiny: Path, tiny_folder: Path) -> Iterator[Library]:
    library = open_library(tiny_folder)
    yield library
    library.close()


class _NoKanji:
    def readings(self, kanji: str) -> tuple[str, ...]:
        return ()


@pytest.fixture(scope="session")
def analyse() -> Callable[[str], Analysis]:
    """Analyse a string as one sentence."""
    analyser = Analyser(JapaneseTokenizer(), _NoKanji(), NoCorrections())

    def run(text: str) -> Analysis:
        return analyser.analyse(Sentence(0, BlockKind.NARRATION, 0, language_of(text), text, 0, len(text)))

    return run
