"""What a reader knows: words of the study store, plain lists, the commonest so many words. Pure."""

from __future__ import annotations

import csv
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from typing import Final

from texts.decode import decode
from texts.errors import BadInputError
from texts.kana import is_kana, is_kanji
from texts.model import Language
from texts.sanitize import for_terminal

_HEADS: Final = frozenset(("word", "term", "expression", "lemma", "taught", "known", "語", "単語", "既習"))
_LONGEST_LINE: Final = 10_000  # characters; a word stands in its first ones
_LONGEST: Final = 60
"""Characters of the longest word of a list; a longer line is a sentence, and the file no list of words."""


@dataclass(frozen=True, slots=True)
class Known:
    """Everything that somebody knows.

    `words` are lemmas by language, English in small letters; `least` is the Zipf value from which every word of a language is known, None
    when no number was given; `zipf` says how common a word is.
    """

    words: frozenset[tuple[Language, str]] = frozenset()
    least: tuple[tuple[Language, float], ...] = ()
    zipf: Callable[[str, Language], float | None] = field(default=lambda word, language: None)  # noqa: ARG005

    def knows(self, language: Language, *forms: str) -> bool:
        """Whether one of a word's forms (lemma, headword) is known."""
        return any(self._knows(language, form) for form in forms if form)

    def __or__(self, other: Known) -> Known:
        """What either knows."""
        least: dict[Language, float] = {}
        for language, value in (*self.least, *other.least):
            least[language] = min(value, least.get(language, value))
        return Known(self.words | other.words, tuple(least.items()), other.zipf if other.least else self.zipf)

    def _knows(self, language: Language, form: str) -> bool:
        folded = form.casefold() if language is Language.EN else form
        if (language, folded) in self.words:
            return True
        least = dict(self.least).get(language)
        if least is None:
            return False
        zipf = self.zipf(folded, language)
        return zipf is not None and zipf >= least


NOBODY: Final = Known()
"""Knows nothing."""


def known_list(name: str, data: bytes) -> Known:
    """The words of a plain list: one on each line, or the first column of a table; Japanese and English may stand together.

    Args:
        name: the file, for messages.
        data: its bytes, in any encoding a text may have.

    Raises:
        BadInputError: no text, no word, or lines that are no words.
    """
    shown = for_terminal(name)
    lines = decode(data, None, shown).text.splitlines()
    words: list[str] = []
    for number, line in enumerate(lines, 1):
        word = _first_cell(line[:_LONGEST_LINE])
        if not word or word.startswith("#") or (not words and word.casefold() in _HEADS):
            continue
        if len(word) > _LONGEST:
            raise BadInputError(
                shown, f"line {number} is longer than {_LONGEST} characters, which is no word", hint="one word on each line"
            )
        words.append(word)
    if not words:
        raise BadInputError(shown, "there are no words in it", hint="one word on each line")
    return known_words_of(words)


def known_words_of(words: Iterable[str], language: Language | None = None) -> Known:
    """Exactly these words, in the language of their script where none is given."""
    return Known(frozenset(_keyed(word, language) for word in words))


def commonest(count: int, zipf: Callable[[str, Language], float | None], ranks: Callable[[Language, int], float | None]) -> Known:
    """The commonest so many words of each language.

    Args:
        count: how many.
        zipf: how common a word is.
        ranks: the Zipf value of the n-th commonest word of a language, None when there are not so many.
    """
    least = ((language, ranks(language, count)) for language in (Language.JA, Language.EN))
    return Known(least=tuple((language, 0.0 if value is None else value) for language, value in least), zipf=zipf)


def either(many: Collection[Known]) -> Known:
    """What one of them knows."""
    everything = NOBODY
    for one in many:
        everything |= one
    return everything


def _keyed(word: str, language: Language | None) -> tuple[Language, str]:
    told = language or (Language.JA if any(is_kana(letter) or is_kanji(letter) for letter in word) else Language.EN)
    return told, word.casefold() if told is Language.EN else word


def _first_cell(line: str) -> str:
    separator = "\t" if "\t" in line else ","
    cells = next(csv.reader([line], delimiter=separator), [])
    return for_terminal(cells[0]).strip() if cells else ""
