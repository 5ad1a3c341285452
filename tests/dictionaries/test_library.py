"""Several compiled files as one library."""

from __future__ import annotations

import shutil
import sqlite3
import threading
from pathlib import Path

import pytest

from dictionaries.library import Library, compiled_path, missing, open_library
from dictionaries.sources import _jamdict
from texts.errors import StorageError, UnavailableError
from texts.model import Language


def count_statements(library: Library) -> list[str]:
    seen: list[str] = []
    for store in library.stores:
        store.connection.set_trace_callback(seen.append)
    return seen


def test_a_library_without_stores_finds_nothing() -> None:
    library = Library()
    assert library.candidates(("停戦",)) == {}
    assert library.entries(("停戦",)) == {}
    assert library.english(("peace",)) == {}
    assert library.fetch((("jmdict", 1),)) == {}
    assert library.zipf("peace", Language.EN) is None
    assert library.entries_of("停戦") == ()


def test_entries_are_decoded_whole(library: Library) -> None:
    (entry,) = library.entries_of("切る")
    assert (entry.source, entry.forms, entry.readings) == ("jmdict", ("切る",), ("きる",))
    assert [sense.glosses for sense in entry.senses] == [("to cut", "to sever"), ("to turn off",)]
    assert entry.senses[0].pos == ("v5r", "vt")
    assert library.entry("jmdict", entry.id) == entry


def test_words_stand_before_names_and_written_forms_before_readings(library: Library) -> None:
    assert [e.source for e in library.entries_of("トランプ")] == ["jmdict", "jmnedict"]
    assert [e.forms for e in library.entries_of("こと")] == [("事",), ("琴",)], "what is usually written so first"


def test_usually_kana_decides_the_headword(library: Library) -> None:
    (entry,) = library.entries_of("しかし")
    assert entry.usually_kana
    assert entry.headword == "しかし"


def test_full_width_latin_finds_what_half_width_finds(library: Library) -> None:
    assert library.entries_of("ＮＡＴＯ") == library.entries_of("NATO") != ()
    assert library.entries_of("NATO")[0].forms == ("NATO",)


def test_many_forms_cost_one_statement_for_each_store_and_nothing_the_second_time(library: Library) -> None:
    seen = count_statements(library)
    forms = ("停戦", "合意", "切る", "プーチン", "無い語")
    found = library.candidates(forms)
    assert set(found) == {"停戦", "合意", "切る", "プーチン"}
    assert len(seen) == len(library.stores)
    assert library.candidates(forms) == found
    library.entries(forms)
    assert len(seen) == len(library.stores), "what is known, and known to be missing, is not asked for again"


def test_fetching_entries_costs_one_statement_for_each_store_concerned(library: Library) -> None:
    ids = [(c.source, c.id) for cs in library.candidates(("停戦", "合意", "プーチン")).values() for c in cs]
    seen = count_statements(library)
    assert len(library.fetch(ids)) == 3
    assert len(seen) == 2


def test_wildcards_and_quotes_are_letters(library: Library) -> None:
    for form in ("%", "_", "停%", "' OR 1=1 --", "\x00", "", "[", "*"):
        assert library.entries_of(form) == ()


def test_english_keys_find_japanese_words_best_first(library: Library) -> None:
    found = library.english(("ceasefire", "agree", "agree to", "china", "us"))
    assert [t.headword for t in found["ceasefire"]] == ["停戦", "休戦"]
    assert [t.headword for t in found["agree"]] == ["同意する"]
    assert found["agree"][0].verb
    assert found["agree to"][0].headword == "同意する"
    assert {t.headword: t.capital for t in found["china"]} == {"中国": True, "瀬戸物": False}
    assert "us" not in found


def test_zipf_tells_common_words_from_rare_ones(library: Library) -> None:
    common, rare = library.zipf("peace", Language.EN), library.zipf("armistice", Language.EN)
    assert common is not None
    assert rare is not None
    assert 0 < rare < common < 8
    assert library.zipf("停戦", Language.JA) is not None
    assert library.zipf("プーチン", Language.JA) is not None
    assert library.zipf("zzzqqq", Language.EN) is None


def test_a_connection_belongs_to_its_thread(library: Library) -> None:
    caught: list[BaseException] = []

    def ask() -> None:
        try:
            library.candidates(("停戦",))
        except sqlite3.ProgrammingError as error:
            caught.append(error)

    thread = threading.Thread(target=ask)
    thread.start()
    thread.join()
    assert len(caught) == 1


def test_only_ready_files_are_opened_and_the_others_asked_for(tiny: Path, tiny_folder: Path, tmp_path: Path) -> None:
    assert missing(tmp_path) == ("jmdict", "jmnedict")
    shutil.copy(compiled_path(tiny_folder, "jmnedict"), tmp_path)
    compiled_path(tmp_path, "jmdict").write_bytes(b"")
    library = open_library(tmp_path)
    assert [store.name for store in library.stores] == ["jmnedict"]
    assert missing(tmp_path) == ("jmdict",)
    library.close()


def test_a_whole_file_is_used_when_its_data_is_gone(tiny_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone() -> Path:
        raise UnavailableError("jamdict-data", "the package is not installed")

    monkeypatch.setattr(_jamdict, "data_file", gone)
    library = open_library(tiny_folder)
    assert library.entries_of("停戦") != ()
    assert missing(tiny_folder) == ()
    library.close()


@pytest.mark.parametrize(("old", "new"), [(b'["rudder"', b'["rudder '), ("かじ".encode(), b"\xff" * 6)])
def test_damage_met_while_reading_is_said(tiny: Path, tiny_folder: Path, tmp_path: Path, old: bytes, new: bytes) -> None:
    path = Path(shutil.copy(compiled_path(tiny_folder, "jmdict"), tmp_path))
    data = path.read_bytes()
    assert old in data
    path.write_bytes(data.replace(old, new))
    library = open_library(tmp_path)
    with pytest.raises(StorageError, match="cannot be read") as caught:
        library.entries_of("舵")
    assert caught.value.hint
    library.close()


def test_what_was_not_asked_for_longest_is_forgotten_first(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dictionaries.library._REMEMBERED", 2)
    small = Library(library.stores)
    seen = count_statements(small)
    for form in ("停戦", "合意", "停戦", "切る"):
        small.candidates((form,))
    asked = len(seen)
    small.candidates(("停戦",))
    assert len(seen) == asked, "asked for again in between, so still known"
    small.candidates(("合意",))
    assert len(seen) == asked + len(small.stores)


@pytest.mark.dictionary
@pytest.mark.parametrize(
    ("key", "wanted"),
    [("ceasefire", "停戦"), ("president", "大統領"), ("putin", "プーチン"), ("moscow", "モスクワ"), ("kyiv", "キエフ"), ("tokyo", "東京"),
     ("foreign minister", "外相"), ("prisoner of war", "捕虜"), ("secretary of state", "国務長官"), ("UN", "国連"),
     ("united states", "合衆国")],
)  # fmt: skip
def test_english_keys_of_the_full_dictionaries(full_library: Library, key: str, wanted: str) -> None:
    assert wanted in [t.headword for t in full_library.english((key,))[key]][:5]
