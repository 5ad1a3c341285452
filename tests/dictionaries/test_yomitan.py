"""Yomitan dictionaries, versions 1 to 3: what stands in the compiled file afterwards."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from dictionaries.build import build
from dictionaries.library import Library
from dictionaries.model import Entry
from dictionaries.sources import Original
from dictionaries.sources._structured import MOST_NODES, plain
from dictionaries.sources.yomitan import SOURCE
from dictionaries.store import Store
from tests.dictionaries.zips import INDEX, make_zip, structured, term


def compiled(tmp_path: Path, **banks: Any) -> Library:
    path = make_zip(tmp_path / "test.zip", **banks)
    build(SOURCE.source(Original("test", path, "0" * 64, "", path.name)), tmp_path / "test.sqlite")
    return Library((Store.open(tmp_path / "test.sqlite"),))


def only(library: Library, word: str) -> Entry:
    (entry,) = library.entries_of(word)
    return entry


def test_words_of_version_3(tmp_path: Path) -> None:
    library = compiled(tmp_path)
    entry = only(library, "停戦")
    assert [sense.glosses for sense in entry.senses] == [("ceasefire", "armistice"), ("pause in hostilities",)], "by score"
    assert (entry.forms, entry.readings, entry.senses[0].pos) == (("停戦",), ("ていせん",), ("n", "vs"))
    assert entry.priority > 0, "marked as common"
    assert only(library, "ていせん") == entry
    assert only(library, "切り開く").senses[0].pos == ("v5",), "by its rules when nothing else says so"
    kana = only(library, "さらば")
    assert (kana.forms, kana.readings, kana.usually_kana, kana.headword) == ((), ("さらば",), True, "さらば")
    assert [t.headword for t in library.english(("open up",))["open up"]] == ["切り開く"]


def test_what_a_zip_says_of_itself(tmp_path: Path) -> None:
    path = make_zip(tmp_path / "a.zip", index=INDEX | {"attribution": "After somebody else", "url": "https://example.org/d"})
    info = SOURCE.source(Original("test", path, "0" * 64)).info
    assert info.title == "Test Words [2024-05-01]"
    assert info.attribution == "A. Maker · After somebody else"
    assert (info.url, info.dated, info.licence) == ("https://example.org/d", "2024-05-01", "")
    hostile = make_zip(tmp_path / "b.zip", index=INDEX | {"title": "\x1b[31mRed\u202e", "url": "javascript:alert(1)", "revision": 7})
    info = SOURCE.source(Original("test", hostile, "0" * 64)).info
    assert "\x1b" not in info.title
    assert "\u202e" not in info.title
    assert info.url == ""


def test_words_of_version_1(tmp_path: Path) -> None:
    rows = [["停戦", "ていせん", "n", "", 1, "ceasefire", "armistice"]]
    assert only(compiled(tmp_path, index={"title": "Old", "version": 1}, term_bank_1=rows), "停戦").senses[0].glosses == (
        "ceasefire",
        "armistice",
    )


def test_banks_are_read_in_the_order_of_their_numbers_and_words_put_together(tmp_path: Path) -> None:
    banks = {f"term_bank_{n}": [term("語", "ご", f"gloss {n}")] for n in (10, 9, 1)}
    assert [s.glosses for s in only(compiled(tmp_path, **banks), "語").senses] == [("gloss 1",), ("gloss 9",), ("gloss 10",)]


def test_structured_content_is_plain_glosses_with_readings_kept(tmp_path: Path) -> None:
    ruby = {"tag": "ruby", "content": ["舵", {"tag": "rp", "content": "("}, {"tag": "rt", "content": "かじ"}]}
    listed = {"tag": "ul", "content": [{"tag": "li", "content": ["to turn the ", ruby]}, {"tag": "li", "content": "to change course"}]}
    library = compiled(tmp_path, term_bank_1=[term("舵を切る", "かじをきる", structured(listed, {"tag": "img", "path": "x.png"}))])
    assert only(library, "舵を切る").senses[0].glosses == ("to turn the 舵(かじ)", "to change course")


def test_content_that_names_its_glosses_gives_only_those(tmp_path: Path) -> None:
    part = {"tag": "span", "data": {"content": "part-of-speech-info", "code": "v5k"}, "content": "Godan verb"}
    glossary = {"tag": "ul", "data": {"content": "glossary"}, "content": [{"tag": "li", "content": "to be heard"}]}
    example = {"tag": "div", "data": {"content": "example-sentence"}, "content": "声が届く。"}
    found = compiled(tmp_path, term_bank_1=[term("届く", "とどく", structured(part, glossary, example), tags="")])
    sense = only(found, "届く").senses[0]
    assert (sense.glosses, sense.pos) == (("to be heard",), ("v5k",))


def test_content_as_deep_or_as_wide_as_can_be_ends() -> None:
    deep: Any = "deep"
    for _ in range(50_000):
        deep = [deep]
    assert plain(deep).glosses == []
    assert len(plain([{"tag": "li", "content": "x"}] * (5 * MOST_NODES)).glosses) < MOST_NODES


def test_pictures_and_references_are_no_glosses(tmp_path: Path) -> None:
    picture = {"type": "image", "path": "a.png"}
    library = compiled(tmp_path, term_bank_1=[term("語", "ご", picture, ["別", ["v1"]]), term("例", "れい", picture, "example")])
    assert library.entries_of("語") == ()
    assert only(library, "例").senses[0].glosses == ("example",)


def test_names_are_told_by_their_tags(tmp_path: Path) -> None:
    rows = [term("田中", "たなか", "Tanaka", tags="surname"), term("", "", "x"), term("トランプ", "", "Trump", tags="surname")]
    library = compiled(tmp_path, term_bank_1=rows)
    assert library.stores[0].holds_names
    assert library.entries_of("たなか") == (), "by kana only when written so"
    assert library.candidates(("トランプ",))["トランプ"][0].is_name
    assert only(library, "田中").senses[0].pos == ("n-pr",)


def test_frequency_and_pitch_are_kept(tmp_path: Path) -> None:
    meta = [
        ["停戦", "freq", 120],
        ["停戦", "freq", {"reading": "テイセン", "frequency": {"value": 3, "displayValue": "3㋕"}}],
        ["停戦", "pitch", {"reading": "ていせん", "pitches": [{"position": 0, "devoice": 1}, {"position": "HLLL"}]}],
        ["停戦", "ipa", {"reading": "ていせん", "transcriptions": []}],
        ["停戦", "freq", {"value": True}],
    ]
    library = compiled(tmp_path, term_meta_bank_1=meta)
    facts = [(fact.kind, fact.reading, fact.value) for fact in library.facts(("停戦", "無い"))]
    assert facts == [("frequency", "", "120"), ("frequency", "ていせん", "3㋕"), ("pitch", "ていせん", "0"), ("pitch", "ていせん", "HLLL")]
    assert library.entries_of("停戦") == (), "such a dictionary has no entries and is one all the same"


def test_kanji_are_kept(tmp_path: Path) -> None:
    new = compiled(tmp_path, kanji_bank_1=[["停", "テイ", "と.める と.まる", "jouyou", ["halt", "stop"], {"strokes": "11"}]])
    (kanji,) = new.kanji("停戦")
    assert (kanji.onyomi, kanji.kunyomi, kanji.meanings, kanji.tags) == (("テイ",), ("と.める", "と.まる"), ("halt", "stop"), ("jouyou",))
    old = compiled(tmp_path, index={"title": "Old", "format": 1}, kanji_bank_1=[["停", "テイ", "", "", "halt", "stop"]])
    assert old.kanji("停")[0].meanings == ("halt", "stop")


def test_glosses_in_japanese_are_not_looked_up_in_english(tmp_path: Path) -> None:
    library = compiled(tmp_path, term_bank_1=[term("停戦", "ていせん", "戦闘を一時とめること。NATOなど")])
    assert only(library, "停戦").senses[0].glosses == ("戦闘を一時とめること。NATOなど",)
    assert not library.stores[0].holds("english")


def test_hostile_text_is_made_safe(tmp_path: Path) -> None:
    library = compiled(tmp_path, term_bank_1=[term("停戦\x07", "てい\x1bせん", "cease\x1b[31mfire\u202e", "x" * 5000)])
    (entry,) = library.entries_of("停戦␇")
    shown = "".join((*entry.forms, *entry.readings, *entry.senses[0].glosses))
    assert "\x1b" not in shown
    assert "\u202e" not in shown
    assert len(entry.senses[0].glosses[1]) == 1000


@pytest.mark.parametrize(
    "row",
    ["word", [], ["語", "ご", "n", "", 0], ["語", "ご", "n", "", 0, "gloss", 1, ""], [1, "ご", "n", "", 0, ["x"], 1, ""],
     ["語", "ご", "n", "", "high", ["x"], 1, ""], ["語", None, "n", "", 0, ["x"], 1, ""]],
)  # fmt: skip
def test_a_row_of_another_schema_refuses_the_file_by_its_number(tmp_path: Path, row: Any) -> None:
    from texts.errors import BadInputError

    with pytest.raises(BadInputError, match=r"term_bank_1\.json, row 2"):
        compiled(tmp_path, term_bank_1=[term("例", "れい", "example"), row])
    assert [path.name for path in tmp_path.iterdir()] == ["test.zip"]
