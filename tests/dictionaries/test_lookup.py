"""Looking up by hand, in both directions."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

import pytest

from dictionaries.lexicon import Lexicon
from dictionaries.library import Library
from dictionaries.lookup import MOST, lookup
from dictionaries.model import How, Match
from texts.model import Analysis, Language, Sentence

from .test_glossing import TinyLexicon


@pytest.fixture
def look(library: Library, analyse: Callable[[str], Analysis]) -> Callable[[str], tuple[Match, ...]]:
    def analyse_sentence(sentence: Sentence) -> Analysis:
        return analyse(sentence.text)

    return lambda words: lookup(words, library, cast("Lexicon", TinyLexicon()), analyse_sentence)


def test_a_japanese_word(look: Callable[[str], tuple[Match, ...]]) -> None:
    (match,) = look("停戦")
    assert (match.lemma, match.reading, match.glosses) == ("停戦", "ていせん", ("ceasefire", "armistice"))
    assert match.language is Language.JA


def test_an_inflected_word_with_its_chain(look: Callable[[str], tuple[Match, ...]]) -> None:
    match = look("切らなかった")[0]
    assert match.lemma == "切る"
    assert match.inflection[:1] == ("negative",)


def test_all_homographs_in_order(look: Callable[[str], tuple[Match, ...]]) -> None:
    found = look("工夫")
    assert [match.reading for match in found] == ["くふう", "こうふ"]
    assert [match.glosses[0] for match in look("こと")] == ["thing", "koto"]


def test_words_stand_before_names(look: Callable[[str], tuple[Match, ...]]) -> None:
    assert [match.how for match in look("トランプ")] == [How.ENTRY, How.NAME]


def test_an_inflected_expression(look: Callable[[str], tuple[Match, ...]]) -> None:
    assert look("舵を切った")[0].lemma == "舵を切る"


def test_an_english_word_and_an_inflected_one(look: Callable[[str], tuple[Match, ...]]) -> None:
    for word in ("ceasefire", "ceasefires", "Ceasefire", " ceasefire "):
        (match,) = look(word)
        assert match.glosses == ("停戦", "休戦"), word
        assert match.language is Language.EN


def test_an_english_phrase_and_then_its_words(look: Callable[[str], tuple[Match, ...]]) -> None:
    found = look("military aid")
    assert [match.glosses[0] for match in found] == ["軍事援助", "援助"]


def test_full_width_letters(look: Callable[[str], tuple[Match, ...]]) -> None:
    assert any("北" in g or "North" in g for match in look("ＮＡＴＯ") for g in match.glosses)


@pytest.mark.parametrize("nothing", ["", "  ", "%", "_", "qqqzzz", "。", "\x00", "' OR 1=1 --"])
def test_what_is_not_there_is_not_found(look: Callable[[str], tuple[Match, ...]], nothing: str) -> None:
    assert all(match.glosses for match in look(nothing))
    assert [match.how for match in look(nothing)] in ([], [How.ROMAJI])


def test_an_empty_library_finds_what_the_lexicon_has(analyse: Callable[[str], Analysis]) -> None:
    def analyse_sentence(sentence: Sentence) -> Analysis:
        return analyse(sentence.text)

    assert lookup("停戦", Library(), cast("Lexicon", TinyLexicon()), analyse_sentence) == ()
    assert lookup("首脳会談", Library(), cast("Lexicon", TinyLexicon()), analyse_sentence)[0].glosses == ("summit",)


@pytest.mark.dictionary
def test_the_full_dictionaries(full_library: Library, analyse: Callable[[str], Analysis]) -> None:
    def look(words: str) -> tuple[Match, ...]:
        return lookup(words, full_library, Lexicon.load(), lambda sentence: analyse(sentence.text))

    assert len(look("かん")) <= MOST
    assert "ceasefire" in look("停戦")[0].glosses[0] + look("停戦")[1].glosses[0]
    assert look("食べさせられた")[0].inflection == ("causative", "passive", "past")
    assert look("foreign minister")[0].glosses[0] == "外相"
    assert "大統領" in look("presidents")[0].glosses
