"""Only whole, own, current files are opened."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from dictionaries import store
from dictionaries.library import compiled_path, missing, open_library
from dictionaries.sources import _jamdict, installed
from dictionaries.store import Store, StoreState, state
from texts.errors import StorageError

JMDICT = installed("jmdict")


@pytest.fixture
def compiled(tiny: Path, tiny_folder: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(compiled_path(tiny_folder, "jmdict"), tmp_path))


def flip(path: Path, old: bytes, new: bytes) -> None:
    data = path.read_bytes()
    assert old in data
    path.write_bytes(data.replace(old, new))


def test_a_compiled_file_is_ready_and_knows_its_source(compiled: Path) -> None:
    assert state(compiled, JMDICT) is StoreState.READY
    with Store.open(compiled) as opened:
        opened.check()
        assert opened.info.dated == "2021-04-17"
        assert opened.info.licence == "CC BY-SA 4.0"
        assert not opened.holds_names


def test_a_file_that_is_not_there_is_missing(tmp_path: Path, tiny: Path) -> None:
    assert state(tmp_path / "none.sqlite", JMDICT) is StoreState.MISSING
    with pytest.raises(StorageError, match="missing"):
        Store.open(tmp_path / "none.sqlite")


@pytest.mark.parametrize("kept", [0, 50, 5000])
def test_a_truncated_file_is_broken(compiled: Path, kept: int) -> None:
    compiled.write_bytes(compiled.read_bytes()[:kept])
    assert state(compiled, JMDICT) is StoreState.BROKEN
    with pytest.raises(StorageError, match="broken"):
        Store.open(compiled)


def test_a_foreign_database_is_broken(compiled: Path) -> None:
    compiled.unlink()
    with closing(sqlite3.connect(compiled)) as db:
        db.execute("CREATE TABLE meta (key TEXT, value TEXT)")
        db.commit()
    assert state(compiled, JMDICT) is StoreState.BROKEN


def test_a_file_without_its_digest_was_never_finished(compiled: Path) -> None:
    with Store.open(compiled) as opened:
        mark = opened.meta[store.COMPLETE_KEY]
    flip(compiled, mark.encode(), store.UNFINISHED.encode())
    assert state(compiled, JMDICT) is StoreState.BROKEN
    with pytest.raises(StorageError, match="never finished"):
        Store.open(compiled)


def test_another_schema_is_stale(compiled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "SCHEMA_VERSION", store.SCHEMA_VERSION + 1)
    assert state(compiled, JMDICT) is StoreState.STALE


def test_other_data_is_stale_and_asked_for_again(compiled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_jamdict, "data_version", lambda: "1.6")
    assert state(compiled, JMDICT) is StoreState.STALE
    assert "jmdict" in missing(compiled.parent)
    assert open_library(compiled.parent).stores == ()


def test_the_file_of_another_source_is_broken(compiled: Path) -> None:
    assert state(compiled, installed("jmnedict")) is StoreState.BROKEN


def test_rot_in_a_text_cell_is_found_by_check_alone(compiled: Path) -> None:
    flip(compiled, b"ceasefire", b"ceasefirm")
    assert state(compiled, JMDICT) is StoreState.READY
    with Store.open(compiled) as opened:
        assert opened.connection.execute("PRAGMA quick_check").fetchone()[0] == "ok"
        with pytest.raises(StorageError, match="not those that were compiled"):
            opened.check()


def test_compiled_files_are_read_only(compiled: Path) -> None:
    with Store.open(compiled) as opened, pytest.raises(sqlite3.OperationalError, match="readonly"):
        opened.connection.execute("DELETE FROM entry")


def test_the_digest_crosses_block_borders(tmp_path: Path) -> None:
    """The mark may lie across two of the blocks that are hashed."""
    for before in (0, (1 << 20) - 40, (1 << 20) - 90):
        path = tmp_path / "file"
        mark = store.COMPLETE_PREFIX.encode() + b"a" * 64
        path.write_bytes(b"x" * before + mark + b"y" * 100)
        written = store.digest(path)
        path.write_bytes(b"x" * before + store.UNFINISHED.encode() + b"y" * 100)
        assert store.digest(path) == written
