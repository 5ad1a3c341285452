"""Puts the reader's corrections into a stretch that is being read.

They beat engines, rules, names and numbers, and are beaten by the author's ruby, which comes later. Costs nothing for a reader who has
corrected nothing: then it is never asked.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import accumulate, zip_longest
from typing import Final

from texts.corrections import CorrectionFinder, Wanted, is_bare_number, origin_of
from texts.furigana import Span, align
from texts.house_style import house_style
from texts.japanese import Word, forms_of
from texts.kana import inflected, is_kana, is_kanji, to_hiragana
from texts.lazy import LazyPattern
from texts.model import AuthorRuby, KanjiReadings, Language, Origin, Pos, Token
from texts.stretches import Decided, Seen, Stretch

_DIGIT: Final = LazyPattern("[0-9０-９]")
_INFLECTS: Final = ("動詞", "形容詞")
_FOLLOWS_FORM: Final = ("助動詞", "助詞", "動詞", "形容詞", "接尾辞")
_NOUN: Final = ("名詞", "普通名詞", "一般", "*", "*", "*")
_GIVEN: Final = (Origin.USER, Origin.SHEET)
_CONTEXT: Final = 12  # characters of kana that tell what stands before them


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

    def outside(self, text: str, tokens: Sequence[Token], wanted: Mapping[str, str]) -> list[tuple[Origin, list[AuthorRuby]]]:
        """The readings over what no analyser sees as a word, by whose they are: Latin letters, numbers where nothing is counted."""
        found = self.finder(wanted).find_outside(text)
        whole = (
            {
                (token.start, token.end)
                for token, following in zip_longest(tokens, tokens[1:])
                if token.language is not Language.EN
                and not (following is not None and following.start == token.end and following.pos is Pos.SUFFIX)
            }
            if not all(place.certain for place in found)
            else ()
        )
        givers: dict[Origin, list[AuthorRuby]] = {}
        for at in found:
            if at.certain or (at.start, at.end) in whole:
                givers.setdefault(origin_of(wanted, text[at.start : at.end]), []).append(AuthorRuby(at.start, at.end, at.reading))
        return list(givers.items())

    def apply(self, stretch: Stretch, wanted: Mapping[str, str]) -> None:
        """The reader's reading of a word as written, or of the lemma of a word that inflects; after rules."""
        for at, (word, seen) in enumerate(zip(stretch.words, stretch.seen, strict=True)):
            if not seen.kanji or is_bare_number(word.surface):
                continue
            before = stretch.decided.get(at)
            if before is not None and before.origin in _GIVEN:
                continue
            lemma = before.lemma if before else word.lemma
            kana = wanted.get(word.surface)
            lemma_kana = kana if word.surface == lemma else wanted.get(lemma)
            origin = origin_of(wanted, word.surface if kana is not None else lemma)
            if kana is None and lemma_kana is not None and word.surface not in self._apart.get(lemma, ()):
                kana = inflected(_read(lemma_kana), lemma, word.surface)
            if kana is not None:
                lemma_reading = _read(lemma_kana) if lemma_kana else before.lemma_reading if before else word.lemma_reading
                if lemma_kana is None and word.pos[0] in _INFLECTS:
                    lemma, lemma_reading = _true_lemma(word.surface, _read(kana), lemma, lemma_reading)
                joins = before is not None and before.joins
                stretch.decided[at] = self._decided(word.surface, kana, lemma, lemma_reading, origin, joins=joins)

    # ------------------------------------------------------------------ words

    def _one_word(self, stretch: Stretch, place: Wanted) -> None:
        """One word where the reader wants it, unless it is one already or the borders forbid it."""
        starts = stretch.starts
        first, last = bisect_right(starts, place.start) - 1, bisect_left(starts, place.end)
        surface = stretch.text[place.start : place.end]
        begins, ends_there = starts[first] == place.start, starts[last] == place.end
        if begins and ends_there and last == first + 1:
            return
        behind = self._behind(stretch, place, last) if begins else None
        if behind is None and not (place.certain or (begins and ends_there)):
            return
        ends = stretch.words[last - 1]
        origin = origin_of(self._wanted, surface)
        if begins and ends_there and (self._one_form(stretch, first, last, place, origin) or ends.pos[0] in _INFLECTS):
            return  # what inflects is for `_join_verbs`, which knows better what it is a form of
        pos = ends.pos if begins and ends_there and ends.pos[0] == "名詞" and ends.pos[1] != "数詞" else _NOUN
        reading = _read(place.reading)
        made = Word(surface, surface, surface, reading, reading, pos, known=False)
        before = self._words(stretch.text[starts[first] : place.start])
        if behind is None:
            behind = self._words(stretch.text[place.end : starts[last]]), last
        words = [*before, made, *behind[0]]
        stretch.splice(first, behind[1], words, self._see(words))
        stretch.decided[first + len(before)] = self._decided(surface, place.reading, surface, reading, origin)

    def _behind(self, stretch: Stretch, place: Wanted, last: int) -> tuple[list[Word], int] | None:
        """The kanji behind an adverbial (一日中|外に), cut as they are behind a comma.

        Adverbials stand before other words without a particle, and an analyser that does not know one takes what follows into it
        (一日|中外, 一|日中|家).

        Returns:
            The words, and which word of the stretch comes after them. None where nothing of this is so.
        """
        text, end = stretch.text, place.end
        while end < stretch.end and is_kanji(text[end]):
            end += 1
        if end == place.end or not self._is_adverbial(text[place.start : place.end]):
            return None
        found, at = self._words(text[place.end : min(stretch.end, end + _CONTEXT)]), place.end
        for count, word in enumerate(found, 1):
            at += len(word.surface)
            after = bisect_left(stretch.starts, at, lo=last)
            if at >= end and stretch.starts[after] == at:
                return found[:count], after
        return None

    def _is_adverbial(self, surface: str) -> bool:
        """Whether a stretch of several words is an adverbial by its last one: 一日中, 三年前."""
        words = self._words(surface)
        return len(words) > 1 and words[-1].pos[2] == "副詞可能"

    def _one_form(self, stretch: Stretch, first: int, last: int, place: Wanted, origin: Origin) -> bool:
        """A form with what follows it (行っ|た) stays that, and becomes a form of the word that is read so; whether it is one."""
        head, others = stretch.words[first], stretch.words[first + 1 : last]
        tail = stretch.text[stretch.starts[first + 1] : place.end]
        reading, kana = _read(place.reading), to_hiragana(tail)
        follows = is_kana(tail) and all(word.pos[0] in _FOLLOWS_FORM for word in others)
        if head.pos[0] not in _INFLECTS or not follows or not reading.endswith(kana) or reading == kana:
            return False
        own = place.reading[: len(place.reading) - len(kana)]
        lemma, lemma_reading = _true_lemma(head.surface, _read(own), head.lemma, head.lemma_reading)
        stretch.decided[first] = self._decided(head.surface, own, lemma, lemma_reading, origin)
        return True

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
                origin = origin_of(self._wanted, lemma)
                if self._one_form(stretch, first, at + 1, Wanted(low, end, reading, certain=False), origin):
                    break
                made = Word(surface, lemma, before + word.normalized, reading, lemma_reading, word.pos, known=False)
                stretch.splice(first, at + 1, [made], self._see([made]))
                stretch.decided[first] = self._decided(surface, reading, lemma, lemma_reading, origin)
                at = first
                break
            at += 1

    def _correct_units(self, stretch: Stretch, at: int, wanted: Mapping[str, str]) -> None:
        """A compound with a corrected part: 日本|政府. One kanji is no such part, nor is what the compound reads as a whole."""
        word = stretch.words[at]
        if "".join(unit.reading for unit in word.units) != word.reading:
            return
        kana = ["" if len(unit.surface) == 1 or is_bare_number(unit.surface) else wanted.get(unit.surface, "") for unit in word.units]
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
        origins = [origin_of(wanted, unit.surface) for unit, own in zip(units, kana, strict=True) if own]
        origin = Origin.SHEET if Origin.SHEET in origins else Origin.USER
        stretch.decided[at] = Decided(reading, word.lemma, lemma_reading, origin, sure=True, spans=tuple(spans))

    def _decided(self, surface: str, kana: str, lemma: str, lemma_reading: str, origin: Origin, *, joins: bool = False) -> Decided:
        return Decided(_read(kana), lemma, lemma_reading, origin, sure=True, spans=self._spans(surface, kana), joins=joins)

    def _spans(self, surface: str, kana: str) -> tuple[Span, ...]:
        """Furigana for each kanji; one span in the reader's own script over a foreign name, one over digits."""
        foreign = any("ァ" <= character <= "ヺ" and character not in surface for character in kana)
        if (foreign and not any(is_kana(character) for character in surface)) or _DIGIT.search(surface) is not None:
            return ((0, len(surface), kana),)
        return align(surface, _read(kana), self._kanji) or _as_a_whole(surface, kana)


def _true_lemma(surface: str, reading: str, lemma: str, lemma_reading: str) -> tuple[str, str]:
    """Which word a form is of when it is read so, with that word's reading: 行っ, おこなっ, 行く → 行う. As given where nobody knows."""
    forms = [form for form in forms_of(surface) if form.reading == reading]
    found = next((form for form in forms if form.lemma == lemma), forms[0] if forms else None)
    return (found.lemma, found.lemma_reading) if found is not None else (lemma, lemma_reading)


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
