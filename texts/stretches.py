"""A Japanese stretch while it is read: its words, what is known of each, what was decided where.

What follows from a word alone is worked out once (`Seen`); what was decided at one place (`Decided`) exists only where something was.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from texts import numbers
from texts.furigana import Span
from texts.japanese import Word
from texts.model import Language, Origin, Pos, Ruby
from texts.readings import Rule
from texts.words import Role

# surface, language, lemma, reading, lemma's reading, part of speech, normalised form: a token without its place
Head = tuple[str, Language, str, str, str, Pos, str]
# surface, lemma, normalised form, reading, part of speech, known: a morpheme without its place
Record = tuple[str, str, str, str, tuple[str, ...], bool]

new = tuple.__new__
"""Makes a named tuple without the detour over its Python-level constructor."""


@dataclass(frozen=True, slots=True, eq=False)
class Seen:
    """What follows from a word alone."""

    length: int
    role: Role
    head: Head
    record: Record
    rules: tuple[Rule, ...]
    spans: tuple[Span, ...]
    kanji: bool
    sure: bool
    bare: bool  # its neighbours decide whether it is a guess
    number: bool  # a number may start here
    special: bool  # any of rules, bare, number


@dataclass(frozen=True, slots=True)
class Decided:
    """What was decided about the word at one place, in place of what follows from the word alone."""

    reading: str
    lemma: str
    lemma_reading: str
    origin: Origin
    sure: bool
    spans: tuple[Span, ...]
    joins: bool = False  # belongs to the word after it (意気|込む)


@dataclass(slots=True)
class Stretch:
    """A Japanese run being read. `starts` has the place of each word and, last, the end of all."""

    text: str  # the whole sentence
    start: int
    end: int
    words: list[Word]
    seen: list[Seen]
    starts: list[int] = field(default_factory=list)
    decided: dict[int, Decided] = field(default_factory=dict)
    found: dict[int, tuple[numbers.NumberReading, int]] = field(default_factory=dict)  # by first word: number, word after it

    def __post_init__(self) -> None:
        self.starts = list(accumulate([known.length for known in self.seen], initial=self.start))

    def special(self) -> list[int]:
        """The words about which anything may have to be decided: a rule, a number, a neighbour."""
        return [at for at, known in enumerate(self.seen) if known.special]

    def holder(self, place: int) -> int:
        """The word that ends at a place or goes on there."""
        return bisect_left(self.starts, place) - 1

    def splice(self, first: int, stop: int, words: Sequence[Word], seen: Sequence[Seen]) -> None:
        """Put other words in the place of those from `first` to `stop` (exclusive).

        Takes what follows from the new words alone. What was decided of the old ones is forgotten, what was decided after them moves along.
        """
        more = len(words) - (stop - first)
        self.starts[first:stop] = [place for _, place in placed(words, self.starts[first])]
        self.words[first:stop] = words
        self.seen[first:stop] = seen
        self.decided = {at + more * (at >= stop): what for at, what in self.decided.items() if not first <= at < stop}

    def ruby(self) -> list[Ruby]:
        """The furigana as it was decided, in order."""
        if self.decided or self.found:
            return self._decided_ruby()
        analyser = Origin.ANALYSER
        return [
            new(Ruby, (start + low, start + high, kana, analyser, known.sure))
            for known, start in zip(self.seen, self.starts, strict=False)
            if known.kanji
            for low, high, kana in known.spans
        ]

    def _decided_ruby(self) -> list[Ruby]:
        ruby: list[Ruby] = []
        at, count = 0, len(self.seen)
        while at < count:
            if at in self.found:
                number, at = self.found[at]
                ruby.append(Ruby(number.start, number.number_end, number.number_reading, Origin.NUMBER, number.sure))
                continue
            known, decided, start = self.seen[at], self.decided.get(at), self.starts[at]
            if decided is not None:
                origin, sure = decided.origin, decided.sure
                ruby += [new(Ruby, (start + low, start + high, kana, origin, sure)) for low, high, kana in decided.spans]
            elif known.kanji:
                origin, sure = Origin.ANALYSER, known.sure
                ruby += [new(Ruby, (start + low, start + high, kana, origin, sure)) for low, high, kana in known.spans]
            at += 1
        return ruby


def placed(words: Sequence[Word], start: int) -> Iterator[tuple[Word, int]]:
    """Words in a row, each with its place."""
    for word in words:
        yield word, start
        start += len(word.surface)
