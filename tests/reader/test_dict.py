"""`taiyaku dict` as a user meets it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dictionaries import shelf
from dictionaries.kanji import KanjidicReadings
from dictionaries.kanji_facts import KanjiFacts
from dictionaries.library import compiled_path
from dictionaries.sources import _jamdict
from reader.cli import main
from reader.inventory import age, is_old
from reader.paths import Places
from tests.dictionaries.conftest import make_jamdict
from tests.dictionaries.zips import INDEX, make_zip, term

ROOT = Path(__file__).resolve().parents[2]
OUT = pytest.CaptureFixture[str]
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(empty_home: Places, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch, capsys: OUT) -> Run:
    """Run a command over tiny built-in dictionaries: its code and what it wrote."""
    data = make_jamdict(tmp_path_factory.mktemp("jamdict") / "jamdict.db")
    monkeypatch.setattr(_jamdict, "data_file", lambda: data)
    monkeypatch.setattr("dictionaries.kanji.load_kanji_readings", lambda: KanjidicReadings({}))
    monkeypatch.setattr("dictionaries.kanji_facts.load_kanji_facts", lambda: KanjiFacts({}, KanjidicReadings({})))

    def command(*words: object) -> tuple[int, str, str]:
        code = main([str(word) for word in words])
        out, err = capsys.readouterr()
        return code, out, err

    return command


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    path = tmp_path / "mine.tsv"
    path.write_text("停戦\tていせん\tstopping of the guns\tnoun\n", "utf-8")
    return path


@pytest.fixture
def words(tmp_path: Path) -> Path:
    rows = [term("停戦", "ていせん", "another ceasefire"), term("紫提灯", "むらさきちょうちん", "purple lantern")]
    meta, kanji = (
        [["停戦", "freq", 77], ["停戦", "pitch", {"reading": "ていせん", "pitches": [{"position": 0}]}]],
        [["停", "テイ", "", "", ["halt"], {}]],
    )
    return make_zip(tmp_path / "words.zip", index=INDEX, term_bank_1=rows, term_meta_bank_1=meta, kanji_bank_1=kanji)


def listed(run: Run) -> list[dict[str, Any]]:
    code, out, _err = run("dict", "list", "--json")
    assert code == 0
    found: list[dict[str, Any]] = json.loads(out)
    return found


def test_listing_makes_nothing(run: Run, empty_home: Places) -> None:
    code, out, _err = run("dict", "list")
    assert code == 0
    assert [line.split()[1] for line in out.splitlines()[1:]] == ["jmdict", "jmnedict"]
    assert "not built yet" in out
    assert not empty_home.data.exists()
    assert not empty_home.cache.exists()


def test_from_adding_to_removing(run: Run, mine: Path, words: Path, empty_home: Places) -> None:
    code, out, err = run("dict", "add", mine)
    assert (code, out) == (0, "")
    assert "mine is added as mine (1 entries); it is asked before" in err
    code, _out, err = run("dict", "add", words, "--title", "Lanterns")
    assert "Lanterns is added as lanterns (2 entries, 2 facts, 1 kanji); it stands beside" in err
    assert [(d["name"], d["standing"], d["state"]) for d in listed(run)] == [
        ("mine", -1, "ready"), ("jmdict", 0, "missing"), ("jmnedict", 0, "missing"), ("lanterns", 1, "ready"),
    ]  # fmt: skip
    code, out, err = run("lookup", "停戦", "--json")
    (answer,) = json.loads(out)
    assert [m["source"] for m in answer["matches"]] == ["mine", "jmdict", "lanterns"]
    assert answer["matches"][0]["glosses"] == ["stopping of the guns"]
    assert [(f["kind"], f["value"]) for f in answer["facts"]] == [("frequency", "77"), ("pitch", "0")]
    assert answer["kanji"][0]["meanings"] == ["halt"]
    _code, out, _err = run("lookup", "停戦")
    assert "停戦: frequency 77  lanterns" in out
    assert "停戦 (ていせん): pitch 0  lanterns" in out
    assert run("dict", "order", "lanterns", "jmdict")[0] == 0
    assert [d["name"] for d in listed(run)] == ["lanterns", "jmdict", "mine", "jmnedict"]
    assert json.loads(run("lookup", "停戦", "--json")[1])[0]["matches"][0]["source"] == "lanterns"
    assert "left out" in run("dict", "disable", "lanterns", "mine")[2]
    assert [d["enabled"] for d in listed(run)] == [False, True, False, True]
    assert [m["source"] for m in json.loads(run("lookup", "停戦", "--json")[1])[0]["matches"]] != []
    assert {m["source"] for m in json.loads(run("lookup", "停戦", "--json")[1])[0]["matches"]}.isdisjoint({"lanterns", "mine"})
    assert run("dict", "enable", "lanterns")[0] == 0
    code, _out, err = run("dict", "remove", "lanterns")
    assert (code, "words.zip was not touched" in err) == (0, True)
    assert words.exists()
    assert [d["name"] for d in listed(run)] == ["jmdict", "mine", "jmnedict"]
    assert not compiled_path(empty_home.compiled_folder, "lanterns").exists()


def test_a_word_in_a_text_is_glossed_by_what_was_added(run: Run, mine: Path, tmp_path: Path) -> None:
    run("dict", "add", mine)
    text = tmp_path / "text.txt"
    text.write_text("停戦に応じる。", "utf-8")
    sentence = json.loads(run("show", text, "--format", "json")[1])["sentences"][0]
    assert (sentence["tokens"][0]["glosses"], sentence["tokens"][0]["source"]) == (["stopping of the guns"], "mine")


@pytest.mark.parametrize(
    ("call", "code", "says"),
    [
        (("add", "nowhere.zip"), 66, "no such file"),
        (("add", "picture.png"), 65, "is no dictionary"),
        (("add", "bad.zip"), 65, "bad.zip: is no zip"),
        (("add", "mine.tsv", "--name", "../x"), 2, "cannot be the name"),
        (("add", "mine.tsv", "--name", "jmdict"), 2, "comes with taiyaku"),
        (("remove", "nothing"), 66, "there is no dictionary"),
        (("remove", "jmdict"), 2, "cannot be removed"),
        (("order", "jmdict", "nothing"), 66, "nothing: there is no dictionary"),
        (("enable", "nothing"), 66, "there is no dictionary"),
        (("build", "nothing"), 66, "there is no dictionary"),
    ],
)
def test_what_goes_wrong_is_one_line_and_a_hint(
    run: Run, mine: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: tuple[str, ...], code: int, says: str
) -> None:
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n" * 9)
    (tmp_path / "bad.zip").write_bytes(b"PK\x03\x04" + b"bad" * 99)
    monkeypatch.chdir(tmp_path)
    found, out, err = run("dict", *call)
    assert (found, out) == (code, "")
    lines = err.splitlines()
    assert lines[0].startswith("taiyaku: error: ")
    assert says in lines[0]
    assert lines[1].startswith("hint: ")
    assert len(lines) == 2


def test_build_makes_what_is_missing_or_what_is_named(run: Run, mine: Path, empty_home: Places) -> None:
    run("dict", "add", mine)
    assert "jmdict, jmnedict compiled" in run("dict", "build")[2]
    assert "compiled already" in run("dict", "build")[2]
    path = compiled_path(empty_home.compiled_folder, "mine")
    path.write_bytes(b"broken")
    assert listed(run)[0]["state"] == "broken"
    assert "mine compiled" in run("dict", "build")[2]
    before = path.stat().st_ino
    assert run("dict", "build", "mine")[0] == 0
    assert path.stat().st_ino != before


def test_one_whose_file_is_gone_stops_nothing(run: Run, mine: Path, empty_home: Places) -> None:
    run("dict", "add", mine)
    run("dict", "build")
    next(empty_home.dictionaries_folder.glob("mine-*")).unlink()
    compiled_path(empty_home.compiled_folder, "mine").unlink()
    code, out, err = run("lookup", "停戦", "--json")
    assert code == 0
    assert json.loads(out)[0]["matches"]
    assert "the dictionary mine is left out" in err
    code, _out, err = run("dict", "build")
    assert code == 66
    assert "its file is gone" in json.dumps(listed(run))
    code, out, err = run("doctor")
    assert code == 74
    assert "mine: broken" in out


def test_the_doctor_says_state_age_and_what_is_damaged(run: Run, words: Path, empty_home: Places) -> None:
    run("dict", "add", words)
    run("dict", "build")
    code, out, _err = run("doctor")
    assert code == 0
    assert "JMdict: ready, data of 2021-04-17, " in out
    assert "taiyaku dict update" in out
    assert "Test Words [2024-05-01]: ready" in out
    assert "A. Maker" in out, "who made it"
    original = next(empty_home.dictionaries_folder.glob("test-words-*"))
    original.write_bytes(original.read_bytes() + b"x")
    code, out, err = run("doctor", "--json")
    assert code == 74
    assert {d["name"]: d["state"] for d in json.loads(out)["dictionaries"]}["test-words"] == "broken"
    assert "Test Words" in err


def test_a_shelf_that_cannot_be_understood_is_named(run: Run, mine: Path, empty_home: Places) -> None:
    run("dict", "add", mine)
    toml = empty_home.dictionaries_folder / shelf.TOML
    toml.write_text("version = ", "utf-8")
    for call in (("dict", "list"), ("lookup", "停戦"), ("doctor",)):
        code, _out, err = run(*call)
        assert code == 78
        assert str(toml) in err
    toml.unlink()
    code, _out, err = run("dict", "list")
    assert code == 0
    assert "is in none of your dictionaries" in err


def test_ctrl_c_while_adding_leaves_nothing(empty_home: Places, tmp_path: Path) -> None:
    rows = [term(f"語{n}", "ご", f"gloss number {n} of very many") for n in range(20_000)]
    path = make_zip(tmp_path / "large.zip", index=INDEX, term_bank_1=rows)
    code = "import sys, reader.commands._common as c\nc.ProgressLine.__call__ = lambda *a: print(a[2], file=sys.stderr, flush=True)\n"
    code += "from reader.cli import console; console()"
    command = [sys.executable, "-c", code, "dict", "add", str(path)]
    with subprocess.Popen(
        command, stderr=subprocess.PIPE, cwd=ROOT, env=os.environ | {"TAIYAKU_HOME": str(empty_home.data.parent)}
    ) as process:
        assert process.stderr is not None
        for line in process.stderr:
            if b"writing entries" in line:
                process.send_signal(signal.SIGINT)
                break
        rest = process.stderr.read().decode()
    assert rest.splitlines()[-1] == "taiyaku: interrupted"
    assert process.returncode in (130, -signal.SIGINT)
    assert [path.name for path in empty_home.dictionaries_folder.iterdir() if path.name != ".lock"] == []
    assert list(empty_home.compiled_folder.iterdir()) == []


@pytest.mark.parametrize(
    ("dated", "said", "old"),
    [("2026-11-20", "3 days old", False), ("2026-11-23", "of today", False), ("2026-11-22", "1 day old", False),
     ("2026-05-01", "6 months old", True),
     ("2020-01-01", "6 years old", True), ("", "", False), ("someday", "", False), ("2030-01-01", "of today", False)],
)  # fmt: skip
def test_ages(dated: str, said: str, old: bool) -> None:
    assert age(dated, date(2026, 11, 23)) == said
    assert is_old(dated, date(2026, 11, 23)) is old
