"""The reading step: a Japanese stretch to its words and their readings, before anything is made of them.

Names → Sudachi's words → adverbials → reading rules → doubts → the reader's corrections → numbers. Written for speed: a word about which
nothing can be said but what follows from the word alone costs one look-up.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import accumulate
from typing import TYPE_CHECKING, Final

from texts.adverbials import adverbials
from texts.doubt import doubts
from texts.furigana import align
from texts.japanese import JapaneseTokenizer, Word
from texts.kana import has_kanji
from texts.model import KanjiReadings, Language, Origin
from texts.names import Name, names
from texts.names import Style as NameStyle
from texts.number_places import find_numbers, may_start_number
from texts.readings import Reading, RuleBook, matches, rule_book
from texts.stretches import Decided, Seen, Stretch
from texts.unread import guessed
from texts.words import pos_of, role_of

if TYPE_CHECKING:
    from texts.correcting import Corrector

_ABOUT: Final = ("十", "百", "千", "万", "億", "人", "日", "年", "か")


class ReadingStep:
    """Reads stretches; belongs to the thread of its tokenizer."""

    def __init__(
        self,
        tokenizer: JapaneseTokenizer,
        kanji: KanjiReadings,
        style: Mapping[str, str] | None = None,
        rules: RuleBook | None = None,
        name_style: NameStyle = "news",
    ) -> None:
        """Make a step.

        Args:
            tokenizer: this thread's.
            kanji: readings of single kanji, for the place of the furigana.
            style: the reader's choices in the house style.
            rules: in place of the package's own, when rules are measured.
            name_style: the reader's choice for names of Korea and China.
        """
        self._tokenizer = tokenizer
        self._kanji = kanji
        self._rules = rule_book(style) if rules is None else rules
        self._doubts = doubts()
        self._names = names(name_style)
        self._adverbials = adverbials()
        self._seen: dict[Word, Seen] = {}
        self._corrector: Corrector | None = None

    @property
    def corrector(self) -> Corrector:
        """Of the reader's own readings; made when there are any, since the first page does not wait for it."""
        if self._corrector is None:
            from texts.correcting import Corrector

            self._corrector = Corrector(self._words, self._see_all, self._kanji)
        return self._corrector

    def read(self, text: str, start: int, end: int, wanted: Mapping[str, str]) -> Stretch:
        """The words of a stretch with all that was decided about their readings.

        Args:
            text: the sentence.
            start: where the Japanese run begins in it, in code points.
            end: where it ends.
            wanted: the reader's own readings, by surface.
        """
        part = text if end - start == len(text) else text[start:end]
        found = self._names.find(part)
        if found:
            stretch = self._with_names(text, start, end, found)
        else:
            words = self._words(part)
            stretch = Stretch(text, start, end, words, self._see_all(words))
        if wanted:
            self.corrector.cut(stretch, wanted)
        special = stretch.special()
        if special:
            self._apply_rules(stretch, special)
            self._doubt(stretch, special)
        if wanted:
            self.corrector.apply(stretch, wanted)
        if special:
            first = next((at for at in special if stretch.seen[at].number), None)
            if first is not None:
                find_numbers(stretch, first, self._see_all)
        return stretch

    # ------------------------------------------------------------------ words

    def _with_names(self, text: str, start: int, end: int, found: list[tuple[int, int, Name]]) -> Stretch:
        part = text[start:end]
        spliced = self._spliced(part, found)
        if spliced is None:
            found = [place for place in found if not place[2].weak]
            spliced = self._spliced(part, found) or self._parted(part, found)
        words, named = spliced
        stretch = Stretch(text, start, end, words, self._see_all(words))
        for index, name in named:
            spans = ((0, len(name.word.surface), name.shown),) if name.foreign else stretch.seen[index].spans
            reading = name.word.reading
            stretch.decided[index] = Decided(reading, name.word.lemma, reading, Origin.NAME, sure=True, spans=spans)
        return stretch

    def _spliced(self, text: str, found: list[tuple[int, int, Name]]) -> tuple[list[Word], list[tuple[int, Name]]] | None:
        """The names in the place of the analyser's words, so that what stands beside them keeps its context (釜山|湖).

        None where a name begins or ends inside a word.
        """
        words = self._words(text)
        border = {place: index for index, place in enumerate(accumulate((len(word.surface) for word in words), initial=0))}
        if not all(low in border and high in border for low, high, _ in found):
            return None
        named: list[tuple[int, Name]] = []
        for low, high, name in reversed(found):
            words[border[low] : border[high]] = [name.word]
        gone = 0
        for low, high, name in found:
            named.append((border[low] - gone, name))
            gone += border[high] - border[low] - 1
        return words, named

    def _parted(self, text: str, found: list[tuple[int, int, Name]]) -> tuple[list[Word], list[tuple[int, Name]]]:
        """The names, and the words of the pieces between them."""
        words: list[Word] = []
        named: list[tuple[int, Name]] = []
        at = 0
        for low, high, name in found:
            words += self._words(text[at:low])
            named.append((len(words), name))
            words.append(name.word)
            at = high
        return words + self._words(text[at:]), named

    def _words(self, text: str) -> list[Word]:
        if not text:
            return []
        about = text.find("約数") + 1  # 約|数十人: the analyser knows a word 約数, divisor
        if about and text.startswith(_ABOUT, about + 1):
            return self._words(text[:about]) + self._words(text[about:])
        return self._adverbials.apart(text, self._tokenizer.words(text), self._tokenizer.words)

    def _see_all(self, words: list[Word]) -> list[Seen]:
        known = self._seen.get
        return [known(word) or self._see(word) for word in words]

    def _see(self, word: Word) -> Seen:
        kanji = has_kanji(word.surface)
        rules = self._rules.candidates(word)
        bare = self._doubts.asks(word)
        number = may_start_number(word)
        seen = Seen(
            length=len(word.surface),
            role=role_of(word),
            head=(word.surface, Language.JA, word.lemma, word.reading, word.lemma_reading, pos_of(word), word.normalized),
            record=(word.surface, word.lemma, word.normalized, word.reading, word.pos, word.known),
            rules=rules,
            spans=align(word.surface, word.reading or guessed(word.surface, self._kanji), self._kanji) if kanji else (),
            kanji=kanji,
            sure=bool(word.reading) and not self._doubts.doubtful(word),
            bare=bare,
            number=number,
            special=bool(rules) or bare or number,
        )
        if word.known:  # the others are made anew each time and would only pile up
            self._seen[word] = seen
        return seen

    # ------------------------------------------------------------------ rules, doubts, corrections

    def _apply_rules(self, stretch: Stretch, special: list[int]) -> None:
        words, decided = stretch.words, stretch.decided
        edges = (_latin(stretch.text, stretch.start - 1), _latin(stretch.text, stretch.end))
        done = 0  # a rule over several words takes them all
        for at in special:
            rules = stretch.seen[at].rules
            if not rules or at < done or at in decided:
                continue
            for rule in rules:
                if not matches(rule, words, at, edges):
                    continue
                for place, reading in enumerate(rule.applied(words, at), at):
                    joins = rule.joins and place + 1 < at + len(rule.words)
                    if reading is not None or joins:
                        self._decide(stretch, place, reading, joins=joins)
                done = at + len(rule.words)
                break

    def _decide(self, stretch: Stretch, at: int, reading: Reading | None, *, joins: bool = False) -> None:
        word, seen = stretch.words[at], stretch.seen[at]
        if reading is None:
            reading = Reading(word.reading, word.lemma_reading, Origin.ANALYSER, seen.sure)
        spans = align(word.surface, reading.reading, self._kanji) if seen.kanji else ()
        stretch.decided[at] = Decided(
            reading.reading, reading.lemma or word.lemma, reading.lemma_reading, reading.origin, reading.sure, spans, joins
        )

    def _doubt(self, stretch: Stretch, special: list[int]) -> None:
        """Mark the words which no rule has decided and whose reading is a guess among these neighbours."""
        words, seen, decided, last = stretch.words, stretch.seen, stretch.decided, len(stretch.words) - 1
        for at in special:
            known = seen[at]
            if not known.bare or at in decided:
                continue
            if known.length > 1 and not (at and seen[at - 1].bare) and not (at < last and seen[at + 1].bare):
                continue  # most nouns: nothing beside them to be cut otherwise with
            word = words[at]
            if self._doubts.doubtful_here(word, words[at - 1] if at else None, words[at + 1] if at < last else None):
                decided[at] = Decided(word.reading, word.lemma, word.lemma_reading, Origin.ANALYSER, sure=False, spans=known.spans)


def _latin(text: str, at: int) -> Word | None:
    """What stands directly at an end of a Japanese run, as a noun for the rules; None at a blank or mark."""
    character = text[at] if 0 <= at < len(text) else ""
    if not character.isalnum():
        return None
    return Word(character, character, character, "", "", ("名詞", "普通名詞", "一般", "*", "*", "*"), known=False)
