"""Which running words count as known."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from decks.sheets.coverage import granted, known_words
from decks.sheets.model import WordCount
from tests.decks.sheets.factory import article, counted
from texts.model import Language

NAME = counted(Language.JA, "トランプ大統領", 2, proper=True)
NUMBER = counted(Language.JA, "三か国", 1, number=True)
GRAMMAR = replace(counted(Language.JA, "は", 5), grammar=True)
CONTENT = counted(Language.JA, "停戦", 3)


def test_names_numbers_and_words_of_grammar_are_granted() -> None:
    assert [granted(word) for word in (NAME, NUMBER, GRAMMAR, CONTENT)] == [True, True, True, False]


def test_a_reader_who_knows_nothing_knows_what_is_granted() -> None:
    assert known_words((NAME, NUMBER, GRAMMAR, CONTENT), lambda _: False) == 8
    assert known_words((NAME, NUMBER, GRAMMAR, CONTENT), lambda word: word.lemma == "停戦") == 11
    assert known_words((), lambda _: True) == 0


def test_nobody_is_asked_about_what_is_granted() -> None:
    asked: list[str] = []

    def knows(word: WordCount) -> bool:
        asked.append(word.lemma)
        return False

    known_words((NAME, NUMBER, GRAMMAR, CONTENT), knows)
    assert asked == ["停戦"]


def test_the_counts_of_an_article_add_up() -> None:
    made = article()
    for language in (Language.JA, Language.EN):
        words = [word for word in made.words if word.language is language]
        assert known_words(words, lambda _: True) == made.running[language]


@given(st.lists(st.tuples(st.integers(1, 9), st.booleans(), st.booleans()), max_size=12))
def test_known_and_unknown_are_all(rows: list[tuple[int, bool, bool]]) -> None:
    words = [counted(Language.EN, str(place), count, proper=proper) for place, (count, proper, _) in enumerate(rows)]
    known = {str(place) for place, (_, _, knows) in enumerate(rows) if knows}
    unknown = sum(word.count for word in words if not granted(word) and word.lemma not in known)
    assert known_words(words, lambda word: word.lemma in known) + unknown == sum(word.count for word in words)
