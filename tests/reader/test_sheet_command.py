"""`taiyaku sheet` and what `taiyaku terms` shares with it, as a teacher meets them."""

from __future__ import annotations

import csv
import gc
import io
import json
from pathlib import Path
from typing import Any

import pytest

from dictionaries.model import GlossedText
from reader.cli import main
from reader.commands import _sources
from reader.paths import Places
from reader.workbench import Workbench
from texts.errors import TaiyakuError
from texts.model import Document

pytestmark = pytest.mark.dictionary
Captured = pytest.CaptureFixture[str]


def rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline="")))


def terms(path: Path) -> list[str]:
    return [row["Term"] for row in rows(path)]


@pytest.fixture
def second(tmp_path: Path) -> Path:
    path = tmp_path / "second.txt"
    path.write_text("停戦の発効\n\n政府は経済制裁を解除し、停戦が発効した。\n", encoding="utf-8")
    return path


def test_a_list_with_the_format_of_its_suffix(article: Path, home: Places, tmp_path: Path, capsys: Captured) -> None:
    for suffix in ("html", "csv", "tsv", "md", "xlsx"):
        target = tmp_path / f"list.{suffix}"
        assert main(["sheet", str(article), "-o", str(target)]) == 0
        assert target.stat().st_size > 500
        assert "terms, " in capsys.readouterr().err
    listed = rows(tmp_path / "list.csv")
    found = {row["Term"]: row for row in listed}
    assert found["停戦"]["Reading"] == "ていせん"
    assert found["停戦"]["Sentence"] == "5"
    assert found["停戦"]["Example"] == "30日間の【停戦】に応じる方針です。"
    assert [row["No."] for row in listed] == [str(number) for number in range(1, len(listed) + 1)]
    assert not home.study_file.exists()


def test_many_texts_in_one_list_and_a_bad_one_between(article: Path, second: Path, home: Places, tmp_path: Path, capsys: Captured) -> None:
    empty = tmp_path / "empty.txt"
    empty.write_bytes(b"")
    target = tmp_path / "list.csv"
    assert main(["sheet", str(article), str(empty), str(tmp_path / "gone.txt"), str(second), str(second), "-o", str(target)]) == 65
    err = capsys.readouterr().err
    assert "empty.txt" in err
    assert "gone.txt" in err
    assert "the same text again" in err
    assert "from 2 texts" in err
    by = {row["Term"]: row for row in rows(target)}
    assert by["停戦"]["Count"] == "3"
    assert by["停戦"]["Text:sentence"] == "1:5, 2:1, 2:2"
    assert by["経済制裁"]["Text:sentence"] == "2:2"


def test_nothing_is_written_when_every_text_is_bad(home: Places, tmp_path: Path, capsys: Captured) -> None:
    target = tmp_path / "list.csv"
    assert main(["sheet", str(tmp_path / "a.txt"), str(tmp_path / "b.txt"), "-o", str(target)]) == 66
    assert not target.exists()
    assert capsys.readouterr().err.count("taiyaku: error: ") == 2


def test_an_empty_list_is_said_and_written(home: Places, tmp_path: Path, capsys: Captured) -> None:
    source = tmp_path / "plain.txt"
    source.write_text("これはそれです。\n", encoding="utf-8")
    assert main(["sheet", str(source), "-o", str(tmp_path / "list.html")]) == 0
    assert "no terms found" in capsys.readouterr().err
    assert "No terms were found." in (tmp_path / "list.html").read_text(encoding="utf-8")
    assert main(["terms", str(source)]) == 0
    assert "no terms found" in capsys.readouterr().err


def test_the_teachers_file_is_made_kept_and_obeyed(article: Path, home: Places, tmp_path: Path, capsys: Captured) -> None:
    target, own = tmp_path / "list.csv", tmp_path / "own.tsv"
    call = ["sheet", str(article), "-o", str(target), "--edit-file", str(own)]
    assert main(call) == 0
    made = own.read_bytes()
    assert main(call) == 0
    assert own.read_bytes() == made
    lines = made.decode("utf-8-sig").splitlines()
    at = next(number for number, line in enumerate(lines) if line.startswith("停戦\t"))
    cells = lines[at].split("\t")
    cells[1:6] = ["", "ていせーん", "truce; pause", "economy", "Lesson 3"]
    lines[at] = "\t".join(cells)
    lines.append("譲歩\texclude")
    lines.append("方針\tinclude")
    lines.append("宇宙人\tinclude")
    lines.append("米国\ttaught")
    own.write_text("\n".join(lines) + "\n", encoding="utf-8")
    lines_before = [line for line in lines if line.startswith("譲歩")]
    if len(lines_before) > 1:  # the list had it: the teacher writes into that line
        lines = [line for line in lines if not (line.startswith("譲歩\t") and "exclude" not in line)]
        own.write_text("\n".join(lines) + "\n", encoding="utf-8")
    for word in ("米国", "方針"):
        lines = [line for line in lines if not (line.startswith(f"{word}\t") and "taught" not in line and "include" not in line)]
    own.write_text("\n".join(lines) + "\n", encoding="utf-8")
    capsys.readouterr()
    assert main(call) == 0
    err = capsys.readouterr().err
    assert "1 line matches nothing" in err
    assert "宇宙人" in err
    by = {row["Term"]: row for row in rows(target)}
    assert by["停戦"]["Reading"] == "ていせーん"
    assert by["停戦"]["English"] == "truce; pause"
    assert by["停戦"]["Category"] == "economy"
    assert by["停戦"]["Note"] == "Lesson 3"
    assert "方針" in by
    assert "譲歩" not in by
    assert "米国" not in by
    assert main(["sheet", str(article), "-o", str(tmp_path / "l.html"), "--overrides", str(own)]) == 0
    assert "<rt>ていせーん</rt>" in (tmp_path / "l.html").read_text(encoding="utf-8")
    capsys.readouterr()
    assert main(["terms", str(article), "--overrides", str(own), "--format", "json"]) == 0
    found = {term["term"]: term for term in json.loads(capsys.readouterr().out)[0]["terms"]}
    assert found["停戦"]["glosses"] == ["truce", "pause"]
    assert "譲歩" not in found


def test_a_wrong_file_of_the_teacher_stops_before_anything_is_written(
    article: Path, home: Places, tmp_path: Path, capsys: Captured
) -> None:
    own, target = tmp_path / "own.tsv", tmp_path / "list.csv"
    own.write_text("term\taction\n停戦\tforbid\n停戦\texclude\n", encoding="utf-8")
    target.write_text("mine")
    assert main(["sheet", str(article), "-o", str(target), "--overrides", str(own)]) == 65
    err = capsys.readouterr().err
    assert "line 2" in err
    assert "line 3" in err
    assert target.read_text() == "mine"
    assert main(["sheet", str(article), "-o", str(own), "--overrides", str(own)]) == 2
    assert main(["sheet", str(article), "-o", str(article)]) == 2
    assert main(["sheet", str(article), "-o", str(tmp_path / "x.pdf")]) == 2
    assert main(["sheet", str(article), "-o", str(tmp_path / "none" / "x.csv")]) == 73
    assert main(["sheet", str(article), "-o", str(tmp_path / "x.csv"), "--quiz", "cloze"]) == 2
    assert main(["sheet", str(article), "-o", "-", "--format", "xlsx"]) == 2
    assert main(["sheet", str(article), "-o", str(target), "--overrides", str(tmp_path / "gone.tsv")]) == 66


def test_new_leaves_out_what_is_known(article: Path, home: Places, tmp_path: Path, capsys: Captured) -> None:
    known = tmp_path / "known.txt"
    known.write_text("停戦\nminister\n", encoding="utf-8")
    target = tmp_path / "list.csv"
    assert main(["sheet", str(article), "-o", str(target), "--new", "--known", str(known)]) == 0
    assert "停戦" not in terms(target)
    assert "譲歩" in terms(target)
    assert main(["sheet", str(article), "-o", str(target), "--known", str(known)]) == 0
    assert "停戦" in terms(target)
    assert main(["sheet", str(article), "-o", str(target), "--new", "--known", "100000"]) == 0
    assert "譲歩" not in terms(target)
    capsys.readouterr()
    assert main(["terms", str(article), "--new", "--known", str(known), "--format", "csv"]) == 0
    out = capsys.readouterr().out
    assert "\n停戦," not in out
    assert "\nminister," not in out
    assert "譲歩," in out


def test_orders_limits_levels_and_both_languages(article: Path, home: Places, tmp_path: Path) -> None:
    target, levels = tmp_path / "list.csv", tmp_path / "levels.csv"
    levels.write_text("word,level\n停戦,N1\n譲歩,N2\n", encoding="cp932")
    assert main(["sheet", str(article), "-o", str(target), "--order", "reading", "--levels", str(levels)]) == 0
    listed = rows(target)
    readings = [row["Reading"] for row in listed if row["Kind"] == "term"]
    assert readings == sorted(readings)
    assert {row["Term"]: row["Level"] for row in listed}["停戦"] == "N1"
    assert main(["sheet", str(article), "-o", str(target), "--limit", "2", "--learn", "both"]) == 0
    assert [row["Language"] for row in rows(target)] == ["ja", "ja", "en", "en"]
    assert main(["sheet", str(article), "-o", str(target), "--learn", "en"]) == 0
    english = list(csv.reader(io.StringIO(target.read_bytes().decode("utf-8-sig"), newline="")))
    assert english[0][:4] == ["番号", "語句", "発音", "日本語"] or english[0][:3] == ["番号", "語句", "日本語"]
    meanings = {row[1]: row for row in english[1:]}
    assert "大臣（だいじん）" in "".join(meanings["minister"])


def test_words_to_teach_first_reach_their_share(article: Path, home: Places, tmp_path: Path) -> None:
    target = tmp_path / "list.md"
    assert main(["sheet", str(article), "-o", str(target), "--preteach", "95", "--known", "1000"]) == 0
    said = target.read_text(encoding="utf-8")
    line = next(line for line in said.splitlines() if line.startswith("To teach first"))
    after = float(line.partition("after ")[2].partition(" %")[0])
    assert after >= 95
    assert main(["sheet", str(article), "-o", str(target), "--preteach", "98", "--known", "1000"]) == 0
    assert "goal 98 %" in target.read_text(encoding="utf-8")


def test_worksheets_by_seed(article: Path, home: Places, tmp_path: Path, capsys: Captured) -> None:
    one, two = tmp_path / "one.html", tmp_path / "two.html"
    call = ["sheet", str(article), "--quiz", "meaning", "--quiz", "match", "--versions", "2", "--key", "--seed", "7"]
    assert main([*call, "-o", str(one)]) == 0
    assert "worksheets of" in capsys.readouterr().err
    assert main([*call, "-o", str(two)]) == 0
    assert one.read_bytes() == two.read_bytes()
    assert "Version B" in one.read_text(encoding="utf-8")
    short = tmp_path / "short.txt"
    short.write_text("これはそれです。\n", encoding="utf-8")
    assert main(["sheet", str(short), "-o", str(tmp_path / "q.html"), "--quiz", "match"]) == 65
    assert not (tmp_path / "q.html").exists()


def test_standard_output_is_data_alone(article: Path, home: Places, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["sheet", str(article), "-o", "-", "--format", "tsv"]) == 0
    out, err = capfdbinary.readouterr()
    assert out.decode().startswith("No.\tTerm\t")
    assert b"terms" in err


def test_a_text_is_let_go_of_before_the_next(article: Path, second: Path, home: Places) -> None:
    alive: list[int] = []

    def keep(text: GlossedText) -> str:
        gc.collect()
        alive.append(sum(isinstance(one, GlossedText) for one in gc.get_objects()))
        return text.document.title

    with Workbench(home) as bench:
        kept, code = _sources.reduced(bench, [str(article), str(second)], None, "politics", keep)
    assert (code, [title for _, title in kept]) == (0, ["首脳会談の行方", "停戦の発効"])
    assert alive == [1, 1]
    assert all(document.text == "" for document, _ in kept)


def test_the_only_text_fails_as_every_command_does(home: Places, tmp_path: Path) -> None:
    with Workbench(home) as bench, pytest.raises(TaiyakuError):
        _sources.reduced(bench, [str(tmp_path / "gone.txt")], None, "politics", lambda text: text)


def test_interrupted_or_refused_nothing_is_replaced(
    article: Path, second: Path, home: Places, tmp_path: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    target, own = tmp_path / "list.csv", tmp_path / "own.tsv"
    assert main(["sheet", str(article), "-o", str(own), "--edit-file", str(own)]) == 2
    assert main(["sheet", str(article), "-o", str(target), "--edit-file", str(article)]) == 2
    assert not own.exists()
    target.write_bytes(b"before")
    plain = tmp_path / "plain.tsv"
    plain.write_text("taught\n停戦\n", encoding="utf-8")
    assert main(["sheet", str(article), "-o", str(target), "--edit-file", str(plain)]) == 65
    assert target.read_bytes() == b"before"
    listing = sorted(path.name for path in tmp_path.iterdir())
    text = Workbench.text

    def interrupted(self: Workbench, document: Document, *args: Any, **more: Any) -> GlossedText:
        if document.title == "停戦の発効":
            raise KeyboardInterrupt
        return text(self, document, *args, **more)

    monkeypatch.setattr(Workbench, "text", interrupted)
    assert main(["sheet", str(article), str(second), "-o", str(target), "--edit-file", str(own)]) == 130
    assert target.read_bytes() == b"before"
    assert sorted(path.name for path in tmp_path.iterdir()) == listing
    assert "Traceback" not in capsys.readouterr().err


def test_what_the_teacher_includes_is_found_in_whole_words(home: Places, tmp_path: Path, capsys: Captured) -> None:
    source = tmp_path / "text.txt"
    source.write_text("The birds told us about coffee breaks.\n朝ご飯を食べた。朝のご飯。\nTwo coffee break rules.\n", encoding="utf-8")
    own, target = tmp_path / "own.tsv", tmp_path / "list.csv"
    lines = (
        "term\taction\tmeaning",
        "US\tinclude\t",
        "coffee break\tinclude\t",
        "bird\tinclude\t",
        "ご飯\tinclude\t",
        "朝ご\tinclude\t",
        "食べる\tinclude\t",
    )
    own.write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert main(["sheet", str(source), "-o", str(target), "--learn", "both", "--overrides", str(own)]) == 0
    err = capsys.readouterr().err
    by = {row["Term"]: row for row in rows(target)}
    assert by["coffee break"]["Count"] == "2"
    assert by["bird"]["English/Japanese"].startswith("鳥")
    assert by["食べる"]["Reading"] == "たべる"
    assert "US" not in by
    assert "own.tsv:2 US" in err
    assert "朝ご" not in by
    assert "own.tsv:6 朝ご" in err
