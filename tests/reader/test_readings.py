"""`taiyaku readings`, and where the corrections it keeps arrive: text, look-up, terms, deck."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from decks.model import TextRecord
from decks.study import Study
from reader.cli import main
from reader.paths import Places
from reader.workbench import Workbench, utc_now

OUT = pytest.CaptureFixture[str]


def kept(places: Places) -> list[tuple[str, str, str]]:
    with Study.open(places.study_file, utc_now) as study:
        return [(one.surface, one.reading, one.scope) for one in study.corrections.all()]


def test_add_list_remove(empty_home: Places, capsys: OUT) -> None:
    assert main(["readings", "add", "東海林", "shouji"]) == 0
    assert main(["readings", "add", "東海林", "とうかいりん"]) == 0
    assert "it was しょうじ" in capsys.readouterr().err
    assert main(["readings", "list"]) == 0
    assert capsys.readouterr().out == "東海林  とうかいりん  everywhere\n"
    assert main(["readings", "remove", "東海林"]) == 0
    assert "no longer read とうかいりん" in capsys.readouterr().err
    assert main(["readings", "remove", "東海林"]) == 66
    assert kept(empty_home) == []


def test_listing_makes_no_store(empty_home: Places, capsys: OUT) -> None:
    assert main(["readings", "list"]) == 0
    assert main(["readings", "export"]) == 0
    assert capsys.readouterr().out.startswith("# surface\treading\tscope")
    assert not empty_home.study_file.exists()


def test_in_one_text(empty_home: Places, article: Path, capsys: OUT) -> None:
    assert main(["readings", "add", "交渉", "かけあい", "--text", str(article)]) == 0
    assert "in 首脳会談の行方" in capsys.readouterr().err
    ((_, _, scope),) = kept(empty_home)
    assert scope
    assert main(["readings", "list", "--text", scope, "--format", "json"]) == 0
    (one,) = json.loads(capsys.readouterr().out)
    assert (one["surface"], one["reading"], one["scope"]) == ("交渉", "かけあい", scope)
    assert main(["readings", "remove", "交渉"]) == 66
    assert "--text" in capsys.readouterr().err
    assert main(["readings", "remove", "交渉", "--text", str(article)]) == 0
    assert kept(empty_home) == []


def test_a_text_is_named_by_its_id_once_it_was_read(empty_home: Places, capsys: OUT) -> None:
    with Study.open(empty_home.study_file, utc_now) as study:
        study.remember(TextRecord("0123456789abcdef", "停戦の行方", "article.txt", 0, 3, utc_now()))
    assert main(["readings", "list", "--text", "0123456789abcdef"]) == 0
    assert main(["readings", "add", "停戦", "やすらぎ", "--text", "0123456789abcdef"]) == 0
    assert "停戦 is read やすらぎ in 停戦の行方" in capsys.readouterr().err
    assert kept(empty_home) == [("停戦", "やすらぎ", "0123456789abcdef")]
    assert main(["readings", "list", "--text", "fedcba9876543210"]) == 66


def test_a_text_that_was_never_opened_is_listed_by_its_title(empty_home: Places, article: Path, capsys: OUT) -> None:
    assert main(["readings", "add", "交渉", "かけあい", "--text", str(article)]) == 0
    assert main(["readings", "list"]) == 0
    assert capsys.readouterr().out == "交渉  かけあい  首脳会談の行方\n"


@pytest.mark.parametrize(
    "edit",
    [
        lambda data: data.replace(b"\n", b"\r\n"),
        lambda data: data + b"\n\n",
        lambda data: data.replace("臨みました".encode(), "のぞみました".encode()),
        lambda data: data.replace("首脳会談の行方".encode(), "会談の行方".encode()),
    ],
)
def test_a_text_that_was_touched_keeps_its_corrections(
    empty_home: Places, article: Path, edit: Callable[[bytes], bytes], capsys: OUT
) -> None:
    main(["readings", "add", "交渉", "かけあい", "--text", str(article)])
    article.write_bytes(edit(article.read_bytes()))
    with Workbench(empty_home) as bench:
        document = bench.document(str(article))
        assert document.id != kept(empty_home)[0][2]
        analyses = [bench.analyse(sentence) for sentence in bench.sentences(document)]
    assert "かけあい" in [token.reading for analysis in analyses for token in analysis.tokens]
    capsys.readouterr()
    assert main(["readings", "list", "--text", str(article)]) == 0
    assert "かけあい" in capsys.readouterr().out
    assert main(["readings", "remove", "交渉", "--text", str(article)]) == 0
    assert kept(empty_home) == []


def test_an_id_that_nobody_knows_is_said_to_be_one(empty_home: Places, capsys: OUT) -> None:
    for action in (["list"], ["add", "停戦", "やすらぎ"], ["remove", "停戦"]):
        assert main(["readings", *action, "--text", "fedcba9876543210"]) == 66
        assert "fedcba9876543210: no text with this id" in capsys.readouterr().err
    assert main(["readings", "list", "--text", "none.txt"]) == 66
    assert "none.txt: no such file" in capsys.readouterr().err


def test_a_long_reading_is_cut_in_its_error(empty_home: Places, capsys: OUT) -> None:
    assert main(["readings", "add", "停戦", "あ" * 500]) == 65
    err = capsys.readouterr().err
    assert "longer than 64 characters" in err
    assert len(err.splitlines()[0]) < 140


def test_a_table_of_wrong_lines_names_the_first_and_counts_the_rest(empty_home: Places, tmp_path: Path, capsys: OUT) -> None:
    table = tmp_path / "wrong.tsv"
    table.write_text("x\n" * 5_250, encoding="utf-8")
    assert main(["readings", "import", str(table)]) == 65
    err = capsys.readouterr().err.splitlines()
    assert len(err) == 103
    assert "line 100: " in err[99]
    assert err[100].endswith("and 5,150 more lines")
    assert "5,250 lines are refused" in err[101]


def test_what_stands_in_the_store_cannot_move_the_cursor(empty_home: Places, capsys: OUT) -> None:
    with Study.open(empty_home.study_file, utc_now) as study:
        study.correct("停\x1b[31m戦", "\u202eやすらぎ")  # no command of ours keeps this
    for shape in ("table", "tsv"):
        assert main(["readings", "list", "--format", shape]) == 0
        out = capsys.readouterr().out
        assert "やすらぎ" in out
        assert not {"\x1b", "\u202e"} & set(out)


@pytest.mark.parametrize(
    ("surface", "reading", "says"), [("開ける", "ひらく", "over ける"), ("停戦", "xq", "not kana"), ("かな", "かな", "nothing to read")]
)
def test_an_impossible_reading_is_refused_with_a_reason(empty_home: Places, capsys: OUT, surface: str, reading: str, says: str) -> None:
    assert main(["readings", "add", surface, reading]) == 65
    assert says in capsys.readouterr().err
    assert not empty_home.study_file.exists()


def test_an_exported_table_brings_back_the_same_state(
    empty_home: Places, article: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: OUT
) -> None:
    main(["readings", "add", "東海林", "しょうじ"])
    main(["readings", "add", "尹錫悦", "ユン・ソンニョル"])
    main(["readings", "add", "交渉", "かけあい", "--text", str(article)])
    before = kept(empty_home)
    table = tmp_path / "mine.tsv"
    assert main(["readings", "export", "-o", str(table)]) == 0
    capsys.readouterr()
    assert main(["readings", "export"]) == 0
    assert capsys.readouterr().out == table.read_text(encoding="utf-8")
    monkeypatch.setenv("TAIYAKU_HOME", str(tmp_path / "other"))
    assert main(["readings", "import", str(table)]) == 0
    assert "3 added, 0 replaced, 0 unchanged" in capsys.readouterr().err
    from reader.paths import find_places

    assert kept(find_places()) == before
    assert main(["readings", "import", str(table)]) == 0
    assert "3 unchanged" in capsys.readouterr().err


def test_wrong_lines_are_named_and_nothing_is_kept_unless_asked_for(empty_home: Places, tmp_path: Path, capsys: OUT) -> None:
    table = tmp_path / "mine.tsv"
    table.write_bytes("\ufeff東海林\tしょうじ\r\n開ける\tひらく\r\n停戦\r\n".encode())
    assert main(["readings", "import", str(table)]) == 65
    err = capsys.readouterr().err
    assert "line 2: 開ける cannot be read ひらく" in err
    assert "line 3: there is no tab" in err
    assert "2 lines are refused, nothing was kept" in err
    assert not empty_home.study_file.exists()
    assert main(["readings", "import", str(table), "--partial"]) == 0
    err = capsys.readouterr().err
    assert "line 2: " in err
    assert "1 added, 0 replaced, 0 unchanged, 2 refused" in err
    assert kept(empty_home) == [("東海林", "しょうじ", "")]


@pytest.mark.parametrize(
    ("content", "code"), [(b"", 65), (b"# nothing\n", 65), (b"\x89PNG\r\n\x1a\n" + bytes(200), 65), ("停戦\tx\n".encode(), 65)]
)
def test_a_table_without_any_reading_is_refused(empty_home: Places, tmp_path: Path, content: bytes, code: int) -> None:
    table = tmp_path / "mine.tsv"
    table.write_bytes(content)
    assert main(["readings", "import", str(table), "--partial"]) == code
    assert main(["readings", "import", str(tmp_path / "none.tsv")]) == 66
    assert not empty_home.study_file.exists()


def test_a_table_of_another_encoding_from_standard_input(empty_home: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.TextIOWrapper(io.BytesIO("東海林\tしょうじ\n停戦\tていせん\n交渉\tこうしょう\n".encode("cp932")))
    monkeypatch.setattr(sys, "stdin", stream)
    assert main(["readings", "import", "-", "--encoding", "cp932"]) == 0
    assert ("東海林", "しょうじ", "") in kept(empty_home)


def test_no_place_for_the_table(empty_home: Places, tmp_path: Path, capsys: OUT) -> None:
    assert main(["readings", "export", "-o", str(tmp_path / "none" / "mine.tsv")]) == 73
    assert main(["readings", "export", "-o", str(tmp_path)]) == 73


def test_doctor_counts_them_and_names_the_settings(empty_home: Places, capsys: OUT) -> None:
    main(["readings", "add", "東海林", "しょうじ"])
    empty_home.config.mkdir(parents=True)
    empty_home.settings_file.write_text("[readings]\n", encoding="utf-8")
    assert main(["doctor"]) == 0
    out = capsys.readouterr().out
    assert "1 correction" in out
    assert f"settings: {empty_home.settings_file}" in out
    empty_home.settings_file.write_text("[nonsense]\n", encoding="utf-8")
    assert main(["doctor"]) == 78
    out, err = capsys.readouterr()
    assert "there is no setting nonsense" in out
    assert "there is no setting nonsense" in err
    assert "sources and licences" in out


@pytest.mark.dictionary
def test_a_correction_travels_to_text_lookup_terms_and_deck(home: Places, article: Path, tmp_path: Path, capsys: OUT) -> None:
    main(["readings", "add", "交渉", "かけあい"])
    main(["readings", "add", "停戦", "やすらぎ", "--text", str(article)])
    capsys.readouterr()
    assert main(["show", str(article), "--format", "json"]) == 0
    sentences = json.loads(capsys.readouterr().out)["sentences"]
    tokens = {token["surface"]: token for sentence in sentences for token in sentence["tokens"]}
    assert tokens["交渉"]["reading"] == "かけあい"
    assert tokens["停戦"]["reading"] == "やすらぎ"
    own = {r["reading"] for sentence in sentences for r in sentence["ruby"] if r["from"] == "user"}
    assert own == {"かけあい", "やすらぎ"}

    assert main(["terms", str(article), "--domain", "all", "--format", "tsv"]) == 0
    terms = {line.split("\t")[0]: line.split("\t")[1] for line in capsys.readouterr().out.splitlines()}
    assert terms["停戦"] == "やすらぎ"
    assert terms["交渉"] == "かけあい"

    deck = tmp_path / "deck.tsv"
    assert main(["deck", str(article), "-o", str(deck), "--pick", "all", "--learn", "ja"]) == 0
    words = {cells[4]: cells[5:7] for cells in csv.reader(deck.read_text(encoding="utf-8").splitlines(), delimiter="\t") if len(cells) > 6}
    assert words["停戦"] == ["停戦[やすらぎ]", "やすらぎ"]
    assert words["交渉"] == ["交渉[かけあい]", "かけあい"]

    capsys.readouterr()
    assert main(["lookup", "交渉", "--json"]) == 0
    (answer,) = json.loads(capsys.readouterr().out)
    assert answer["matches"][0]["reading"] == "かけあい"


@pytest.mark.dictionary
def test_what_the_reader_wrote_in_katakana_stays_so(home: Places, tmp_path: Path, capsys: OUT) -> None:
    text = tmp_path / "kanji.txt"
    text.write_text("漢字を読む。\n", encoding="utf-8")
    main(["readings", "add", "漢字", "KANJI"])
    capsys.readouterr()
    assert main(["show", str(text), "--format", "json"]) == 0
    (sentence,) = json.loads(capsys.readouterr().out)["sentences"]
    assert sentence["ruby"][0]["reading"] == "カンジ"
    assert sentence["tokens"][0]["reading"] == "かんじ"  # by which words are told apart
    assert main(["terms", str(text), "--domain", "all", "--format", "json"]) == 0
    ((term,),) = (answer["terms"] for answer in json.loads(capsys.readouterr().out))
    assert term["reading"] == "カンジ"
    assert main(["lookup", "漢字", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)[0]["matches"][0]["reading"] == "カンジ"
    deck = tmp_path / "deck.tsv"
    assert main(["deck", str(text), "-o", str(deck), "--pick", "all", "--learn", "ja"]) == 0
    words = {cells[4]: cells[5:7] for cells in csv.reader(deck.read_text(encoding="utf-8").splitlines(), delimiter="\t") if len(cells) > 6}
    assert "カンジ" in words["漢字"]


@pytest.mark.dictionary
@pytest.mark.parametrize(("chosen", "reading"), [(None, "よろん"), ("せろん", "せろん")])
def test_the_house_style_reaches_the_terms(home: Places, tmp_path: Path, capsys: OUT, chosen: str | None, reading: str) -> None:
    if chosen is not None:
        home.config.mkdir(parents=True, exist_ok=True)
        home.settings_file.write_text(f'[readings.style]\n"世論" = "{chosen}"\n', encoding="utf-8")
    text = tmp_path / "poll.txt"
    text.write_text("世論が動いた。世論調査の結果。\n", encoding="utf-8")
    assert main(["terms", str(text), "--domain", "all", "--format", "tsv"]) == 0
    terms = {line.split("\t")[0]: line.split("\t")[1] for line in capsys.readouterr().out.splitlines()}
    assert terms["世論"] == reading
    assert terms["世論調査"] == f"{reading}ちょうさ"


@pytest.mark.dictionary
def test_a_form_read_otherwise_keeps_a_gloss(home: Places, tmp_path: Path, capsys: OUT) -> None:
    text = tmp_path / "work.txt"
    text.write_text("先日行った仕事。\n", encoding="utf-8")
    main(["readings", "add", "行った", "おこなった", "--text", str(text)])
    capsys.readouterr()
    assert main(["show", str(text), "--format", "json"]) == 0
    (sentence,) = json.loads(capsys.readouterr().out)["sentences"]
    verb = next(token for token in sentence["tokens"] if token["surface"] == "行った")
    assert (verb["lemma"], verb["reading"], verb["how"]) == ("行う", "おこなった", "entry")
    assert any("carry out" in gloss or "perform" in gloss for gloss in verb["glosses"])
