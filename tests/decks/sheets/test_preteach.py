"""The words to teach first: no shorter list would do, and the list for 98 % begins with the list for 95 %."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from decks.sheets.coverage import granted
from decks.sheets.model import Frequency, WordCount
from decks.sheets.preteach import preteach
from tests.decks.sheets.factory import counted
from texts.model import Language

SHARES = (0.5, 0.8, 0.95, 0.98, 1.0)


def nobody(_: WordCount) -> bool:
    return False


def text(*counts: int) -> list[WordCount]:
    """Words a, b, c, … equally common elsewhere."""
    return [counted(Language.JA, chr(ord("a") + place), count) for place, count in enumerate(counts)]


def lemmas(words: Sequence[WordCount]) -> str:
    return "".join(word.lemma for word in words)


@st.composite
def texts(draw: st.DrawFn) -> list[WordCount]:
    rows = draw(st.lists(st.tuples(st.integers(1, 6), st.sampled_from(["content", "name", "number", "grammar"])), max_size=8))
    words = []
    for place, (count, kind) in enumerate(rows):
        word = counted(Language.JA, str(place), count, proper=kind == "name", number=kind == "number")
        words.append(replace(word, grammar=kind == "grammar", frequency=Frequency("", draw(st.sampled_from((None, 2.0, 4.0))))))
    return words


def reached(words: Sequence[WordCount], taught: Sequence[WordCount], known: frozenset[str], share: float) -> bool:
    running = sum(word.count for word in words)
    read = sum(word.count for word in words if granted(word) or word.lemma in known or word in taught)
    return read >= Fraction(str(share)) * running


@given(texts(), st.frozensets(st.sampled_from("01234567")), st.sampled_from(SHARES))
def test_it_reaches_the_share_and_no_shorter_list_does(words: list[WordCount], known: frozenset[str], share: float) -> None:
    chosen, goal = preteach(words, lambda word: word.lemma in known, share)
    assert reached(words, chosen, known, share)
    assert goal.before <= goal.after
    assert goal.after >= share or goal.after == pytest.approx(share)
    unknown = [word for word in words if not granted(word) and word.lemma not in known]
    assert set(chosen) <= set(unknown)
    if chosen:
        shorter = combinations(unknown, len(chosen) - 1)
        assert not any(reached(words, one, known, share) for one in shorter)
    else:
        assert reached(words, (), known, share)


@given(texts(), st.lists(st.sampled_from(SHARES), min_size=2, max_size=2).map(sorted))
def test_the_longer_list_begins_with_the_shorter_one(words: list[WordCount], shares: list[float]) -> None:
    less, more = (preteach(words, nobody, share)[0] for share in shares)
    assert more[: len(less)] == less


@given(texts(), st.frozensets(st.sampled_from("01234567")), st.sampled_from("01234567"))
def test_who_knows_more_has_no_more_to_learn(words: list[WordCount], known: frozenset[str], one: str) -> None:
    less = preteach(words, lambda word: word.lemma in known, 0.95)[0]
    more = preteach(words, lambda word: word.lemma in known | {one}, 0.95)[0]
    assert len(more) <= len(less)


def test_the_share_is_met_exactly() -> None:
    words = text(90, 5, 3, 1, 1)
    chosen, goal = preteach(words, nobody, 0.95)
    assert lemmas(chosen) == "ab"
    assert (goal.share, goal.before, goal.after) == (0.95, 0.0, 0.95)
    assert lemmas(preteach(words, nobody, 0.98)[0]) == "abc"


def test_as_often_commoner_elsewhere_first_then_as_they_come() -> None:
    a, b, c, d = text(2, 2, 2, 3)
    words = [
        replace(a, frequency=Frequency("", None)),
        replace(b, frequency=Frequency("", 3.0)),
        replace(c, frequency=Frequency("", 5.0)),
        d,
    ]
    assert lemmas(preteach(words, nobody, 1.0)[0]) == "dcba"
    assert lemmas(preteach(text(1, 1, 1), nobody, 1.0)[0]) == "abc"


def test_names_numbers_and_grammar_are_never_taught() -> None:
    a, b, c, d = text(4, 4, 4, 1)
    words = [replace(a, proper=True), replace(b, number=True), replace(c, grammar=True), d]
    chosen, goal = preteach(words, nobody, 0.98)
    assert lemmas(chosen) == "d"
    assert (goal.before, goal.after) == (12 / 13, 1.0)


def test_a_word_without_a_meaning_is_on_the_list() -> None:
    words = text(3, 1)
    assert all(word.word is None for word in words)
    assert lemmas(preteach(words, nobody, 0.75)[0]) == "a"


def test_nothing_to_teach() -> None:
    assert preteach(text(3, 1), lambda _: True, 0.98) == ((), preteach(text(1), lambda _: True, 0.98)[1])
    chosen, goal = preteach((), nobody, 0.95)
    assert chosen == ()
    assert (goal.before, goal.after) == (1.0, 1.0)
