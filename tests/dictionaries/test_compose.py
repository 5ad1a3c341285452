"""English for compounds, from the tables alone: the dictionaries are a function that knows a few words."""

from __future__ import annotations

import pytest

from dictionaries.chunks import Chunk, noun_chunks
from dictionaries.compose import Composer, plural
from dictionaries.lexicon import Lexicon
from tests.dictionaries.test_terms import NoKanji
from texts.analysis import Analyser
from texts.japanese import JapaneseTokenizer
from texts.model import BlockKind, Language, Sentence

LEXICON = Lexicon.load()
ANALYSER = Analyser(JapaneseTokenizer(), NoKanji())


def chunk_of(text: str) -> Chunk:
    chunks = list(noun_chunks(ANALYSER.analyse(Sentence(0, BlockKind.NARRATION, 0, Language.JA, text, 0, len(text))), LEXICON))
    assert [chunk.surface for chunk in chunks] == [text]
    return chunks[0]


def composed(text: str) -> str:
    return Composer(LEXICON).compose(chunk_of(text).parts, lambda part: ()).glosses[0]


# (compound, English); written from general knowledge, none of them is an entry of the lexicon
CASES = [
    ("全面停戦", "full-scale ceasefire"),
    ("恒久停戦", "permanent ceasefire"),
    ("経済協議", "economic consultations"),
    ("日仏関係", "Japan-France relations"),
    ("米英首脳会談", "US-Britain summit"),
    ("日米豪印", "Japan, the US, Australia and India"),
    ("対イラン制裁", "sanctions against Iran"),
    ("反改革デモ", "anti-reform demonstration"),
    ("新型台風対策", None),
    ("三首脳", "three leaders"),
    ("両大統領", "both presidents"),
    ("政府間協議", "inter-government consultations"),
    ("モルドバ支援", "Moldovan support"),
    ("停止解除", "halt lifting"),
    ("停止要求", "halt demand"),
    ("占領地域", "occupied region"),
    ("外相協議", "foreign minister consultations"),
    ("連立協議", "coalition consultations"),
]


@pytest.mark.parametrize(("text", "english"), [case for case in CASES if case[1] is not None])
def test_compounds_are_put_into_english_by_rule(text: str, english: str) -> None:
    assert LEXICON.japanese(text) is None
    assert composed(text) == english


@pytest.mark.parametrize("text", [text for text, english in CASES if english is None])
def test_what_nobody_knows_in_part_is_not_composed(text: str) -> None:
    parts = chunk_of(text).parts
    assert Composer(LEXICON).compose(parts, lambda part: ()).glosses == ()
    helped = Composer(LEXICON).compose(parts, lambda part: ("something (rare)",))
    assert "something" in helped.glosses[0]
    assert "(" not in helped.glosses[0]


def test_parts_are_listed_with_their_readings() -> None:
    parts = Composer(LEXICON).compose(chunk_of("完全停戦").parts, lambda part: ()).parts
    assert [(part.term, part.reading, part.glosses[0]) for part in parts] == [
        ("完全", "かんぜん", "completeness"),
        ("停戦", "ていせん", "ceasefire"),
    ]


@pytest.mark.parametrize(
    ("one", "many"),
    [("leader", "leaders"), ("country", "countries"), ("sanctions", "sanctions"), ("branch", "branches"), ("day", "days")],
)
def test_plural(one: str, many: str) -> None:
    assert plural(one) == many
