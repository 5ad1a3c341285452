"""Glosses for a sentence: one match for each token, and the expressions that span several.

Everything a sentence needs is asked at once, so that it costs at most three statements for each dictionary, however long it is, and one
more where a word is in none of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from dictionaries import english_words, full_names, japanese_words, pieces, spelling
from dictionaries.english_keys import query_keys
from dictionaries.english_words import Choice, EnglishWords
from dictionaries.japanese_words import JapaneseWords
from dictionaries.lexicon import Lexicon
from dictionaries.library import Library
from dictionaries.model import Glossed, How, Match
from texts.model import Analysis, Language, Pos, Token

_REMEMBERED = 20_000

_Key = tuple[str, str, str, Pos, bool]  # surface, lemma, its reading or, in English, a particle that stands away, part of speech, a flag
_Span = tuple[int, int, tuple[str, ...]]  # a stretch of tokens, as half-open indexes, and how it may be spelt
_Chosen = tuple[int, int, str, Choice | None]  # a stretch of tokens, what it is called, and what was found for it


@dataclass(slots=True)
class _Plan:
    """What a sentence needs of the library."""

    forms: dict[str, None] = field(default_factory=dict)
    words: dict[str, None] = field(default_factory=dict)  # forms that are no names
    keys: dict[str, None] = field(default_factory=dict)
    fresh: list[int] = field(default_factory=list)
    expressions: list[_Span] = field(default_factory=list)
    phrases: list[_Span] = field(default_factory=list)


class Glosser:
    """Glosses analysed sentences. Belongs to its library's thread; what a word means is kept, since it does not depend on the sentence."""

    def __init__(self, library: Library, lexicon: Lexicon) -> None:
        self._library = library
        self._lexicon = lexicon
        self._japanese = JapaneseWords(library, lexicon)
        self._english = EnglishWords(lexicon)
        self._names = frozenset(store.name for store in library.stores if store.holds_names)
        self._known: dict[_Key, Match] = {}

    def gloss(self, analysis: Analysis) -> Glossed:
        """One match for each token, in order, and the expressions; function words and symbols have no glosses and `How.NONE`.

        Raises:
            StorageError: a compiled dictionary is damaged.
        """
        tokens = analysis.tokens
        keys = self._keys(tokens)
        plan = self._plan(tokens, keys)
        candidates = self._library.candidates(plan.forms, plan.words)
        translations = self._library.english(plan.keys)
        choices: list[_Chosen] = []
        for place in plan.fresh:
            token = tokens[place]
            if token.language is Language.JA:
                self._remember(keys[place], self._japanese.match(token, candidates, named=keys[place][-1]))
            else:
                choices.append(
                    (
                        place,
                        place + 1,
                        token.lemma,
                        self._english.choose(token, translations, first=keys[place][-1], particle=keys[place][2]),
                    )
                )
        self._piece(tokens, keys, plan.fresh)
        expressions = _longest(
            plan.expressions,
            lambda start, stop, texts: self._japanese.expression(tokens[start:stop], texts, candidates, opening=_opens(tokens, start)),
        )
        phrases = _longest(plan.phrases, lambda start, stop, texts: self._english.phrase(tokens[start:stop], texts, translations))
        if self._library.has_beside:  # what only they have stands where the others see nothing
            expressions += _longest(
                _free(plan.expressions, expressions),
                lambda start, stop, texts: self._japanese.expression(
                    tokens[start:stop], texts, candidates, opening=_opens(tokens, start), beside=True
                ),
            )
            phrases += _longest(
                _free(plan.phrases, phrases),
                lambda start, stop, texts: self._english.phrase(tokens[start:stop], texts, translations, beside=True),
            )
        choices += [(start, stop, english_words.spellings(tokens[start:stop])[-1], chosen) for start, stop, chosen in phrases]
        found = [match for _start, _stop, match in expressions]
        found += self._matched(tokens, keys, choices)
        matches = tuple(_moved(self._known[key], token) for key, token in zip(keys, tokens, strict=True))
        return Glossed(analysis, matches, tuple(sorted(found, key=lambda match: match.start)))

    def _keys(self, tokens: Sequence[Token]) -> list[_Key]:
        """What a token's gloss depends on; the last item is, in Japanese, whether a title follows, in English, whether it comes first."""
        keys: list[_Key] = []
        first = True
        for place, token in enumerate(tokens):
            reading = token.lemma_reading
            if token.language is Language.JA:
                following = tokens[place + 1] if place + 1 < len(tokens) else None
                flag = following is not None and following.start == token.end and japanese_words.is_title(self._lexicon, following.lemma)
            else:
                flag = first
                first = first and token.pos is Pos.SYMBOL
                reading = self._english.particle_of(tokens, place)
            keys.append((token.surface, token.lemma, reading, token.pos, flag))
        return keys

    def _plan(self, tokens: Sequence[Token], keys: Sequence[_Key]) -> _Plan:
        if len(self._known) > _REMEMBERED:
            self._known.clear()
        plan = _Plan()
        seen: set[_Key] = set()
        for place, (token, key) in enumerate(zip(tokens, keys, strict=True)):
            if key in self._known or key in seen:
                continue
            seen.add(key)
            plan.fresh.append(place)
            if token.language is Language.JA and token.pos not in spelling.SILENT:
                plan.forms.update(dict.fromkeys(japanese_words.forms_of(token)))
            elif not english_words.is_silent(token):
                plan.keys.update(dict.fromkeys(english_words.keys_of(token)))
        for start, stop, texts in spelling.expressions(tokens):
            plan.expressions.append((start, stop, texts))
            asked = plan.forms if spelling.may_be_name(tokens[start:stop]) else plan.words
            for text in texts:
                asked[text] = None
        for start, stop in english_words.spans(tokens, self._lexicon.longest_english):
            texts = english_words.spellings(tokens[start:stop])
            plan.phrases.append((start, stop, texts))
            plan.keys.update(dict.fromkeys(key for text in texts for key in query_keys(text)))
            plan.keys.update(dict.fromkeys(full_names.name_keys(tokens[start:stop])))
        return plan

    def _matched(self, tokens: Sequence[Token], keys: Sequence[_Key], choices: Sequence[_Chosen]) -> list[Match]:
        """Fetch the entries behind English choices at once; remember the tokens' matches, return those of phrases."""
        wanted = [entry for *_place, chosen in choices if chosen is not None for entry in chosen[2]]
        entries = self._library.fetch(wanted)
        phrases = []
        for start, stop, text, chosen in choices:
            match = english_words.matched(tokens[start:stop], text, chosen, entries, self._names)
            if stop == start + 1:
                self._remember(keys[start], match)
            else:
                phrases.append(match)
        return phrases

    def _piece(self, tokens: Sequence[Token], keys: Sequence[_Key], fresh: Iterable[int]) -> None:
        """Ask once more, for the pieces of the words that no dictionary has."""
        asked = {place: forms for place in fresh if _is_unknown(self._known.get(keys[place])) and (forms := pieces.forms(tokens[place]))}
        if asked:
            found = self._library.candidates(dict.fromkeys(form for forms in asked.values() for form in forms))
            for place in asked:
                self._remember(keys[place], self._japanese.unknown(self._known[keys[place]], tokens[place], found))

    def _remember(self, key: _Key, match: Match) -> None:
        self._known[key] = match


def _is_unknown(match: Match | None) -> bool:
    return match is not None and match.how in (How.NONE, How.ROMAJI) and match.language is Language.JA and match.pos not in spelling.SILENT


T = TypeVar("T")


def _longest(spans: Iterable[_Span], find: Callable[[int, int, tuple[str, ...]], T | None]) -> list[tuple[int, int, T]]:
    """Of spans that come longest first from each start, those that find something and do not overlap, leftmost first."""
    kept: list[tuple[int, int, T]] = []
    free = 0
    for start, stop, texts in spans:
        if start >= free:  # what an expression covers is not even looked at
            found = find(start, stop, texts)
            if found is not None:
                kept.append((start, stop, found))
                free = stop
    return kept


def _free(spans: Iterable[_Span], taken: Sequence[tuple[int, int, T]]) -> list[_Span]:
    """The spans that overlap none that is taken."""
    return [span for span in spans if all(span[1] <= start or span[0] >= stop for start, stop, _found in taken)]


def _opens(tokens: Sequence[Token], start: int) -> bool:
    """Whether a clause begins here: at the start or after a mark."""
    return start == 0 or tokens[start - 1].pos is Pos.SYMBOL


def _moved(match: Match, token: Token) -> Match:
    """A match at its token's place; parts move along."""
    shift = token.start - match.start
    if not shift:
        return match
    return _shifted(match, shift)


def _shifted(match: Match, shift: int) -> Match:
    return Match(  # not dataclasses.replace: this runs for every token of a text, and is twice as fast
        match.start + shift,
        match.end + shift,
        match.surface,
        match.lemma,
        match.reading,
        match.language,
        match.pos,
        match.glosses,
        match.how,
        match.source,
        match.entry,
        match.others,
        tuple(_shifted(part, shift) for part in match.parts),
        match.inflection,
    )
