"""House style: the words with two good readings, and which of them we show.

The table is `data/house_style.tsv`. The settings list the words and check what the reader chose; `texts.readings` applies it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from texts.japanese import Word
from texts.tables import rows

_LONGEST_WORD: Final = 3  # a longer proper name with the word inside is an institution's (日本銀行), a shorter one is not (日本軍)


@dataclass(frozen=True, slots=True)
class Choice:
    """A word and the readings to choose from, in hiragana, ours first."""

    word: str
    options: tuple[str, ...]
    inside: bool = False
    apart: frozenset[str] = frozenset()


@lru_cache(maxsize=1)
def house_style() -> tuple[Choice, ...]:
    """All choices, in the order of the table."""
    return tuple(
        Choice(word, tuple(options.split("|")), inside == "+", frozenset(apart.split()))
        for word, options, inside, apart in rows("house_style.tsv", 4)
    )


class Style:
    """What was chosen: for each word of the table one reading."""

    def __init__(self, chosen: Mapping[str, str] | None = None) -> None:
        """Chosen: reading by word; words left out are read in our way.

        Raises:
            ValueError: a word or reading that the table does not have.
        """
        self._choices = {choice.word: choice for choice in house_style()}
        for word, reading in (chosen or {}).items():
            if word not in self._choices or reading not in self._choices[word].options:
                raise ValueError(f"house style: no reading {reading!r} of {word!r}")
        self._chosen = {word: (chosen or {}).get(word, choice.options[0]) for word, choice in self._choices.items()}
        self._inside = tuple(choice for choice in self._choices.values() if choice.inside)

    def reading(self, word: str, kana: str) -> str:
        """The reading of a word in place of `kana`: the chosen one where `kana` is our first option, else `kana` itself."""
        choice = self._choices.get(word)
        return self._chosen[word] if choice is not None and kana == choice.options[0] else kana

    def lemma_reading(self, word: Word) -> str:
        """How the lemma of a word is read in this style, "" where that is how the analyser reads it already."""
        choice = self._choices.get(word.surface) or self._choices.get(word.lemma)
        if choice is not None:
            wanted = self._chosen[choice.word]
            apart = word.surface in choice.apart or word.lemma_reading not in choice.options
            return "" if apart or wanted == word.lemma_reading else wanted
        institution = word.pos[1:3] == ("固有名詞", "一般") and len(word.surface) > _LONGEST_WORD
        for choice in self._inside:
            if choice.word in word.surface and word.surface not in choice.apart and not institution:
                wanted = self._chosen[choice.word]
                others = (other for other in choice.options if other != wanted and other in word.lemma_reading)
                return next((word.lemma_reading.replace(other, wanted, 1) for other in others), "")
        return ""
