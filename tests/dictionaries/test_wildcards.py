"""Looking up by pattern, and by what is no word of a text."""

from __future__ import annotations

import time
from collections.abc import Callable
from itertools import chain, count, repeat
from typing import cast

import pytest

from dictionaries import wildcards
from dictionaries.lexicon import Lexicon
from dictionaries.library import Library
from dictionaries.lookup import Found, find
from dictionaries.wildcards import is_pattern, search
from texts.errors import UsageError
from texts.model import Analysis

from .test_glossing import TinyLexicon


@pytest.fixture
def look(library: Library, analyse: Callable[[str], Analysis]) -> Callable[[str], Found]:
    return lambda words: find(words, library, cast("Lexicon", TinyLexicon()), lambda sentence: analyse(sentence.text))


@pytest.mark.parametrize(
    ("pattern", "wanted"),
    [
        ("停*", ["停戦"]),
        ("*戦", ["停戦", "休戦"]),
        ("?戦", ["停戦", "休戦"]),
        ("＊援助", ["援助", "軍事援助"]),
        ("舵*る", ["舵を切る"]),
        ("てい*", ["停戦"]),
        ("トラ*", ["トランプ", "トランプ"]),
        ("停[戦]*", []),
        ("停%", None),
    ],
)
def test_a_pattern_finds_the_words_that_fit_commonest_first(library: Library, pattern: str, wanted: list[str] | None) -> None:
    if wanted is None:
        assert not is_pattern(pattern)
    else:
        assert [entry.headword for _form, entry in search(pattern, library).entries] == wanted


def test_words_stand_before_names(library: Library) -> None:
    assert [entry.source for _form, entry in search("トラ*", library).entries] == ["jmdict", "jmnedict"]


def test_a_pattern_of_latin_letters_finds_english_with_its_japanese(look: Callable[[str], Found]) -> None:
    found = look("cease*")
    assert {match.lemma for match in found.matches} >= {"ceasefire"}
    assert any("停戦" in match.glosses for match in found.matches)


def test_a_pattern_finds_what_only_our_tables_have(look: Callable[[str], Found]) -> None:
    (match,) = look("首脳会*").matches
    assert (match.lemma, match.reading, match.glosses, match.source) == ("首脳会談", "しゅのうかいだん", ("summit",), "taiyaku")
    assert [match.glosses[0] for match in look("peace ta*").matches] == ["和平協議"]


def test_a_question_mark_at_the_end_of_a_question_is_none(look: Callable[[str], Found]) -> None:
    assert look("停戦？").matches[0].lemma == "停戦"
    assert [match.lemma for match in look("停戦?").matches] == ["停戦"]  # fits nothing as a pattern
    assert look("ceasefire? aid").matches


@pytest.mark.parametrize("flood", ["*", "?", "????????", "* *", "a*", "*'s", "**********", "停" * 61 + "*", "停*a*b*c*"])
def test_a_flood_is_refused_in_time(library: Library, flood: str) -> None:
    begun = time.process_time()
    with pytest.raises(UsageError) as refused:
        search(flood, library)
    assert refused.value.hint
    assert time.process_time() - begun < 0.5


def test_an_endless_pattern_is_refused_in_few_words(library: Library) -> None:
    with pytest.raises(UsageError) as refused:
        search("停*" * 100_000, library)
    assert len(str(refused.value)) < 200


def test_no_more_than_is_bearable(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wildcards, "MOST", 1)
    hits = search("?戦", library)
    assert ([entry.headword for _form, entry in hits.entries], hits.more) == (["停戦"], True)


@pytest.mark.parametrize("pattern", ["*戦", "停*", "cease*"])
def test_what_takes_too_long_ends_says_so_and_shows_what_there_is(library: Library, monkeypatch: pytest.MonkeyPatch, pattern: str) -> None:
    monkeypatch.setattr(wildcards, "_STEPS", 1)
    ticks = chain([0.0], repeat(9.0))
    hits = search(pattern, library, clock=lambda: next(ticks))
    assert hits.more
    assert {entry.headword for _form, entry in hits.entries} | set(hits.english) >= {"停戦" if pattern != "cease*" else "ceasefire"}
    assert library.entries_of("停戦")  # the connection is as it was


def test_without_any_time_left_it_ends_all_the_same(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wildcards, "_STEPS", 1)
    ticks = count()
    assert search("*戦", library, clock=lambda: next(ticks) * 5.0).more


def test_nothing_found_says_what_was_tried(look: Callable[[str], Found]) -> None:
    assert look("qqqzz") == Found((), tried=("as an English word, form or phrase",))
    assert look("zuzuzu").tried[-1] == "as romaji (ずずず)"
    assert "pattern" in look("鬱*").tried[0]


@pytest.mark.parametrize(
    ("typed", "kana", "lemma"), [("teisen", "ていせん", "停戦"), ("toranpu", "とらんぷ", "トランプ"), ("Gaishou", "がいしょう", "外相")]
)
def test_romaji_when_there_is_no_such_english(look: Callable[[str], Found], typed: str, kana: str, lemma: str) -> None:
    found = look(typed)
    assert (found.read_as, found.matches[0].lemma) == (kana, lemma)


def test_english_goes_before_romaji(look: Callable[[str], Found]) -> None:
    assert look("China").read_as == ""


@pytest.mark.parametrize(("word", "gloss"), [("this", "この"), ("of", "〜の"), ("Should", "〜すべきだ")])
def test_function_words_are_explained_though_no_text_glosses_them(look: Callable[[str], Found], word: str, gloss: str) -> None:
    (match,) = look(word).matches
    assert match.glosses[0] == gloss


@pytest.mark.dictionary
def test_the_full_dictionaries(full_library: Library, analyse: Callable[[str], Analysis]) -> None:
    def look(words: str) -> Found:
        return find(words, full_library, Lexicon.load(), lambda sentence: analyse(sentence.text))

    begun = time.process_time()
    assert {"停止", "停滞", "停戦"} <= {match.lemma for match in look("停*").matches}
    assert time.process_time() - begun < 0.2
    assert "military aid" in {match.lemma for match in look("military *").matches}
    assert "停戦合意" in {match.lemma for match in look("*合意").matches}
    flood = look("*ん")
    assert (len(flood.matches), flood.more) == (200, True)
    assert str(look("ぬる").matches[0].pos) == "verb"
    assert look("teisen").matches[0].lemma == "停戦"
    assert look("prisoners of war").matches[0].glosses[0] == "捕虜"
