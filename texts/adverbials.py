"""Adverbials that stand before other words without a particle (一日中|家にいた, 毎日|本を読む), cut out before the analyser errs.

`data/adverbials.tsv` lists them. What the analyser cut right stays as it is; the pieces it must cut again are few.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cached_property, lru_cache
from itertools import accumulate
from typing import Final

from texts.japanese import Word
from texts.tables import rows

_POS: Final = ("副詞", "*", "*", "*", "*", "*")  # not a noun, so that nothing beside it is taken for a piece of a compound
_NOUNS: Final = "%nouns"
_Cut = Callable[[str], list[Word]]


class Adverbials:
    """The table. Nothing in it changes but words that are made once, so all threads share it."""

    def __init__(self) -> None:
        self._nouns: frozenset[str] = frozenset()
        self._words: dict[str, Word | None] = {}
        self._beside: dict[str, tuple[str, str]] = {}
        for word, reading, *beside in sorted(rows("adverbials.tsv", 4), key=lambda row: -len(row[0])):
            if word == _NOUNS:
                self._nouns = frozenset(reading.split())
                continue
            self._words[word] = Word(word, word, word, reading, reading, _POS) if reading else None
            self._beside[word] = (beside[0], beside[1])
        self._any = re.compile("|".join(map(re.escape, self._words)))  # of literals alone: made fast, and most texts have none

    def apart(self, text: str, words: list[Word], cut: _Cut) -> list[Word]:
        """The words of a text, with its adverbials as words of their own.

        Args:
            text: a Japanese stretch.
            words: how the analyser cuts it; surfaces joined are the text.
            cut: the analyser, for the pieces that have to be cut again.
        """
        if self._any.search(text) is None:
            return words
        found = list(self._pattern.finditer(text))
        if not found:
            return words
        starts = list(accumulate((len(word.surface) for word in words), initial=0))
        again = [match for match in found if self._is_wrong(words, starts, match.start(), match.end())]
        if not again:
            return words
        first = bisect_left(starts, again[0].start())
        out, ends = words[:first], [match.start() for match in again[1:]] + [len(text)]
        for match, end in zip(again, ends, strict=True):
            out += self._own(match.group(), cut)
            if match.end() < end:
                out += cut(text[match.end() : end])
        return out

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        """The adverbials where nothing beside them makes them part of something else."""
        return re.compile("|".join(_pattern(word, *beside) for word, beside in self._beside.items()))

    def _own(self, surface: str, cut: _Cut) -> list[Word]:
        """The words of an adverbial: one, or a number with what is counted (1|日|中)."""
        made = self._words[surface]
        if made is not None:
            return [made]
        words = cut(surface)
        if len(words) == 1:
            self._words[surface] = replace(words[0], pos=_POS)
            return self._own(surface, cut)
        return words

    def _is_wrong(self, words: Sequence[Word], starts: Sequence[int], low: int, high: int) -> bool:
        """Whether the words of an adverbial are not its own, or what follows is a suffix that no adverbial takes."""
        first = bisect_right(starts, low) - 1
        if starts[first] != low:
            return False  # the end of another word
        last = bisect_left(starts, high)
        if last == first + 1:
            return starts[last] == high and self._is_false_suffix(words, last)  # else the beginning of another word: 毎日新聞
        return True

    def _is_false_suffix(self, words: Sequence[Word], at: int) -> bool:
        if at + 1 >= len(words) or words[at].pos[0] != "接尾辞" or words[at].surface not in self._nouns:
            return False
        return words[at + 1].pos[0] == "助詞"


def _pattern(word: str, not_after: str, not_before: str) -> str:
    """A literal first, so that a text without any of them is searched fast; what stands before is asked at the end."""
    before = "".join(f"(?<!{re.escape(one)}{re.escape(word)})" for one in (not_after.split() if " " in not_after else not_after))
    after = f"(?!{'|'.join(map(re.escape, not_before.split('|')))})" if not_before else ""
    return re.escape(word) + before + after


@lru_cache(maxsize=1)
def adverbials() -> Adverbials:
    """The package's own table."""
    return Adverbials()
