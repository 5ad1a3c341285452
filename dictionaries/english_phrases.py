"""Phrases of our English lexicon in a row of tokens, inflected and with words between: cut their ties, called the vote off, SLAMS.

The dictionaries' phrases come from the glosser; these are ours, which are found also where a longer phrase of theirs covers them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dictionaries.english_keys import american
from dictionaries.lexicon import EnglishEntry, Lexicon
from dictionaries.model import Category
from texts.lemmas import lemma
from texts.model import Language, Pos, Token

_PARTICLES = frozenset(("away", "back", "down", "in", "off", "on", "out", "over", "up"))
_PREPOSITIONS = frozenset(("against", "at", "between", "by", "for", "from", "in", "into", "of", "on", "through", "to", "with"))
_LOOSE = _PREPOSITIONS | {"over", "toward"}
"""Prepositions between a thing and its place."""
_GAP = frozenset((Pos.DETERMINER, Pos.ADJECTIVE, Pos.NUMBER, Pos.PROPER, Pos.NOUN, Pos.PARTICLE, Pos.PRONOUN))
_OPENS_OBJECT = frozenset((Pos.DETERMINER, Pos.PRONOUN, Pos.NUMBER, Pos.ADJECTIVE, Pos.NOUN, Pos.PROPER))
_WIDEST = 3
"""Tokens between a verb and its noun or particle."""
_NAMES = frozenset((Category.PLACE, Category.PERSON))


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase of the lexicon: its entry, how many tokens it takes, and how many words stand between that are none of its own."""

    entry: EnglishEntry
    tokens: int
    between: int


class Phrases:
    """Finds phrases of the lexicon. Immutable."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._by_first: dict[str, list[tuple[str, ...]]] = {}
        for phrase in lexicon.listed(Language.EN):
            words = tuple(phrase.split())
            if len(words) > 1 and not self._is_loose(words):
                self._by_first.setdefault(words[0].lower(), []).append(words)
        for found in self._by_first.values():
            found.sort(key=len, reverse=True)

    def _is_loose(self, words: tuple[str, ...]) -> bool:
        """Whether a phrase only says what of which place (aid to Ukraine, visit to the US): a term and a name, no term of its own.

        The Japanese tables have such phrases as glosses of compounds (対中制裁). Names (Bank of Japan) and heads that are no terms by
        themselves (fall of Saigon) are none.
        """
        at = next((place for place, word in enumerate(words[1:-1], 1) if word in _LOOSE), 0)
        if not at or words[0][0].isupper():
            return False
        name = " ".join(words[at + 1 :]).removeprefix("the ")
        place = self._lexicon.english(name) if name[0].isupper() else None
        if place is None or place.category is not Category.PLACE:
            return False
        head = self._lexicon.english(" ".join(words[:at]))
        return head is not None and head.category is not None and head.pos == "noun"

    def longest(self, tokens: Sequence[Token], at: int) -> Phrase | None:
        """The phrase of most words that begins at a token, or None."""
        for first in forms(tokens[at]):
            for words in self._by_first.get(first, ()):
                found = self._phrase(tokens, at, words)
                if found is not None:
                    return found
        return None

    def _phrase(self, tokens: Sequence[Token], at: int, words: tuple[str, ...]) -> Phrase | None:
        end, between = at + 1, 0
        entry: EnglishEntry | None = None
        for place, word in enumerate(words[1:], 1):
            if not _is(tokens, end, word):
                entry = entry or self._lexicon.english(" ".join(words))
                if place > 1 or between or entry is None:
                    return None
                between = _gap(tokens, end, words) if entry.pos == "verb" else self._people(tokens, end, words)
                end += between
                if not between:
                    return None
            end += 1
        entry = entry or self._best(tokens[at:end], words)
        if entry is None or entry.category is None or not _written_so(tokens[at], entry):
            return None
        if "and" in words and entry.category in _NAMES:
            return None  # Japan and South Korea are two states, though 日韓 is one word
        if entry.pos == "verb" and tokens[at].pos in (Pos.ADJECTIVE, Pos.ADVERB, Pos.PREPOSITION):
            return None
        return Phrase(entry, end - at, between)

    def _people(self, tokens: Sequence[Token], at: int, words: tuple[str, ...]) -> int:
        """1 where a people stands between the two words of a noun (frozen Russian assets), else 0."""
        if len(words) != 2 or at + 1 >= len(tokens) or not _is(tokens, at + 1, words[1]):
            return 0
        entry = self._lexicon.english(tokens[at].surface) if tokens[at].surface[:1].isupper() else None
        return int(entry is not None and entry.category is Category.PLACE and entry.pos == "adjective")

    def _best(self, tokens: Sequence[Token], words: tuple[str, ...]) -> EnglishEntry | None:
        """The entry of a phrase that stands without gaps: as it is written (Foreign Ministry), else the singular (auto tariffs)."""
        written = " ".join(token.surface for token in tokens)
        singular = " ".join((*words[:-1], lemma(tokens[-1].surface.lower(), Pos.NOUN)))
        texts = (singular, written) if written.islower() else (written, singular)
        for text in texts:
            entry = self._lexicon.english(text)
            if entry is not None and entry.category is not None and entry.phrase == text:
                return entry
        return self._lexicon.english(" ".join(words))

    def base(self, phrase: Phrase) -> EnglishEntry | None:
        """What a verb phrase is listed as, if not as itself: the verb (agree of agree to), or None where its parts are to be listed.

        A preposition at its end is part of it only where the rest is no verb of the news (call for). A verb of the news and its noun
        (impose sanctions) are two terms, unless the verb means something else in the phrase (strike a deal): no kanji in common.
        """
        entry = phrase.entry
        words = entry.phrase.split()
        if entry.pos != "verb":
            return entry
        if words[-1] in _PREPOSITIONS:
            shorter = self._lexicon.english(" ".join(words[:-1]), "verb")
            if shorter is not None and shorter.category is not None and shorter.pos == "verb" and _kanji(shorter) & _kanji(entry):
                return shorter
        if words[-1] in _PARTICLES | _PREPOSITIONS:
            return entry
        verb = self._lexicon.english(words[0], "verb")
        if verb is not None and verb.category is not None and verb.pos == "verb" and _kanji(verb) & _kanji(entry):
            return None
        return entry


def forms(token: Token) -> tuple[str, ...]:
    """How the lexicon may write a word of a text: its lemma, as noun and as verb too, as it stands, in American spelling; lower case."""
    surface = token.surface.lower().replace("’", "'")
    if token.pos in (Pos.PREPOSITION, Pos.DETERMINER, Pos.PARTICLE, Pos.CONJUNCTION):
        return (surface,)
    found = [token.lemma.lower(), surface, lemma(surface, Pos.VERB), lemma(surface, Pos.NOUN)]
    if "-" in surface:
        found.append(surface.replace("-", ""))
    return tuple(dict.fromkeys((*found, *map(american, found))))


def _is(tokens: Sequence[Token], at: int, word: str) -> bool:
    """Whether a word of a phrase stands at a place, one blank behind the word before it."""
    if at >= len(tokens) or tokens[at].start > tokens[at - 1].end + 1:
        return False
    token = tokens[at]
    if token.language is not Language.EN:
        return token.surface == word
    return (word[0].islower() or token.surface[0].isupper()) and word.lower() in forms(token)


def _gap(tokens: Sequence[Token], at: int, words: tuple[str, ...]) -> int:
    """How many words stand between a verb and the rest of its phrase; 0 when that does not follow in reach.

    Before a particle any object may stand (called the talks off), which then ends its clause; before a noun only its own modifiers.
    """
    if len(words) > 3:
        return 0
    particle = len(words) == 2 and words[1] in _PARTICLES
    if not particle and words[-1] in _PREPOSITIONS:
        return 0
    for width in range(1, _WIDEST + 1):
        here = at + width
        if here >= len(tokens) or tokens[here - 1].pos not in _GAP or tokens[here - 1].language is not Language.EN:
            return 0
        if all(_is(tokens, here + step, word) for step, word in enumerate(words[1:])):
            after = here + len(words) - 1
            opens = particle and after < len(tokens) and tokens[after].pos in _OPENS_OBJECT
            return 0 if opens else width
    return 0


def _written_so(token: Token, entry: EnglishEntry) -> bool:
    """Whether a name has its capital."""
    return entry.phrase[0].islower() or token.surface[:1].isupper()


def _kanji(entry: EnglishEntry) -> set[str]:
    return {char for japanese in entry.japanese for char in japanese if "一" <= char <= "鿿"}
