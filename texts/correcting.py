"""Puts the reader's corrections into a stretch that is being read.

They beat engines, rules, names and numbers, and are beaten by the author's ruby, which comes later. Costs nothing for a reader who has
corrected nothing: then it is never asked.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping
from dataclasses import replace
from itertools import accumulate
from typing import Final

from texts.corrections import CorrectionFinder, Wanted
from texts.furigana import Span, align
from texts.house_style import house_style
from texts.japanese import Word
from texts.kana import is_kana, to_hiragana
from texts.lazy import LazyPattern
from texts.model import KanjiReadings, Origin
from texts.readings import inflected
from texts.stretches import Decided, Seen, Stretch

_DIGIT: Final = LazyPattern("[0-9０-９]")
_INFLECTS: Final = ("動詞", "形容詞")
_NOUN: Final = ("名詞", "普通名詞", "一般", "*", "*", "*")


class Corrector:
    """Applies corrections; belongs to the reading step that made it."""

    def __init__(self, words: Callable[[str], list[Word]], see: Callable[[list[Word]], list[Seen]], kanji: KanjiReadings) -> None:
        """Words: cuts a text. See: what follows from words alone. Kanji: for the place of the furigana."""
        self._words = words
        self._see = see
        self._kanji = kanji
        self._apart = {choice.word: choice.apart for choice in house_style()}  # forms of their own: 行った, whatever 行く is
        self._wanted: Mapping[str, str] = {}
        self._finder = CorrectionFinder({})

    def finder(self, wanted: Mapping[str, str]) -> CorrectionFinder:
        """The finder of these corrections, made once as long as they are the same."""
        if wanted is not self._wanted:
            self._wanted, self._finder = wanted, CorrectionFinder(wanted)
        return self._finder

    def cut(self, stretch: Stretch, wanted: Mapping[str, str]) -> None:
        """Make one word of what the reader corrected and the analyser cut; before rules look at the words."""
        finder = self.finder(wanted)
        for place in finder.find(stretch.text[stretch.start : stretch.end]):
            self._one_word(stretch, replace(place, start=place.start + stretch.start, end=place.end + stretch.start))
        self._join_verbs(stretch, finder)
        for at, word in enumerate(stretch.words):
            if word.units and word.surface not in wanted and stretch.decided.get(at) is None:
                self._correct_units(stretch, at, wanted)

    def apply(self, stretch: Stretch, wanted: Mapping[str, str]) -> None:
        """The reader's reading of a word as written, or of the lemma of a word that inflects; after rules."""
        for at, (word, seen) in enumerate(zip(stretch.words, stretch.seen, strict=True)):
            if not seen.kanji:
                continue
            before = stretch.decided.get(at)
            lemma = before.lemma if before else word.lemma
            kana = wanted.get(word.surface)
            lemma_kana = kana if word.surface == lemma else wanted.get(lemma)
            if kana is None and lemma_kana is not None and word.surface not in self._apart.get(lemma, ()):
                kana = inflected(_read(lemma_kana), lemma, word.surface)
            if kana is not None:
                lemma_reading = _read(lemma_kana) if lemma_kana else before.lemma_reading if before else word.lemma_reading
                joins = before is not None and before.joins
                stretch.decided[at] = self._decided(word.surface, kana, lemma, lemma_reading, joins=joins)

    # ------------------------------------------------------------------ words

    def _one_word(self, stretch: Stretch, place: Wanted) -> None:
        """One word where the reader wants it, unless it is one already or the borders forbid it."""
        starts = stretch.starts
        first, last = bisect_right(starts, place.start) - 1, bisect_left(starts, place.end)
        bordered = starts[first] == place.start and starts[last] == place.end
        if not (bordered or place.certain) or (bordered and last == first + 1):
            return
        ends = stretch.words[last - 1]
        if bordered and ends.pos[0] in _INFLECTS:
            return  # `_join_verbs` knows better what it is a form of
        surface = stretch.text[place.start : place.end]
        pos = ends.pos if bordered and ends.pos[0] == "名詞" and ends.pos[1] != "数詞" else _NOUN
        reading = _read(place.reading)
        made = Word(surface, surface, surface, reading, reading, pos, known=False)
        before, after = stretch.text[starts[first] : place.start], stretch.text[place.end : starts[last]]
        words = [*self._words(before), made, *self._words(after)]
        stretch.splice(first, last, words, self._see(words))
        stretch.decided[first + words.index(made)] = self._decided(surface, place.reading, surface, reading)

    def _join_verbs(self, stretch: Stretch, finder: CorrectionFinder) -> None:
        """Verbs that the analyser cuts and the reader corrected as one: 意気|込ん(だ) of 意気込む."""
        at = 0
        while at < len(stretch.words):
            word, end = stretch.words[at], stretch.starts[at + 1]
            for lemma in finder.ending_in(word.lemma) if word.pos[0] in _INFLECTS else ():
                before = lemma.removesuffix(word.lemma)
                low = stretch.starts[at] - len(before)
                if low < stretch.start or not stretch.text.startswith(before, low):
                    continue
                first = bisect_left(stretch.starts, low)
                if stretch.starts[first] != low:
                    continue
                surface, lemma_reading = stretch.text[low:end], _read(finder.reading(lemma))
                reading = inflected(lemma_reading, lemma, surface)
                made = Word(surface, lemma, before + word.normalized, reading, lemma_reading, word.pos, known=False)
                stretch.splice(first, at + 1, [made], self._see([made]))
                stretch.decided[first] = self._decided(surface, reading, lemma, lemma_reading)
                at = first
                break
            at += 1

    def _correct_units(self, stretch: Stretch, at: int, wanted: Mapping[str, str]) -> None:
        """A compound with a corrected part: 日本|政府. One kanji is no such part, nor is what the compound reads as a whole."""
        word = stretch.words[at]
        if "".join(unit.reading for unit in word.units) != word.reading:
            return
        kana = [wanted.get(unit.surface, "") if len(unit.surface) > 1 else "" for unit in word.units]
        if not any(kana):
            return
        units = tuple(
            replace(unit, reading=_read(own), lemma_reading=_read(own), known=False) if own else unit
            for unit, own in zip(word.units, kana, strict=True)
        )
        reading = "".join(unit.reading for unit in units)
        spans: list[Span] = []
        for place, unit, own in zip(accumulate((len(unit.surface) for unit in units), initial=0), units, kana, strict=False):
            spans += ((place + low, place + high, over) for low, high, over in self._spans(unit.surface, own or unit.reading))
        lemma_reading = reading if word.lemma == word.surface else word.lemma_reading
        made = replace(word, reading=reading, lemma_reading=lemma_reading, units=units, known=False)
        stretch.splice(at, at + 1, [made], self._see([made]))
        stretch.decided[at] = Decided(reading, word.lemma, lemma_reading, Origin.USER, sure=True, spans=tuple(spans))

    def _decided(self, surface: str, kana: str, lemma: str, lemma_reading: str, *, joins: bool = False) -> Decided:
        return Decided(_read(kana), lemma, lemma_reading, Origin.USER, sure=True, spans=self._spans(surface, kana), joins=joins)

    def _spans(self, surface: str, kana: str) -> tuple[Span, ...]:
        """Furigana for each kanji; one span in the reader's own script over a foreign name, one over digits."""
        foreign = any("ァ" <= character <= "ヺ" and character not in surface for character in kana)
        if (foreign and not any(is_kana(character) for character in surface)) or _DIGIT.search(surface) is not None:
            return ((0, len(surface), kana),)
        return align(surface, _read(kana), self._kanji) or _as_a_whole(surface, kana)


def _as_a_whole(surface: str, kana: str) -> tuple[Span, ...]:
    """One span over all but the kana at both ends."""
    start, end = 0, len(surface)
    while start < end and is_kana(surface[start]):
        start += 1
    while end > start and is_kana(surface[end - 1]):
        end -= 1
    over = kana[start : len(kana) - (len(surface) - end)]
    return ((start, end, over),) if start < end and over else ()


def _read(kana: str) -> str:
    """A reading as tokens have it."""
    return to_hiragana(kana).replace("・", "")
