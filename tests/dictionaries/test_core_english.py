"""The core tables of English: whole rows, good Japanese that dictionaries know, and what they do for the words of a sentence."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator

import pytest

from dictionaries import everyday
from dictionaries.english_keys import american
from dictionaries.glossing import Glosser
from dictionaries.lexicon import Lexicon
from dictionaries.library import Library
from dictionaries.model import Glossed
from texts.japanese import JapaneseTokenizer
from texts.kana import has_kanji
from texts.model import Analysis, Pos
from texts.tables import rows

Analyse = Callable[[str], Analysis]

NAMES = "core_en_names.tsv"
_WELL_FORMED = re.compile(r"[ぁ-ゖァ-ヺー・一-鿿々〇〜]+|(?=.*[ぁ-ゖァ-ヺ一-鿿])[ぁ-ゖァ-ヺー・一-鿿々〇〜A-Z0-9]+")
_LITERARY = ("ざりき", "べからず", "いみじ", "候ふ", "御座る", "あらず", "さりとて", "いと", "げに", "なり", "けり", "されど", "かくの如く")
_GRAMMAR = ("助詞", "助動詞", "補助記号")


def _table() -> Iterator[tuple[str, str, str, list[str]]]:
    """Table, word, part of speech, Japanese."""
    for table in everyday.core_tables():
        for word, pos, glosses in rows(table, 3, "dictionaries"):
            yield table, word, pos, [gloss.strip() for gloss in glosses.split(";")]


def test_rows_are_whole_and_none_stands_twice() -> None:
    seen: Counter[tuple[str, str]] = Counter()
    known = {pos.value for pos in Pos} | {""}
    for table, word, pos, glosses in _table():
        assert word == word.lower() == " ".join(word.split()), word
        assert word.isascii(), word
        assert pos in known, word
        assert (1 if table == NAMES else 2) <= len(glosses) <= 6, word
        assert len(set(glosses)) == len(glosses), word
        seen[word, pos] += 1
    assert not [row for row, times in seen.items() if times > 1]


def test_there_are_as_many_rows_as_we_say() -> None:
    count = Counter(pos if " " not in word else "phrase" for _table_name, word, pos, _glosses in _table())
    assert count[Pos.VERB] >= 1_300
    assert count["phrase"] >= 500
    assert count[Pos.ADJECTIVE] >= 1_000
    assert count[Pos.ADVERB] >= 450
    assert count.total() >= 4_000


def test_the_japanese_is_well_formed_and_of_today() -> None:
    wrong = [(word, gloss) for table, word, _pos, glosses in _table() for gloss in glosses if table != NAMES and not _is_good(gloss)]
    assert not wrong
    for _table_name, word, pos, glosses in _table():
        assert pos != Pos.VERB or not any(gloss.endswith(("な", "の", "に")) for gloss in glosses), word


def _is_good(gloss: str) -> bool:
    return _WELL_FORMED.fullmatch(gloss) is not None and gloss not in _LITERARY


@pytest.mark.dictionary
def test_dictionaries_know_the_japanese(full_library: Library) -> None:
    """As it stands, or word by word: 影響を与える, 弱体化させる."""
    wholes = [gloss.strip("〜") for table, _word, _pos, glosses in _table() if table != NAMES for gloss in glosses]
    tokenizer = JapaneseTokenizer()
    parts = {whole: _content(tokenizer, whole) for whole in dict.fromkeys(wholes)}
    found = full_library.candidates(frozenset((*parts, *(word for words in parts.values() for forms in words for word in forms))))
    unknown = [whole for whole in wholes if whole not in found and not all(any(f in found for f in forms) for forms in parts[whole])]
    assert len(unknown) <= 0.03 * len(wholes), sorted(set(unknown))
    old = [
        whole
        for whole in parts
        if whole in found and has_kanji(whole) and all({"arch", "obs"} & {*candidate.tags} for candidate in found[whole])
    ]
    assert not old


def _content(tokenizer: JapaneseTokenizer, text: str) -> list[tuple[str, str]]:
    """Spelling and dictionary form of each word that is more than grammar."""
    return [(m.surface, m.lemma) for m in tokenizer.morphemes(text) if m.pos[0] not in _GRAMMAR]


@pytest.fixture
def gloss(library: Library, analyse: Analyse) -> Callable[[str], Glossed]:
    glosser = Glosser(library, Lexicon.load())
    return lambda text: glosser.gloss(analyse(text))


def _first(glossed: Glossed, surface: str) -> str:
    return next(match for match in glossed.matches if match.surface == surface).glosses[0]


def test_the_part_of_speech_chooses_the_row(gloss: Callable[[str], Glossed]) -> None:
    assert _first(gloss("They object to it."), "object") == "反対する"
    assert _first(gloss("They address the problem."), "address") == "取り組む"  # news_en.tsv knows the noun, a speech
    assert _first(gloss("He gave an address."), "address") == "演説"


@pytest.mark.parametrize(
    ("text", "verb", "wanted"),
    [
        ("They put the plan off.", "put", "延期する"),
        ("She turned their generous offer down.", "turned", "断る"),
        ("The police brought him back.", "brought", "持ち帰る"),
        ("They put the book on the table.", "put", "置く"),  # a preposition
        ("They put it, and the plane went off.", "put", "置く"),  # another verb's
    ],
)
def test_a_particle_is_found_behind_the_object(gloss: Callable[[str], Glossed], text: str, verb: str, wanted: str) -> None:
    assert _first(gloss(text), verb) == wanted


@pytest.mark.parametrize(
    ("text", "surface", "lemma", "wanted"),
    [
        ("They carried out the plan.", "carried out", "carry out", "実施する"),
        ("She made up her mind.", "made up her mind", "make up one's mind", "決心する"),
        ("They lost their tempers.", "lost their tempers", "lose one's temper", "腹を立てる"),
    ],
)
def test_phrases_are_whole(gloss: Callable[[str], Glossed], text: str, surface: str, lemma: str, wanted: str) -> None:
    (found,) = (match for match in gloss(text).expressions if match.surface == surface)
    assert (found.lemma, found.glosses[0]) == (lemma, wanted)


def test_capitals_have_rows_of_their_own(gloss: Callable[[str], Glossed]) -> None:
    assert _first(gloss("It came in March."), "March") == "3月"
    assert _first(gloss("They march to the sea."), "march") == "行進する"
    assert _first(gloss("He met Scottish farmers."), "Scottish") == "スコットランドの"
    assert _first(gloss("It was run by the Foreign Ministries of both."), "Ministries") == "省"


@pytest.mark.parametrize(
    ("word", "wanted"),
    [
        ("organise", "organize"), ("organisation", "organization"), ("analyse", "analyze"), ("neighbour", "neighbor"),
        ("theatre", "theater"), ("defence", "defense"), ("rise", "rise"), ("advise", "advise"), ("hour", "hour"), ("before", "before"),
    ],
)  # fmt: skip
def test_british_spelling_is_understood(word: str, wanted: str) -> None:
    assert american(word) == wanted


def test_british_words_find_american_rows(gloss: Callable[[str], Glossed]) -> None:
    assert _first(gloss("They normalised relations."), "normalised") == _first(gloss("They normalized relations."), "normalized")
