"""Own terms (CSV, TSV) and lists that turn English into Japanese."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from dictionaries.build import build
from dictionaries.library import Library
from dictionaries.shelf import format_of
from dictionaries.sources import Original, english_list, table
from dictionaries.store import Store
from texts.errors import BadInputError, MissingInputError


def format_name(path: Path) -> str:
    found = format_of(path, path.read_bytes()[:4096])
    return found.name if found else ""


def compiled(path: Path) -> Library:
    format_ = format_of(path, path.read_bytes()[:4096])
    assert format_ is not None
    build(format_.source(Original("mine", path, "0" * 64, "", path.name)), path.with_suffix(".sqlite"))
    return Library((Store.open(path.with_suffix(".sqlite")),))


def write(tmp_path: Path, name: str, text: str | bytes) -> Path:
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


ROWS = "停戦案\tていせんあん\tceasefire proposal; truce plan\tnoun\tdiplomacy\n反故\tほご\tscrap\n"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.tsv", ROWS),
        ("a.txt", "# mine\n\n" + ROWS.replace("\n", "\r\n")),
        ("a.tsv", "単語\t読み\t意味\t品詞\t分類\n" + ROWS),
        (
            "a.csv",
            "category,english,word,kana,,pos\ndiplomacy,ceasefire proposal; truce plan,停戦案,ていせんあん,!,noun\n,scrap,反故,ほご,,\n",
        ),
        ("a.csv", '停戦案,ていせんあん,"ceasefire proposal; truce plan",noun,diplomacy\n"反故",ほご,scrap\n'),
        ("a.tsv", ("\ufeff" + ROWS).encode()),
        ("a.tsv", (ROWS * 3).encode("cp932")),
        ("a.tsv", ("\ufeff" + ROWS).encode("utf-16-le")),
    ],
)
def test_tables_as_people_write_them(tmp_path: Path, name: str, text: str | bytes) -> None:
    library = compiled(write(tmp_path, name, text))
    (entry,) = library.entries_of("停戦案")
    assert (entry.forms, entry.readings) == (("停戦案",), ("ていせんあん",))
    sense = entry.senses[0]
    assert (sense.pos, sense.tags, sense.glosses) == (("n",), ("diplomacy",), ("ceasefire proposal", "truce plan"))
    assert library.entries_of("ほご")[0].senses[0].glosses == ("scrap",)
    assert [t.headword for t in library.english(("truce plan",))["truce plan"]] == ["停戦案"]


def test_two_columns_are_word_and_english(tmp_path: Path) -> None:
    library = compiled(write(tmp_path, "a.tsv", "停戦案\tceasefire proposal\nさらば\tfarewell\nNATO\tthe alliance\n"))
    (entry,) = library.entries_of("停戦案")
    assert (entry.headword, entry.reading) == ("停戦案", "")
    assert library.entries_of("さらば")[0].headword == "さらば"
    assert library.entries_of("NATO")[0].headword == "NATO"
    assert "alliance" not in library.english(("alliance",)), "NATO is no Japanese for it"


def test_rows_of_one_word_are_its_senses_and_readings_make_words(tmp_path: Path) -> None:
    library = compiled(write(tmp_path, "a.tsv", "工夫\tくふう\tdevice\n工夫\tこうふ\tlabourer\n工夫\tくふう\tscheme\n"))
    senses = {entry.reading: [s.glosses for s in entry.senses] for entry in library.entries_of("工夫")}
    assert senses == {"くふう": [("device",), ("scheme",)], "こうふ": [("labourer",)]}


def test_what_a_spreadsheet_writes_comes_back(tmp_path: Path) -> None:
    out = io.StringIO()
    csv.writer(out).writerow(("切る", "きる", 'to cut; to "cut", as they say\nin two lines', "verb", ""))
    (entry,) = compiled(write(tmp_path, "a.csv", out.getvalue())).entries_of("切る")
    assert entry.senses[0].glosses == ("to cut", 'to "cut", as they say in two lines')


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("停戦案\tていせんあん\t\n反故\tほご\tscrap\n", "line 1: 停戦案 has no English"),
        ("反故\tほご\tscrap\n\n停戦案\tceasefire\tteisen\n\tx\ty\n", "line 3: 'ceasefire' is no reading in kana, and 1 more"),
        ("word\tenglish\n", "no words"),
        ("# only a comment\n", "no words"),
        ('"never closed,x\n' * 3, "line|no words|has no English"),
        ("a\t" + "b" * 300_000 + "\tc\n", "line"),
    ],
)
def test_wrong_tables_are_refused_by_line(tmp_path: Path, text: str, why: str) -> None:
    with pytest.raises(BadInputError, match=why) as caught:
        compiled(write(tmp_path, "a.csv" if "never" in text else "a.tsv", text))
    assert caught.value.hint
    assert len(list(tmp_path.iterdir())) == 1


def test_a_table_larger_than_may_be_and_one_that_is_gone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path, "a.tsv", ROWS)
    monkeypatch.setattr("dictionaries.sources._added.LARGEST_TEXT", 20)
    with pytest.raises(BadInputError, match="larger"):
        compiled(path)
    source = table.SOURCE.source(Original("mine", tmp_path / "gone.tsv", "0" * 64))
    with pytest.raises(MissingInputError, match="gone"):
        build(source, tmp_path / "gone.sqlite")


EJDICT = """kidnap\t〈人〉を誘拐する
keep\t〈物〉を『ずっと持っている』,保持する / 〈物〉を『保存しておく』,しまっておく / 《副詞[句]を伴って》(ある場所に)『ずっといる』
kind\t『親切な』,『優しい』,思いやりのある / (…の)『種類』,部類(sort)《+『of』+『名』》
keenly\t鋭く,激しく / 鋭敏に
Kiev,Kyiv\t キーウ,キエフ(旧ソ連南西部の都市;ウクライナの首都,Kyivという表記が推奨されている)
kept\tkeepの過去・過去分詞
kitten\t=子猫 / 『子猫』
kg.,kg\tkilogram[s]
"""


def test_a_list_is_known_by_what_stands_in_it(tmp_path: Path) -> None:
    assert format_name(write(tmp_path, "ejdict.txt", EJDICT)) == "english_list"
    assert format_name(write(tmp_path, "plain.tsv", "ceasefire\t停戦; 休戦\n")) == "english_list"
    assert format_name(write(tmp_path, "mine.tsv", ROWS)) == "table"
    assert format_name(write(tmp_path, "latin.tsv", "NATO\tthe alliance\n")) == "table"
    assert format_name(write(tmp_path, "binary.txt", b"\x00\x01\x02")) == ""


def test_what_a_list_says_is_cleaned_and_ranked(tmp_path: Path) -> None:
    library = compiled(write(tmp_path, "ejdict.txt", EJDICT))

    def heads(key: str) -> list[str]:
        return [t.headword for t in library.english((key,)).get(key, ())]

    assert heads("kidnap") == ["誘拐する"]
    assert set(heads("keep")) == {"ずっと持っている", "保持する", "保存しておく", "しまっておく", "ずっといる"}
    assert set(heads("kind")) == {"親切", "優しい", "思いやりのある", "種類", "部類"}
    assert heads("kitten") == ["子猫"]
    assert heads("kiev") == heads("kyiv") == ["キーウ", "キエフ"]
    assert heads("kept") == heads("kg") == []
    kinds = {t.headword: t.pos for key in ("kind", "keenly", "keep") for t in library.english((key,))[key]}
    assert kinds["親切"] == ("adj-na",)
    assert kinds["種類"] == ("n",)
    assert kinds["鋭く"] == ("adv",)
    assert kinds["保持する"] == kinds["ずっと持っている"] == ("v-unspec",)
    assert library.entries_of("kind") == (), "it is no Japanese word"
    entry = library.entry("mine", library.english(("kind",))["kind"][0].id)
    assert entry is not None
    assert [sense.glosses for sense in entry.senses] == [("親切", "優しい", "思いやりのある"), ("種類", "部類")]


def test_a_plain_list(tmp_path: Path) -> None:
    library = compiled(write(tmp_path, "plain.tsv", "# mine\nceasefire\t停戦; 休戦\nmilitary aid\t軍事援助、軍事支援\n"))
    assert [t.headword for t in library.english(("military aid",))["military aid"]] == ["軍事援助", "軍事支援"]
    assert {t.headword for t in library.english(("ceasefire",))["ceasefire"]} == {"停戦", "休戦"}


def test_a_list_without_japanese_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInputError, match="no English word with Japanese"):
        list(english_list.rows("a\tb\nc\td\n", "x.tsv"))


def test_unbalanced_marks_end(tmp_path: Path) -> None:
    text = "x\t" + "(" * 5000 + "《" * 5000 + "〈" * 5000 + "語\n" + "y\t語\n"
    assert [heads for heads, _meanings in english_list.rows(text, "x.tsv")][-1] == ["y"]
