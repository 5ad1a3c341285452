"""Everyday words: the meaning that prose means comes first, and nothing of the dictionaries is lost."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dictionaries import everyday
from dictionaries.english_words import EnglishWords
from dictionaries.glossing import Glosser
from dictionaries.lexicon import JAPANESE_TABLES, Lexicon
from dictionaries.library import Library
from dictionaries.model import Glossed, How, Match
from texts.kana import has_kanji, is_kana
from texts.model import Analysis, Pos
from texts.tables import rows

Analyse = Callable[[str], Analysis]


def _match(glossed: Glossed, surface: str) -> Match:
    return next(m for m in (*glossed.expressions, *glossed.matches) if m.surface == surface)


@pytest.fixture
def gloss(library: Library, analyse: Analyse) -> Callable[[str], Glossed]:
    glosser = Glosser(library, Lexicon.load())
    return lambda text: glosser.gloss(analyse(text))


def test_rows_are_whole_and_none_stands_twice() -> None:
    known = {pos.value for pos in Pos} | {"", everyday.COUNTER, everyday.EXPRESSION}
    japanese = tuple(rows("everyday.tsv", 4, "dictionaries"))
    english = tuple(rows("everyday_en.tsv", 3, "dictionaries"))
    for word, reading, pos, glosses in japanese:
        assert not reading or is_kana(reading), word
        assert pos in known, word
        assert all((gloss.strip() and gloss.isascii()) or "…" in gloss for gloss in glosses.split(";")), word
    for word, pos, glosses in english:
        assert word == word.lower()
        assert pos in known
        assert all(is_kana(gloss.strip(" 〜")) or has_kanji(gloss) or gloss.strip()[:1].isdigit() for gloss in glosses.split(";")), word
    for table in ([row[:3] for row in japanese], [row[:2] for row in english]):
        assert len(set(table)) == len(table)


def test_no_everyday_row_is_hidden_by_the_lexicon() -> None:
    terms = {row[0] for table in JAPANESE_TABLES for row in rows(table, 7, "dictionaries")}
    words = [row for row in rows("everyday.tsv", 4, "dictionaries") if row[2] != everyday.COUNTER]  # a counter is asked before the lexicon
    assert not [row[0] for row in words if row[0] in terms]


def test_a_row_speaks_of_one_reading_and_one_part_of_speech() -> None:
    table = everyday.load()
    assert table.japanese("方", "かた", Pos.SUFFIX)[0] == "way of"
    assert table.japanese("方", "かた", Pos.NOUN)[0] == "person"
    assert table.japanese("方", "ほう", Pos.NOUN)[0] == "side"
    assert table.japanese("部", "ぶ", everyday.COUNTER)[0] == "copies"
    assert table.japanese("部", "ぶ", Pos.NOUN) == ()
    assert table.english("mean", Pos.VERB)[0] == "意味する"
    assert table.english("mean", Pos.ADJECTIVE) == ()


def test_the_usual_meaning_is_first_and_the_entry_is_kept(library: Library, analyse: Analyse) -> None:
    entry = library.entries_of("切る")[0]
    last = entry.senses[0].glosses[-1]
    match = Match(0, 2, "切る", "切る", "きる", analyse("切る").tokens[0].language, Pos.VERB, ("to sever",), How.ENTRY, "jmdict", entry)
    found = everyday.put_first(match, (last, "to do something else"), "taiyaku")
    assert found.glosses[:2] == (last, "to do something else")
    assert "to sever" in found.glosses
    assert found.entry is not None
    assert {sense.glosses for sense in found.entry.senses} == {sense.glosses for sense in entry.senses}
    assert last in found.entry.senses[0].glosses
    assert found.source == "jmdict"  # the entry says it itself
    assert everyday.put_first(match, ("to zigzag",), "taiyaku").source == "taiyaku"


def test_counters_are_counted(gloss: Callable[[str], Glossed]) -> None:
    glossed = gloss("300万部を6か国で2年間に。")
    assert [_match(glossed, surface).glosses[0] for surface in ("300万部", "6か国", "2年間")] == ["copies", "countries", "years"]


def test_no_country_is_a_suffix(gloss: Callable[[str], Glossed]) -> None:
    assert "China" not in _match(gloss("会議中だ。"), "中").glosses


@pytest.mark.dictionary
@pytest.mark.parametrize(
    ("text", "surface", "wanted"),
    [
        ("停戦は終わったはずです。", "はず", "should be"),
        ("ところが、停戦は終わった。", "ところが", "however"),
        ("なんらかの合意。", "なんらか", "some"),
        ("一時停戦した。", "一時", "for a time"),
        ("要求には応じられない。", "応じられない", "to respond"),
        ("会談の後、終わった。", "後", "after"),
        ("北東部の町。", "北東部", "northeastern part"),
    ],
)
def test_prose_with_the_full_dictionaries(full_library: Library, analyse: Analyse, text: str, surface: str, wanted: str) -> None:
    assert _match(Glosser(full_library, Lexicon.load()).gloss(analyse(text)), surface).glosses[0] == wanted


@pytest.mark.dictionary
def test_a_place_seen_is_no_conjunction(full_library: Library, analyse: Analyse) -> None:
    glossed = Glosser(full_library, Lexicon.load()).gloss(analyse("今見たところが町だ。"))
    assert "ところが" not in [match.surface for match in glossed.expressions]


@pytest.mark.dictionary
def test_english_verbs_are_verbs_in_japanese(full_library: Library, analyse: Analyse) -> None:
    glossed = Glosser(full_library, Lexicon.load()).gloss(analyse("They exchanged letters and transported them."))
    assert _match(glossed, "exchanged").glosses[0] == "交換する"
    assert "輸送する" in _match(glossed, "transported").glosses


def test_silent_words_stay_silent(analyse: Analyse) -> None:
    token = analyse("the").tokens[0]
    assert EnglishWords(Lexicon.load()).choose(token, {}, first=True) is None


def test_grammar_is_left_unsaid(gloss: Callable[[str], Glossed]) -> None:
    glossed = gloss("この停戦に合意した。")
    assert [match.surface for match in glossed.matches if everyday.unsaid(match)] == ["この", "した"]
    assert not everyday.unsaid(_match(glossed, "停戦"))
