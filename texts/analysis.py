"""From a sentence to learner's words with furigana.

Language runs → the reading step (Japanese) and English tokens → groups → the author's ruby, which beats all. Needs no store.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from texts import english, numbers
from texts.author import put_author_ruby
from texts.japanese import JapaneseTokenizer, Word
from texts.language import runs
from texts.lazy import LazyPattern
from texts.model import Analysis, Corrections, KanjiReadings, Language, Morpheme, Pos, Ruby, Sentence, Token
from texts.names import Style as NameStyle
from texts.reading_step import ReadingStep
from texts.stretches import Head, Stretch, new, placed
from texts.words import Role, group_end, group_pos

# most words stand alone, and these need not be asked: particles always, nouns unless a suffix follows
_PIECE: Final = LazyPattern(r"\S+")
_ALWAYS_ALONE: Final = frozenset((Role.OTHER, Role.NOUN_SUFFIX))
_NEARLY_ALONE: Final = frozenset((Role.NOUN, Role.FAMILY_NAME, Role.GIVEN_NAME))
_JOINS_NOUN: Final = frozenset((Role.NOUN_SUFFIX, Role.GIVEN_NAME))
_MOST_GROUPS: Final = 20_000  # of several words, remembered; then all are forgotten, so that memory stays flat over any text


class NoCorrections:
    """A reader who has corrected nothing."""

    def readings(self, text_id: str) -> Mapping[str, str]:  # noqa: ARG002 the Protocol's signature
        """Never any reading."""
        return {}


class Analyser:
    """Analyses sentences; belongs to the thread of its tokenizer."""

    def __init__(
        self,
        tokenizer: JapaneseTokenizer,
        kanji: KanjiReadings,
        corrections: Corrections | None = None,
        style: Mapping[str, str] | None = None,
        name_style: NameStyle = "news",
    ) -> None:
        """Make an analyser.

        Args:
            tokenizer: this thread's.
            kanji: readings of single kanji, for the place of the furigana.
            corrections: the reader's own readings; None for a reader without any.
            style: the reader's choice among good readings (`texts.house_style`), by word.
            name_style: how names of Korea and China are read (`texts.names`).
        """
        self._step = ReadingStep(tokenizer, kanji, style, name_style=name_style)
        self._corrections: Corrections = NoCorrections() if corrections is None else corrections
        self._groups: dict[tuple[Word, ...], Head] = {}

    def read(self, sentence: Sentence) -> list[Ruby]:
        """The furigana of a sentence alone: the reading step, without words for a learner and without the author's ruby."""
        text = sentence.text
        wanted = self._corrections.readings(sentence.text_id)
        ruby: list[Ruby] = []
        for run in runs(text):
            if run.language is Language.JA:
                ruby += self._step.read(text, run.start, run.end, wanted).ruby()
        return ruby

    def analyse(self, sentence: Sentence) -> Analysis:
        """The tokens and the furigana of a sentence.

        Tokens tile the sentence, white space aside; ruby never stands over kana (but for the か of 三か国) nor crosses a token's
        border. Offsets are code points of `sentence.text`.
        """
        text = sentence.text
        wanted = self._corrections.readings(sentence.text_id)
        tokens: list[Token] = []
        ruby: list[Ruby] = []
        for run in runs(text):
            if run.language is Language.JA:
                stretch = self._step.read(text, run.start, run.end, wanted)
                ruby += stretch.ruby()
                self._tokens(stretch, tokens)
            elif run.language is Language.EN:
                tokens += english.tokens(text[run.start : run.end], run.start)
            else:
                tokens += _other(text[run.start : run.end], run.start)
        if wanted:
            for origin, own in self._step.corrector.outside(text, tokens, wanted):
                tokens, ruby = put_author_ruby(text, tokens, ruby, own, origin)
        if sentence.ruby:
            tokens, ruby = put_author_ruby(text, tokens, ruby, sentence.ruby)
        doubtful = english.doubtful(text) if sentence.language is Language.EN else None
        return Analysis(sentence, tuple(tokens), tuple(ruby), doubtful)

    def _tokens(self, stretch: Stretch, tokens: list[Token]) -> None:
        """Append the tokens of a Japanese run."""
        words, starts, seen, decided, found = stretch.words, stretch.starts, stretch.seen, stretch.decided, stretch.found
        roles = [known.role for known in seen]
        at, count = 0, len(words)
        while at < count:
            role = roles[at]
            if at in found:
                number, stop = found[at]
                tokens.append(_number(stretch, at, stop, number))
            elif role is Role.SPACE:
                stop = at + 1
            else:
                stop, head = at + 1, at
                alone = role in _ALWAYS_ALONE or (role in _NEARLY_ALONE and stop < count and roles[stop] not in _JOINS_NOUN)
                if not alone or at in decided:
                    stop, head = self._group(stretch, roles, at)
                if stop == at + 1 and at not in decided:
                    known, start, units = seen[at], starts[at], words[at].units
                    end = starts[stop]
                    morphemes = (new(Morpheme, (start, end, *known.record)),)
                    apart = tuple([unit.at(place) for unit, place in placed(units, start)]) if units else ()
                    tokens.append(new(Token, (start, end, *known.head, morphemes, apart)))
                else:
                    tokens.append(self._token(stretch, at, stop, head))
            at = stop

    def _group(self, stretch: Stretch, roles: Sequence[Role], at: int) -> tuple[int, int]:
        """Where the group that starts here ends (exclusive), and its head; a number inside ends it."""
        start = at
        while at in stretch.decided and stretch.decided[at].joins:
            at += 1
        stop, head = group_end(stretch.words, roles, at)
        if stretch.found:
            for index in range(start + 1, stop):
                if index in stretch.found:
                    return index, min(head, index - 1)
        return stop, head

    def _token(self, stretch: Stretch, at: int, stop: int, head: int) -> Token:
        """Make one token of several words, or of one about which something was decided."""
        words, starts, seen, decisions = stretch.words, stretch.starts, stretch.seen, stretch.decided
        morphemes: list[Morpheme] = []
        plain = True
        for index in range(at, stop):
            decided, word = decisions.get(index), words[index]
            place = (starts[index], starts[index + 1])
            if decided is None:
                plain = plain and word.known
                morphemes.append(new(Morpheme, (*place, *seen[index].record)))
            else:
                plain = False
                morphemes.append(Morpheme(*place, word.surface, decided.lemma, word.normalized, decided.reading, word.pos, word.known))
        key = tuple(words[at:stop])
        known_head = self._groups.get(key) if plain else None
        if known_head is None:
            known_head = self._head(stretch, at, stop, head, morphemes)
            if plain:
                if len(self._groups) >= _MOST_GROUPS:
                    self._groups.clear()
                self._groups[key] = known_head
        units: tuple[Morpheme, ...] = ()
        if stop == at + 1:
            units = tuple(unit.at(place) for unit, place in placed(words[at].units, starts[at]))
        return new(Token, (starts[at], starts[stop], *known_head, tuple(morphemes), units))

    def _head(self, stretch: Stretch, at: int, stop: int, head: int, morphemes: Sequence[Morpheme]) -> Head:
        """What a token of these words is: its head's lemma when that inflects, else the whole as written."""
        pos = group_pos(stretch.words[at:stop], head - at)
        surface = "".join(morpheme.surface for morpheme in morphemes)
        reading = "".join(morpheme.reading for morpheme in morphemes)
        decided = stretch.decided.get(head)
        lemma_reading = stretch.words[head].lemma_reading if decided is None else decided.lemma_reading
        main = morphemes[head - at]
        if stop == at + 1:
            return surface, Language.JA, main.lemma, reading, lemma_reading, pos, main.normalized
        if pos in (Pos.VERB, Pos.ADJECTIVE, Pos.AUXILIARY, Pos.PARTICLE):
            # 意気|込む is one verb; the お of お話しする is not part of its lemma
            joined = [morphemes[index - at] for index in range(at, head) if index in stretch.decided and stretch.decided[index].joins]
            before = "".join(morpheme.surface for morpheme in joined)
            lemma_reading = "".join(morpheme.reading for morpheme in joined) + lemma_reading
            return surface, Language.JA, before + main.lemma, reading, lemma_reading, pos, before + main.normalized
        normalized = "".join(morpheme.normalized for morpheme in morphemes)
        return surface, Language.JA, surface, reading, reading, pos, normalized


def _number(stretch: Stretch, at: int, stop: int, number: numbers.NumberReading) -> Token:
    surface, reading = stretch.text[number.start : number.end], number.reading
    morphemes = tuple(word.at(start) for word, start in placed(stretch.words[at:stop], stretch.starts[at]))
    return Token(number.start, number.end, surface, Language.JA, surface, reading, reading, Pos.NUMBER, surface, morphemes)


def _other(text: str, start: int) -> Iterator[Token]:
    """Tokens of a stretch in neither language (addresses, codes, rows of dots): one for each piece without white space."""
    for found in _PIECE.finditer(text):
        part, at = found[0], start + found.start()
        pos = Pos.OTHER if any(character.isalnum() for character in part) else Pos.SYMBOL
        yield Token(at, at + len(part), part, Language.OTHER, part, "", "", pos, part)
