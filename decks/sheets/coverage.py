"""How many running words a reader knows. Pure.

Names and numbers count as known, as in the studies of coverage (Nation, "How large a vocabulary is needed for reading and listening?",
2006), and so do words of grammar: whoever reads a sentence at all knows は and the.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from decks.sheets.model import WordCount


def granted(word: WordCount) -> bool:
    """Whether a word counts as known by anybody: names, numbers, words of grammar."""
    return word.proper or word.number or word.grammar


def known_words(words: Iterable[WordCount], knows: Callable[[WordCount], bool]) -> int:
    """How many running words a reader knows.

    Args:
        words: the different words, each with its count.
        knows: whether the reader knows a word; not asked for those that are granted.
    """
    return sum(word.count for word in words if granted(word) or knows(word))
