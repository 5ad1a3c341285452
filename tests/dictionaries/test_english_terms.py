"""English terms of the news: what is one term and what is two, terms made by rule, which glosses are shown."""

from __future__ import annotations

import pytest

from dictionaries.english_terms import _usual
from dictionaries.model import Category, Entry, How, Match
from texts.model import Language, Pos

from .test_terms import recognise


def test_a_thing_and_its_place_are_two_terms() -> None:
    found = recognise("They sent military aid to Ukraine.", "He praised the sanctions against Russia.", "The invasion of Kuwait began.")
    assert {"military aid", "Ukraine", "sanction", "Russia", "invasion", "Kuwait"} <= set(found)
    assert not {"aid to Ukraine", "sanctions against Russia", "invasion of Kuwait"} & set(found)


def test_a_name_with_a_preposition_is_one_term() -> None:
    found = recognise("The Bank of Japan acted.", "He recalled the fall of Saigon.")
    assert {"Bank of Japan", "fall of Saigon"} <= set(found)


@pytest.mark.parametrize(("word", "japanese"), [("anti-French", "反フランスの"), ("pro-Iranian", "親イランの")])
def test_for_and_against_a_people_is_a_rule(word: str, japanese: str) -> None:
    term = recognise(f"The crowd shouted {word} slogans.")[word]
    assert (term.glosses[0], term.category, term.pos) == (japanese, Category.DIPLOMACY, Pos.ADJECTIVE)


def test_for_and_against_anything_else_is_none() -> None:
    assert not {"anti-Smith", "pro-bono"} & set(recognise("An anti-Smith crowd met a pro-bono lawyer."))


@pytest.mark.parametrize(
    ("sentence", "term", "category", "pos"),
    [
        ("The airlift began.", "airlift", Category.CONFLICT, Pos.NOUN),
        ("Panic buying emptied the shops.", "panic buying", Category.ECONOMY, Pos.NOUN),
        ("Two senators broke ranks with the leader.", "break ranks", Category.GOVERNMENT, Pos.VERB),
        ("Members must toe the line.", "toe the line", Category.GOVERNMENT, Pos.VERB),
        ("The debt brake divides the coalition.", "debt brake", Category.ECONOMY, Pos.NOUN),
        ("Brussels approved a spending package.", "spending package", Category.ECONOMY, Pos.NOUN),
        ("He spoke at the Republican convention.", "Republican convention", Category.GOVERNMENT, Pos.PROPER),
    ],
)
def test_families_of_the_news(sentence: str, term: str, category: Category, pos: Pos) -> None:
    found = recognise(sentence)[term]
    assert (found.category, found.pos) == (category, pos)


def test_acronyms_of_bodies_have_their_japanese_names() -> None:
    found = recognise("AUとSADCとCSTOが協議した。")
    assert [found[name].glosses[0] for name in ("AU", "SADC", "CSTO")] == ["アフリカ連合", "南部アフリカ開発共同体", "集団安全保障条約機構"]


def test_headwords_of_rare_entries_are_not_shown_beside_our_own() -> None:
    usual, rare = (Entry("jmdict", word, (word,), (), (), priority) for word, priority in (("一撃", 50), ("大金星", 0)))
    match = Match(0, 4, "coup", "coup", "", Language.EN, Pos.NOUN, ("クーデター", "一撃", "大金星"), How.ENTRY, "own", usual, (rare,))
    assert _usual(match) == ("クーデター", "一撃")
