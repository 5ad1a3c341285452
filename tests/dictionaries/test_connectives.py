"""Phrases of function words (in terms of, so that): known as wholes, and only those of our table."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dictionaries.glossing import Glosser
from dictionaries.lexicon import Lexicon
from dictionaries.library import Library
from texts.model import Analysis

Analyse = Callable[[str], Analysis]


@pytest.mark.parametrize(
    ("text", "phrase", "wanted"),
    [
        ("They met in order to talk.", "in order to", "〜するために"),
        ("In terms of trade, it is small.", "In terms of", "〜の点で"),
        ("It will end at least one war.", "at least", "少なくとも"),
        ("He left so that they could talk.", "so that", "〜するように"),
        ("She no longer speaks.", "no longer", "もはや〜ない"),
        ("A number of states agreed.", "A number of", "いくつかの"),
    ],
)
def test_phrases_of_function_words_are_whole(library: Library, analyse: Analyse, text: str, phrase: str, wanted: str) -> None:
    glossed = Glosser(library, Lexicon.load()).gloss(analyse(text))
    assert [(match.surface, match.glosses[0]) for match in glossed.expressions if match.surface == phrase] == [(phrase, wanted)]


def test_function_words_by_chance_are_no_phrase(library: Library, analyse: Analyse) -> None:
    glossed = Glosser(library, Lexicon.load()).gloss(analyse("They talked in the house of the minister."))
    assert [match.surface for match in glossed.expressions if match.surface.split()[0] in {"in", "of", "the"}] == []
