"""Glosses for English words and phrases: our own lexicon, then glosses of the dictionaries turned round."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from dictionaries import everyday, full_names, ranking
from dictionaries.english_keys import american, is_acronym, query_keys
from dictionaries.japanese_words import MOST_OTHERS, OWN
from dictionaries.lexicon import Lexicon
from dictionaries.library import Translation
from dictionaries.model import Entry, How, Match
from dictionaries.ranking import MOST_GLOSSES
from texts.lemmas import lemma
from texts.model import Language, Pos, Token
from texts.tables import rows

SILENT = frozenset((Pos.PARTICLE, Pos.AUXILIARY, Pos.SYMBOL, Pos.PRONOUN, Pos.DETERMINER, Pos.PREPOSITION, Pos.CONJUNCTION, Pos.NUMBER))
_NOT_FIRST = SILENT
_NOT_LAST = SILENT - {Pos.PREPOSITION, Pos.PARTICLE}
_NOUNS = frozenset((Pos.NOUN, Pos.PROPER))
_LONGEST = 5
_FARTHEST = 4
"""Tokens between a verb and its particle."""
_NEVER_PREPOSITIONS = frozenset(("apart", "aside", "away", "back", "forward", "together"))
_PARTICLES = _NEVER_PREPOSITIONS | frozenset(("down", "in", "off", "on", "out", "over", "through", "up"))
_OPENS_OBJECT = frozenset((Pos.DETERMINER, Pos.PRONOUN, Pos.NUMBER, Pos.ADJECTIVE, Pos.NOUN, Pos.PROPER))
_IN_OBJECT = _OPENS_OBJECT | {Pos.PARTICLE}
_ANYONE = dict.fromkeys(("my", "your", "his", "her", "its", "our", "their"), "one's")
_ANYONE |= dict.fromkeys(("myself", "yourself", "himself", "herself", "itself", "ourselves", "yourselves", "themselves"), "oneself")

Found = Mapping[str, Sequence[Translation]]
Choice = tuple[tuple[str, ...], str, tuple[tuple[str, int], ...]]
"""Glosses, their source, and the entries behind them, best first."""


@lru_cache(maxsize=1)
def _speaking() -> frozenset[str]:
    return frozenset(word for (word,) in rows("speaking.tsv", 1, "dictionaries"))


@lru_cache(maxsize=1)
def _connectives() -> Mapping[str, Pos]:
    return {phrase: Pos(pos) for phrase, pos, _glosses in rows("core_en_connectives.tsv", 3, "dictionaries")}


@lru_cache(maxsize=1)
def _openers() -> frozenset[str]:
    """First words of connectives: no other word is looked at twice."""
    return frozenset(phrase.partition(" ")[0] for phrase in _connectives())


def is_silent(token: Token) -> bool:
    """Whether a token gets no gloss: function words, symbols, numbers, and what is no English."""
    return token.language is not Language.EN or (token.pos in SILENT and token.lemma.lower() not in _speaking())


def keys_of(token: Token) -> tuple[str, ...]:
    """Every key to ask the library for about a token: its lemma's and its surface's."""
    if is_acronym(token.surface):  # "US" is no form of "we", whatever a lemmatiser says
        return query_keys(token.surface)
    asked = [token.lemma, token.surface]
    if token.pos is Pos.PROPER:  # a common word in a name: Hospitals
        asked.append(lemma(token.normalized.lower(), Pos.NOUN))
    asked += [other for text in (token.lemma, token.surface) if (other := american(text)) != text]
    return tuple(dict.fromkeys(key for text in asked for key in query_keys(text)))


class EnglishWords:
    """Chooses glosses from answers that were fetched in bulk; entries are fetched afterwards, when they are all known."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._everyday = everyday.load()

    def choose(self, token: Token, found: Found, *, first: bool, particle: str = "") -> Choice | None:
        """Glosses of a token, or None when there are none, as with function words.

        Args:
            token: an English token.
            found: what the library says for `keys_of(token)`.
            first: whether it is the first word of its sentence, where a capital says nothing.
            particle: what belongs to a verb although it stands away from it (`particle_of`): its meaning with it comes first.
        """
        if is_silent(token):
            return None
        texts = tuple(dict.fromkeys((token.lemma, token.surface)))
        own = self._own(texts, token.pos) or self._own(tuple(map(american, texts)), token.pos)
        if particle:
            own = tuple(dict.fromkeys((*self._own((f"{token.lemma} {particle}",), Pos.VERB), *own)))
        capital = token.surface[:1].isupper() and (not first or token.pos is Pos.PROPER)
        translations = _translations(keys_of(token), found, token.pos, capital=capital)
        return _chosen(own, translations, () if own else self._common(token))

    def _own(self, texts: Sequence[str], pos: Pos) -> tuple[str, ...]:
        """What our tables say about a word or phrase, best first: the sense of the news before the everyday one.

        A row of the news for another part of speech (a pilot, to pilot) comes after everyday ones for this.
        """
        entry = next((found for text in texts if (found := self._lexicon.english(text, pos)) is not None), None)
        usual = self._everyday.english(texts[0].lower(), pos)
        if not usual and pos is Pos.ADJECTIVE and texts[0][:1].isupper():  # a people
            usual = self._everyday.english(texts[0].lower(), Pos.PROPER)
        if entry is None:
            return usual
        named = entry.pos == pos or not usual or (entry.pos == "noun" and pos is Pos.PROPER)
        return tuple(dict.fromkeys((*entry.japanese, *usual) if named else (*usual, *entry.japanese)))

    def _common(self, token: Token) -> tuple[str, ...]:
        """What our tables say about a common word with a capital, which may be part of a name (Hospitals) or be one (Price)."""
        if token.pos is not Pos.PROPER:
            return ()
        word = lemma(token.normalized.lower(), Pos.NOUN)
        return next((own for pos in (Pos.PROPER, Pos.NOUN, Pos.ADJECTIVE) if (own := self._own((word,), pos))), ())

    def particle_of(self, tokens: Sequence[Token], place: int) -> str:
        """The particle of a phrasal verb of ours that an object parts from its verb (off in `put the plan off`), or ""."""
        verb = tokens[place]
        if verb.pos is not Pos.VERB:
            return ""
        for at in range(place + 1, min(place + 2 + _FARTHEST, len(tokens))):
            word, following = tokens[at], tokens[at + 1] if at + 1 < len(tokens) else None
            if word.normalized in _PARTICLES:
                alone = word.normalized in _NEVER_PREPOSITIONS or following is None or following.pos not in _OPENS_OBJECT
                known = alone and at > place + 1 and self._everyday.english(f"{verb.lemma} {word.normalized}", Pos.VERB)
                return word.normalized if known else ""
            if word.pos not in _IN_OBJECT:
                return ""
        return ""

    def phrase(self, tokens: Sequence[Token], texts: Sequence[str], found: Found, *, beside: bool = False) -> Choice | None:
        """Glosses of several tokens as one phrase, or None; `texts` are their spellings (`spellings`).

        `beside`: whether dictionaries beside the built-in ones may make a phrase by themselves.
        """
        pos = phrase_pos(tokens)
        if tokens[0].pos in _NOUNS and tokens[-1].pos in SILENT:
            found = {}  # "part of", "row of": a noun and what follows it by chance; our own lexicon may still know it
        capital = all(token.surface[:1].isupper() for token in tokens if token.pos not in SILENT)
        for text in texts:
            own = self._own((text,), _connectives().get(text.lower(), pos))
            found_here = _translations(query_keys(text), found, pos, capital=capital)
            if not beside and all(t.standing > 0 for t in found_here):
                found_here = []
            fitting = [t for t in found_here if pos is not Pos.VERB or ranking.english_fit(t.pos, pos) >= 0]
            chosen = _chosen(own, [full_names.with_points(t, tokens, found) for t in fitting])
            if chosen is not None:
                return chosen
        return None


def phrase_pos(tokens: Sequence[Token]) -> Pos:
    """The part of speech of a phrase: a verb's when it begins with one, else its last content word's."""
    if tokens[0].pos is Pos.VERB:
        return Pos.VERB
    return next((token.pos for token in reversed(tokens) if token.pos not in SILENT), tokens[-1].pos)


def _translations(keys: Sequence[str], found: Found, pos: Pos, *, capital: bool) -> list[Translation]:
    """Translations by the first key that has any that fit, then by the others."""
    ranked: dict[str, Translation] = {}
    for key in keys:
        for translation in ranking.rank_translations(found.get(key, ()), pos, capital=capital, names=capital):
            if pos is Pos.VERB and "vs" in translation.pos:  # to report is 報告する
                translation = replace(translation, headword=translation.headword + "する")
            ranked.setdefault(translation.headword, translation)
    return sorted(ranked.values(), key=lambda t: t.standing)


def _chosen(own: tuple[str, ...], translations: Sequence[Translation], common: tuple[str, ...] = ()) -> Choice | None:
    """Our own glosses before the dictionaries', those of a `common` word behind the first of theirs."""
    mine = [t.headword for t in translations if t.standing < 0]  # of dictionaries that the user put first
    heads = [t.headword for t in translations]
    glosses = tuple(dict.fromkeys((*mine, *own, *heads[:1], *common, *heads)))[:MOST_GLOSSES]
    if not glosses:
        return None
    shown = [t for t in translations if t.headword in glosses][: 1 + MOST_OTHERS]
    return glosses, OWN if (own and not mine) or not translations else translations[0].source, tuple((t.source, t.id) for t in shown)


def matched(
    tokens: Sequence[Token], text: str, chosen: Choice | None, entries: Mapping[tuple[str, int], Entry], names: frozenset[str]
) -> Match:
    """The match of a token, or of several as a phrase called `text`, with its entries."""
    first, last = tokens[0], tokens[-1]
    surface = first.surface if len(tokens) == 1 else " ".join(token.surface for token in tokens)
    pos = first.pos if len(tokens) == 1 else phrase_pos(tokens)
    if chosen is None:
        return Match(first.start, last.end, surface, text, "", first.language, pos, (), How.NONE)
    glosses, source, ids = chosen
    known = [entries[key] for key in ids if key in entries]
    entry = next((e for e in known if e.source == source), None) if source != OWN else next(iter(known), None)
    others = tuple(e for e in known if e is not entry)
    how = How.NAME if source in names else How.ENTRY
    if how is How.NAME and entry is not None and not any("person" in sense.tags for sense in entry.senses):
        glosses = tuple(dict.fromkeys(full_names.without_points(gloss, known) for gloss in glosses))
    return Match(first.start, last.end, surface, text, "", first.language, pos, glosses, how, source, entry, others)


def spans(tokens: Sequence[Token], longest: int) -> Iterator[tuple[int, int]]:
    """Stretches of tokens, as half-open indexes, that may be one phrase; longest first from each start.

    A phrase that begins or ends with a function word is one only when our table of such phrases has it (in terms of, so that).
    """
    limit = max(_LONGEST, longest)
    for start, token in enumerate(tokens):
        opens = token.normalized in _openers()
        if token.language is not Language.EN or (token.pos in _NOT_FIRST and not opens):
            continue
        end = start + 1
        while end < len(tokens) and end - start < limit and tokens[end].language is Language.EN and tokens[end].pos is not Pos.SYMBOL:
            end += 1
        for stop in range(end, start + 1, -1):
            free = token.pos not in _NOT_FIRST and tokens[stop - 1].pos not in _NOT_LAST
            if free or (opens and " ".join(token.normalized for token in tokens[start:stop]) in _connectives()):
                yield start, stop


def spellings(tokens: Sequence[Token]) -> tuple[str, ...]:
    """How a dictionary may write these tokens: as they stand, with the last one's lemma, with the first one's, with every one's.

    Where a possessive or a reflexive pronoun stands inside, also as dictionaries write any of them: `do one's best`.
    """
    surfaces, lemmas = [token.surface for token in tokens], [token.lemma for token in tokens]
    found = [surfaces, [*surfaces[:-1], lemmas[-1]], [lemmas[0], *surfaces[1:]], lemmas]
    anyone = [_ANYONE.get(token.normalized, "") for token in tokens]
    if any(anyone[1:]):
        inside = [slot or surface for slot, surface in zip(anyone[1:-1], surfaces[1:-1], strict=True)]
        lasts = (surfaces[-1], lemmas[-1]) if tokens[-1].pos is Pos.NOUN else (lemmas[-1], surfaces[-1])  # the last is its name
        found += [[lemmas[0], *inside, anyone[-1] or last] for last in lasts]
    return tuple(dict.fromkeys(" ".join(words) for words in found))
