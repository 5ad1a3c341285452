"""Where the reader stands: sentence, word, switches, search. Pure: each move returns a new session.

A session knows how many sentences there are, not what is in them; how many words the current one has is told to `by_word`.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from dictionaries.model import Glossed, Match
from reader.layout import Form, analysis_of
from texts.corrections import reading_problem, surface_problem
from texts.kana import in_script_of, to_hiragana
from texts.model import Language, Pos, Ruby, Token
from texts.shown import shown_reading

LAST = -1
"""As a word's number: the last word of the sentence, whichever that will be."""

NOT_A_TARGET = frozenset({Pos.PARTICLE, Pos.AUXILIARY, Pos.SYMBOL, Pos.DETERMINER})
"""The word cursor steps over these."""

_KEEPS_WORDS_APART = frozenset({Pos.VERB, Pos.ADJECTIVE, Pos.AUXILIARY, Pos.PARTICLE})
"""An expression with one of these is no word that could be corrected as one: 平行線をたどった."""


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
class Correctable:
    """What is corrected, and how it is read now.

    Of a verb or adjective `surface` is as the dictionary has it, `form` as it stands here, `head` what of that inflects (行っ of 行った).
    """

    surface: str
    reading: str
    form: str = ""
    form_reading: str = ""
    head: str = ""


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


def correctable(target: Target, ruby: Sequence[Ruby], tokens: Sequence[Token] = ()) -> Correctable | None:
    """What of a word the reader may correct: a verb as the dictionary has it, any other word as it stands.

    Args:
        target: the word; of an expression it is the word in it that is a guess, else the whole, unless it inflects.
        ruby: its sentence's.
        tokens: its sentence's.

    Returns:
        None when there is nothing to read.
    """
    token = target.token
    if token is None:
        return _in_expression(target, ruby, tokens)
    shown = shown_reading(token.surface, token.start, token.reading, ruby)
    if token.pos not in (Pos.VERB, Pos.ADJECTIVE) or token.language is not Language.JA:
        return Correctable(token.surface, shown) if surface_problem(token.surface) is None else None
    if surface_problem(token.lemma) is not None:
        return None
    lemma_reading = shown if token.lemma == token.surface else in_script_of(token.lemma, token.lemma_reading)
    head = token.morphemes[0].surface if token.morphemes else token.surface
    return Correctable(token.lemma, lemma_reading, token.surface, shown, head)


def as_kept(asked: Correctable, kana: str, forms: Sequence[tuple[str, str]] = ()) -> tuple[str, str] | str:
    """What is to be kept when a word is read as the reader typed it.

    Args:
        asked: the word.
        kana: what was typed, as kana.
        forms: of the words that are written as `asked.head` is, their reading and that of this form: (おこなう, おこなっ), (いく, いっ).

    Returns:
        Surface and kana: the dictionary's form of a verb where that can be read so, else the form that stands in the text. Or, in words,
        why it can be neither.
    """
    why = reading_problem(asked.surface, kana)
    if why is None:
        return asked.surface, kana
    if asked.form:
        if reading_problem(asked.form, kana) is None:
            return asked.form, kana
        tail = to_hiragana(asked.form.removeprefix(asked.head))
        for lemma_reading, reading in forms:
            if lemma_reading == to_hiragana(kana) and reading_problem(asked.form, reading + tail) is None:
                return asked.form, reading + tail
    return why


def _in_expression(target: Target, ruby: Sequence[Ruby], tokens: Sequence[Token]) -> Correctable | None:
    inside = [token for token in tokens if target.start <= token.start and token.end <= target.end]
    for token in inside:
        if any(not span.sure and token.start <= span.start < token.end for span in ruby):
            return correctable(Target(token.start, token.end, token), ruby)
    surface, reading = "".join(token.surface for token in inside), "".join(token.reading for token in inside)
    if not inside or surface_problem(surface) is not None or any(token.pos in _KEEPS_WORDS_APART for token in inside):
        return None
    return Correctable(surface, shown_reading(surface, target.start, reading, ruby))


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
