"""The command line as a user meets it: output, exit codes, errors in two lines."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from reader.cli import main
from reader.paths import Places

ROOT = Path(__file__).resolve().parents[2]
HEAVY = ("textual", "rich", "sudachipy", "jamdict", "jamdict_data", "genanki", "wordfreq", "simplemma", "platformdirs")


def imported_by(call: str) -> set[str]:
    code = f"import sys, io, contextlib\nwith contextlib.redirect_stdout(io.StringIO()):\n    {call}\nprint(*sorted(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    return {name.split(".")[0] for name in done.stdout.split()}


@pytest.mark.parametrize("words", ["['--help']", "['--version']", "['read', '--help']", "['deck', '--help']"])
def test_help_and_version_load_no_engine(words: str) -> None:
    assert imported_by(f"__import__('reader.cli').cli.main({words})").isdisjoint(HEAVY)


def test_listing_plugins_imports_none() -> None:
    loaded = imported_by("from texts.importers import IMPORTERS; IMPORTERS.names()")
    assert loaded.isdisjoint(HEAVY)


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out.startswith("taiyaku 0.")


@pytest.mark.parametrize(
    ("name", "content", "code", "says"),
    [
        ("missing.txt", None, 66, "missing.txt"),
        ("empty.txt", b"", 65, "empty"),
        ("blank.txt", b" \n\n\n", 65, "empty"),
        ("image.png", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, 65, "image.png"),
    ],
)
def test_bad_input_is_one_line_and_a_hint(
    name: str, content: bytes | None, code: int, says: str, tmp_path: Path, empty_home: Places, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    assert main(["show", str(path)]) == code
    out, err = capsys.readouterr()
    assert out == ""
    lines = err.splitlines()
    assert lines[0].startswith("taiyaku: error: ")
    assert says in lines[0]
    assert len(lines) == 2
    assert lines[1].startswith("hint: ")


def test_folder_and_unknown_encoding(tmp_path: Path, article: Path, empty_home: Places, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", str(tmp_path)]) == 66
    assert main(["show", str(article), "--encoding", "utf-99"]) == 2
    assert "utf-99" in capsys.readouterr().err


def test_no_permission(article: Path, empty_home: Places, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    if os.getuid() == 0:  # root may read everything: refuse in its place
        real = os.open

        def refuse(path: object, *args: object, **kwargs: object) -> int:
            if str(path) == str(article):
                raise PermissionError(13, "Permission denied", str(article))
            return real(path, *args, **kwargs)  # type: ignore[arg-type]

        def refuse_path(self: Path, *args: object, **kwargs: object) -> object:
            raise PermissionError(13, "Permission denied", str(self))

        monkeypatch.setattr(os, "open", refuse)
        monkeypatch.setattr(Path, "open", refuse_path)
        monkeypatch.setattr(Path, "read_bytes", refuse_path)
        monkeypatch.setattr("builtins.open", refuse_path)
    else:
        article.chmod(0)
    assert main(["show", str(article)]) == 66
    assert "ermission" in capsys.readouterr().err or "read" in capsys.readouterr().err


def test_wrong_words_are_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["shwo"]) == 2
    assert main(["show", "x", "--width", "0"]) == 2
    capsys.readouterr()


def test_escape_sequences_in_names_do_not_reach_the_terminal(empty_home: Places, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", "no\x1b[2Jsuch\u202efile.txt"]) == 66
    err = capsys.readouterr().err
    assert "\x1b" not in err
    assert "\u202e" not in err


@pytest.mark.dictionary
def test_show_jsonl_keeps_the_contract(article: Path, home: Places, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", str(article), "--format", "jsonl", "--full"]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert lines[0]["schema"] == 1
    assert lines[0]["text"]["encoding"] == "utf-8"
    assert "terms" in lines[-1]
    source = article.read_text(encoding="utf-8")
    sentences = [line["sentence"] for line in lines[1:-1]]
    assert [s["index"] for s in sentences] == list(range(len(sentences)))
    for s in sentences:
        squashed = "".join(s["text"].split())
        assert "".join(source[s["start"] : s["end"]].split()) == squashed
        assert "".join("".join(t["surface"].split()) for t in s["tokens"]) == squashed
        for t in s["tokens"]:
            assert s["text"][t["start"] : t["end"]] == t["surface"]
            assert len(t["glosses"]) <= 5
            assert "senses" in t
    assert not home.study_file.exists(), "just reading makes no study store"


@pytest.mark.dictionary
def test_json_is_the_same_as_jsonl(article: Path, home: Places, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", str(article), "--format", "jsonl"]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert main(["show", str(article), "--format", "json"]) == 0
    whole = json.loads(capsys.readouterr().out)
    assert whole == {**lines[0], "sentences": [line["sentence"] for line in lines[1:-1]], **lines[-1]}


@pytest.mark.dictionary
def test_plain_when_stdout_is_no_terminal(article: Path, home: Places, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", str(article), "--width", "60"]) == 0
    out = capsys.readouterr().out
    assert "外相(がいしょう)" in out
    assert "30日間(さんじゅうにちかん)" in out


@pytest.mark.dictionary
def test_lookup_both_ways(home: Places, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["lookup", "停戦", "ceasefire", "--json"]) == 0
    answers = json.loads(capsys.readouterr().out)
    assert any("ceasefire" in g or "cease-fire" in g or "armistice" in g for m in answers[0]["matches"] for g in m["glosses"])
    assert any("停戦" in m["glosses"] for m in answers[1]["matches"])
    assert main(["lookup", "!!!"]) == 0
    assert "nothing found" in capsys.readouterr().out


@pytest.mark.dictionary
@pytest.mark.parametrize("form", ["table", "json", "csv", "tsv", "md"])
def test_terms_in_every_format(form: str, article: Path, home: Places, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["terms", str(article), "--format", form]) == 0
    out = capsys.readouterr().out
    assert "停戦" in out
    assert "首脳会談" in out


@pytest.mark.dictionary
def test_deck_twice_changes_nothing(article: Path, home: Places, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "deck.apkg"
    assert main(["deck", str(article), "-o", str(target)]) == 0
    first = target.read_bytes()
    assert "0 updated" in capsys.readouterr().err
    assert main(["deck", str(article), "-o", str(target)]) == 0
    assert " 0 added, 0 updated" in capsys.readouterr().err
    assert target.read_bytes() == first
    assert [p.name for p in tmp_path.glob("*.part*")] == []


@pytest.mark.dictionary
def test_deck_refuses_bad_places(article: Path, home: Places, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["deck", str(article), "-o", str(tmp_path / "no" / "deck.apkg")]) == 73
    assert main(["deck", str(article), "-o", str(tmp_path / "deck.xyz")]) == 2
    assert main(["deck", str(article), "-o", str(tmp_path / "deck.apkg"), "--pick", "saved"]) == 65
    assert not (tmp_path / "deck.apkg").exists()
    capsys.readouterr()


@pytest.mark.dictionary
def test_preview_writes_nothing(article: Path, home: Places, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["deck", str(article), "-o", str(tmp_path / "deck.apkg"), "--preview"]) == 0
    assert "停戦" in capsys.readouterr().out
    assert not (tmp_path / "deck.apkg").exists()
    assert not home.study_file.exists()


def test_doctor_says_where_and_whose(empty_home: Places, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor"]) == 0
    out = capsys.readouterr().out
    assert str(empty_home.data) in out
    assert "CC BY-SA 4.0" in out
    assert "not built yet" in out
    assert not empty_home.data.exists(), "the doctor only looks"


def test_doctor_finds_a_damaged_study_store(empty_home: Places, capsys: pytest.CaptureFixture[str]) -> None:
    empty_home.data.mkdir(parents=True)
    empty_home.study_file.write_bytes(b"SQLite format 3\x00" + b"\x00garbage" * 500)
    assert main(["doctor"]) == 74
    assert "damaged" in capsys.readouterr().out
    assert empty_home.study_file.read_bytes().startswith(b"SQLite format 3\x00\x00garbage"), "never overwritten"


def test_doctor_names_a_folder_that_cannot_be_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("TAIYAKU_HOME", str(tmp_path / "file" / "home"))
    assert main(["doctor"]) == 74
    out, err = capsys.readouterr()
    assert f"{tmp_path / 'file'} is no folder" in out
    assert "JMdict: not built yet" in out
    assert [line.split(":")[0] for line in err.splitlines()] == ["taiyaku", "hint"]


@pytest.mark.dictionary
def test_words_in_a_locale_without_japanese(home: Places) -> None:
    done = subprocess.run(
        [sys.executable, "-c", "from reader.cli import console; console()", "lookup", "停戦", b"\xff\xfe"],
        capture_output=True,
        check=False,
        cwd=ROOT,
        env={**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert "ていせん" in done.stdout.decode()
    assert "\ufffd\ufffd: nothing found" in done.stdout.decode()


def test_home_that_cannot_be_made(
    article: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("TAIYAKU_HOME", str(tmp_path / "file" / "home"))
    assert main(["show", str(article), "--format", "json"]) == 73
    lines = capsys.readouterr().err.splitlines()
    assert any(line.startswith("hint: ") for line in lines)


@pytest.mark.dictionary
def test_closed_pipe_ends_quietly(article: Path, home: Places) -> None:
    article.write_text(article.read_text(encoding="utf-8") + "政府は停戦を発表しました。\n" * 400, encoding="utf-8")
    command = [sys.executable, "-c", "from reader.cli import console; console()", "show", str(article), "--format", "jsonl"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == 0


@pytest.mark.dictionary
def test_full_output_device(article: Path, home: Places) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-c", "from reader.cli import console; console()", "show", str(article), "--format", "json"],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
            cwd=ROOT,
        )
    assert done.returncode == 74
    assert done.stderr.decode().startswith("taiyaku: error: ")
    assert "Traceback" not in done.stderr.decode()


@pytest.mark.dictionary
def test_interrupt_is_130(article: Path, home: Places) -> None:
    article.write_text("政府は停戦を発表しました。\n" * 40_000, encoding="utf-8")
    command = [sys.executable, "-c", "from reader.cli import console; console()", "show", str(article), "--format", "jsonl"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.send_signal(2)
        process.stdout.read()
        assert process.wait() == 130
        assert process.stderr.read().decode().splitlines() == ["taiyaku: interrupted"]


@pytest.mark.dictionary
@pytest.mark.parametrize("command", [["show"], ["show", "--format", "jsonl"], ["read", "--plain"], ["terms"]])
def test_a_damaged_study_store_is_said_once_and_does_not_stop_the_reading(
    command: list[str], article: Path, home: Places, capsys: pytest.CaptureFixture[str]
) -> None:
    home.data.mkdir(parents=True)
    home.study_file.write_bytes(b"not a database at all" * 100)
    assert main([*command, str(article)]) == 0
    out, err = capsys.readouterr()
    assert "停戦" in out
    assert err.count("left out") == 1
    assert home.study_file.read_bytes() == b"not a database at all" * 100
    assert main(["deck", str(article), "-o", str(article.with_suffix(".apkg"))]) == 65
    assert not article.with_suffix(".apkg").exists()
