"""Compiling: what stands in the file afterwards, and what happens when it cannot be finished."""

from __future__ import annotations

import errno
import json
import multiprocessing
import os
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest

from dictionaries import reverse
from dictionaries.build import build
from dictionaries.library import compiled_path, missing
from dictionaries.sources import Progress, _jamdict, installed
from dictionaries.store import Store, StoreState, state
from texts.errors import CannotCreateError, StorageError, TaiyakuError, UnavailableError

JMDICT, JMNEDICT = installed("jmdict"), installed("jmnedict")


@pytest.fixture
def target(tiny: Path, tmp_path: Path) -> Path:
    return tmp_path / "new" / "jmdict.sqlite"


def rows(path: Path, query: str) -> list[tuple[object, ...]]:
    with Store.open(path) as store:
        return store.connection.execute(query).fetchall()


def test_entries_forms_and_senses_are_those_of_the_data(target: Path) -> None:
    assert build(JMDICT, target)
    entry = rows(target, "SELECT e.* FROM entry e JOIN form f ON f.entry = e.id WHERE f.text = '切る'")
    assert len(entry) == 1
    _, forms, readings, pos, tags, priority, kana, senses = entry[0]
    assert (forms, readings, tags, kana) == ("切る", "きる", "", 0)
    assert pos == "v5r vt v5r vt"
    assert json.loads(str(senses)) == [[["v5r", "vt"], [], ["to cut", "to sever"]], [["v5r", "vt"], [], ["to turn off"]]]
    assert priority == 50
    both = rows(target, "SELECT written, place FROM form WHERE text IN ('しかし', '併し') ORDER BY text, written")
    assert both == [(0, 0), (1, 1)]


def test_the_creation_date_is_no_word(target: Path) -> None:
    build(JMDICT, target)
    assert rows(target, "SELECT 1 FROM form WHERE text = 'ジェイエムディクト'") == []
    assert JMDICT.info.dated == "2021-04-17"


def test_priorities_order_words_by_their_marks(target: Path) -> None:
    build(JMDICT, target)
    found = {str(row[0]): row[1] for row in rows(target, "SELECT forms, priority FROM entry")}
    assert found["合意"] == 60 + 29  # two first-class marks, nf02
    assert found["停戦"] == 50 + 27
    assert found["休戦"] == 25 + 11
    assert found["舵"] == 0


def test_latin_is_folded(target: Path) -> None:
    build(JMDICT, target)
    assert rows(target, "SELECT e.forms FROM entry e JOIN form f ON f.entry = e.id WHERE f.text = 'NATO'") == [("NATO",)]


def test_names_are_found_by_kana_only_when_written_so(tiny: Path, tmp_path: Path) -> None:
    path = tmp_path / "jmnedict.sqlite"
    build(JMNEDICT, path)
    assert rows(path, "SELECT text FROM form ORDER BY text") == [("トランプ",), ("プーチン",), ("モスクワ",), ("田中",)]
    assert rows(path, "SELECT key, head FROM english WHERE key IN ('putin', 'tanaka')") == [("putin", "プーチン"), ("tanaka", "田中")]


def test_progress_climbs_to_one(target: Path) -> None:
    seen: list[float] = []
    build(JMDICT, target, lambda fraction, _what: seen.append(fraction))
    assert seen == sorted(seen)
    assert seen[-1] == 1.0


def test_a_cancelled_build_leaves_nothing(target: Path) -> None:
    calls = iter(range(100))
    assert not build(JMDICT, target, cancelled=lambda: next(calls) > 4)
    assert list(target.parent.iterdir()) == []


def test_a_cancelled_build_keeps_the_old_file(target: Path) -> None:
    build(JMDICT, target)
    before = target.read_bytes()
    assert not build(JMDICT, target, cancelled=lambda: True)
    assert target.read_bytes() == before
    assert [path.name for path in target.parent.iterdir()] == [target.name]


class Endless:
    """A source whose one statement would run for minutes."""

    name, kind, order, info = "jmdict", "words", 1, JMDICT.info

    def fingerprint(self) -> str:
        return "endless"

    def fill(self, connection: sqlite3.Connection, progress: Progress) -> None:
        endless = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n LIMIT 2000000000) SELECT sum(x) FROM n"
        connection.execute(endless).fetchone()


def test_cancelling_interrupts_a_running_statement(tmp_path: Path) -> None:
    start, calls = time.monotonic(), iter(range(10**9))
    assert not build(Endless(), tmp_path / "jmdict.sqlite", cancelled=lambda: next(calls) > 20)
    assert time.monotonic() - start < 20
    assert list(tmp_path.iterdir()) == []


class Failing(Endless):
    def __init__(self, error: Exception) -> None:
        self.error = error

    def fill(self, connection: sqlite3.Connection, progress: Progress) -> None:
        raise self.error


@pytest.mark.parametrize(
    ("error", "family", "why"),
    [
        (sqlite3.OperationalError("database or disk is full"), StorageError, "disk is full"),
        (OSError(errno.ENOSPC, "No space left on device"), StorageError, "disk is full"),
        (OSError(errno.EROFS, "Read-only file system"), CannotCreateError, "Read-only file system"),
        (OSError(errno.EIO, "Input/output error"), StorageError, "Input/output error"),
        (sqlite3.OperationalError("attempt to write a readonly database"), CannotCreateError, "readonly"),
    ],
)
def test_what_the_system_says_is_said_in_our_family(tmp_path: Path, error: Exception, family: type[TaiyakuError], why: str) -> None:
    with pytest.raises(family, match=why) as caught:
        build(Failing(error), tmp_path / "jmdict.sqlite")
    assert type(caught.value) is family
    assert caught.value.hint
    assert caught.value.where == str(tmp_path / "jmdict.sqlite")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path, tiny: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(CannotCreateError):
        build(JMDICT, tmp_path / "file" / "jmdict.sqlite")


def test_a_source_without_entries_is_no_dictionary(tmp_path: Path) -> None:
    class Empty(Endless):
        def fill(self, connection: sqlite3.Connection, progress: Progress) -> None:
            pass

    with pytest.raises(StorageError, match="no entries"):
        build(Empty(), tmp_path / "jmdict.sqlite")
    assert list(tmp_path.iterdir()) == []


def test_missing_data_is_unavailable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_jamdict, "find_spec", lambda _name: None)
    _jamdict.data_file.cache_clear()
    with pytest.raises(UnavailableError, match="not installed") as caught:
        build(JMDICT, tmp_path / "jmdict.sqlite")
    assert "jamdict-data" in caught.value.hint
    assert missing(tmp_path) == ("jmdict", "jmnedict"), "building them says what is wrong"


def test_damaged_data_is_unavailable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bad = tmp_path / "jamdict.db"
    bad.write_bytes(b"not a database" * 1000)
    monkeypatch.setattr(_jamdict, "data_file", lambda: bad)
    with pytest.raises(UnavailableError, match="cannot be read"):
        build(JMDICT, tmp_path / "out" / "jmdict.sqlite")
    assert list((tmp_path / "out").iterdir()) == []


def test_parts_of_dead_builders_are_removed_and_those_of_the_living_kept(target: Path) -> None:
    target.parent.mkdir()
    child = multiprocessing.get_context("fork").Process(target=int)
    child.start()
    child.join()
    dead = target.with_name(f"{target.name}.part-{child.pid}-0")
    alive = target.with_name(f"{target.name}.part-{os.getppid()}-0")
    dead.touch()
    alive.touch()
    build(JMDICT, target)
    assert sorted(path.name for path in target.parent.iterdir()) == sorted([target.name, alive.name])


def test_two_processes_building_at_once_both_end_well(target: Path) -> None:
    fork = multiprocessing.get_context("fork")
    builders = [fork.Process(target=build, args=(JMDICT, target)) for _ in range(2)]
    for builder in builders:
        builder.start()
    for builder in builders:
        builder.join()
    assert [builder.exitcode for builder in builders] == [0, 0]
    assert state(target, JMDICT) is StoreState.READY
    with Store.open(target) as store:
        store.check()
    assert [path.name for path in target.parent.iterdir()] == [target.name]


def test_a_reader_keeps_its_file_while_a_new_one_takes_its_place(target: Path) -> None:
    build(JMDICT, target)
    with Store.open(target) as reader:
        build(JMDICT, target)
        assert reader.connection.execute("SELECT count(*) FROM entry").fetchone()[0] > 20


def test_unknown_codes_keep_their_long_name(tmp_path: Path, tiny: Path) -> None:
    copy = tmp_path / "jamdict.db"
    copy.write_bytes(tiny.read_bytes())
    with closing(sqlite3.connect(copy)) as db:
        db.execute("UPDATE misc SET text = 'a tag of tomorrow'")
        db.execute("UPDATE pos SET text = 'Nidan verb (lower class) with ''zu'' ending (archaic)' WHERE text = 'Ichidan verb'")
        db.commit()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(_jamdict, "data_file", lambda: copy)
        build(JMDICT, tmp_path / "jmdict.sqlite")
    assert rows(tmp_path / "jmdict.sqlite", "SELECT tags FROM entry WHERE readings = 'しかし'") == [("a-tag-of-tomorrow",)]
    assert rows(tmp_path / "jmdict.sqlite", "SELECT pos FROM entry WHERE readings = 'のべる'") == [("v2 vt",)]


def test_a_common_word_is_worth_more_than_a_rare_one_and_than_its_spelling_in_kana() -> None:
    frequencies = {"国務": 1e-5, "長官": 1e-5, "合意": 1e-4, "こと": 1e-2}

    def worth(text: str, *, kana: bool = False) -> float:
        return reverse.head_worth(text, frequencies, usually_kana=kana, compound=True)

    assert worth("合意") > worth("国務長官") > worth("国務大臣")
    assert reverse.zipf_estimate("国務長官", frequencies) == pytest.approx(4.0)
    assert worth("こと", kana=True) > worth("こと")


@pytest.mark.dictionary
def test_the_full_dictionaries_hold_what_their_data_holds(compiled_folder: Path) -> None:
    jmdict, jmnedict = compiled_path(compiled_folder, "jmdict"), compiled_path(compiled_folder, "jmnedict")
    assert rows(jmdict, "SELECT count(*) FROM entry") == [(191_540,)]
    assert rows(jmnedict, "SELECT count(*) FROM entry") == [(741_275,)]
    assert rows(jmdict, "SELECT count(*) FROM entry WHERE json_valid(senses) = 0") == [(0,)]
    assert rows(jmdict, "SELECT max(rank) FROM english") == [(reverse.BEST - 1,)]
    odd = rows(jmdict, "SELECT DISTINCT pos FROM entry WHERE pos GLOB '*(*'")
    assert odd == [], "a part of speech has no short code"


@pytest.mark.bench
@pytest.mark.dictionary
def test_a_full_build_stays_within_its_budget(tmp_path: Path) -> None:
    """Both take 14 s of CPU (the goal is 12); a loaded machine is given half as much again. Opt-in: ordinary tests never time."""
    start = time.process_time()
    for source in (JMDICT, JMNEDICT):
        build(source, compiled_path(tmp_path, source.name))
    assert time.process_time() - start < 21


def test_leftovers_of_a_namesake_are_neither_used_nor_kept_for_ever(target: Path) -> None:
    """In a container every start has the same process number, so that of a killed build seems alive, or is our own."""
    young = [target.with_name(f"{target.name}.part-{os.getpid()}-{number}") for number in range(100)]
    old = target.with_name(f"{target.name}.part-{os.getppid()}-1")
    for part in (*young, old):
        part.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(b"half a dictionary")
    os.utime(old, (1, 1))
    assert build(JMDICT, target)
    assert not old.exists()
    assert state(target, JMDICT) is StoreState.READY
    assert [part.read_bytes() for part in young] == [b"half a dictionary"] * 100
