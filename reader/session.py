"""Where the reader stands: sentence, word, switches, search. Pure: each move returns a new session.

A session knows how many sentences there are, not what is in them; how many words the current one has is told to `by_word`.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from dictionaries.model import Glossed, Match
from reader.layout import Form, analysis_of
from texts.corrections import surface_problem
from texts.kana import in_script_of
from texts.model import Language, Pos, Ruby, Token

LAST = -1
"""As a word's number: the last word of the sentence, whichever that will be."""

NOT_A_TARGET = frozenset({Pos.PARTICLE, Pos.AUXILIARY, Pos.SYMBOL, Pos.DETERMINER})
"""The word cursor steps over these."""


@dataclass(frozen=True, slots=True)
class Target:
    """Something the word cursor can stand on: a word, or an expression of several words.

    `start:end` count the sentence's text; `match` is there once the sentence is glossed; `token` is None for an expression.
    """

    start: int
    end: int
    token: Token | None = None
    match: Match | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """A place where the searched text stands: `start:end` of the text of sentence number `sentence`."""

    sentence: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Session:
    """The place and the switches.

    `count` is the number of sentences known so far, `word` the number of the target in the sentence (`LAST`: its last).
    """

    count: int
    sentence: int = 0
    word: int = 0
    furigana: bool = True
    glosses: bool = True
    query: str = ""
    hits: tuple[Hit, ...] = ()

    def grown(self, count: int) -> Session:
        """More sentences are known."""
        return replace(self, count=count)

    def go(self, sentence: int, word: int = 0) -> Session:
        """Stand on a sentence, or the nearest there is."""
        return replace(self, sentence=max(0, min(sentence, self.count - 1)), word=word)

    def by_sentence(self, step: int) -> Session:
        """Go `step` sentences on (or back); at the ends, stay where we are."""
        moved = self.go(self.sentence + step)
        return self if moved.sentence == self.sentence else moved

    def by_word(self, step: int, words: int) -> Session:
        """Go one word on (1) or back (-1), over the sentence's border if need be. `words`: targets in the current sentence."""
        at = self.word_in(words)
        if at is not None and 0 <= at + step < words:
            return replace(self, word=at + step)
        if not 0 <= self.sentence + step < self.count:
            return self
        return self.go(self.sentence + step, 0 if step > 0 else LAST)

    def word_in(self, words: int) -> int | None:
        """The number of the current target among `words`; None when there are none."""
        if words <= 0:
            return None
        return words - 1 if self.word == LAST else min(self.word, words - 1)

    def toggled_furigana(self) -> Session:
        """Furigana on or off."""
        return replace(self, furigana=not self.furigana)

    def toggled_glosses(self) -> Session:
        """Glosses under English words on or off."""
        return replace(self, glosses=not self.glosses)

    def searched(self, query: str, hits: tuple[Hit, ...]) -> Session:
        """Keep what was searched and stand on the first hit from here on (from the start when there is none further on)."""
        found = replace(self, query=query, hits=hits)
        if not hits:
            return found
        return found.go(next((hit.sentence for hit in hits if hit.sentence >= self.sentence), hits[0].sentence))

    def to_hit(self, step: int) -> Session:
        """Go to the next (1) or previous (-1) sentence with a hit, round the ends."""
        places = sorted({hit.sentence for hit in self.hits})
        if not places:
            return self
        if step > 0:
            return self.go(next((place for place in places if place > self.sentence), places[0]))
        return self.go(next((place for place in reversed(places) if place < self.sentence), places[-1]))


def targets(form: Form) -> tuple[Target, ...]:
    """What the word cursor can stand on, from left to right; an expression comes before its first word."""
    analysis = analysis_of(form)
    if analysis is None:
        return ()
    if isinstance(form, Glossed):
        found = [Target(m.start, m.end, token, m) for token, m in zip(analysis.tokens, form.matches, strict=True)]
        expressions = [Target(m.start, m.end, None, m) for m in form.expressions]
    else:
        found = [Target(token.start, token.end, token) for token in analysis.tokens]
        expressions = []
    words = [t for t in found if t.token and t.token.pos not in NOT_A_TARGET and any(c.isalnum() for c in t.token.surface)]
    return tuple(sorted([*words, *expressions], key=lambda target: (target.start, -target.end)))


def correctable(target: Target, ruby: Sequence[Ruby]) -> tuple[str, str] | None:
    """What of a word the reader may correct, and how it is read now: a verb as the dictionary has it, any other word as it stands.

    Args:
        target: the word.
        ruby: its sentence's.

    Returns:
        None when there is nothing to read, or for an expression: its words are corrected one by one.
    """
    token = target.token
    if token is None:
        return None
    inflects = token.pos in (Pos.VERB, Pos.ADJECTIVE) and token.language is Language.JA
    surface, reading = (token.lemma, token.lemma_reading) if inflects else (token.surface, token.reading)
    whole = next((span.reading for span in ruby if (span.start, span.end) == (token.start, token.end)), None)
    if surface_problem(surface) is not None:
        return None
    return surface, whole if whole is not None and not inflects else in_script_of(surface, reading)


def target_at(found: tuple[Target, ...], offset: int) -> int | None:
    """Number of the smallest target over `offset` of the sentence's text (what a click means), or None."""
    over = [number for number, target in enumerate(found) if target.start <= offset < target.end]
    return min(over, key=lambda number: found[number].end - found[number].start, default=None)


def target_from(found: tuple[Target, ...], offset: int) -> int | None:
    """Number of the first target that ends after `offset` of the sentence's text, or None."""
    return next((number for number, target in enumerate(found) if target.end > offset), None)


def find(texts: Iterable[str], query: str) -> tuple[Hit, ...]:
    """Every place of `query` in the texts, in order; case and the width of letters make no difference."""
    wanted, _ = _folded(query)
    if not wanted:
        return ()
    hits: list[Hit] = []
    for number, text in enumerate(texts):
        folded, places = _folded(text)
        at = folded.find(wanted)
        while at >= 0:
            last = at + len(wanted) - 1
            hits.append(Hit(number, places[at], places[last] + 1) if places else Hit(number, at, last + 1))
            at = folded.find(wanted, at + len(wanted))
    return tuple(hits)


def _folded(text: str) -> tuple[str, list[int]]:
    """The text without differences of case and width, and the place each character is from (empty: they did not move)."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    if len(folded) == len(text):
        return folded, []
    pieces = [unicodedata.normalize("NFKC", character).casefold() for character in text]
    return "".join(pieces), [at for at, piece in enumerate(pieces) for _ in piece]
